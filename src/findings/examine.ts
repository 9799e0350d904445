// dossier × scorecard × rulebook → findings: every check that a dossier can decide, in the order a reader meets them.
import type { Dossier } from "../dossier/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { Scorecard } from "../scoring/index.ts";
import type { Check } from "./check.ts";
import { checkFunds } from "./checks/case-funds.ts";
import { checkIndicators } from "./checks/case-indicators.ts";
import { checkScores } from "./checks/case-scores.ts";
import { checkText } from "./checks/case-text.ts";
import { checkPrintAgainstFacts } from "./checks/print-against-facts.ts";
import { checkPrint } from "./checks/printed-document.ts";
import type { Finding } from "./finding.ts";

const CHECKS: readonly Check[] = [checkFunds, checkScores, checkIndicators, checkText, checkPrint, checkPrintAgainstFacts];

/** All findings of a case: errors first, then warnings, then hints; within each in reading order. */
export function examine(dossier: Dossier, scorecard: Scorecard, rulebook: Rulebook): readonly Finding[] {
  const found = CHECKS.flatMap((check) => check({ dossier, scorecard, rulebook }));
  const rank = { error: 0, warning: 1, hint: 2 } as const;
  return found.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
