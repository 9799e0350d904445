// Entries of a ledger, page by page, and all of them for a replay.
import type { Kysely } from "kysely";
import type { LedgerEntry } from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { entryOf } from "./entry-row.ts";

/** With who wrote it, when, of which import, and the entry that took it back. */
export type ListedEntry = {
  readonly entry: LedgerEntry;
  readonly byName: string;
  readonly postedAt: string;
  readonly importId: string | null;
  readonly importRow: number | null;
  readonly reversedBy: number | null;
};

export type EntryFilter = {
  readonly kinds?: readonly string[];
  readonly slice?: string;
  readonly economicClass?: string;
  readonly importId?: string;
  readonly seqs?: readonly number[];
  /** Found in voucher, payee, summary or document. */
  readonly text?: string;
};

export type EntryPage = {
  /** Entries after this number, or before it where they are listed backwards; null begins at the end listed first. */
  readonly after: number | null;
  readonly backwards: boolean;
  readonly most: number;
};

export async function listEntries(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  filter: EntryFilter,
  { after, backwards, most }: EntryPage,
): Promise<ListedEntry[]> {
  let query = db
    .selectFrom("ledger_entries as entry")
    .leftJoin("ledger_entries as back", (join) =>
      join
        .onRef("back.tenant", "=", "entry.tenant")
        .onRef("back.case_id", "=", "entry.case_id")
        .onRef("back.of_seq", "=", "entry.seq")
        .on("back.kind", "=", "reversal"),
    )
    .where("entry.tenant", "=", tenant)
    .where("entry.case_id", "=", id)
    .selectAll("entry")
    .select("back.seq as reversed_by")
    .orderBy("entry.seq", backwards ? "desc" : "asc")
    .limit(most);
  if (after !== null) query = query.where("entry.seq", backwards ? "<" : ">", after);
  if (filter.kinds) query = query.where("entry.kind", "in", filter.kinds as LedgerEntry["posting"]["kind"][]);
  if (filter.slice !== undefined) query = query.where("entry.slice", "=", filter.slice);
  if (filter.economicClass !== undefined) query = query.where("entry.economic_class", "like", `${literal(filter.economicClass)}%`);
  if (filter.importId !== undefined) query = query.where("entry.import_id", "=", filter.importId);
  if (filter.seqs) query = query.where("entry.seq", "in", filter.seqs);
  if (filter.text !== undefined) {
    const pattern = `%${literal(filter.text)}%`;
    query = query.where((where) =>
      where.or([
        where("entry.voucher", "like", pattern),
        where("entry.payee", "like", pattern),
        where("entry.summary", "like", pattern),
        where("entry.document", "like", pattern),
      ]),
    );
  }
  return (await query.execute()).map((row) => ({
    entry: entryOf(row),
    byName: row.by_name,
    postedAt: row.posted_at,
    importId: row.import_id,
    importRow: row.import_row,
    reversedBy: row.reversed_by,
  }));
}

/** Every entry in order, read in pieces. */
export async function* allEntries(db: Kysely<StoreTables>, key: CaseKey): AsyncGenerator<LedgerEntry> {
  for (let after = 0; ; ) {
    const piece = await listEntries(db, key, {}, { after, backwards: false, most: 2000 });
    for (const { entry } of piece) yield entry;
    const last = piece.at(-1);
    if (last === undefined) return;
    after = last.entry.seq;
  }
}

// Signs that stand for anything stand for themselves.
function literal(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
