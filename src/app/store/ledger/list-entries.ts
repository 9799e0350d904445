// Entries of a ledger, page by page, and all of them for a replay.
import { type Kysely, sql, type Transaction } from "kysely";
import type { LedgerEntry } from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { entryOf } from "./entry-row.ts";
import type { LedgerLinksTable } from "./ledger-tables.ts";

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
  /** Vouchers that belong to this indicator or evidence, by the last word on it. */
  readonly link?: VoucherLink;
  /** Found in voucher, payee, summary or document. */
  readonly text?: string;
};

export type EntryPage = {
  /** Entries after this number, or before it where they are listed backwards; null begins at the end listed first. */
  readonly after: number | null;
  readonly backwards: boolean;
  readonly most: number;
};

/** What kinds of entries stand behind a number, in the order they first came. */
export async function kindsSince(db: Kysely<StoreTables>, { tenant, id }: CaseKey, seq: number): Promise<string[]> {
  const rows = await db
    .selectFrom("ledger_entries")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("seq", ">", seq)
    .select(["kind", ({ fn }) => fn.min("seq").as("first")])
    .groupBy("kind")
    .orderBy("first")
    .execute();
  return rows.map(({ kind }) => kind);
}

export async function listEntries(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  filter: EntryFilter,
  { after, backwards, most }: EntryPage,
): Promise<ListedEntry[]> {
  let query = db
    .selectFrom("ledger_entries as entry")
    .where("entry.tenant", "=", tenant)
    .where("entry.case_id", "=", id)
    .selectAll("entry")
    .select((expression) =>
      expression
        .selectFrom("ledger_entries as back")
        .whereRef("back.tenant", "=", "entry.tenant")
        .whereRef("back.case_id", "=", "entry.case_id")
        .whereRef("back.of_seq", "=", "entry.seq")
        .where("back.kind", "=", "reversal")
        .select("back.seq")
        .as("reversed_by"),
    )
    .orderBy("entry.seq", backwards ? "desc" : "asc")
    .limit(most);
  if (after !== null) query = query.where("entry.seq", backwards ? "<" : ">", after);
  if (filter.kinds) query = query.where("entry.kind", "in", filter.kinds as LedgerEntry["posting"]["kind"][]);
  if (filter.slice !== undefined) query = query.where("entry.slice", "=", filter.slice);
  if (filter.economicClass !== undefined) query = query.where("entry.economic_class", "like", `${literal(filter.economicClass)}%`);
  if (filter.importId !== undefined) query = query.where("entry.import_id", "=", filter.importId);
  if (filter.seqs) query = query.where("entry.seq", "in", filter.seqs);
  if (filter.link) query = query.where(isLinked({ tenant, id }, filter.link));
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

function isLinked({ tenant, id }: CaseKey, { kind, target }: VoucherLink) {
  const last = sql`select distinct on (seq) seq, linked from ledger_links
    where tenant = ${tenant} and case_id = ${id} and target_kind = ${kind} and target = ${target} order by seq, n desc`;
  const posted = kind === "indicator" ? "indicators" : "evidence";
  return sql<boolean>`(entry.seq in (select seq from (${last}) as l where linked)
    or (entry.details is not null and jsonb_exists((entry.details::jsonb) -> ${posted}, ${target})
      and entry.seq not in (select seq from (${last}) as l)))`;
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

/** Who registered each exception; one that is taken back is not there. */
export async function exceptionAuthors(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  exceptions: readonly string[],
): Promise<{ readonly exception: string; readonly account: string | null }[]> {
  const rows = await db
    .selectFrom("ledger_entries")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("kind", "=", "exception")
    .selectAll()
    .execute();
  return rows.flatMap((row) => {
    const { posting } = entryOf(row);
    return posting.kind === "exception" && exceptions.includes(posting.exception)
      ? [{ exception: posting.exception, account: row.by_account }]
      : [];
  });
}

export type VoucherLink = { readonly kind: "indicator" | "evidence"; readonly target: string };

/** What a voucher belongs to, and how often that was said since it was posted. */
export type VoucherLinks = { readonly version: number; readonly links: readonly VoucherLink[] };

/** What was said of a voucher since it was posted, in order. */
export async function linksSaid(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  seq: number,
): Promise<readonly Pick<LedgerLinksTable, "linked" | "by_name" | "linked_at">[]> {
  return await db
    .selectFrom("ledger_links")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("seq", "=", seq)
    .select(["linked", "by_name", "linked_at"])
    .orderBy("n")
    .execute();
}

/** Says that a voucher belongs to something, or no longer. The ledger is held by then, so that who says it later is known. */
export async function addLink(
  transaction: Transaction<StoreTables>,
  { tenant, id }: CaseKey,
  link: Omit<LedgerLinksTable, "tenant" | "case_id" | "n">,
): Promise<void> {
  const last = await transaction
    .selectFrom("ledger_links")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .select((query) => query.fn.max("n").as("n"))
    .executeTakeFirst();
  await transaction
    .insertInto("ledger_links")
    .values({ tenant, case_id: id, n: (last?.n ?? 0) + 1, ...link })
    .execute();
}

/** What the vouchers of these entries belong to: as posted, then link by link. */
export async function linksOf(
  db: Kysely<StoreTables>,
  { tenant, id }: CaseKey,
  entries: readonly LedgerEntry[],
): Promise<ReadonlyMap<number, VoucherLinks>> {
  const links = new Map(
    entries.map(({ seq, posting }): [number, VoucherLinks] => [
      seq,
      { version: 0, links: "voucher" in posting ? postedLinks(posting) : [] },
    ]),
  );
  if (entries.length === 0) return links;
  const rows = await db
    .selectFrom("ledger_links")
    .where("tenant", "=", tenant)
    .where("case_id", "=", id)
    .where("seq", "in", [...links.keys()])
    .selectAll()
    .orderBy("n")
    .execute();
  for (const { seq, target_kind: kind, target, linked } of rows) {
    const before = links.get(seq) ?? { version: 0, links: [] };
    const others = before.links.filter((one) => one.kind !== kind || one.target !== target);
    links.set(seq, { version: before.version + 1, links: linked ? [...others, { kind, target }] : others });
  }
  return links;
}

function postedLinks({
  indicators,
  evidence,
}: {
  readonly indicators: readonly string[];
  readonly evidence: readonly string[];
}): VoucherLink[] {
  return [
    ...indicators.map((target) => ({ kind: "indicator", target }) as const),
    ...evidence.map((target) => ({ kind: "evidence", target }) as const),
  ];
}
