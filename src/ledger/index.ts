// The ledger of a project-year: entries that are only added, decided one by one. Start reading at decide-posting.ts.
export * from "./book.ts";
export * from "./counts-in.ts";
export * from "./execution-rates.ts";
export * from "./next-year.ts";
export * from "./overspending.ts";
export * from "./posting.ts";
export * from "./standards.ts";
export * from "./vocabulary.ts";
