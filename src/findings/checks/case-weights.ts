// Weights of the case: 100 in all, by the scheme, level by level. 财预〔2020〕10号 第十三条 (weights of self-evaluation),
// 第十四条 (output and benefit come first elsewhere), 第十八条 (the total is out of 100).
import { compare, NO_POINTS, type Points, pointsAsRatio, printPoints, ratio } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Level, type Rulebook } from "../../rules/index.ts";
import { schemeFor } from "../../scoring/index.ts";
import { at, type CaseUnderReview, type Check, COLUMNS, duty, found, INDICATOR_TABLE, scoredRows, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { levelMismatches } from "../level-weights.ts";
import { exactly } from "../printed-number.ts";
import { addPoints, showFigure, showPoints, showSum } from "../show-figure.ts";

const FULL = 10_000n as Points;
/** Weights are set in halves of a point. */
const HALF = 50n;
/** Fewer rows than this have full marks all over by chance. */
const ENOUGH = 3;

export const checkWeights: Check = (review) => [
  ...total(review),
  ...scheme(review),
  ...levels(review),
  ...required(review),
  ...each(review),
  ...number(review),
  ...allFull(review),
];

function total({ scorecard, rulebook }: CaseUnderReview): Finding[] {
  const weights = scorecard.items.map((item) => item.weight);
  if (weights.some((weight) => weight === null)) return [];
  const known = weights.map((weight) => weight ?? NO_POINTS);
  const sum = addPoints(known);
  if (sum === FULL) return [];
  const shown = showPoints(sum);
  return [
    found(
      "weights-sum",
      "error",
      { subject: "indicators", table: INDICATOR_TABLE, row: "总分", column: COLUMNS.weight },
      {
        printed: shown,
        expected: "100",
        formula: showSum(known.map(showPoints), shown),
        basis: duty(rulebook, "graded"),
        params: { total: shown },
      },
    ),
  ];
}

// A replay under another pack scores; it does not judge the scheme of weights by that pack. Only a self-evaluation is bound
// to the scheme; other evaluations are compared with it.
function scheme({ dossier, scorecard, rulebook }: CaseUnderReview): Finding[] {
  const chosen = scorecard.replay ? null : schemeFor(dossier, rulebook);
  if (!chosen) return [];
  const severity = chosen.rule.adjustable || dossier.evaluation.kind !== "unit-self" ? "warning" : "error";
  return Object.entries(chosen.rule.weights).flatMap(([id, planned]) => {
    const level = scorecard.levels.find((one) => one.level1Id === id);
    const title = titleOf(rulebook, id, level?.level1);
    if (!level)
      return [
        found(
          "required-level-missing",
          severity,
          { subject: "indicators", table: INDICATOR_TABLE, row: title },
          { expected: printPoints(planned), basis: [chosen.basis], params: { level: title, weight: printPoints(planned) } },
        ),
      ];
    if (level.weight === null || level.weight === planned) return [];
    return [
      found(
        "weights-off-scheme",
        severity,
        { subject: "indicators", table: INDICATOR_TABLE, row: title, column: COLUMNS.weight },
        {
          printed: showPoints(level.weight),
          expected: printPoints(planned),
          basis: [chosen.basis],
          params: { level: title, found: showPoints(level.weight), expected: printPoints(planned) },
        },
      ),
    ];
  });
}

function titleOf(rulebook: Rulebook, id: string, fallback: string | undefined): string {
  return rulebook.levels.rule.find((one) => one.id === id)?.title ?? fallback ?? (id === "execution" ? "预算执行率" : id);
}

function levels({ dossier, rulebook }: CaseUnderReview): Finding[] {
  const rows = dossier.indicators
    .filter((row) => row.notApplicable === null || row.weight !== null)
    .map((row) => ({
      level1: row.level1,
      level2: row.level2,
      weight: row.weight === null ? null : { ...exactly(pointsAsRatio(row.weight)), value: pointsAsRatio(row.weight) },
    }));
  return levelMismatches(rows).map(({ level, stated, rows: parts, sum }) => {
    const shown = showFigure(sum);
    return found(
      "level-weights-sum",
      "error",
      { subject: "indicators", table: INDICATOR_TABLE, row: level, column: COLUMNS.weight },
      {
        printed: stated,
        expected: shown,
        formula: showSum(parts.map(showFigure), shown),
        basis: duty(rulebook, "truthful"),
        params: { level, stated, sum: shown },
      },
    );
  });
}

// A level 2 that the pack requires within a level 1 that the case has.
function required({ dossier, scorecard, rulebook }: CaseUnderReview): Finding[] {
  if (scorecard.replay) return [];
  const has = (level: Level, id: string) =>
    dossier.indicators.some(
      (row) => findLevel1(rulebook, row.level1)?.id === level.id && findLevel2(rulebook, row.level2, level)?.id === id,
    );
  const present = rulebook.levels.rule.filter((level) =>
    dossier.indicators.some((row) => findLevel1(rulebook, row.level1)?.id === level.id),
  );
  return present.flatMap((level) =>
    level.level2
      .filter((one) => one.required === true && !has(level, one.id))
      .map((one) =>
        found(
          "required-level-missing",
          "error",
          { subject: "indicators", table: INDICATOR_TABLE, row: one.title },
          { basis: [rulebook.levels.basis], params: { level: one.title, weight: "" } },
        ),
      ),
  );
}

function each(review: CaseUnderReview): Finding[] {
  const limit = threshold(review.rulebook, "overweight-indicator");
  return scoredRows(review).flatMap((row) => {
    const { item } = row;
    if (item.ownWeight === null) return [];
    const shown = showPoints(item.ownWeight);
    const findings: Finding[] = [];
    if (limit && compare(ratio(item.ownWeight, 100n), limit.value) > 0)
      findings.push(
        found("overweight-indicator", "warning", at(row, COLUMNS.weight), {
          printed: shown,
          expected: `≤ ${showFigure(limit.value)}`,
          basis: [limit.basis],
          params: { name: item.level3, weight: shown, limit: showFigure(limit.value) },
        }),
      );
    if (item.ownWeight % HALF !== 0n)
      findings.push(
        found("score-precision", "hint", at(row, COLUMNS.weight), {
          printed: shown,
          params: { name: item.level3, column: COLUMNS.weight, printed: shown },
        }),
      );
    return findings;
  });
}

function number(review: CaseUnderReview): Finding[] {
  const count = ratio(BigInt(scoredRows(review).length));
  const [few, many] = [threshold(review.rulebook, "few-indicators"), threshold(review.rulebook, "many-indicators")];
  const hint = (sign: string, limit: NonNullable<typeof few>) =>
    found(
      "too-few-or-many",
      "hint",
      { subject: "indicators", table: INDICATOR_TABLE },
      {
        printed: showFigure(count),
        expected: `${sign} ${showFigure(limit.value)}`,
        basis: [limit.basis],
        params: { count: showFigure(count), limit: `${sign} ${showFigure(limit.value)}` },
      },
    );
  if (few && compare(count, few.value) < 0) return [hint("≥", few)];
  return many && compare(count, many.value) > 0 ? [hint("≤", many)] : [];
}

function allFull(review: CaseUnderReview): Finding[] {
  const rows = scoredRows(review);
  if (rows.length < ENOUGH || !rows.every(({ item }) => item.score !== null && item.score === item.weight)) return [];
  return [
    found(
      "all-full-marks",
      "warning",
      { subject: "indicators", table: INDICATOR_TABLE, column: COLUMNS.score },
      { printed: `${rows.length} / ${rows.length}`, params: { count: String(rows.length) } },
    ),
  ];
}
