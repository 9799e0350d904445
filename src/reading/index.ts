// From a published document's blocks to its tables, figures and sentences, each with its place and how sure the reading is.
export * from "./read-document.ts";
export type * from "./read-table.ts";
export * from "./source-document.ts";
