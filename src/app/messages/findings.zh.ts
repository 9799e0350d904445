// Findings in Chinese: what is wrong and how to mend it, by code.
import type { FindingCode } from "../../findings/index.ts";
import type { FindingWording } from "./finding-wording.ts";
import { FIGURES_ZH } from "./findings-figures.zh.ts";
import { TEXT_ZH } from "./findings-text.zh.ts";

export const FINDINGS_ZH: Readonly<Record<FindingCode, FindingWording>> = { ...FIGURES_ZH, ...TEXT_ZH };
