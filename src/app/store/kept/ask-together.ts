// Many askers, one query: who asks while a query is under way is answered by the next one, so that no answer is older than its question.
import { AsyncResource } from "node:async_hooks";

type Asked<Value> = { readonly answer: Promise<Value | undefined>; resolve(value: Value | undefined): void; reject(error: unknown): void };

const MOST_AT_ONCE = 1000;

/** `read` answers for many keys; a key it does not answer for has no value. It runs outside of any asker's transaction. */
export function askTogether<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  const readApart = AsyncResource.bind(read);
  let waiting = new Map<string, Asked<Value>>();
  let isAsking = false;

  const askNext = async (): Promise<void> => {
    isAsking = true;
    while (waiting.size > 0) {
      const asked = [...waiting].slice(0, MOST_AT_ONCE);
      waiting = new Map([...waiting].slice(MOST_AT_ONCE));
      try {
        const found = await readApart(asked.map(([key]) => key));
        for (const [key, { resolve }] of asked) resolve(found.get(key));
      } catch (error) {
        for (const [, { reject }] of asked) reject(error);
      }
    }
    isAsking = false;
  };

  return (key) => {
    const same = waiting.get(key);
    if (same) return same.answer;
    const asked = {} as { -readonly [Part in keyof Asked<Value>]: Asked<Value>[Part] };
    asked.answer = new Promise((resolve, reject) => Object.assign(asked, { resolve, reject }));
    waiting.set(key, asked);
    // The others of this moment come along.
    if (!isAsking) {
      isAsking = true;
      queueMicrotask(() => void askNext());
    }
    return asked.answer;
  };
}
