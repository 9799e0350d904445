// The ground of a finding that its check leaves to practice: the duty of the rules that it comes under, or the standard of form.
import type { Rulebook } from "../../rules/index.ts";
import { duty } from "../check.ts";
import type { Finding, FindingCode } from "../finding.ts";

type Duty = Parameters<typeof duty>[1];

const DUTIES: Partial<Readonly<Record<FindingCode, Duty>>> = {
  "item-over-budget": "truthful",
  "carry-over-idle": "lowRate",
  "budget-equals-spending": "truthful",
  "denominator-ambiguous": "truthful",
  "scored-without-evidence": "truthful",
  "scored-though-irrelevant": "measurable",
  "all-full-marks": "truthful",
  "not-applicable-scored": "scored",
  "satisfaction-thin-sample": "truthful",
  "percent-over-100": "truthful",
  "shares-sum": "truthful",
  "advice-fewer-than-problems": "truthful",
  "duplicate-indicator": "measurable",
  "direction-wrong": "measurable",
  "timeliness-without-date": "measurable",
  "score-precision": "scored",
  "reverse-formula-wrong": "scored",
  "zero-target-missed": "scored",
  "blank-unexplained": "form",
  "cell-missing": "form",
  "annex-missing": "form",
};

/** The standard of official documents, which has numbers of documents in 〔〕 (7.2.5). */
const STANDARD = { instrument: "GB/T 9704—2012", source: "7.2.5" } as const;

/** The finding with its ground; one that has it keeps it. */
export function grounded(finding: Finding, rulebook: Rulebook): Finding {
  if (finding.basis.length > 0) return finding;
  const name = DUTIES[finding.code];
  if (name !== undefined) return { ...finding, basis: duty(rulebook, name) };
  const isNumber = finding.code === "doc-number-brackets" || finding.code === "doc-number-unknown";
  return isNumber ? { ...finding, basis: [{ kind: "default", pack: rulebook.id, ...STANDARD }] } : finding;
}
