// The ledger of a project-year: entries that are only added, decided one by one. Start reading at decide-posting.ts.
export * from "./book.ts";
export * from "./counts-in.ts";
export type { LedgerReferences } from "./decide/payment-postings.ts";
export { type Decision, decidePosting, openPostingRun, openReplay } from "./decide-posting.ts";
export * from "./execution-rates.ts";
export { EXPORT_FIELDS } from "./imports/export-fields.ts";
export * from "./imports/guess-columns.ts";
export * from "./imports/read-export-row.ts";
export * from "./imports/reconcile.ts";
export * from "./next-year.ts";
export * from "./overspending.ts";
export * from "./posting.ts";
export * from "./standards.ts";
export * from "./vocabulary.ts";
