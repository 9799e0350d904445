// dossier × rulebook → scorecard; every number carries its receipt.
export * from "./batch.ts";
export * from "./fact-table.ts";
export { bandBounds } from "./methods/band.ts";
export { findTier } from "./methods/judged.ts";
export { isOverAchieved } from "./methods/over-achievement.ts";
export * from "./narrative.ts";
export * from "./packed-project.ts";
export * from "./roll-up.ts";
export * from "./score-dossier.ts";
export * from "./scorecard.ts";
