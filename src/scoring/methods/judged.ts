// Milestones, yes/no and deduction per occurrence (101号 三（七）1 直接赋分) and graded judgements in tiers (10号 第十六条).
import {
  type Citation,
  multiply,
  NO_POINTS,
  ONE,
  type Points,
  pointsAsRatio,
  printPercent,
  printPoints,
  ratio,
  roundScaled,
  ZERO,
} from "../../kernel/index.ts";
import type { Rulebook, TierRule } from "../../rules/index.ts";
import { lineRounding, type MethodInput, type MethodResult, missingFact, noRule, pointsForShare, weightInput } from "../method-result.ts";

type Tier = TierRule["tiers"][number];

/** Dates to keep: the share kept on time, or all of them, as the pack says. A milestone without a day is not done. */
export function scoreMilestones({ indicator, target, weight, rulebook }: MethodInput<"milestones">): MethodResult {
  const rule = rulebook.rules.milestones;
  if (!rule) return noRule("milestones", rulebook, "milestones");
  const formula = `milestones-${rule.rule.kind}`;
  const inputs = [
    weightInput(weight),
    ...target.milestones.map((milestone) => ({ name: "milestone-due", value: `${milestone.name} ${milestone.due}` })),
  ];
  const reported = indicator.actual?.milestones;
  if (!reported) return missingFact("milestones", "actual.milestones", [rule.basis], formula, inputs);
  const days = target.milestones.map((milestone) => reported.find((entry) => entry.name === milestone.name)?.done ?? null);
  const onTime = target.milestones.filter((milestone, index) => days[index] !== null && (days[index] as string) <= milestone.due).length;
  const share =
    rule.rule.kind === "all-or-nothing"
      ? onTime === target.milestones.length
        ? ONE
        : ZERO
      : ratio(BigInt(onTime), BigInt(target.milestones.length));
  const base = pointsForShare(weight, share, rulebook);
  return {
    method: "milestones",
    answer: { kind: "decided", points: base.points },
    achievement: ratio(BigInt(onTime), BigInt(target.milestones.length)),
    met: onTime === target.milestones.length,
    basis: [rule.basis],
    formula,
    inputs,
    steps: [
      ...target.milestones.map((milestone, index) => ({
        code: "milestone",
        expression: `${milestone.name} ${days[index] ?? "—"} / ${milestone.due}`,
        result: days[index] !== null && (days[index] as string) <= milestone.due ? "100%" : "0%",
      })),
      { code: "on-time-share", expression: `${onTime} ÷ ${target.milestones.length}`, result: printPercent(share) },
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

/** Met or not met. */
export function scoreYesNo({ indicator, target, weight, rulebook }: MethodInput<"yes-no">): MethodResult {
  const rule = rulebook.rules.yesNo;
  if (!rule) return noRule("yes-no", rulebook, "yesNo");
  const inputs = [weightInput(weight), { name: "target-text", value: target.text }];
  const met = indicator.actual?.met ?? null;
  if (met === null) return missingFact("yes-no", "actual.met", [rule.basis], "yes-no", inputs);
  const base = pointsForShare(weight, met ? ONE : ZERO, rulebook);
  return {
    method: "yes-no",
    answer: { kind: "decided", points: base.points },
    achievement: null,
    met,
    basis: [rule.basis],
    formula: "yes-no",
    inputs: [
      ...inputs,
      { name: "met", value: met ? "是" : "否", ...(indicator.actual?.source ? { source: indicator.actual.source } : {}) },
    ],
    steps: [{ code: met ? "target-met" : "target-missed", expression: target.text, result: met ? "100%" : "0%" }, ...base.steps],
    rounding: base.rounding,
  };
}

/** Points taken for each occurrence beyond those allowed, never below zero. */
export function scoreOccurrences({ indicator, target, weight, rulebook }: MethodInput<"occurrences">): MethodResult {
  const rule = rulebook.rules.occurrences;
  if (!rule) return noRule("occurrences", rulebook, "occurrences");
  const inputs = [
    weightInput(weight),
    { name: "per-occurrence", value: printPoints(target.perOccurrence), unit: "分" },
    { name: "occurrences-allowed", value: String(target.allowed ?? 0) },
  ];
  const count = indicator.actual?.occurrences ?? null;
  if (count === null) return missingFact("occurrences", "actual.occurrences", [rule.basis], "per-occurrence", inputs);
  const counted = count > (target.allowed ?? 0) ? count - (target.allowed ?? 0) : 0;
  const taken = BigInt(counted) * target.perOccurrence;
  const points = (taken >= weight ? NO_POINTS : weight - taken) as Points;
  return {
    method: "occurrences",
    answer: { kind: "decided", points },
    achievement: null,
    met: counted === 0,
    basis: [rule.basis],
    formula: "per-occurrence",
    inputs: [
      ...inputs,
      { name: "occurrences", value: String(count), ...(indicator.actual?.source ? { source: indicator.actual.source } : {}) },
    ],
    steps: [
      {
        code: "per-occurrence",
        expression: `max(0, ${printPoints(weight)} − ${counted} × ${printPoints(target.perOccurrence)})`,
        result: printPoints(points),
      },
    ],
    rounding: lineRounding(rulebook),
  };
}

/** A graded judgement: the tier bounds the points, the reviewer sets them with grounds. */
export function scoreTier({ indicator, target, weight, rulebook }: MethodInput<"tier">): MethodResult {
  const rule = rulebook.rules.tiers;
  if (!rule) return noRule("tier", rulebook, "tiers");
  const inputs = [weightInput(weight), { name: "target-text", value: target.text }];
  const named = indicator.actual?.tier ?? null;
  if (named === null)
    return {
      ...missingFact("tier", "actual.tier", [rule.basis], "tiers", inputs),
      answer: { kind: "bounded", min: NO_POINTS, max: weight },
    };
  const tier = findTier(rulebook, named);
  inputs.push({ name: "tier", value: named, ...(indicator.actual?.source ? { source: indicator.actual.source } : {}) });
  if (indicator.actual?.grounds) inputs.push({ name: "grounds", value: indicator.actual.grounds });
  if (!tier)
    return {
      ...missingFact("tier", "actual.tier", [rule.basis], "tiers", inputs),
      answer: { kind: "bounded", min: NO_POINTS, max: weight },
    };
  const { min, max } = tierBounds(tier, weight);
  return {
    method: "tier",
    answer: { kind: "bounded", min, max },
    achievement: null,
    met: tier.id === "met",
    basis: [rule.basis] as readonly Citation[],
    formula: "tiers",
    inputs,
    steps: [
      {
        code: "tier-bounds",
        expression: `${printPoints(weight)} × ${printPercent(tier.from, 0)} – ${printPoints(weight)} × ${printPercent(tier.to, 0)}${tier.closed ? "" : "（不含）"}`,
        result: `${printPoints(min)} – ${printPoints(max)}`,
      },
    ],
    rounding: lineRounding(rulebook),
  };
}

/** The tier a dossier names by id, title or another official wording; null when it is none of them. */
export function findTier(rulebook: Rulebook, named: string): Tier | null {
  return (
    rulebook.rules.tiers?.rule.tiers.find((tier) => tier.id === named || tier.title === named || tier.aliases?.includes(named)) ?? null
  );
}

// The lowest and highest hundredth of a point inside the tier; an open upper end stops one hundredth below.
function tierBounds(tier: Tier, weight: Points): { readonly min: Points; readonly max: Points } {
  const min = roundScaled(multiply(pointsAsRatio(weight), tier.from), { mode: "up", places: 2 });
  const top = multiply(pointsAsRatio(weight), tier.to);
  const down = roundScaled(top, { mode: "down", places: 2 });
  const endsOnHundredth = down * top.d === top.n * 100n;
  const max = tier.closed || !endsOnHundredth ? down : down - 1n;
  return { min: min as Points, max: (max > min ? max : min) as Points };
}
