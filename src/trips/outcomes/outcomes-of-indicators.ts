// The register of outcomes as an evaluation reads it: what was known on its day, indicator by indicator, what of it carries the
// indicator, and what else helped (因素分析).
import type { Day } from "../../kernel/index.ts";
import { type AssessedOutcome, type Outcome, type OutcomeMark, type OutcomeSum, sumOutcomes } from "./outcomes.ts";

/** The outcome without what came after a day; null where nothing of it was there yet. Steps without a day are kept: they count for nothing. */
export function outcomeKnownOn(outcome: Outcome, day: Day): Outcome | null {
  const steps = outcome.steps.filter(({ on }) => on === null || on <= day);
  const [first, ...rest] = steps;
  return first ? { ...outcome, steps: [first, ...rest], followUps: outcome.followUps.filter(({ on }) => on <= day) } : null;
}

export type IndicatorOutcomes = {
  readonly indicator: string;
  /** In the order of the register; made-up examples are never among them. */
  readonly outcomes: readonly AssessedOutcome[];
  readonly sum: OutcomeSum;
  /** Why some are not counted, each ground with how many have it. */
  readonly grounds: readonly { readonly mark: OutcomeMark; readonly outcomes: number }[];
};

/** Only what names an indicator is anybody's benefit. */
export function outcomesByIndicator(assessed: readonly AssessedOutcome[]): ReadonlyMap<string, IndicatorOutcomes> {
  const real = assessed.filter(({ outcome }) => outcome.example === null);
  const ids = [...new Set(real.flatMap(({ outcome }) => outcome.indicator ?? []))];
  return new Map(
    ids.map((indicator) => {
      const outcomes = real.filter(({ outcome }) => outcome.indicator === indicator);
      const left = outcomes.filter(({ counts }) => !counts);
      const marks = [...new Set(left.flatMap((one) => one.forbidden))];
      const grounds = marks.map((mark) => ({ mark, outcomes: left.filter((one) => one.forbidden.includes(mark)).length }));
      return [indicator, { indicator, outcomes, sum: sumOutcomes(outcomes), grounds }];
    }),
  );
}
