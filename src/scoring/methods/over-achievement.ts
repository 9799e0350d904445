// 财预〔2020〕10号 第十六条: a result far above its target asks for the reason; where the pack takes points for it, they
// are taken here. The threshold and the points are parameters of the pack.
import {
  type Citation,
  compare,
  NO_POINTS,
  type Points,
  printExact,
  printPercent,
  printPoints,
  type Ratio,
  type TraceStep,
} from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";

/** Whether actual ÷ target counts as far over the target under this rulebook. */
export function isOverAchieved(achievement: Ratio, rulebook: Rulebook): boolean {
  const rule = rulebook.rules.overAchievement?.rule;
  if (!rule) return false;
  const side = compare(achievement, rule.threshold);
  return side > 0 || (side === 0 && rule.includesThreshold);
}

/** The points left after the deduction (never below zero) with the step, or null when nothing is taken. */
export function deductOverAchievement(
  achievement: Ratio,
  points: Points,
  rulebook: Rulebook,
): { readonly points: Points; readonly steps: readonly TraceStep[]; readonly basis: Citation } | null {
  const over = rulebook.rules.overAchievement;
  if (!over || over.rule.deduct === NO_POINTS || !isOverAchieved(achievement, rulebook)) return null;
  const left = (points > over.rule.deduct ? points - over.rule.deduct : 0n) as Points;
  return {
    points: left,
    basis: over.basis,
    steps: [
      {
        code: "over-achieved",
        expression: `${printPercent(achievement)} ${over.rule.includesThreshold ? "≥" : ">"} ${printExact(over.rule.threshold)}`,
        result: `−${printPoints(over.rule.deduct)}`,
      },
      { code: "after-deduction", expression: `${printPoints(points)} − ${printPoints(over.rule.deduct)}`, result: printPoints(left) },
    ],
  };
}
