// Targets split over periods (6 in the first half-year, 6 in the second): what is late in one period is not made good by
// doing more in another. Each period's rate is capped at 100%; the pack says how the rates become one share.
import {
  add,
  compare,
  divide,
  isZero,
  least,
  multiply,
  ONE,
  printExact,
  printPercent,
  type Ratio,
  ratio,
  sum,
  ZERO,
} from "../../kernel/index.ts";
import { type MethodInput, type MethodResult, missingFact, noRule, pointsForShare, quantityInput, weightInput } from "../method-result.ts";
import { attainmentShare } from "./quantity.ts";

export function scorePeriods({ indicator, target, weight, rulebook }: MethodInput<"periods">): MethodResult {
  const rule = rulebook.rules.splitPeriods;
  if (!rule) return noRule("periods", rulebook, "splitPeriods");
  const formula = `periods-${rule.rule.kind}`;
  const done = target.periods.map((period) => indicator.actual?.periods?.find((entry) => entry.name === period.name)?.value ?? null);
  const inputs = [
    weightInput(weight),
    ...target.periods.map((period) => ({
      ...quantityInput("target-period", period.value, target.unit, null),
      value: `${period.name} ${printExact(period.value)}`,
    })),
  ];
  const unknown = target.periods.find((_, index) => done[index] === null);
  if (unknown) return missingFact("periods", `actual.periods.${unknown.name}`, [rule.basis], formula, inputs);
  const actuals = done as Ratio[];
  inputs.push(
    ...target.periods.map((period, index) => ({
      ...quantityInput("actual-period", actuals[index] ?? ZERO, target.unit, indicator.actual?.source ?? null),
      value: `${period.name} ${printExact(actuals[index] ?? ZERO)}`,
    })),
  );
  const rates = target.periods.map((period, index) =>
    isZero(period.value) ? ONE : least(ONE, divide(actuals[index] ?? ZERO, period.value)),
  );
  const reached = rule.rule.kind === "mean-of-capped" ? multiply(sum(rates), ratio(1n, BigInt(rates.length))) : rates.reduce(least);
  const { share, steps: shareSteps } = attainmentShare(rulebook, reached);
  const base = pointsForShare(weight, share, rulebook);
  const planned = sum(target.periods.map((period) => period.value));
  return {
    method: "periods",
    answer: { kind: "decided", points: base.points },
    achievement: isZero(planned) ? null : divide(actuals.reduce(add, ZERO), planned),
    met: compare(reached, ONE) >= 0,
    basis: [rule.basis],
    formula,
    inputs,
    steps: [
      ...target.periods.map((period, index) => ({
        code: "period-rate",
        expression: `${period.name} ${printExact(actuals[index] ?? ZERO)} ÷ ${printExact(period.value)}`,
        result: printPercent(rates[index] ?? ZERO),
      })),
      {
        code: formula,
        expression:
          rule.rule.kind === "mean-of-capped"
            ? `(${rates.map((rate) => printPercent(rate)).join(" + ")}) ÷ ${rates.length}`
            : `min(${rates.map((rate) => printPercent(rate)).join(", ")})`,
        result: printPercent(reached),
      },
      ...shareSteps,
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}
