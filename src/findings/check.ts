// What a check sees and how the checks are run: facts, printed document, scorecard and rules in, findings out.
import type { Citation, Ratio } from "../kernel/index.ts";
import type { Dossier } from "../dossier/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { Scorecard } from "../scoring/index.ts";
import type { Finding } from "./finding.ts";

export type CaseUnderReview = {
  readonly dossier: Dossier;
  readonly scorecard: Scorecard;
  readonly rulebook: Rulebook;
};

/** One group of checks. Pure; the order of its findings is the order in which a reader meets the places. */
export type Check = (review: CaseUnderReview) => readonly Finding[];

/** A pack's threshold by name, with its citation; null where no pack of the chain states it (the check is then silent). */
export function threshold(review: CaseUnderReview, name: string): { readonly value: Ratio; readonly basis: Citation } | null {
  const found = review.rulebook.thresholds.get(name);
  return found ? { value: found.rule, basis: found.basis } : null;
}
