// Regulation files → the rulebook in force on a day.
export * from "./clauses.ts";
export * from "./health.ts";
export { findLevel1, findLevel2, type Level2 } from "./levels.ts";
export * from "./pack.ts";
export type { Matter, OutlineSection } from "./pack-schema.ts";
export * from "./rulebook.ts";
export type { ThresholdMeasure, ThresholdName } from "./thresholds.ts";
