// Regulation files → the rulebook in force on a day.
export * from "./clauses.ts";
export * from "./health.ts";
export * from "./levels.ts";
export * from "./pack.ts";
export * from "./pack-for-document.ts";
export { clausesSchema, instrumentSchema, type Matter, type OutlineSection } from "./pack-schema.ts";
export * from "./rulebook.ts";
export type * from "./thresholds.ts";
export { citationOf, cited, type Provenance, provenance, versionsOf, versionsOn } from "./versions.ts";
