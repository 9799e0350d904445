// A value that follows a piece of work through its promises. Up to Node 23 every promise of the process pays for that from the first use
// on; here only while somebody is within.
import { AsyncLocalStorage } from "node:async_hooks";

export type AsyncScope<Value> = {
  readonly current: () => Value | undefined;
  readonly run: <Result>(value: Value, work: () => Promise<Result>) => Promise<Result>;
  /** Runs the work outside. */
  readonly exit: (work: () => void) => void;
};

export function asyncScope<Value>(): AsyncScope<Value> {
  const storage = new AsyncLocalStorage<Value>();
  let within = 0;
  return {
    current: () => (within === 0 ? undefined : storage.getStore()),
    run: async (value, work) => {
      within++;
      try {
        return await storage.run(value, work);
      } finally {
        within--;
        if (within === 0) storage.disable();
      }
    },
    exit: (work) => storage.exit(work),
  };
}
