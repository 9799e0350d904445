// One line of the score sheet: the rule's answer, the recorded judgement beside it, and which of the two counts.

import type { Indicator } from "../dossier/index.ts";
import { type Citation, type Points, printPoints, type Trace, type TraceStep } from "../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../rules/index.ts";
import type { EffectiveWeight } from "./effective-weights.ts";
import { type MethodResult, missingFact } from "./method-result.ts";
import { scoreBand } from "./methods/band.ts";
import { scoreMilestones, scoreOccurrences, scoreTier, scoreYesNo } from "./methods/judged.ts";
import { scorePeriods } from "./methods/periods.ts";
import { scoreAtLeast, scoreAtMost, scoreEqual } from "./methods/quantity.ts";
import { scoreSatisfaction } from "./methods/satisfaction.ts";
import type { Origin, RuleAnswer, ScoreItem } from "./scorecard.ts";

/** Scores one applicable row. */
export function scoreIndicator(indicator: Indicator, weight: EffectiveWeight, rulebook: Rulebook): ScoreItem {
  const result = applyMethod(indicator, weight.counts, rulebook);
  const level1 = findLevel1(rulebook, indicator.level1);
  const level2 = findLevel2(rulebook, indicator.level2, level1);
  const awarded = award(result.answer, indicator.recorded?.score ?? null);
  return {
    id: indicator.id,
    level1: level1?.title ?? indicator.level1,
    level1Id: level1?.id ?? indicator.level1,
    level2: level2?.title ?? indicator.level2,
    level2Id: level2?.id ?? null,
    level3: indicator.level3,
    weight: weight.counts,
    ownWeight: weight.own,
    score: awarded.score,
    origin: awarded.origin,
    suggested: result.answer.kind === "decided" ? result.answer.points : null,
    allowed: allowedOf(result.answer),
    recorded: indicator.recorded ?? null,
    method: result.method,
    answer: result.answer,
    achievement: result.achievement,
    met: result.met,
    basis: basisOf(result, weight.basis),
    trace: traceOf(result, weight, awarded),
  };
}

/** The receipt of a method's result, with the weight's own steps before and the award after it. */
export function traceOf(
  result: MethodResult,
  weight: Pick<EffectiveWeight, "steps" | "basis">,
  awarded: { readonly score: Points | null; readonly origin: Origin },
): Trace {
  const award: TraceStep | null =
    awarded.origin === "judgement" || awarded.origin === "override"
      ? {
          code: `award-${awarded.origin}`,
          expression: ruleText(result.answer),
          result: awarded.score === null ? "—" : printPoints(awarded.score),
        }
      : null;
  return {
    formula: result.formula,
    basis: basisOf(result, weight.basis),
    inputs: result.inputs,
    steps: weight.steps.length === 0 && award === null ? result.steps : [...weight.steps, ...result.steps, ...(award ? [award] : [])],
    rounding: result.rounding,
    result: awarded.score === null ? null : printPoints(awarded.score),
  };
}

// What the rule itself says, as the award that follows it is set against.
function ruleText(answer: RuleAnswer): string {
  if (answer.kind === "decided") return printPoints(answer.points);
  return answer.kind === "bounded" ? `${printPoints(answer.min)} – ${printPoints(answer.max)}` : "—";
}

function basisOf(result: MethodResult, weightBasis: Citation | null): readonly Citation[] {
  return weightBasis ? [...result.basis, weightBasis] : result.basis;
}

function applyMethod(indicator: Indicator, weight: Points | null, rulebook: Rulebook): MethodResult {
  const { target } = indicator;
  if (!target) return missingFact("no-target", "target", [], "no-target", []);
  if (weight === null) return missingFact("no-target", "weight", [], "no-target", []);
  switch (target.kind) {
    case "at-least":
      return scoreAtLeast({ indicator, target, weight, rulebook });
    case "at-most":
      return scoreAtMost({ indicator, target, weight, rulebook });
    case "equal":
      return scoreEqual({ indicator, target, weight, rulebook });
    case "band":
      return scoreBand({ indicator, target, weight, rulebook });
    case "periods":
      return scorePeriods({ indicator, target, weight, rulebook });
    case "milestones":
      return scoreMilestones({ indicator, target, weight, rulebook });
    case "yes-no":
      return scoreYesNo({ indicator, target, weight, rulebook });
    case "tier":
      return scoreTier({ indicator, target, weight, rulebook });
    case "occurrences":
      return scoreOccurrences({ indicator, target, weight, rulebook });
    case "satisfaction":
      return scoreSatisfaction({ indicator, target, weight, rulebook });
  }
}

// A rule's points stand unless a reviewer recorded others; where the rule only bounds, only a reviewer can award.
function award(answer: RuleAnswer, recorded: Points | null): { readonly score: Points | null; readonly origin: Origin } {
  switch (answer.kind) {
    case "decided":
      return recorded === null || recorded === answer.points
        ? { score: answer.points, origin: "rule" }
        : { score: recorded, origin: "override" };
    case "bounded":
      if (recorded === null) return { score: null, origin: "unknown" };
      return { score: recorded, origin: recorded >= answer.min && recorded <= answer.max ? "judgement" : "override" };
    case "missing":
    case "silent":
      return recorded === null ? { score: null, origin: "unknown" } : { score: recorded, origin: "judgement" };
  }
}

function allowedOf(answer: RuleAnswer): { readonly min: Points; readonly max: Points } | null {
  if (answer.kind === "decided") return { min: answer.points, max: answer.points };
  if (answer.kind === "bounded") return { min: answer.min, max: answer.max };
  return null;
}

/** The level of a row that stands for budget execution. */
export const EXECUTION_LEVEL = { id: "execution", title: "预算执行率" } as const;
