// dossier × rulebook → scorecard: the execution row computed, every row with its receipt, the total of rounded lines,
// the grade of that total.

import { type Dossier, executionRate } from "../dossier/index.ts";
import type { Points, Ratio } from "../kernel/index.ts";
import { type Cited, findLevel1, type Rulebook, type Scheme } from "../rules/index.ts";
import { effectiveWeights } from "./effective-weights.ts";
import { gradeOf, sensitivityOf, totalOf } from "./grade.ts";
import { scoreExecutionRate } from "./methods/execution-rate.ts";
import { EXECUTION_LEVEL, scoreIndicator, traceOf } from "./score-indicator.ts";
import type { LevelSubtotal, Scorecard, ScoreItem } from "./scorecard.ts";

/** Scores a dossier under a rulebook. Pure and total: what is unknown stays null, with its reason in the receipt. */
export function scoreDossier(dossier: Dossier, rulebook: Rulebook): Scorecard {
  const weights = effectiveWeights(dossier.indicators, rulebook);
  const items: ScoreItem[] = [executionItem(dossier, rulebook)];
  for (const indicator of dossier.indicators) {
    const weight = weights.get(indicator.id);
    if (weight) items.push(scoreIndicator(indicator, weight, rulebook));
  }
  const rate: Ratio | null = executionRate(dossier);
  const { total, trace: totalTrace } = totalOf(
    items.map((item) => item.score),
    rate,
    rulebook,
  );
  const ruledAlone = items.every((item) => item.suggested === null || item.suggested === item.score);
  const suggestedTotal = ruledAlone
    ? total
    : totalOf(
        items.map((item) => item.suggested ?? item.score),
        rate,
        rulebook,
      ).total;
  const { grade, trace: gradeTrace } = gradeOf(total, rulebook);
  return {
    pack: rulebook.id,
    replay: rulebook.id !== dossier.pack,
    inForce: rulebook.inForce,
    items,
    notApplicable: dossier.indicators
      .filter((indicator) => indicator.notApplicable !== null)
      .map((indicator) => ({
        id: indicator.id,
        level1: indicator.level1,
        level2: indicator.level2,
        level3: indicator.level3,
        why: indicator.notApplicable ?? "",
      })),
    levels: subtotals(items),
    total,
    totalTrace,
    suggestedTotal,
    grade,
    gradeTrace,
    sensitivity: sensitivityOf(total, items, rulebook),
  };
}

/** The scheme of weights that fits the levels the dossier has, else the pack's first. */
export function schemeFor(dossier: Dossier, rulebook: Rulebook): Cited<Scheme> | null {
  const present = new Set(
    dossier.indicators
      .filter((indicator) => indicator.notApplicable === null)
      .map((indicator) => findLevel1(rulebook, indicator.level1)?.id ?? indicator.level1),
  );
  const fits = (scheme: Scheme) =>
    (scheme.when?.has ?? []).every((level) => present.has(level)) && (scheme.when?.lacks ?? []).every((level) => !present.has(level));
  return rulebook.schemes.find((scheme) => fits(scheme.rule)) ?? rulebook.schemes[0] ?? null;
}

function executionItem(dossier: Dossier, rulebook: Rulebook): ScoreItem {
  const scheme = schemeFor(dossier, rulebook);
  const weight = (dossier.funds.weight ?? scheme?.rule.weights[EXECUTION_LEVEL.id] ?? 0n) as Points;
  const result = scoreExecutionRate(dossier, weight, rulebook);
  const score = result.answer.kind === "decided" ? result.answer.points : null;
  const weightBasis = dossier.funds.weight === null && scheme ? scheme.basis : null;
  return {
    id: EXECUTION_LEVEL.id,
    level1: EXECUTION_LEVEL.title,
    level1Id: EXECUTION_LEVEL.id,
    level2: EXECUTION_LEVEL.title,
    level2Id: null,
    level3: EXECUTION_LEVEL.title,
    weight,
    ownWeight: weight,
    score,
    origin: score === null ? "unknown" : "rule",
    suggested: score,
    allowed: score === null ? null : { min: score, max: score },
    recorded: null,
    method: result.method,
    answer: result.answer,
    achievement: result.achievement,
    met: result.met,
    basis: weightBasis ? [...result.basis, weightBasis] : result.basis,
    trace: traceOf(result, { steps: [], basis: weightBasis }, { score, origin: score === null ? "unknown" : "rule" }),
  };
}

function subtotals(items: readonly ScoreItem[]): LevelSubtotal[] {
  const order = [...new Set(items.map((item) => item.level1Id))];
  return order.map((level1Id) => {
    const rows = items.filter((item) => item.level1Id === level1Id);
    const sumOf = (pick: (item: ScoreItem) => Points | null) =>
      rows.some((row) => pick(row) === null) ? null : (rows.reduce<bigint>((sum, row) => sum + (pick(row) ?? 0n), 0n) as Points);
    return { level1Id, level1: rows[0]?.level1 ?? level1Id, weight: sumOf((row) => row.weight), score: sumOf((row) => row.score) };
  });
}
