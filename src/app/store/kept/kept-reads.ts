// Rows that are asked for at every request: what was read is kept until something is written. Where this process alone writes, it counts
// its own writes; where others may write too, the database is asked where it stands, for many questions at once.
import { askTogether } from "./ask-together.ts";
import type { Stand } from "./stand.ts";

export type ReadAt<Value> = { readonly stand: Stand; readonly value: Value };

export type KeptReadsOptions<Value> = {
  /** Where the store stands, asked after the call. */
  readonly stand: () => Stand | Promise<Stand>;
  /** The values of those keys that have one, each with where the store stood when it was read. */
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, ReadAt<Value>>>;
};

/** Answers as of `stand`, or as of now. */
export type KeptRead<Value> = (key: string, stand?: Stand) => Promise<Value | undefined>;

/** How many values are kept; one is some hundreds of bytes. */
const MOST_KEPT = 20_000;

export function keptReads<Value>({ stand, read }: KeptReadsOptions<Value>): KeptRead<Value> {
  const ask = askTogether(read);
  const kept = new Map<string, Value>();
  let keptAt: Stand | undefined;
  return async (key, asOf) => {
    const now = asOf ?? (await stand());
    const known = now === keptAt ? kept.get(key) : undefined;
    if (known !== undefined) return known;
    const found = await ask(key);
    if (found === undefined) return undefined;
    if (found.stand !== keptAt) kept.clear();
    keptAt = found.stand;
    if (kept.size >= MOST_KEPT) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, found.value);
    return found.value;
  };
}
