// Posts a staged import in one transaction: every row that the ledger does not have is decided as any posting is; what differs, what
// is refused and what waits for an exception is parked, never forced. All of it or nothing.
import { sql, type Transaction } from "kysely";
import type { Day } from "../../../kernel/index.ts";
import {
  type Decision,
  type ExportRow,
  type LedgerBook,
  type LedgerReferences,
  openPostingRun,
  postingOfRow,
  sliceFinder,
} from "../../../ledger/index.ts";
import type { CaseKey } from "../case-repository.ts";
import type { StoreTables } from "../store-tables.ts";
import { fenOf } from "./entry-row.ts";
import type { ImportOutcome } from "./import-repository.ts";
import type { ParkedKind } from "./ledger-tables.ts";
import { findLedger, loadBook } from "./load-book.ts";
import { type MatchedRow, matchedRows, missingThere } from "./reconcile-import.ts";
import { type EntryToWrite, insertEntries, writeBalances, writeVouchers } from "./write-entries.ts";

export type PostImportInput = CaseKey & {
  readonly importId: string;
  readonly references: LedgerReferences;
  /** The file is the whole of its days: what the ledger has besides is parked too. */
  readonly isComplete: boolean;
  readonly byAccount: string | null;
  readonly byName: string;
  readonly now: string;
  /** Told how far the file is posted, by row number. */
  readonly report?: (row: number) => void;
};

const CHUNK = 2000;

type ParkedRow = { readonly import_row: number | null; readonly seq: number | null; readonly kind: ParkedKind; readonly details: unknown };

/** The caller holds the import's row; the ledger must be there. */
export async function postImport(transaction: Transaction<StoreTables>, input: PostImportInput): Promise<ImportOutcome> {
  const { tenant, id, importId, references, isComplete, byAccount, byName, now, report } = input;
  const key = { tenant, id };
  const head = await findLedger(transaction, key, { lock: true });
  if (!head) throw new Error(`case ${id} has no ledger`);
  const before = await loadBook(transaction, key, head);
  const run = openPostingRun(before, references);
  const findSlice = sliceFinder(before.slices.values());
  const parked: ParkedRow[] = isComplete
    ? (await missingThere(transaction, { ...key, importId })).map(({ seq, ...line }) => ({
        import_row: null,
        seq,
        kind: "missing-there",
        details: line,
      }))
    : [];
  let matched = 0;
  let posted = 0;
  let parkedCount = 0;
  for (let after = 0; ; ) {
    const rows = await matchedRows(transaction, { ...key, importId }, { match: null, after, most: CHUNK });
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.n;
    const entries: EntryToWrite[] = [];
    for (const row of rows) {
      if (row.match === "matched") matched += 1;
      else if (row.match !== "missing-here")
        parked.push({ import_row: row.n, seq: row.seq, kind: row.match, details: { day: row.here_day, amount: row.here_amount } });
      else {
        const slice = row.slice === null ? null : findSlice(row.slice);
        if (row.slice !== null && slice === null) {
          parked.push({ import_row: row.n, seq: null, kind: "slice-unknown", details: { slice: row.slice } });
          continue;
        }
        const decision = run.decide(postingOfRow(exportRowOf(row), slice ?? sliceOfCommitment(before, row.commitment)));
        if (decision.kind === "posted")
          entries.push({ entry: decision.entry, postingKey: `import:${importId}:${row.n}`, importId, importRow: row.n });
        else parked.push({ import_row: row.n, seq: null, ...parkedDecision(decision) });
      }
    }
    await insertEntries(transaction, { ...key, entries, byAccount, byName, now });
    await writeVouchers(transaction, { ...key, entries, before });
    posted += entries.length;
    parkedCount += parked.length;
    await park(transaction, input, parked.splice(0));
    report?.(after);
  }
  parkedCount += parked.length;
  await park(transaction, input, parked);
  if (posted > 0) await writeBalances(transaction, { ...key, before, after: run.book() });
  return {
    posted,
    matched,
    parked: parkedCount,
    firstSeq: posted === 0 ? 0 : before.last + 1,
    lastSeq: posted === 0 ? 0 : run.book().last,
  };
}

/** A staged row as it was read. */
export function exportRowOf(row: Omit<MatchedRow, "match" | "seq" | "here_day" | "here_amount">): ExportRow {
  if (row.voucher === null || row.day === null || row.amount === null) throw new Error(`row ${row.n} is no voucher line`);
  return {
    number: row.n,
    voucher: row.voucher,
    day: row.day as Day,
    amount: fenOf(row.amount),
    economicClass: row.economic_class,
    payee: row.payee,
    summary: row.summary,
    slice: row.slice,
    source: row.source,
    commitment: row.commitment,
  };
}

function sliceOfCommitment(book: LedgerBook, commitment: string | null): string | null {
  return commitment === null ? null : (book.commitments.get(commitment)?.slice ?? null);
}

function parkedDecision(decision: Exclude<Decision, { readonly kind: "posted" }>): Pick<ParkedRow, "kind" | "details"> {
  if (decision.kind === "refused") return { kind: "refused", details: { refusals: decision.refusals } };
  return { kind: "needs-exception", details: { excesses: decision.excesses.map((one) => ({ ...one, by: one.by.toString() })) } };
}

async function park(
  transaction: Transaction<StoreTables>,
  { tenant, id, importId, now }: PostImportInput,
  rows: readonly ParkedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const texts = rows.map(({ details, ...row }, index) => ({ ...row, place: index + 1, details: JSON.stringify(details) }));
  await sql`insert into ledger_parked (tenant, case_id, n, import_id, import_row, seq, kind, details, parked_at)
    select ${tenant}, ${id}, place + (select coalesce(max(n), 0) from ledger_parked where tenant = ${tenant} and case_id = ${id}), ${importId},
      import_row, seq, kind, details::json, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(texts)}::json) as row (place integer, import_row integer, seq integer, kind text, details text)`.execute(
    transaction,
  );
}
