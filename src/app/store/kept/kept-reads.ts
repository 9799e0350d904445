// Rows that are asked for at every request. Where this process alone writes, what was read is kept until its tables are written to; where
// others may write too, it is read anew at every question, many questions in one query.
import type { StoreChanges } from "../store-changes.ts";
import { askTogether } from "./ask-together.ts";

export type KeptReadsOptions<Value> = {
  /** Null where others may write. */
  readonly changes: StoreChanges | null;
  /** Every table that `read` reads. */
  readonly tables: readonly string[];
  readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
};

/** How many values are kept; one is some hundreds of bytes. */
const MOST_KEPT = 20_000;

export function keptReads<Value>({ changes, tables, read }: KeptReadsOptions<Value>): (key: string) => Promise<Value | undefined> {
  const ask = askTogether(read);
  if (changes === null) return ask;
  const kept = new Map<string, Value>();
  let keptAt = changes.stamp(tables);
  const refresh = (): number => {
    const now = changes.stamp(tables);
    if (now !== keptAt) kept.clear();
    keptAt = now;
    return now;
  };
  return async (key) => {
    const before = refresh();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const found = await ask(key);
    if (found === undefined || refresh() !== before) return found;
    if (kept.size >= MOST_KEPT) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    kept.set(key, found);
    return found;
  };
}
