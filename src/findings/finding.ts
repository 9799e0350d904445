// A finding: what is wrong or doubtful in a case, where, what was expected and why. The code is public and for ever;
// its wording (message and remedy, zh and en) lives in app/messages by code and params.
import type { Citation } from "../kernel/index.ts";

/** Every code that a case can be given so far; the names are those of the published list of checks. */
export const CASE_CODES = [
  // funds and execution
  "funds-parts-sum",
  "rate-wrong",
  "rate-score-wrong",
  "rate-denominator",
  "over-budget",
  "budget-zero",
  "low-rate-unexplained",
  "low-rate",
  "scores-outrun-rate",
  "subtotal-wrong",
  "tables-disagree",
  "item-over-budget",
  "money-unit-slip",
  "digits-swapped",
  "current-year-over-grant",
  "cost-parts-sum",
  "cost-plan-vs-budget",
  "carry-over-idle",
  "funding-shortfall",
  "year-end-rush",
  "budget-equals-spending",
  "denominator-ambiguous",
  "appropriation-misstated",
  // weights and scores
  "weights-sum",
  "weights-off-scheme",
  "level-weights-sum",
  "score-over-weight",
  "total-wrong",
  "total-disagrees-with-text",
  "grade-wrong",
  "score-off-rule",
  "full-marks-but-missed",
  "met-but-deducted",
  "tier-out-of-band",
  "tier-unknown",
  "deduction-unexplained",
  "deduction-vague",
  "deduction-size-mismatch",
  "scored-without-evidence",
  "scored-though-irrelevant",
  "over-achievement-unexplained",
  "target-too-low",
  "all-full-marks",
  "score-precision",
  "review-above-self",
  "timeliness-overdeducted",
  "deduction-illogical",
  "reverse-formula-wrong",
  "zero-target-missed",
  "not-applicable-scored",
  "discretion-undocumented",
  "full-marks-without-evidence",
  // indicators
  "percent-for-count",
  "target-in-name",
  "actual-contradicts-text",
  "actual-not-derivable",
  "required-level-missing",
  "level-misplaced",
  "duplicate-indicator",
  "unmeasurable",
  "fake-quantified",
  "irrelevant-indicator",
  "direction-wrong",
  "cell-missing",
  "not-numeric",
  "differs-from-approved",
  "changed-without-approval",
  "too-few-or-many",
  "overweight-indicator",
  "satisfaction-from-insiders",
  "satisfaction-thin-sample",
  "satisfaction-without-survey",
  "timeliness-without-date",
  "blank-unexplained",
  "year-mismatch",
  "goal-is-slogan",
  "actual-copied",
  "percent-over-100",
  "unit-mismatch",
  "rate-infeasible",
  "benefit-unattributed",
  // trips that a dossier shows
  "payer-not-owner",
  // text and documents
  "section-missing",
  "project-count-mismatch",
  "shares-sum",
  "advice-fewer-than-problems",
  "claim-contradicted",
  "doc-number-brackets",
  "doc-number-unknown",
  "text-table-disagree",
  "no-corrective-action",
  "grade-missing",
  "annex-missing-note",
  "annex-missing",
  "grade-despite-violation",
  "date-after-signature",
  "unbound-figure",
  "not-recomputed",
  "full-width-digits",
] as const;

/** What only a published document, or a batch of them, shows. */
const DOCUMENT_CODES = [
  "doubtful-cell",
  "heading-style",
  "page-format",
  "text-copied-between-units",
  // trips that a report shows
  "trip-party-too-large",
  "trip-too-long",
  "trip-days-miscounted",
  "party-split",
  // who evaluated, and when it was handed in
  "evaluator-not-independent",
  "submitted-late",
] as const;

export const FINDING_CODES = [...CASE_CODES, ...DOCUMENT_CODES] as const;

export type FindingCode = (typeof FINDING_CODES)[number];
export type Severity = "error" | "warning" | "hint";

/**
 * Where a finding stands. `subject` is the dossier's path or indicator id it is about, or the path of what was read of a
 * published document (`tables.0.funds.0.rate`, `source` for its text as such), so that a page can jump to it; table, row and
 * column name the place in a printed table; place is the address in the document; quote is the short text it reads.
 */
export type FindingPlace = {
  readonly subject: string;
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  readonly place?: string;
  readonly quote?: string;
};

export type Finding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly where: FindingPlace;
  /** What stands there; null where nothing does. */
  readonly printed: string | null;
  /** What follows from the facts; null where that cannot be said. */
  readonly expected: string | null;
  /** The working with numbers put in. */
  readonly formula: string | null;
  readonly basis: readonly Citation[];
  /** What the wording needs, by name. */
  readonly params: Readonly<Record<string, string>>;
};
