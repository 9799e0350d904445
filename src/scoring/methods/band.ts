// A value that should stay within ± a tolerance of its target (costs: 256.8 万元 ± 10%). Inside: the full weight.
// Outside: the pack's rule, which for the founding case is our declared parameter, not the office's published practice.
import { add, compare, divide, multiply, ONE, printExact, printPercent, type Ratio, subtract, ZERO } from "../../kernel/index.ts";
import { type MethodInput, type MethodResult, missingFact, noRule, pointsForShare, quantityInput, weightInput } from "../method-result.ts";
import { attainmentShare, nearestRatio } from "./quantity.ts";

/** Lower and upper bound of the band, both inside it. */
export function bandBounds(target: MethodInput<"band">["target"]) {
  return { low: multiply(target.value, subtract(ONE, target.tolerance)), high: multiply(target.value, add(ONE, target.tolerance)) };
}

export function scoreBand({ indicator, target, weight, rulebook }: MethodInput<"band">): MethodResult {
  const rule = rulebook.rules.band;
  if (!rule) return noRule("band", rulebook, "band");
  const formula = `band-${rule.rule.kind}`;
  const actual = indicator.actual?.value ?? null;
  const inputs = [
    weightInput(weight),
    quantityInput("target-band", target.value, target.unit, null),
    { name: "tolerance", value: `±${printPercent(target.tolerance, 0)}` },
  ];
  if (actual === null) return missingFact("band", "actual.value", [rule.basis], formula, inputs);
  inputs.push(quantityInput("actual", actual, indicator.actual?.unit ?? target.unit, indicator.actual?.source ?? null));
  const { low, high } = bandBounds(target);
  const met = compare(actual, low) >= 0 && compare(actual, high) <= 0;
  const positive = target.value.n > 0n;
  const reached = met ? ONE : rule.rule.kind === "all-or-nothing" ? ZERO : nearestRatio(actual, target.value);
  const { share, steps: shareSteps } = attainmentShare(rulebook, reached);
  const base = pointsForShare(weight, share, rulebook);
  const below = compare(actual, target.value) < 0;
  return {
    method: "band",
    answer: { kind: "decided", points: base.points },
    achievement: positive ? divide(actual, target.value) : null,
    met,
    basis: met && rulebook.rules.attainment ? [rulebook.rules.attainment.basis] : [rule.basis],
    formula,
    inputs,
    steps: [
      {
        code: "band-bounds",
        expression: `${printExact(target.value)} × (1 ± ${printPercent(target.tolerance, 0)})`,
        result: `${printExact(low)} – ${printExact(high)}`,
      },
      ...(positive
        ? [
            {
              code: "deviation",
              expression: `(${printExact(actual)} − ${printExact(target.value)}) ÷ ${printExact(target.value)}`,
              result: printPercent(divide(subtract(actual, target.value), target.value)),
            },
          ]
        : []),
      {
        code: met ? "within-band" : "outside-band",
        expression: placeInBand(actual, low, high),
        result: met ? "100%" : printPercent(reached),
      },
      ...(met || rule.rule.kind === "all-or-nothing"
        ? []
        : [
            {
              code: "nearest-ratio",
              expression: below
                ? `${printExact(actual)} ÷ ${printExact(target.value)}`
                : `${printExact(target.value)} ÷ ${printExact(actual)}`,
              result: printPercent(reached),
            },
          ]),
      ...shareSteps,
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

// Where a value lies against its bounds, as it is written down.
function placeInBand(actual: Ratio, low: Ratio, high: Ratio): string {
  const value = printExact(actual);
  if (compare(actual, low) < 0) return `${value} < ${printExact(low)}`;
  return compare(actual, high) > 0 ? `${value} > ${printExact(high)}` : `${printExact(low)} ≤ ${value} ≤ ${printExact(high)}`;
}
