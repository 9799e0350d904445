// Reconciles staged rows with the ledger in the database itself: how many match, are missing on one side or differ, and the rows of
// each kind page by page.
import { type Kysely, sql } from "kysely";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import type { LedgerImportRowsTable } from "./ledger-tables.ts";

export const MATCHES = ["matched", "missing-here", "amount-differs", "date-differs"] as const;
export type Match = (typeof MATCHES)[number];

export type MatchCount = { readonly match: Match; readonly rows: number; readonly amount: string };

/** A staged row with the voucher line of the ledger beside it; its numbers are null where the ledger has none. */
export type MatchedRow = Omit<LedgerImportRowsTable, "tenant" | "import_id" | "kind" | "faults"> & {
  readonly match: Match;
  readonly seq: number | null;
  readonly here_day: string | null;
  /** Negative for money that came back, as in the file. */
  readonly here_amount: string | null;
};

type ImportOf = CaseKey & { readonly importId: string };

// Each line is looked up by its key, row for row: a database that has not counted its rows yet would otherwise join them all.
const matched = ({ tenant, id, importId }: ImportOf, page: { readonly after: number; readonly most: number } | null) => sql`
  select r.n, r.voucher, r.day::text as day, r.amount, r.economic_class, r.payee, r.summary, r.slice, r.source, r.commitment,
    e.seq, e.day::text as here_day, case e.kind when 'refund' then -e.amount else e.amount end as here_amount,
    case when e.seq is null then 'missing-here'
      when case e.kind when 'refund' then -e.amount else e.amount end <> r.amount then 'amount-differs'
      when e.day <> r.day then 'date-differs'
      else 'matched' end as match
  from (select * from ledger_import_rows
    where tenant = ${tenant} and import_id = ${importId} and kind = 'row'
    ${page === null ? sql`` : sql`and n > ${page.after} order by n limit ${page.most}`}) r
  left join lateral (select v.seq from ledger_vouchers v
    where v.tenant = r.tenant and v.case_id = ${id} and v.voucher = r.voucher limit 1) v on true
  left join lateral (select e.seq, e.kind, e.day, e.amount from ledger_entries e
    where e.tenant = r.tenant and e.case_id = ${id} and e.seq = v.seq limit 1) e on true`;

export async function countMatches(db: Kysely<StoreTables>, of: ImportOf): Promise<MatchCount[]> {
  const { rows } = await sql<MatchCount>`select match, count(*)::integer as rows, sum(amount)::numeric(20,0) as amount
    from (${matched(of, null)}) as m group by match order by match`.execute(db);
  return rows;
}

/** Rows after number `after`, in the order of the file; of one kind where a match is named. */
export async function matchedRows(
  db: Kysely<StoreTables>,
  of: ImportOf,
  { match, after, most }: { readonly match: Match | null; readonly after: number; readonly most: number },
): Promise<MatchedRow[]> {
  const found: MatchedRow[] = [];
  for (let from = after; found.length < most; ) {
    const { rows } = await sql<MatchedRow>`select * from (${matched(of, { after: from, most: PAGE })}) as m order by n`.execute(db);
    found.push(...rows.filter((row) => match === null || row.match === match).slice(0, most - found.length));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    from = last.n;
  }
  return found;
}

const PAGE = 2000;

/** Voucher lines of the ledger, from the file's first day to its last, that the file does not have. */
export async function missingThere(
  db: Kysely<StoreTables>,
  { tenant, id, importId }: ImportOf,
): Promise<{ readonly seq: number; readonly voucher: string; readonly day: string; readonly amount: string }[]> {
  const { rows } = await sql<{ seq: number; voucher: string; day: string; amount: string }>`
    with span as (select min(day) as first, max(day) as last from ledger_import_rows
      where tenant = ${tenant} and import_id = ${importId} and kind = 'row')
    select e.seq, v.voucher, e.day::text as day, case e.kind when 'refund' then -e.amount else e.amount end as amount
    from ledger_vouchers v
    join lateral (select e.seq, e.kind, e.day, e.amount from ledger_entries e
      where e.tenant = v.tenant and e.case_id = v.case_id and e.seq = v.seq limit 1) e on true
    join span on e.day between span.first and span.last
    where v.tenant = ${tenant} and v.case_id = ${id} and (select r.n from ledger_import_rows r
      where r.tenant = v.tenant and r.import_id = ${importId} and r.kind = 'row' and r.voucher = v.voucher limit 1) is null
    order by e.seq`.execute(db);
  return rows;
}

/** Rows that were refused, or that add up others, in the order of the file. */
export async function importRows(
  db: Kysely<StoreTables>,
  { tenant, importId }: Omit<ImportOf, "id">,
  { kind, after, most }: { readonly kind: "refused" | "total"; readonly after: number; readonly most: number },
): Promise<Pick<LedgerImportRowsTable, "n" | "summary" | "amount" | "faults">[]> {
  return await db
    .selectFrom("ledger_import_rows")
    .where("tenant", "=", tenant)
    .where("import_id", "=", importId)
    .where("kind", "=", kind)
    .where("n", ">", after)
    .select(["n", "summary", "amount", "faults"])
    .orderBy("n")
    .limit(most)
    .execute();
}
