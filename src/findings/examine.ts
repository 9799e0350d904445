// dossier × scorecard × rulebook → findings: every check that a dossier can decide, in the order a reader meets them.
import type { Dossier, PrintedDocument } from "../dossier/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { Scorecard } from "../scoring/index.ts";
import type { Check } from "./check.ts";
import { checkCosts } from "./checks/case-costs.ts";
import { checkFigures } from "./checks/case-figures.ts";
import { checkFunds } from "./checks/case-funds.ts";
import { checkIndicators } from "./checks/case-indicators.ts";
import { checkLedger } from "./checks/case-ledger.ts";
import { checkProof } from "./checks/case-proof.ts";
import { checkReasons } from "./checks/case-reasons.ts";
import { checkScores } from "./checks/case-scores.ts";
import { checkSubprojects } from "./checks/case-subprojects.ts";
import { checkSurveys } from "./checks/case-surveys.ts";
import { checkText } from "./checks/case-text.ts";
import { checkWeights } from "./checks/case-weights.ts";
import { checkPrintAgainstFacts } from "./checks/print-against-facts.ts";
import { checkPrintedDetails } from "./checks/printed-details.ts";
import { checkPrintedFunds } from "./checks/printed-funds.ts";
import { checkPrintedIndicators } from "./checks/printed-indicators.ts";
import { checkPrintedStatements } from "./checks/printed-statements.ts";
import { checkPrintedGoals, checkPrintedText } from "./checks/printed-text.ts";
import { checkPrintedTotals } from "./checks/printed-totals.ts";
import type { Finding, FindingCode } from "./finding.ts";
import { plainText } from "./likeness.ts";
import { seePrinted } from "./seen-table.ts";

const CASE_CHECKS: readonly Check[] = [
  checkFunds,
  checkSubprojects,
  checkCosts,
  checkLedger,
  checkWeights,
  checkScores,
  checkReasons,
  checkIndicators,
  checkProof,
  checkSurveys,
  checkText,
  checkFigures,
];

/** All findings of a case: errors first, then warnings, then hints; within each in reading order. */
export function examine(dossier: Dossier, scorecard: Scorecard, rulebook: Rulebook): readonly Finding[] {
  const review = { dossier, scorecard, rulebook };
  const ofFacts = CASE_CHECKS.flatMap((check) => check(review));
  const ofPrint = dossier.published ? [...checkPrintAgainstFacts(review), ...checkPrinted(dossier.published, rulebook)] : [];
  const news = ofPrint.filter(
    (finding, index) =>
      !ofFacts.some((one) => isSame(one, finding)) &&
      !ofPrint
        .slice(0, index)
        .some((one) => isSame(one, finding) && one.printed === finding.printed && one.where.row === finding.where.row),
  );
  const all = bySeverity([...ofFacts, ...news]);
  return scorecard.replay ? all.filter((finding) => !OF_OWN_RULES.has(finding.code)) : all;
}

// What was awarded and printed was so under the case's own pack; a replay scores under another and judges none of this by it.
const OF_OWN_RULES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "rate-score-wrong",
  "score-off-rule",
  "grade-wrong",
  "weights-off-scheme",
  "required-level-missing",
  "tier-unknown",
  "tier-out-of-band",
]);

/** Findings of a printed document by itself, without a case's facts, in reading order. */
function checkPrinted(published: PrintedDocument, rulebook: Rulebook): readonly Finding[] {
  const printed = seePrinted(published);
  const { table } = printed;
  return [
    ...(table ? [...checkPrintedFunds(table, rulebook), ...checkPrintedIndicators(table, rulebook)] : []),
    ...checkPrintedTotals(printed, rulebook),
    ...checkPrintedDetails(printed, rulebook),
    ...checkPrintedStatements(printed, rulebook),
    ...(table ? checkPrintedGoals(table, rulebook) : []),
    ...checkPrintedText(printed, rulebook),
  ];
}

// The facts and the print, or two tables of it, often show one and the same thing; it is said once, where it is met first.
function isSame(one: Finding, other: Finding): boolean {
  if (one.code !== other.code || one.where.column !== other.where.column) return false;
  return (
    one.where.subject === other.where.subject ||
    (isOfSubproject(one) && isOfSubproject(other) && plainText(one.where.row ?? "") === plainText(other.where.row ?? ""))
  );
}

function isOfSubproject({ where }: Finding): boolean {
  return where.row !== undefined && /^(?:subproject\.|published\.(?!table|scores|statements))/.test(where.subject);
}

function bySeverity(findings: readonly Finding[]): Finding[] {
  const rank = { error: 0, warning: 1, hint: 2 } as const;
  return findings.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
