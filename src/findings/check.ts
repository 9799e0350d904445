// What a check sees and how it answers: facts, printed document, scorecard and rules in, findings out.

import type { Dossier } from "../dossier/index.ts";
import type { Citation, Ratio } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { Scorecard, ScoreItem } from "../scoring/index.ts";
import type { Finding, FindingCode, FindingPlace, Severity } from "./finding.ts";

export type CaseUnderReview = { readonly dossier: Dossier; readonly scorecard: Scorecard; readonly rulebook: Rulebook };

/** One group of checks. Pure; the order of its findings is the order in which a reader meets the places. */
export type Check = (review: CaseUnderReview) => readonly Finding[];

type Details = {
  readonly printed?: string | null;
  readonly expected?: string | null;
  readonly formula?: string;
  readonly basis?: readonly Citation[];
  readonly params?: Readonly<Record<string, string>>;
};

/** A finding with what was not said left out as null or empty. */
export function found(code: FindingCode, severity: Severity, where: FindingPlace, details: Details = {}): Finding {
  return {
    code,
    severity,
    where,
    printed: details.printed ?? null,
    expected: details.expected ?? null,
    formula: details.formula ?? null,
    basis: details.basis ?? [],
    params: details.params ?? {},
  };
}

/** A pack's threshold by name, with its citation; null where no pack of the chain states it (the check is then silent). */
export function threshold(review: CaseUnderReview, name: string): { readonly value: Ratio; readonly basis: Citation } | null {
  const stated = review.rulebook.thresholds.get(name);
  return stated ? { value: stated.rule, basis: stated.basis } : null;
}

/** The rows that carry points, each with the dossier's indicator behind it (budget execution has none). */
export function scoredRows({
  dossier,
  scorecard,
}: CaseUnderReview): { readonly item: ScoreItem; readonly indicator: Dossier["indicators"][number] }[] {
  return scorecard.items.flatMap((item) => {
    const indicator = dossier.indicators.find((row) => row.id === item.id);
    return indicator ? [{ item, indicator }] : [];
  });
}

/** The citation of an article, found in the clauses the rulebook carries; empty where no pack of the chain has it. */
export function article(review: CaseUnderReview, name: string): readonly Citation[] {
  const clause = review.rulebook.clauses.find((one) => one.article === name);
  return clause ? [{ kind: "law", pack: clause.pack, instrument: clause.instrument, article: clause.article }] : [];
}
