// Regulation files → the rulebook in force on a day.
export * from "./health.ts";
export * from "./levels.ts";
export * from "./pack.ts";
export type { OutlineSection } from "./pack-schema.ts";
export * from "./rulebook.ts";
