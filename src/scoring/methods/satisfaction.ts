// Satisfaction: by intervals (101号 三（七）4) or as any other quantity against its target (10号 第十六条).
import {
  type Citation,
  compare,
  divide,
  ONE,
  printExact,
  printPercent,
  printPoints,
  type Ratio,
  type TraceInput,
} from "../../kernel/index.ts";
import type { SatisfactionRule } from "../../rules/index.ts";
import { type MethodInput, type MethodResult, missingFact, noRule, pointsForShare, weightInput } from "../method-result.ts";
import { deductOverAchievement } from "./over-achievement.ts";
import { attainmentShare } from "./quantity.ts";

type Intervals = Extract<SatisfactionRule, { kind: "intervals" }>;

export function scoreSatisfaction(input: MethodInput<"satisfaction">): MethodResult {
  const { indicator, target, weight, rulebook } = input;
  const rule = rulebook.rules.satisfaction;
  if (!rule) return noRule("satisfaction", rulebook, "satisfaction");
  const formula = `satisfaction-${rule.rule.kind}`;
  const inputs: TraceInput[] = [weightInput(weight), { name: "target-satisfaction", value: printPercent(target.value, 2) }];
  const rate = indicator.actual?.rate ?? null;
  if (rate === null) return missingFact("satisfaction", "actual.rate", [rule.basis], formula, inputs);
  inputs.push({
    name: "satisfaction-rate",
    value: `${printExact({ n: rate.n * 100n, d: rate.d })}%`,
    ...(indicator.actual?.source ? { source: indicator.actual.source } : {}),
  });
  const met = compare(rate, target.value) >= 0;
  const achievement = target.value.n > 0n ? divide(rate, target.value) : null;
  return rule.rule.kind === "intervals"
    ? byIntervals(input, rule.rule, rule.basis, rate, inputs, achievement, met)
    : asQuantity(input, rule.basis, rate, inputs, achievement, met);
}

function byIntervals(
  { weight, rulebook }: MethodInput<"satisfaction">,
  rule: Intervals,
  basis: Citation,
  rate: Ratio,
  inputs: readonly TraceInput[],
  achievement: Ratio | null,
  met: boolean,
): MethodResult {
  const common = { method: "satisfaction", achievement, met, basis: [basis], formula: "satisfaction-intervals", inputs } as const;
  const interval = rule.intervals.find(
    (one) => compare(rate, one.from) >= 0 && (one.to === undefined || compare(rate, one.to) < (one.closed ? 1 : 0)),
  );
  if (weight !== rule.forWeight || !interval) {
    const why = weight !== rule.forWeight ? `${printPoints(weight)} ≠ ${printPoints(rule.forWeight)}` : printPercent(rate);
    return {
      ...common,
      answer: { kind: "silent", basis, why },
      steps: [{ code: "silent-weight", expression: why, result: "—" }],
      rounding: null,
    };
  }
  const base = pointsForShare(weight, interval.share, rulebook);
  return {
    ...common,
    answer: { kind: "decided", points: base.points },
    steps: [{ code: "interval", expression: intervalText(interval), result: printPercent(interval.share) }, ...base.steps],
    rounding: base.rounding,
  };
}

function asQuantity(
  { target, weight, rulebook }: MethodInput<"satisfaction">,
  basis: Citation,
  rate: Ratio,
  inputs: readonly TraceInput[],
  achievement: Ratio | null,
  met: boolean,
): MethodResult {
  const reached = met ? ONE : (achievement ?? ONE);
  const { share, steps: shareSteps } = attainmentShare(rulebook, reached);
  const base = pointsForShare(weight, share, rulebook);
  const over = achievement ? deductOverAchievement(achievement, base.points, rulebook) : null;
  return {
    method: "satisfaction",
    answer: { kind: "decided", points: over ? over.points : base.points },
    achievement,
    met,
    basis: over ? [basis, over.basis] : [basis],
    formula: "satisfaction-as-quantity",
    inputs,
    steps: [
      {
        code: met ? "target-met" : "target-missed",
        expression: `${printPercent(rate)} ${met ? "≥" : "<"} ${printPercent(target.value)}`,
        result: achievement ? printPercent(achievement) : "—",
      },
      ...shareSteps,
      ...base.steps,
      ...(over?.steps ?? []),
    ],
    rounding: base.rounding,
  };
}

/** An interval as people write it: "[80%, 90%)". */
export function intervalText(interval: {
  readonly from: Ratio;
  readonly to?: Ratio | undefined;
  readonly closed?: boolean | undefined;
}): string {
  return `[${printPercent(interval.from, 0)}, ${interval.to ? printPercent(interval.to, 0) : "∞"}${interval.closed ? "]" : ")"}`;
}
