// The generator's door: seeded published documents with what they say, what is wrong with them, and how well they were read.
export type { Truth } from "./form-document.ts";
export { LAYOUTS, type LayoutName, layoutTraits } from "./layouts.ts";
export { makeCase } from "./make-case.ts";
export { DEFECTS, type DefectName, defectsOf } from "./plant-defects.ts";
export { FORMATS, type PublishedFormat, renderCase } from "./render-case.ts";
export { scoreCells } from "./score-cells.ts";
export { scoreFindings } from "./score-findings.ts";
