// What a published row says of the points it lost: a share that it did not lose, no measure against what was missed, points
// without a survey, tiers and their bands, deductions by nobody's rule. 财预〔2020〕10号 第十一条 and 第十六条.
import { absolute, compare, divide, least, multiply, ONE, type Ratio, subtract, sum } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { findTier } from "../../scoring/index.ts";
import { COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { canBe, exactly, type PrintedNumber, readPrinted } from "../printed-number.ts";
import { compareCells, EXECUTION_ROW, isBlankRow, isCompleted, isMet } from "../printed-row.ts";
import { MEASURES, NO_SURVEY, POINTS_TAKEN, RULE_NAMED, STATED_DEDUCTION } from "../reason-words.ts";
import type { RowField, SeenDocument, SeenIndicator, SeenTable } from "../seen-table.ts";
import { showFigure, showPercent, showScore, showShare } from "../show-figure.ts";

type Row = {
  readonly row: SeenIndicator;
  readonly weight: PrintedNumber;
  readonly score: PrintedNumber;
  readonly lost: Ratio;
  readonly level1: string | null;
  readonly level2: string | null;
  /** Null where the row does not say whether its target was met. */
  readonly met: boolean | null;
  /** Result by plan, where the row or the report's text says both. */
  readonly share: Ratio | null;
  /** Points that the report's text says were taken, with its sentence. */
  readonly said: { readonly points: string; readonly sentence: string } | null;
  readonly where: (column: RowField | "level3") => FindingPlace;
};

export function checkPrintedReasons(table: SeenTable, statements: SeenDocument["statements"], rulebook: Rulebook): Finding[] {
  return rowsOf(table, statements, rulebook).flatMap((row) => [
    ...deductionSize(row, rulebook),
    ...measures(row, table, rulebook),
    ...survey(row, rulebook),
    ...tier(row, rulebook),
    ...discretion(row, rulebook),
  ]);
}

function rowsOf(table: SeenTable, statements: SeenDocument["statements"], rulebook: Rulebook): Row[] {
  return table.indicators.flatMap((row, index): Row[] => {
    const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
    const isOther = isBlankRow(row) || row.scoreRows !== 1 || EXECUTION_ROW.test(`${row.level2}${row.level3}`);
    if (!weight || !score || weight.value.n <= 0n || isOther) return [];
    const level1 = findLevel1(rulebook, row.level1);
    const told = statements.find((one) => one.claims === "completion" && one.indicator === `tables.0.indicators.${index}`);
    const completion = told?.claims === "completion" ? told : null;
    const inReason = POINTS_TAKEN.exec(row.reason ?? "");
    const points = completion?.deducted ?? inReason?.[1] ?? null;
    return [
      {
        ...{ row, weight, score, lost: subtract(weight.value, score.value) },
        level1: level1?.id ?? null,
        level2: findLevel2(rulebook, row.level2, level1)?.id ?? null,
        met: table.completion ? isCompleted(row) : isMet(row),
        share: shareOf(row, completion),
        said: points === null ? null : { points, sentence: completion?.deducted ? completion.quote : (row.reason ?? "") },
        where: (column) =>
          table.placeOf({
            path: `indicators.${index}.${column}`,
            subject: `published.table.indicators.${index}`,
            row: row.level3,
            column: COLUMNS[column],
          }),
      },
    ];
  });
}

type Completion = Extract<SeenDocument["statements"][number], { claims: "completion" }>;

function shareOf(row: SeenIndicator, completion: Completion | null): Ratio | null {
  const [planned, done] = [completion?.planned, completion?.done].map((figures) =>
    (figures ?? []).flatMap((one) => readPrinted(one) ?? []),
  );
  const [plan, result] = [planned, done].map((figures) => sum((figures ?? []).map(({ value }) => value)));
  if (plan && result && planned?.length && planned.length === done?.length && plan.n > 0n) return divide(result, plan);
  const cells = compareCells(row);
  return cells?.relation === "at-least" && cells.target.value.n > 0n ? divide(cells.actual.value, cells.target.value) : null;
}

// "扣20%" beside a row that lost another part of its points; and more lost on time than a part of the plan being late explains.
function deductionSize({ row, weight, lost, level2, score, where }: Row, rulebook: Rulebook): Finding[] {
  const real = divide(lost, weight.value);
  const working = `${showFigure(lost)} ÷ ${showFigure(weight.value)} = ${showShare(real)}`;
  const findings: Finding[] = [];
  const stated = STATED_DEDUCTION.exec(row.reason ?? "")?.[1];
  const said = readPrinted(stated === undefined ? null : `${stated}%`);
  const gap = threshold(rulebook, "deduction-size");
  if (said && gap && compare(absolute(subtract(real, said.value)), gap.value) > 0)
    findings.push(
      found("deduction-size-mismatch", "warning", where("score"), {
        printed: `${stated}%`,
        expected: showPercent(real),
        formula: working,
        basis: [gap.basis],
        params: { name: row.level3, stated: `${stated}%`, real: showPercent(real) },
      }),
    );
  const limit = threshold(rulebook, "timeliness-deduction");
  if (level2 === "timeliness" && limit && score.value.n > 0n && compare(real, limit.value) > 0)
    findings.push(
      found("timeliness-overdeducted", "hint", where("score"), {
        printed: showFigure(lost),
        expected: `≤ ${row.weight} × ${showPercent(limit.value, 0)}`,
        formula: working,
        basis: [limit.basis],
        params: { name: row.level3, lost: showFigure(lost), share: showShare(real), limit: showPercent(limit.value, 0) },
      }),
    );
  return findings;
}

// The column asks for reasons and measures; a reason alone is half an answer. Without any, the deduction is unexplained.
function measures({ row, met, where }: Row, table: SeenTable, rulebook: Rulebook): Finding[] {
  if (met !== false || row.reason === null || !table.asks.indicators.has("reason") || MEASURES.test(row.reason)) return [];
  return [
    found("no-corrective-action", "warning", where("reason"), {
      printed: row.reason,
      basis: duty(rulebook, "explain"),
      params: { name: row.level3 },
    }),
  ];
}

function survey({ row, level1, score, where }: Row, rulebook: Rulebook): Finding[] {
  const admitted = [row.reason, row.actual].find((text) => text !== null && NO_SURVEY.test(text));
  if (level1 !== "satisfaction" || score.value.n <= 0n || admitted == null) return [];
  return [
    found(
      "satisfaction-without-survey",
      "warning",
      { ...where("score"), quote: admitted },
      {
        printed: row.score,
        expected: "0",
        basis: duty(rulebook, "measurable"),
        params: { name: row.level3, score: row.score ?? "" },
      },
    ),
  ];
}

// A result in the words of a tier: the points lie within its band.
function tier({ row, weight, score, lost, level1, level2, where }: Row, rulebook: Rulebook): Finding[] {
  const rule = rulebook.rules.tiers;
  const named = row.actual === null ? null : findTier(rulebook, row.actual.replace(/\s/gu, ""));
  if (!rule || !named || row.actual === null) return [];
  const [from, to] = [multiply(weight.value, named.from), multiply(weight.value, named.to)];
  const range = `${showFigure(from)} – ${showFigure(to)}`;
  const params = { name: row.level3, tier: row.actual, score: row.score ?? "" };
  if (!canBe(score, { low: from, high: to, lowIn: true, highIn: named.closed === true }))
    return [
      found("tier-out-of-band", rule.basis.kind === "law" ? "error" : "warning", where("score"), {
        printed: row.score,
        expected: range,
        formula: `${row.weight} × ${showPercent(named.from, 0)} – ${row.weight} × ${showPercent(named.to, 0)} = ${range}`,
        basis: [rule.basis],
        params: { ...params, range },
      }),
    ];
  if (lost.n <= 0n || named.id !== "met" || row.reason !== null || (level2 !== "quantity" && level1 !== "benefit")) return [];
  return [
    found("deduction-illogical", "hint", where("score"), {
      printed: row.score,
      expected: row.weight,
      formula: `${row.weight} − ${row.score} = ${showFigure(lost)}`,
      basis: [rule.basis],
      params: { ...params, weight: row.weight ?? "", lost: showFigure(lost), reason: "" },
    }),
  ];
}

// "扣2分": taken by nobody's name, where proportion gives other points and no rule is cited.
function discretion({ row, weight, score, met, share, said, where }: Row, rulebook: Rulebook): Finding[] {
  const rule = rulebook.rules.attainment;
  if (!said || RULE_NAMED.test(said.sentence) || (share === null && met === null)) return [];
  const fair = met === true || share === null ? weight.value : multiply(weight.value, least(share, ONE));
  if ((share === null && met === false) || canBe(score, exactly(fair))) return [];
  const suggested = showScore(fair);
  return [
    found(
      "discretion-undocumented",
      "warning",
      { ...where("score"), quote: said.sentence },
      {
        printed: row.score,
        expected: suggested,
        formula: share === null ? `${row.weight} − ${said.points} = ${row.score}` : `${row.weight} × ${showPercent(share)} = ${suggested}`,
        basis: rule ? [rule.basis] : duty(rulebook, "scored"),
        params: { name: row.level3, score: row.score ?? "", suggested, missing: "by,paper" },
      },
    ),
  ];
}
