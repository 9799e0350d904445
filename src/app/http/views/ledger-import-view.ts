// Imports of exports as the pages see them.
import { type Fault, type Money, moneyOfFen, printMoney } from "../../../kernel/index.ts";
import type { Refusal, RowFault } from "../../../ledger/index.ts";
import { faultText } from "../../messages/fault-text.ts";
import type { Language } from "../../messages/language.ts";
import { LEDGER_UNIT, ledgerWords, refusalText, rowFaultText } from "../../messages/ledger-text.ts";
import type { StoredImport } from "../../store/ledger/import-repository.ts";
import type { ParkedItem } from "../../store/ledger/parked-repository.ts";
import type { MatchedRow } from "../../store/ledger/reconcile-import.ts";
import type { ImportProgress } from "../../usecases/ledger/import-runner.ts";
import type { ExportRowView, LedgerImportView, ParkedView } from "../contract-ledger-imports.ts";

/** Whole fen of the store as 元. */
export function yuanOfFen(fen: string): string {
  return printMoney(moneyOfFen(BigInt(fen)) as Money, LEDGER_UNIT);
}

export function importView(one: StoredImport, progress: ImportProgress | null, language: Language): LedgerImportView {
  return {
    id: one.id,
    version: one.version,
    sourceName: one.sourceName,
    fileName: one.fileName,
    size: one.size,
    sha256: one.sha256,
    status: one.status,
    progress,
    rows: one.rows,
    refused: one.refused,
    otherProjects: one.otherProjects,
    amount: yuanOfFen(one.amount),
    faults: one.faults.map((fault: Fault) => {
      const { message, place } = faultText(fault, language);
      return { message, place };
    }),
    outcome: one.outcome && { posted: one.outcome.posted, matched: one.outcome.matched, parked: one.outcome.parked },
    byName: one.byName,
    createdAt: one.createdAt,
    postedAt: one.postedAt,
  };
}

export function exportRowView(row: MatchedRow): ExportRowView {
  return {
    row: row.n,
    match: row.match,
    voucher: row.voucher ?? "",
    day: row.day ?? "",
    amount: yuanOfFen(row.amount ?? "0"),
    economicClass: row.economic_class,
    payee: row.payee,
    summary: row.summary,
    slice: row.slice,
    seq: row.seq,
    hereDay: row.here_day,
    hereAmount: row.here_amount === null ? null : yuanOfFen(row.here_amount),
  };
}

/** What is wrong with a row that was refused; `faults` is the JSON text of the store. */
export function rowFaultTexts(faults: string | null, language: Language): readonly string[] {
  return faults === null ? [] : (JSON.parse(faults) as readonly RowFault[]).map((fault) => rowFaultText(fault, language));
}

export function parkedView(item: ParkedItem, language: Language): ParkedView {
  const { n, importId, kind, seq, row, outcome } = item;
  return {
    n,
    importId,
    kind,
    why: whyParked(item, language),
    seq,
    row: row && {
      row: row.n,
      voucher: row.voucher ?? "",
      day: row.day ?? "",
      amount: yuanOfFen(row.amount ?? "0"),
      payee: row.payee,
      summary: row.summary,
      slice: row.slice,
    },
    outcome: outcome && {
      outcome: outcome.outcome,
      reason: outcome.reason,
      seq: outcome.seq,
      byName: outcome.by_name,
      at: outcome.decided_at,
    },
  };
}

type ParkedDetails = {
  readonly slice?: string;
  readonly day?: string;
  readonly amount?: string;
  readonly voucher?: string;
  readonly refusals?: readonly Refusal[];
  readonly excesses?: readonly { readonly limit: string; readonly slice: string | null; readonly by: string }[];
};

function whyParked({ kind, details: text, row }: ParkedItem, language: Language): readonly string[] {
  const { parked } = ledgerWords(language);
  const details = (text === null ? {} : JSON.parse(text)) as ParkedDetails;
  switch (kind) {
    case "refused":
      return (details.refusals ?? []).map((refusal) => refusalText(refusal, language));
    case "needs-exception":
      return (details.excesses ?? []).map(({ limit, slice, by }) => parked[kind]({ limit, slice: slice ?? "", by: yuanOfFen(by) }));
    case "slice-unknown":
      return [parked[kind]({ slice: details.slice ?? "" })];
    case "amount-differs":
      return [parked[kind]({ file: yuanOfFen(row?.amount ?? "0"), here: yuanOfFen(details.amount ?? "0") })];
    case "date-differs":
      return [parked[kind]({ file: row?.day ?? "", here: details.day ?? "" })];
    case "missing-there":
      return [parked[kind]({ voucher: details.voucher ?? "", here: yuanOfFen(details.amount ?? "0") })];
  }
}
