// Weights that count: a row marked 无 gives its weight to others by the pack's declared policy, in whole hundredths of a
// point that always add up again.

import type { Indicator } from "../dossier/index.ts";
import { type Citation, type Points, printPoints, splitByWeight, type TraceStep } from "../kernel/index.ts";
import { findLevel1, type Rulebook } from "../rules/index.ts";

export type EffectiveWeight = {
  readonly own: Points | null;
  readonly counts: Points | null;
  readonly steps: readonly TraceStep[];
  readonly basis: Citation | null;
};

/** The weight of every applicable row, by indicator id, after redistribution. */
export function effectiveWeights(indicators: readonly Indicator[], rulebook: Rulebook): ReadonlyMap<string, EffectiveWeight> {
  const applicable = indicators.filter((indicator) => indicator.notApplicable === null);
  const weights = new Map<string, EffectiveWeight>();
  for (const { id, weight } of applicable) weights.set(id, { own: weight, counts: weight, steps: [], basis: null });
  const policy = rulebook.rules.notApplicable;
  if (applicable.length === indicators.length || !policy || policy.rule.kind === "as-set") return weights;
  for (const gone of indicators.filter((indicator) => indicator.notApplicable !== null && (indicator.weight ?? 0n) > 0n)) {
    const level = findLevel1(rulebook, gone.level1)?.id ?? gone.level1;
    const siblings = applicable.filter((indicator) => (findLevel1(rulebook, indicator.level1)?.id ?? indicator.level1) === level);
    const takers = policy.rule.kind === "within-level1" && siblings.length > 0 ? siblings : applicable;
    share(gone, takers, weights, policy.basis);
  }
  return weights;
}

function share(gone: Indicator, takers: readonly Indicator[], weights: Map<string, EffectiveWeight>, basis: Citation): void {
  const current = takers.map((taker) => weights.get(taker.id)?.counts ?? null);
  if (current.some((weight) => weight === null) || current.every((weight) => weight === 0n) || takers.length === 0) return;
  const parts = splitByWeight(gone.weight ?? 0n, current as bigint[]);
  takers.forEach((taker, index) => {
    const before = current[index] as Points;
    const after = (before + (parts[index] ?? 0n)) as Points;
    const entry = weights.get(taker.id);
    if (!entry || after === before) return;
    const step = {
      code: "weight-redistributed",
      expression: `${printPoints(before)} + ${printPoints((after - before) as Points)} (${gone.level3})`,
      result: printPoints(after),
    };
    weights.set(taker.id, { own: entry.own, counts: after, steps: [...entry.steps, step], basis });
  });
}
