// Corrections made by hand, as entries that are only ever added. What holds is what was set and not taken back.
import type { Kysely } from "kysely";
import { type AuditDocumentKey, storable } from "./audit-repository.ts";
import type { StoreTables } from "./store-tables.ts";

export type CorrectionEntry = {
  /** From 1 for each document. */
  readonly seq: number;
  /** The entry this one takes back; null where it sets a value. */
  readonly undoes: number | null;
  /** Which of the document's tables, from 0. */
  readonly table: number;
  /** As in `indicators.0.score`. */
  readonly path: string;
  readonly was: string | null;
  readonly now: string | null;
  /** The name as typed. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
};

/** Characters of a value. */
const LONGEST_VALUE = 20_000;

/** Every entry, the oldest first. */
export async function listCorrections(db: Kysely<StoreTables>, { tenant, id, n }: AuditDocumentKey): Promise<CorrectionEntry[]> {
  const rows = await db
    .selectFrom("audit_corrections")
    .where("tenant", "=", tenant)
    .where("batch_id", "=", id)
    .where("n", "=", n)
    .select(["seq", "undoes", "table_no", "path", "was", "now", "by_name", "made_at"])
    .orderBy("seq")
    .execute();
  return rows.map(({ table_no, by_name, made_at, ...row }) => ({ ...row, table: table_no, by: by_name, at: made_at }));
}

/** Adds an entry behind the `last` one the change was made on; false where somebody else has added one meanwhile. */
export async function addCorrection(
  db: Kysely<StoreTables>,
  { tenant, id, n, seq, undoes, table, path, was, now, by, at }: AuditDocumentKey & CorrectionEntry,
): Promise<boolean> {
  const added = await db
    .insertInto("audit_corrections")
    .values({
      ...{ tenant, batch_id: id, n, seq, undoes, table_no: table, path, by_name: storable(by), made_at: at },
      was: was === null ? null : storable(was, LONGEST_VALUE),
      now: now === null ? null : storable(now, LONGEST_VALUE),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("seq")
    .executeTakeFirst();
  return added !== undefined;
}

/** What holds now: set and not taken back, in the order it was set. */
export function standingCorrections(entries: readonly CorrectionEntry[]): readonly CorrectionEntry[] {
  const undone = new Set(entries.map(({ undoes }) => undoes));
  return entries.filter(({ seq, undoes }) => undoes === null && !undone.has(seq));
}
