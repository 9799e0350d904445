// Quantities against a target: ≥, ≤ and =. 财预〔2020〕10号 第十六条: met → the full weight; not met → in proportion of
// actual to target; far over → the reason, and points taken where the target was set too low.
import {
  type Citation,
  compare,
  divide,
  equals,
  isZero,
  least,
  ONE,
  printExact,
  printPercent,
  type Ratio,
  subtract,
  type TraceStep,
  ZERO,
} from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { type MethodInput, type MethodResult, missingFact, noRule, pointsForShare, quantityInput, weightInput } from "../method-result.ts";
import { deductOverAchievement } from "./over-achievement.ts";

/** actual ≥ target. Target zero or less: met by any actual that is not below it. */
export function scoreAtLeast({ indicator, target, weight, rulebook }: MethodInput<"at-least">): MethodResult {
  const rule = rulebook.rules.attainment;
  if (!rule) return noRule("at-least", rulebook, "attainment");
  const actual = indicator.actual?.value ?? null;
  const wanted = quantityInput("target-at-least", target.value, target.unit, null);
  const inputs = [weightInput(weight), wanted];
  if (actual === null) return missingFact("at-least", "actual.value", [rule.basis], formulaOf(rule.rule), inputs);
  const got = quantityInput("actual", actual, indicator.actual?.unit ?? target.unit, indicator.actual?.source ?? null);
  inputs.push(got);
  const met = compare(actual, target.value) >= 0;
  const achievement = target.value.n > 0n ? divide(actual, target.value) : null;
  const compared: TraceStep = {
    code: met ? "target-met" : "target-missed",
    expression: `${got.value} ${met ? "≥" : "<"} ${wanted.value}`,
    result: achievement ? printPercent(achievement) : "—",
  };
  const { share, steps: shareSteps } = attainmentShare(rulebook, met ? ONE : (achievement ?? ZERO));
  const base = pointsForShare(weight, share, rulebook);
  const over = achievement ? deductOverAchievement(achievement, base.points, rulebook) : null;
  return {
    method: "at-least",
    answer: { kind: "decided", points: over ? over.points : base.points },
    achievement,
    met,
    basis: over ? [rule.basis, over.basis] : [rule.basis],
    formula: formulaOf(rule.rule),
    inputs,
    steps: over || shareSteps.length > 0 ? [compared, ...shareSteps, ...base.steps, ...(over?.steps ?? [])] : [compared, ...base.steps],
    rounding: base.rounding,
  };
}

/** actual ≤ target (costs, incidents). A target of zero is all or nothing. */
export function scoreAtMost({ indicator, target, weight, rulebook }: MethodInput<"at-most">): MethodResult {
  if (isZero(target.value)) return scoreZeroTarget({ indicator, target, weight, rulebook });
  const rule = rulebook.rules.reverse;
  if (!rule) return noRule("at-most", rulebook, "reverse");
  const formula = rule.rule.kind;
  const actual = indicator.actual?.value ?? null;
  const wanted = quantityInput("target-at-most", target.value, target.unit, null);
  const inputs = [weightInput(weight), wanted];
  if (actual === null) return missingFact("at-most", "actual.value", [rule.basis], formula, inputs);
  const got = quantityInput("actual", actual, indicator.actual?.unit ?? target.unit, indicator.actual?.source ?? null);
  inputs.push(got);
  const met = compare(actual, target.value) <= 0;
  const reached = met ? ONE : reverseShare(rule.rule.kind, actual, target.value);
  const { share, steps: shareSteps } = attainmentShare(rulebook, reached);
  const base = pointsForShare(weight, share, rulebook);
  return {
    method: "at-most",
    answer: { kind: "decided", points: base.points },
    achievement: actual.n > 0n ? divide(target.value, actual) : null,
    met,
    basis: met ? attainmentBasis(rulebook, rule.basis) : [rule.basis],
    formula,
    inputs,
    steps: [
      {
        code: met ? "target-met" : "target-missed",
        expression: `${got.value} ${met ? "≤" : ">"} ${wanted.value}`,
        result: printPercent(reached),
      },
      ...(met ? [] : [reverseStep(rule.rule.kind, actual, target.value, reached)]),
      ...shareSteps,
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

/** actual = target; above or below by the rulebook's rule. A target of zero is all or nothing. */
export function scoreEqual({ indicator, target, weight, rulebook }: MethodInput<"equal">): MethodResult {
  if (isZero(target.value)) return scoreZeroTarget({ indicator, target, weight, rulebook });
  const rule = rulebook.rules.equal;
  if (!rule) return noRule("equal", rulebook, "equal");
  const actual = indicator.actual?.value ?? null;
  const formula = `equal-${rule.rule.kind}`;
  const wanted = quantityInput("target-equal", target.value, target.unit, null);
  const inputs = [weightInput(weight), wanted];
  if (actual === null) return missingFact("equal", "actual.value", [rule.basis], formula, inputs);
  const got = quantityInput("actual", actual, indicator.actual?.unit ?? target.unit, indicator.actual?.source ?? null);
  inputs.push(got);
  const same = equals(actual, target.value);
  const achievement = divide(actual, target.value);
  const met = same || (rule.rule.kind === "capped-proportion" && compare(actual, target.value) > 0);
  const reached = met ? ONE : rule.rule.kind === "all-or-nothing" ? ZERO : nearestRatio(actual, target.value);
  const { share, steps: shareSteps } = attainmentShare(rulebook, reached);
  const base = pointsForShare(weight, share, rulebook);
  const sign = same ? "=" : compare(actual, target.value) > 0 ? ">" : "<";
  return {
    method: "equal",
    answer: { kind: "decided", points: base.points },
    achievement,
    met,
    basis: [rule.basis],
    formula,
    inputs,
    steps: [
      {
        code: met ? "target-met" : "target-missed",
        expression: `${got.value} ${sign} ${wanted.value}`,
        result: printPercent(achievement),
      },
      ...shareSteps,
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

function scoreZeroTarget({ indicator, target, weight, rulebook }: MethodInput<"equal" | "at-most">): MethodResult {
  const rule = rulebook.rules.zeroTarget;
  if (!rule) return noRule("zero-target", rulebook, "zeroTarget");
  const actual = indicator.actual?.value ?? null;
  const inputs = [weightInput(weight), quantityInput("target-zero", ZERO, target.unit, null)];
  if (actual === null) return missingFact("zero-target", "actual.value", [rule.basis], "zero-target", inputs);
  const got = quantityInput("actual", actual, indicator.actual?.unit ?? target.unit, indicator.actual?.source ?? null);
  inputs.push(got);
  const met = actual.n <= 0n;
  const base = pointsForShare(weight, met ? ONE : ZERO, rulebook);
  return {
    method: "zero-target",
    answer: { kind: "decided", points: base.points },
    achievement: null,
    met,
    basis: [rule.basis],
    formula: "zero-target",
    inputs,
    steps: [
      { code: met ? "target-met" : "target-missed", expression: `${got.value} ${met ? "≤" : ">"} 0`, result: met ? "100%" : "0%" },
      ...base.steps,
    ],
    rounding: base.rounding,
  };
}

/** The smaller of a ÷ t and t ÷ a, at least zero: how near a result is, from either side. */
export function nearestRatio(actual: Ratio, target: Ratio): Ratio {
  if (actual.n <= 0n || target.n <= 0n) return ZERO;
  return least(divide(actual, target), divide(target, actual));
}

/**
 * The share of the weight for a reached share of the target: the same share (10号), or above a pass mark the part
 * beyond it (101号: (rate − 60%) ÷ (1 − 60%), nothing below).
 */
export function attainmentShare(rulebook: Rulebook, reached: Ratio): { readonly share: Ratio; readonly steps: readonly TraceStep[] } {
  const rule = rulebook.rules.attainment?.rule;
  if (rule?.kind !== "pass-mark" || compare(reached, ONE) >= 0) return { share: reached, steps: [] };
  const mark = rule.mark;
  const share = compare(reached, mark) < 0 ? ZERO : divide(subtract(reached, mark), subtract(ONE, mark));
  const expression =
    compare(reached, mark) < 0
      ? `${printPercent(reached)} < ${printPercent(mark)}`
      : `(${printPercent(reached)} − ${printPercent(mark)}) ÷ (100% − ${printPercent(mark)})`;
  return { share, steps: [{ code: "pass-mark", expression, result: printPercent(share) }] };
}

function attainmentBasis(rulebook: Rulebook, otherwise: Citation): Citation[] {
  return [rulebook.rules.attainment?.basis ?? otherwise];
}

function formulaOf(rule: { readonly kind: "proportion" } | { readonly kind: "pass-mark"; readonly mark: Ratio }): string {
  return rule.kind === "proportion" ? "actual-over-target" : "actual-over-target-pass-mark";
}

function reverseShare(kind: "target-over-actual" | "linear-excess", actual: Ratio, target: Ratio): Ratio {
  if (target.n <= 0n) return ZERO;
  if (kind === "target-over-actual") return divide(target, actual);
  const left = subtract(ONE, divide(subtract(actual, target), target));
  return left.n < 0n ? ZERO : left;
}

function reverseStep(kind: "target-over-actual" | "linear-excess", actual: Ratio, target: Ratio, reached: Ratio): TraceStep {
  const a = printExact(actual);
  const t = printExact(target);
  return {
    code: kind,
    expression: kind === "target-over-actual" ? `${t} ÷ ${a}` : `1 − (${a} − ${t}) ÷ ${t}`,
    result: printPercent(reached),
  };
}
