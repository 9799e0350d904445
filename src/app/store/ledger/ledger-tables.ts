// The tables of ledgers as the queries see them. Amounts are whole fen as text; JSON is text.
import type { BudgetSource, Posting, SpendingLimit } from "../../../ledger/index.ts";

type OfCase = { readonly tenant: string; readonly case_id: string };

/** The head of a ledger: locked by whoever writes, and the whole budget's totals. */
export type LedgersTable = OfCase & {
  readonly year: number;
  /** The number of the last entry, which is the ledger's version. */
  readonly last_seq: number;
  readonly rules: string | null;
  readonly closing: string | null;
  readonly revised: string;
  readonly paid: string;
  readonly reserved: string;
  readonly sliced: string;
  readonly sliced_reserved: string;
  readonly outside_paid: string;
  readonly outside_reserved: string;
  readonly created_at: string;
};

export type LedgerSourcesTable = OfCase & {
  readonly source: BudgetSource;
  readonly opened: boolean;
  readonly initial: string;
  readonly adjusted: string;
  readonly reserved: string;
  readonly paid: string;
};

export type LedgerSlicesTable = OfCase & {
  readonly slice: string;
  /** The number of the entry that made it: slices keep their order. */
  readonly position: number;
  readonly name: string;
  readonly within: string | null;
  readonly division: string | null;
  readonly allocated: string;
  readonly given: string;
  readonly reserved: string;
  readonly paid: string;
};

export type LedgerCommitmentsTable = OfCase & {
  readonly commitment: string;
  readonly slice: string | null;
  readonly source: BudgetSource | null;
  readonly amount: string;
  readonly paid: string;
  readonly released: string;
};

export type LedgerExceptionsTable = OfCase & {
  readonly exception: string;
  readonly exceeds: SpendingLimit;
  readonly slice: string | null;
  readonly amount: string;
  readonly used: string;
  readonly from_day: string;
  readonly until_day: string | null;
};

export type LedgerEntriesTable = OfCase & {
  readonly seq: number;
  readonly kind: Posting["kind"];
  readonly day: string;
  readonly amount: string;
  readonly source: BudgetSource | null;
  readonly slice: string | null;
  readonly commitment: string | null;
  readonly voucher: string | null;
  readonly economic_class: string | null;
  readonly payee: string | null;
  readonly summary: string | null;
  readonly document: string | null;
  /** The entry that a reversal takes back or a refund comes of. */
  readonly of_seq: number | null;
  readonly drawn_current: string;
  readonly drawn_carry_over: string;
  readonly drawn_other: string;
  readonly from_commitment: string;
  /** What has no column of its own; null where there is nothing else. */
  readonly details: string | null;
  /** The writer's own name for this posting: a second one with the same name is not written. */
  readonly posting_key: string;
  readonly import_id: string | null;
  readonly import_row: number | null;
  readonly by_account: string | null;
  readonly by_name: string;
  readonly posted_at: string;
};

/** Voucher lines in force: one entry each. A reversal sets its line free. */
export type LedgerVouchersTable = OfCase & { readonly voucher: string; readonly seq: number };

/** What vouchers belong to, link by link; the latest word on a pair counts. */
export type LedgerLinksTable = OfCase & {
  readonly n: number;
  readonly seq: number;
  readonly target_kind: "indicator" | "evidence";
  readonly target: string;
  readonly linked: boolean;
  readonly by_name: string;
  readonly linked_at: string;
};

/** The column mapping of a system's exports, every version of it. */
export type LedgerMappingsTable = {
  readonly tenant: string;
  readonly source_name: string;
  readonly version: number;
  readonly mapping: string;
  readonly by_name: string;
  readonly saved_at: string;
};

export type ImportStatus = "uploaded" | "staging" | "staged" | "posted" | "failed" | "discarded";

export type LedgerImportsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly case_id: string;
  readonly source_name: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly size: number;
  readonly status: ImportStatus;
  readonly mapping: string | null;
  /** The number of the last row of the file that is staged: where a staging that was cut off goes on. */
  readonly staged_row: number;
  readonly rows: number;
  readonly refused: number;
  readonly other_projects: number;
  /** Of the rows that were read, in fen. */
  readonly amount: string;
  readonly faults: string | null;
  /** What posting came to. */
  readonly outcome: string | null;
  readonly by_name: string;
  readonly created_at: string;
  readonly posted_at: string | null;
  /** How often people changed it: its columns set, posted, put away. */
  readonly version: number;
  readonly changed_by: string | null;
  readonly changed_at: string | null;
};

export type LedgerImportFilesTable = { readonly tenant: string; readonly import_id: string; readonly bytes: Uint8Array };

export type LedgerImportRowsTable = {
  readonly tenant: string;
  readonly import_id: string;
  /** The row's number in the file. */
  readonly n: number;
  readonly kind: "row" | "refused" | "total";
  readonly voucher: string | null;
  readonly day: string | null;
  readonly amount: string | null;
  readonly economic_class: string | null;
  readonly payee: string | null;
  /** Of a total, what it is called. */
  readonly summary: string | null;
  readonly slice: string | null;
  readonly source: BudgetSource | null;
  readonly commitment: string | null;
  readonly faults: string | null;
};

export type ParkedKind = "slice-unknown" | "refused" | "needs-exception" | "amount-differs" | "date-differs" | "missing-there";

/** What an import could not settle by itself. */
export type LedgerParkedTable = OfCase & {
  readonly n: number;
  readonly import_id: string;
  readonly import_row: number | null;
  readonly seq: number | null;
  readonly kind: ParkedKind;
  readonly details: string | null;
  readonly parked_at: string;
};

export type LedgerParkedOutcomesTable = OfCase & {
  readonly n: number;
  readonly outcome: "posted" | "corrected" | "kept";
  readonly reason: string;
  readonly seq: number | null;
  readonly by_name: string;
  readonly decided_at: string;
};

export type LedgerTables = {
  readonly ledgers: LedgersTable;
  readonly ledger_sources: LedgerSourcesTable;
  readonly ledger_slices: LedgerSlicesTable;
  readonly ledger_commitments: LedgerCommitmentsTable;
  readonly ledger_exceptions: LedgerExceptionsTable;
  readonly ledger_entries: LedgerEntriesTable;
  readonly ledger_vouchers: LedgerVouchersTable;
  readonly ledger_links: LedgerLinksTable;
  readonly ledger_mappings: LedgerMappingsTable;
  readonly ledger_imports: LedgerImportsTable;
  readonly ledger_import_files: LedgerImportFilesTable;
  readonly ledger_import_rows: LedgerImportRowsTable;
  readonly ledger_parked: LedgerParkedTable;
  readonly ledger_parked_outcomes: LedgerParkedOutcomesTable;
};
