// Findings in English: what is wrong and how to mend it, by code.
import type { FindingCode } from "../../findings/index.ts";
import type { FindingWording } from "./finding-wording.ts";
import { FIGURES_EN } from "./findings-figures.en.ts";
import { TEXT_EN } from "./findings-text.en.ts";

export const FINDINGS_EN: Readonly<Record<FindingCode, FindingWording>> = { ...FIGURES_EN, ...TEXT_EN };
