// Child processes kept for many files, one file in each at a time: starting one takes longer than most files. A child is replaced
// after so many files, when its memory has grown, and when a file has killed it; a file never suffers for those before it.
import type { Result } from "../../kernel/index.ts";
import { CHILD_LIMITS, type ChildLimits, refusedByChild } from "./bounded-child.ts";
import type { ParseResults, ParseTask } from "./parse-tasks.ts";
import { type ChildLife, type ReusedChild, startReusedChild } from "./reused-child.ts";

export type ChildPool<T> = {
  /** What the task makes of the file; faults as of a file parsed in a child of its own. Those beyond `size` wait their turn. */
  readonly parse: (name: string, bytes: Uint8Array) => Promise<Result<T>>;
  /** Children at a time. */
  readonly size: number;
  /** Process ids of the children there are. */
  readonly pids: () => readonly number[];
  /** Ends every child; resolves when they are gone. What is being parsed fails. */
  readonly close: () => Promise<void>;
};

export type PoolOptions = { readonly size: number; readonly limits?: ChildLimits; readonly life?: Partial<ChildLife> };

const CHILD_LIFE: ChildLife = { files: 1000, megabytes: 400, cpuSeconds: 300, idleSeconds: 60 };

export function childPool<Task extends ParseTask>(
  task: Task,
  { size, limits = CHILD_LIMITS, life }: PoolOptions,
): ChildPool<ParseResults[Task]> {
  type Child = ReusedChild<ParseResults[Task]>;
  const lives: ChildLife = { ...CHILD_LIFE, ...life };
  const all = new Set<Child>();
  const free: { readonly child: Child; readonly watch: NodeJS.Timeout }[] = [];
  const waiting: (() => void)[] = [];
  let running = 0;
  let closed = false;

  const start = (): Child => {
    const child = startReusedChild(task, limits, lives);
    all.add(child);
    void child.gone.then(() => {
      all.delete(child);
      forget(child);
    });
    return child;
  };
  const forget = (child: Child): void => {
    const at = free.findIndex((one) => one.child === child);
    if (at >= 0) for (const { watch } of free.splice(at, 1)) clearTimeout(watch);
  };
  const takeFree = (): Child | undefined => {
    const one = free.pop();
    clearTimeout(one?.watch);
    return one?.child;
  };
  const giveBack = (child: Child): void => {
    if (closed || child.isWorn()) child.kill();
    else free.push({ child, watch: setTimeout(child.kill, lives.idleSeconds * 1000).unref() });
  };

  const run = async (name: string, bytes: Uint8Array): Promise<Result<ParseResults[Task]>> => {
    for (let known = takeFree(); !closed; known = undefined) {
      const child = known ?? start();
      const isFirst = child.files() === 0;
      const answer = await child.parse(name, bytes);
      if (answer.kind === "answered") {
        giveBack(child);
        return answer.result;
      }
      // What earlier files left in a child may have killed it: the file is tried once more, in a fresh one.
      const mayBeOthers = !isFirst && (answer.reason === "child-memory" || answer.reason === "child-crash");
      if (!mayBeOthers) return refusedByChild(name, answer.reason, limits);
    }
    return refusedByChild(name, "child-crash", limits);
  };

  return {
    parse: async (name, bytes) => {
      if (running < size) running += 1;
      // Who ends hands its turn on, so that the number of running ones stays as it is.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await run(name, bytes);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
    size,
    pids: () => [...all].flatMap(({ pid }) => pid ?? []),
    close: async () => {
      closed = true;
      for (const { watch } of free.splice(0)) clearTimeout(watch);
      const children = [...all];
      for (const child of children) child.kill();
      await Promise.all(children.map(({ gone }) => gone));
    },
  };
}
