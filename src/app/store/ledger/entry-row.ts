// A ledger entry as a row and back: the same posting and settlement, amount for amount.
import { type Day, type Money, moneyOfFen, NO_MONEY, unreachable } from "../../../kernel/index.ts";
import {
  BUDGET_SOURCES,
  type BudgetSource,
  type LedgerEntry,
  type Posting,
  type Settlement,
  type SpendingRules,
} from "../../../ledger/index.ts";
import type { LedgerEntriesTable } from "./ledger-tables.ts";

/** Columns of an entry, without what the writer adds (whose ledger, by whom, when, of which import). */
export type EntryRow = Omit<
  LedgerEntriesTable,
  "tenant" | "case_id" | "posting_key" | "import_id" | "import_row" | "by_account" | "by_name" | "posted_at"
>;

export function fenOf(text: string): Money {
  return moneyOfFen(BigInt(text));
}

const EMPTY = {
  source: null,
  slice: null,
  commitment: null,
  voucher: null,
  economic_class: null,
  payee: null,
  summary: null,
  document: null,
  of_seq: null,
} as const;

export function rowOf({ seq, posting, settlement }: LedgerEntry): EntryRow {
  const details = {
    ...detailsOf(posting),
    ...(settlement.excesses.length > 0 ? { excesses: settlement.excesses.map(textOfAmounts) } : {}),
  };
  const drawn = (source: BudgetSource): string => (settlement.draws.find((one) => one.source === source)?.amount ?? NO_MONEY).toString();
  return {
    seq,
    kind: posting.kind,
    day: posting.day,
    amount: settlement.amount.toString(),
    ...EMPTY,
    ...columnsOf(posting),
    drawn_current: drawn("current"),
    drawn_carry_over: drawn("carry-over"),
    drawn_other: drawn("other"),
    from_commitment: settlement.fromCommitment.toString(),
    details: Object.keys(details).length === 0 ? null : JSON.stringify(details),
  };
}

function columnsOf(posting: Posting): Partial<EntryRow> {
  switch (posting.kind) {
    case "rules":
    case "closing":
      return {};
    case "budget":
    case "adjustment":
      return { source: posting.source, document: posting.document };
    case "slice":
      return { slice: posting.slice, document: posting.document };
    case "commitment":
      return {
        commitment: posting.commitment,
        slice: posting.slice,
        source: posting.source,
        document: posting.document,
        summary: posting.summary,
      };
    case "release":
      return { commitment: posting.commitment };
    case "payment":
    case "refund":
      return {
        source: posting.source,
        slice: posting.slice,
        voucher: posting.voucher,
        economic_class: posting.economicClass,
        payee: posting.payee,
        summary: posting.summary,
        ...(posting.kind === "payment" ? { commitment: posting.commitment } : { of_seq: posting.of }),
      };
    case "exception":
      return { slice: posting.slice, document: posting.document };
    case "reversal":
      return { of_seq: posting.of };
    default:
      return unreachable(posting);
  }
}

type Details = {
  readonly rules?: SpendingRules;
  readonly reason?: string;
  readonly name?: string;
  readonly within?: string;
  readonly division?: string;
  readonly exceptions?: readonly string[];
  readonly indicators?: readonly string[];
  readonly evidence?: readonly string[];
  readonly exception?: string;
  readonly limit?: "slice" | "commitment";
  readonly clause?: string;
  readonly approvedBy?: string;
  readonly until?: string;
  readonly missing?: string;
  /** Null where a release was of all that was left. */
  readonly asked?: null;
  readonly lapses?: readonly { readonly source: BudgetSource; readonly amount: string; readonly document: string }[];
  readonly excesses?: readonly {
    readonly limit: "slice" | "commitment";
    readonly slice: string | null;
    readonly by: string;
    readonly exception: string | null;
  }[];
};

function detailsOf(posting: Posting): Details {
  switch (posting.kind) {
    case "rules":
      return { rules: posting.rules };
    case "budget":
      return {};
    case "adjustment":
    case "reversal":
      return { reason: posting.reason };
    case "slice":
      return {
        name: posting.name,
        ...(posting.within === null ? {} : { within: posting.within }),
        ...(posting.division === null ? {} : { division: posting.division }),
      };
    case "commitment":
      return posting.exceptions.length > 0 ? { exceptions: posting.exceptions } : {};
    case "release":
      return { reason: posting.reason, ...(posting.amount === null ? { asked: null } : {}) };
    case "payment":
    case "refund":
      return {
        ...(posting.kind === "payment" && posting.exceptions.length > 0 ? { exceptions: posting.exceptions } : {}),
        ...(posting.indicators.length > 0 ? { indicators: posting.indicators } : {}),
        ...(posting.evidence.length > 0 ? { evidence: posting.evidence } : {}),
      };
    case "exception": {
      const { exception, limit, clause, approvedBy, until, reason, missing } = posting;
      return {
        exception,
        limit,
        clause,
        approvedBy,
        reason,
        ...(until === null ? {} : { until }),
        ...(missing === null ? {} : { missing }),
      };
    }
    case "closing":
      return { lapses: posting.lapses.map(textOfAmounts) };
    default:
      return unreachable(posting);
  }
}

type TextOfAmounts<T> = { readonly [Key in keyof T]: T[Key] extends Money ? string : T[Key] };

function textOfAmounts<T extends object>(value: T): TextOfAmounts<T> {
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, typeof part === "bigint" ? part.toString() : part]),
  ) as TextOfAmounts<T>;
}

export function entryOf(row: EntryRow): LedgerEntry {
  const details: Details = row.details === null ? {} : (JSON.parse(row.details) as Details);
  const drawn: Record<BudgetSource, string> = { current: row.drawn_current, "carry-over": row.drawn_carry_over, other: row.drawn_other };
  const settlement: Settlement = {
    amount: fenOf(row.amount),
    draws: BUDGET_SOURCES.filter((source) => drawn[source] !== "0").map((source) => ({ source, amount: fenOf(drawn[source]) })),
    fromCommitment: fenOf(row.from_commitment),
    excesses: (details.excesses ?? []).map((one) => ({ ...one, by: fenOf(one.by) })),
  };
  return { seq: row.seq, posting: postingOf(row, details), settlement };
}

function postingOf(row: EntryRow, details: Details): Posting {
  const day = row.day as Day;
  const amount = fenOf(row.amount);
  const { source, slice, document, of_seq: of } = row;
  const text = {
    economicClass: row.economic_class,
    payee: row.payee,
    summary: row.summary,
    indicators: details.indicators ?? [],
    evidence: details.evidence ?? [],
  };
  switch (row.kind) {
    case "rules":
      return { kind: row.kind, day, rules: demand(row, details.rules) };
    case "budget":
      return { kind: row.kind, day, source: demand(row, source), amount, document };
    case "adjustment":
      return { kind: row.kind, day, source: demand(row, source), amount, document: document ?? "", reason: details.reason ?? "" };
    case "slice":
      return {
        kind: row.kind,
        day,
        slice: demand(row, slice),
        name: details.name ?? "",
        within: details.within ?? null,
        division: details.division ?? null,
        amount,
        document,
      };
    case "commitment":
      return {
        kind: row.kind,
        day,
        commitment: demand(row, row.commitment),
        slice,
        source,
        amount,
        document: document ?? "",
        summary: row.summary,
        exceptions: details.exceptions ?? [],
      };
    case "release":
      return {
        kind: row.kind,
        day,
        commitment: demand(row, row.commitment),
        amount: details.asked === null ? null : amount,
        reason: details.reason ?? "",
      };
    case "payment":
      return {
        kind: row.kind,
        day,
        voucher: demand(row, row.voucher),
        amount,
        source,
        slice,
        commitment: row.commitment,
        ...text,
        exceptions: details.exceptions ?? [],
      };
    case "refund":
      return { kind: row.kind, day, voucher: demand(row, row.voucher), amount, source, slice, of, ...text };
    case "exception":
      return {
        kind: row.kind,
        day,
        exception: demand(row, details.exception),
        limit: demand(row, details.limit),
        slice,
        amount,
        clause: details.clause ?? "",
        approvedBy: details.approvedBy ?? "",
        document: document ?? "",
        until: (details.until ?? null) as Day | null,
        reason: details.reason ?? "",
        missing: details.missing ?? null,
      };
    case "reversal":
      return { kind: row.kind, day, of: demand(row, of), reason: details.reason ?? "" };
    case "closing":
      return { kind: row.kind, day, lapses: (details.lapses ?? []).map((one) => ({ ...one, amount: fenOf(one.amount) })) };
    default:
      return unreachable(row.kind);
  }
}

function demand<T>(row: EntryRow, value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error(`entry ${row.seq} (${row.kind}) lacks what its kind needs`);
  return value;
}
