// What was written to, table by table, where this process alone writes: what was read of a table is as it is kept until the next write.
// A statement is judged by its words, and a word too many only makes something be read again.
import type { SessionSource } from "./store-session.ts";

export type StoreChanges = {
  /** Another number after each write to one of the tables that has ended, whether it was kept or taken back. */
  readonly stamp: (tables: readonly string[]) => number;
};

const WRITES =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+(?:only\s+)?(?:"?public"?\.)?"?([a-z_]\w*)/gi;
/** Whose statements change no table but those that WRITES finds. */
const KNOWN =
  /^\s*(?:select|with|values|insert|update|delete|merge|truncate|copy|begin|commit|rollback|savepoint|release|set|reset|show|explain|declare|fetch|close)\b/i;
const BEGINS = /^\s*begin\b/i;
const ENDS = /^\s*(?:commit|rollback)\s*$/i;
const EVERYTHING = "*";
const MOST_REMEMBERED = 1000;
const LONGEST_REMEMBERED = 4000;

/** The same sessions, watched. */
export function watchChanges(source: SessionSource): { readonly source: SessionSource; readonly changes: StoreChanges } {
  const counts = new Map<string, number>();
  const count = (tables: ReadonlySet<string>): void => {
    for (const table of tables) counts.set(table, (counts.get(table) ?? 0) + 1);
  };
  const written = tablesWritten();
  const watched: SessionSource = {
    take: async () => {
      const session = await source.take();
      let isOpen = false;
      const pending = new Set<string>();
      const end = (): void => {
        count(pending);
        pending.clear();
      };
      return {
        run: async (sql, parameters) => {
          if (BEGINS.test(sql)) isOpen = true;
          for (const table of written(sql)) pending.add(table);
          try {
            return await session.run(sql, parameters);
          } finally {
            // Whoever is told that it was done finds it counted; whoever read before that finds what he read out of date.
            if (ENDS.test(sql)) isOpen = false;
            if (!isOpen && pending.size > 0) end();
          }
        },
        isAlive: session.isAlive,
        release: () => {
          end();
          session.release();
        },
      };
    },
    close: source.close,
  };
  const of = (table: string): number => counts.get(table) ?? 0;
  return { source: watched, changes: { stamp: (tables) => tables.reduce((sum, table) => sum + of(table), of(EVERYTHING)) } };
}

/** The tables that a statement may write to. */
function tablesWritten(): (sql: string) => ReadonlySet<string> {
  const remembered = new Map<string, ReadonlySet<string>>();
  return (sql) => {
    const known = remembered.get(sql);
    if (known !== undefined) return known;
    const tables = new Set([...sql.matchAll(WRITES)].map(([, table]) => (table ?? EVERYTHING).toLowerCase()));
    if (!KNOWN.test(sql)) tables.add(EVERYTHING);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    if (sql.length <= LONGEST_REMEMBERED) remembered.set(sql, tables);
    return tables;
  };
}
