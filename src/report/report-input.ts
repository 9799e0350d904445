// What a report is composed from. Wording comes in from outside, so that this room holds structure and numbers only.

import type { Dossier } from "../dossier/index.ts";
import type { Finding, Severity } from "../findings/index.ts";
import type { Citation } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { BoundFact, Scorecard, ScoreItem } from "../scoring/index.ts";
import type { Contribution, IndicatorOutcomes, OutcomeMark, OutcomeStage } from "../trips/index.ts";

/** A scorecard of the same case under another pack or another fact; `label` names it on the page. */
export type ComparedScorecard = { readonly label: string; readonly scorecard: Scorecard; readonly rulebook: Rulebook };

/** A finding in words. */
export type FindingText = { readonly message: string; readonly remedy: string; readonly place: string };

/** The words a report needs; official documents are Chinese, so there is one set of them. */
export type ReportWording = {
  readonly title: (facts: { readonly unit: string; readonly year: number; readonly project: string }) => readonly string[];
  readonly addressee: (name: string) => string;
  readonly subject: string;
  readonly unitNote: (unit: string) => string;
  readonly score: (points: string) => string;
  readonly weightNote: (points: string) => string;
  readonly total: string;
  readonly unallocated: string;
  readonly none: string;
  readonly dash: string;
  readonly fundsTable: {
    readonly caption: string;
    readonly source: string;
    readonly initial: string;
    readonly revised: string;
    readonly executed: string;
    readonly rate: string;
    readonly denominator: string;
  };
  readonly fundSources: { readonly total: string; readonly current: string; readonly carryOver: string; readonly other: string };
  readonly rateNote: (name: string) => string;
  readonly subprojectTable: {
    readonly caption: string;
    readonly no: string;
    readonly name: string;
    readonly division: string;
    readonly budget: string;
    readonly spent: string;
    readonly rate: string;
    readonly note: string;
  };
  readonly exception: (document: string) => string;
  readonly scoreTable: {
    readonly caption: string;
    readonly level1: string;
    readonly level2: string;
    readonly weight: string;
    readonly score: string;
  };
  readonly indicatorHeading: (name: string, weight: string) => string;
  readonly indicatorFacts: (facts: {
    readonly name: string;
    readonly target: string;
    readonly actual: string;
    readonly weight: string;
    readonly score: string;
  }) => string;
  readonly deduction: (facts: { readonly lost: string; readonly reason: string }) => string;
  readonly noReason: string;
  readonly discretion: (facts: {
    readonly suggested: string;
    readonly score: string;
    readonly by: string;
    readonly paper: string;
  }) => string;
  /** What the register of outcomes has for an indicator. */
  readonly outcomes: {
    readonly caption: (indicator: string) => string;
    readonly head: {
      readonly title: string;
      readonly stage: string;
      readonly amount: string;
      readonly part: string;
      readonly others: string;
    };
    readonly stage: (stage: OutcomeStage, on: string | null) => string;
    readonly part: (contribution: Contribution | "unknown") => string;
    readonly marked: (marks: readonly OutcomeMark[]) => string;
    readonly sum: (facts: {
      readonly all: number;
      readonly counted: number;
      readonly reached: Readonly<Record<OutcomeStage, number>>;
      readonly realised: string;
    }) => string;
    readonly left: (facts: readonly { readonly mark: OutcomeMark; readonly outcomes: number }[], left: number) => string;
    readonly factors: (
      parts: readonly { readonly contribution: Contribution | "unknown"; readonly outcomes: number; readonly realised: string }[],
      others: readonly string[],
    ) => string;
  };
  readonly problemCause: (problem: number, cause: string) => string;
  readonly adviceDuty: (facts: { readonly owner: string; readonly deadline: string }) => string;
  readonly form: {
    readonly project: string;
    readonly department: string;
    readonly unit: string;
    readonly funds: (unit: string) => string;
    readonly goal: string;
    readonly goalExpected: string;
    readonly goalAchieved: string;
    readonly indicators: string;
    readonly level3: string;
    readonly target: string;
    readonly actual: string;
    readonly reason: string;
  };
  readonly target: (item: Dossier["indicators"][number]) => string;
  readonly actual: (item: Dossier["indicators"][number]) => string;
  readonly annex: (number: number) => string;
  readonly findings: {
    readonly title: string;
    readonly intro: (count: string) => string;
    readonly clean: string;
    readonly no: string;
    readonly severity: string;
    readonly message: string;
    /** The problem in one cell: what is wrong, where, and the law it rests on (empty where none). */
    readonly problem: (facts: { readonly place: string; readonly message: string; readonly basis: string }) => string;
    readonly printed: string;
    readonly expected: string;
    readonly remedy: string;
    readonly severities: Readonly<Record<Severity, string>>;
  };
  readonly comparison: {
    readonly title: string;
    readonly intro: string;
    readonly item: string;
    readonly grade: string;
    readonly silent: string;
    readonly replayed: (name: string) => string;
  };
  readonly citation: (citation: Citation) => string;
};

export type ReportInput = {
  readonly dossier: Dossier;
  readonly rulebook: Rulebook;
  readonly scorecard: Scorecard;
  readonly findings: readonly Finding[];
  /** Other scorecards to set beside the report's own; empty for none. */
  readonly comparison: readonly ComparedScorecard[];
  /** What the register of outcomes has for the indicators, by their id; empty where there is none. */
  readonly outcomes: ReadonlyMap<string, IndicatorOutcomes>;
  readonly wording: ReportWording;
  readonly describe: (finding: Finding) => FindingText;
};

/** What the chapters share: the input and the case's figures by name. */
export type ReportContext = ReportInput & { readonly facts: ReadonlyMap<string, BoundFact> };

/** The scored line of an indicator, or undefined for a row marked 无. */
export function itemOf(context: ReportContext, id: string): ScoreItem | undefined {
  return context.scorecard.items.find((item) => item.id === id);
}
