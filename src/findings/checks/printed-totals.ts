// Totals of printed tables: weights to 100, points to their total, levels to their rows, total to grade, one table to
// another. 财预〔2020〕10号 第十三条, 第十八条 and 附1.
import type { PrintedScoreTable } from "../../dossier/index.ts";
import { compare, type Points, ratio, roundToPoints, sum, TO_CENTIPOINT, ZERO } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { levelMismatches } from "../level-weights.ts";
import { canBe, exactly, type PrintedNumber, readPoints, readPrinted, sumOf } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { executionRowOf, type SeenDocument, type SeenTable } from "../seen-table.ts";
import { showFigure, showSum } from "../show-figure.ts";
import { checkSheetSums, checkTableSums } from "./printed-sums.ts";

/** A line that may carry points, as text. */
type Line = { readonly weight: string | null; readonly score: string | null };
/** Fewer rows than this have full marks all over by chance. */
const ENOUGH = 3;
const NOTHING = { ...exactly(ZERO), value: ZERO };

export function checkPrintedTotals(printed: SeenDocument, rulebook: Rulebook): Finding[] {
  const { table, scoreTables } = printed;
  return [
    ...(table ? [...checkTableSums(table, rulebook), ...levels(table, rulebook), ...scheme(table, rulebook), ...allFull(table)] : []),
    ...scoreTables.flatMap((sheet) => [
      ...checkSheetSums(sheet, sheetPlace(sheet), rulebook),
      ...sheetAgainstTable(sheet, table, rulebook),
    ]),
    ...grade(table, rulebook),
  ];
}

function sheetPlace(sheet: PrintedScoreTable): FindingPlace {
  return { subject: "published.scores", table: sheet.title, row: "合计", ...(sheet.place ? { place: sheet.place } : {}) };
}

// Points beside a level's name. A fragment's first and last level may go on where it was cut, so more can only be added.
function levels(table: SeenTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.map((row, index) => ({ row, index })).filter(({ row }) => !isBlankRow(row));
  const weights = readPoints(rows.map(({ row }) => row.weight));
  const named = (name: string, points: string | null) => (points === null ? name : `${name}（${points}分）`);
  const weighted = rows.map(({ row }, at) => ({
    level1: named(row.level1, row.level1Points),
    level2: named(row.level2, row.level2Points),
    // Under a merged cell the weight stands in the row above.
    weight: weights[at] ?? (row.scoreRows === 0 && row.weight === null ? NOTHING : null),
  }));
  const last = rows.length - 1;
  return levelMismatches(weighted)
    .filter(({ at, stated, sum: added }) => {
      const ends = table.hasEnd && (table.total.weight !== null || table.total.score !== null);
      const cut = (!table.hasHead && at.includes(0)) || (!ends && at.includes(last));
      const figure = readPrinted(stated);
      return !cut || (figure !== null && compare(added, figure.value) > 0);
    })
    .map(({ level, stated, rows: parts, sum: added, at }) => {
      const shown = showFigure(added);
      const first = rows[at[0] ?? 0]?.index ?? 0;
      const where = table.placeOf({ path: `indicators.${first}.level1`, subject: "published.table", row: level, column: COLUMNS.weight });
      return found("level-weights-sum", "error", where, {
        printed: stated,
        expected: shown,
        formula: showSum(parts.map(showFigure), shown),
        basis: duty(rulebook, "truthful"),
        params: { level, stated, sum: shown },
      });
    });
}

// The weights of the levels against the pack's schemes: one scheme that fits is enough. Of a table that is whole, only.
function scheme(table: SeenTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  const execution = executionRowOf(table.funds);
  const executionWeight = readPrinted(table.funds[execution]?.weight ?? null);
  const whole = readPrinted(table.total.weight);
  if (
    !whole ||
    !executionWeight ||
    !table.hasHead ||
    !table.hasEnd ||
    rows.length === 0 ||
    rows.some((row) => !readPrinted(row.weight) || !findLevel1(rulebook, row.level1))
  )
    return [];
  const byLevel = new Map<string, PrintedNumber["value"]>([["execution", executionWeight.value]]);
  for (const row of rows) {
    const id = findLevel1(rulebook, row.level1)?.id ?? row.level1;
    byLevel.set(id, sum([byLevel.get(id) ?? ZERO, readPrinted(row.weight)?.value ?? ZERO]));
  }
  const misses = rulebook.schemes.map((one) => ({
    one,
    levels: [...new Set([...Object.keys(one.rule.weights), ...byLevel.keys()])].filter(
      (id) => compare(byLevel.get(id) ?? ZERO, ratio(one.rule.weights[id] ?? 0n, 100n)) !== 0,
    ),
  }));
  const best = misses.toSorted((a, b) => a.levels.length - b.levels.length)[0];
  if (!best) return [];
  const planned = (id: string) => showFigure(ratio(best.one.rule.weights[id] ?? (0n as Points), 100n));
  return best.levels.map((id) => {
    const title = rulebook.levels.rule.find((level) => level.id === id)?.title ?? "预算执行率";
    const shown = showFigure(byLevel.get(id) ?? ZERO);
    const first = table.indicators.findIndex((row) => findLevel1(rulebook, row.level1)?.id === id);
    const path = id === "execution" ? `funds.${execution}.weight` : first < 0 ? "indicators" : `indicators.${first}.weight`;
    const where = table.placeOf({ path, subject: "published.table", row: title, column: COLUMNS.weight });
    return found("weights-off-scheme", best.one.rule.adjustable ? "warning" : "error", where, {
      printed: shown,
      expected: planned(id),
      basis: [best.one.basis],
      params: { level: title, found: shown, expected: planned(id) },
    });
  });
}

function allFull(table: SeenTable): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row)).map((row) => [readPrinted(row.weight), readPrinted(row.score)] as const);
  if (rows.length < ENOUGH || !rows.every(([weight, score]) => weight && score && compare(weight.value, score.value) === 0)) return [];
  return [
    found(
      "all-full-marks",
      "warning",
      { ...table.placeOf({ path: "indicators.0.score", subject: "indicators", row: "", column: COLUMNS.score }) },
      { printed: `${rows.length} / ${rows.length}`, params: { count: String(rows.length) } },
    ),
  ];
}

// A report's score sheet and its self-evaluation table give the same points, level by level and in all.
function sheetAgainstTable(sheet: PrintedScoreTable, table: SeenTable | null, rulebook: Rulebook): Finding[] {
  if (!table) return [];
  const where = sheetPlace(sheet);
  const disagree = (row: string, column: string, first: string, second: string) =>
    found(
      "tables-disagree",
      "error",
      { ...where, row, column },
      {
        printed: second,
        expected: first,
        formula: `${first} ≠ ${second}`,
        basis: duty(rulebook, "truthful"),
        params: { what: `${row} ${column}`, one: table.title, first, other: sheet.title, second },
      },
    );
  const columns = [
    ["weight", COLUMNS.weight],
    ["score", COLUMNS.score],
  ] as const;
  return columns.flatMap(([key, column]) => {
    const [own, other] = [readPrinted(sheet.total[key]), readPrinted(table.total[key])];
    const totals = own && other && !canBe(own, other) ? [disagree("合计", column, table.total[key] ?? "", sheet.total[key] ?? "")] : [];
    const lines = sheet.rows.flatMap((row) => {
      const stated = readPrinted(row[key]);
      const beneath = beneathOf(row, table, rulebook).map((one) => readPrinted(one[key]));
      if (!stated || beneath.length === 0 || beneath.some((figure) => figure === null)) return [];
      const known = beneath.filter((figure) => figure !== null);
      return canBe(stated, sumOf(readPoints(beneathOf(row, table, rulebook).map((one) => one[key])).filter((figure) => figure !== null)))
        ? []
        : [disagree(`${row.level1} ${row.level2}`, column, showFigure(sum(known.map((figure) => figure.value))), row[key] ?? "")];
    });
    return [...totals, ...lines];
  });
}

/** The table's rows that a line of the score sheet adds up: those of its level 2. */
function beneathOf(line: PrintedScoreTable["rows"][number], table: SeenTable, rulebook: Rulebook): readonly Line[] {
  const execution = executionRowOf(table.funds);
  if (/执行率/.test(line.level2)) return execution < 0 ? [] : table.funds.slice(execution, execution + 1);
  const level1 = findLevel1(rulebook, line.level1);
  const level2 = findLevel2(rulebook, line.level2, level1);
  if (!level2) return [];
  return table.indicators.filter(
    (row) => !isBlankRow(row) && findLevel2(rulebook, row.level2, findLevel1(rulebook, row.level1))?.id === level2.id,
  );
}

// The total and the grade beside it, wherever they are printed.
function grade(table: SeenTable | null, rulebook: Rulebook): Finding[] {
  if (!table?.grade) return [];
  const where = table.placeOf({ path: "grade", subject: "published.table", row: "等级" });
  return gradeStands(table.grade, table.total.score, where, rulebook);
}

/** Whether a printed grade is the one of the printed score: a score with fewer decimals may stand for two grades. */
export function gradeStands(grade: string, score: string | null, where: FindingPlace, rulebook: Rulebook): Finding[] {
  const rule = rulebook.rules.grades;
  const figure = readPrinted(score);
  if (!rule || !figure || score === null) return [];
  const points = (value: PrintedNumber["value"]) => roundToPoints(value, TO_CENTIPOINT);
  const bandOf = (total: Points) =>
    rule.rule.bands.find((band) => total >= band.from && (total < band.to || (band.closed === true && total === band.to)))?.grade ?? null;
  // Totals are sums of hundredths, so a printed total stands for hundredths only.
  const [low, high] = [points(figure.low), (points(figure.high) - (figure.highIn ? 0n : 1n)) as Points];
  const possible = [bandOf(points(figure.value)), bandOf(low), bandOf(high)].filter((one) => one !== null);
  if (possible.length === 0 || possible.some((one) => one === grade)) return [];
  const expected = bandOf(points(figure.value)) ?? "—";
  return [
    found("grade-wrong", "error", where, {
      printed: grade,
      expected,
      formula: `${score} → ${expected}`,
      basis: [rule.basis],
      params: { score, printed: grade, expected },
    }),
  ];
}
