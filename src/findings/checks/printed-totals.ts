// Totals of printed tables: weights to 100, points to their total, levels to their rows, total to grade, one table to
// another. 财预〔2020〕10号 第十三条, 第十八条 and 附1.
import type { PrintedDocument, PrintedScoreTable, PrintedTable } from "../../dossier/index.ts";
import { compare, type Points, ratio, roundToPoints, sum, TO_CENTIPOINT, ZERO } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { canAddUpTo, levelMismatches } from "../level-weights.ts";
import { between, canBe, exactly, isAbove, type PrintedNumber, type Range, readPoints, readPrinted, sumOf } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { showFigure, showSum } from "../show-figure.ts";

/** A line that may carry points, as text. */
type Line = { readonly weight: string | null; readonly score: string | null };
/** Fewer rows than this have full marks all over by chance. */
const ENOUGH = 3;
const HUNDRED = ratio(100n);

export function checkPrintedTotals(printed: PrintedDocument, rulebook: Rulebook): Finding[] {
  const { table, scoreTables } = printed;
  const findings: Finding[] = [];
  if (table) {
    const rows = table.indicators.filter((row) => !isBlankRow(row));
    const where = { subject: "published.table", table: table.title, row: "总分", ...(table.place ? { place: table.place } : {}) };
    findings.push(
      ...sums({ execution: table.funds[0] ?? null, lines: rows, total: table.total ?? null, where, rulebook }),
      ...levels(table, rulebook),
      ...scheme(table, rulebook),
      ...allFull(table),
    );
  }
  return [
    ...findings,
    ...scoreTables.flatMap((sheet) => [
      ...sums({ execution: null, lines: sheet.rows, total: sheet.total, where: sheetPlace(sheet), rulebook }),
      ...sheetAgainstTable(sheet, table, rulebook),
    ]),
    ...grade(printed, rulebook),
  ];
}

function sheetPlace(sheet: PrintedScoreTable): FindingPlace {
  return { subject: "published.scores", table: sheet.title, row: "合计", ...(sheet.place ? { place: sheet.place } : {}) };
}

type Sums = {
  readonly execution: Line | null;
  readonly lines: readonly Line[];
  readonly total: Line | null;
  readonly where: FindingPlace;
  readonly rulebook: Rulebook;
};

// A table without a printed total may be cut off; only what is whole can be added up.
function sums({ execution, lines, total, where, rulebook }: Sums): Finding[] {
  const whole = readPrinted(total?.weight ?? null);
  const reached = readPrinted(total?.score ?? null);
  if (lines.length === 0 || (!whole && !reached)) return [];
  const all = [...(execution ? [execution] : []), ...lines];
  const weights = readPoints(all.map((line) => line.weight));
  const own = weights.slice(execution ? 1 : 0);
  const scores = readPoints(all.map((line) => line.score));
  return [
    ...weightSum({ weights, own, whole, printed: total?.weight ?? null }, where, rulebook),
    ...(reached ? scoreSum(scores, weights, reached, total?.score ?? "", where, rulebook) : []),
  ];
}

type Figures = readonly (PrintedNumber | null)[];

type Weights = { readonly weights: Figures; readonly own: Figures; readonly whole: PrintedNumber | null; readonly printed: string | null };

// The form is out of 100, budget execution included; its total row may say 100, or what its own rows come to.
function weightSum({ weights, own, whole, printed }: Weights, where: FindingPlace, rulebook: Rulebook): Finding[] {
  const known = weights.filter((weight) => weight !== null);
  if (known.length === 0) return [];
  const hundred = exactly(HUNDRED);
  if (canAddUpTo(hundred, weights) && (!whole || canBe(whole, hundred) || canAddUpTo(whole, own))) return [];
  const added = showFigure(sum(known.map((weight) => weight.value)));
  const params = { total: known.length === weights.length ? added : (printed ?? added), printed: printed ?? "" };
  return [
    found(
      "weights-sum",
      "error",
      { ...where, column: COLUMNS.weight },
      {
        printed: printed ?? added,
        expected: "100",
        formula: showSum(
          known.map((weight) => showFigure(weight.value)),
          added,
        ),
        basis: duty(rulebook, "graded"),
        params,
      },
    ),
  ];
}

// A line without points may have earned anything up to its weight.
function scoreSum(
  scores: Figures,
  weights: Figures,
  reached: PrintedNumber,
  printed: string,
  where: FindingPlace,
  rulebook: Rulebook,
): Finding[] {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0) return [];
  const open = scores.some((score, index) => score === null && !weights[index]);
  const parts = scores.map((score, index): Range => score ?? between(ZERO, weights[index]?.value ?? ZERO));
  const possible = open ? !isAbove(sumOf(known), reached) : canBe(reached, sumOf(parts));
  if (possible) return [];
  const added = showFigure(sum(known.map((score) => score.value)));
  return [
    found(
      "total-wrong",
      "error",
      { ...where, column: COLUMNS.score },
      {
        printed,
        expected: known.length === scores.length ? added : null,
        formula: showSum(
          known.map((score) => showFigure(score.value)),
          added,
        ),
        basis: duty(rulebook, "scored"),
        params: { printed, total: added },
      },
    ),
  ];
}

function levels(table: PrintedTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  const weights = readPoints(rows.map((row) => row.weight));
  const weighted = rows.map((row, index) => ({ level1: row.level1, level2: row.level2, weight: weights[index] ?? null }));
  return levelMismatches(weighted).map(({ level, stated, rows: parts, sum: added }) => {
    const shown = showFigure(added);
    const where = {
      subject: "published.table",
      table: table.title,
      row: level,
      column: COLUMNS.weight,
      ...(table.place ? { place: table.place } : {}),
    };
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
function scheme(table: PrintedTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  const execution = readPrinted(table.funds[0]?.weight ?? null);
  const whole = readPrinted(table.total?.weight ?? null);
  if (!whole || !execution || rows.length === 0 || rows.some((row) => !readPrinted(row.weight) || !findLevel1(rulebook, row.level1)))
    return [];
  const byLevel = new Map<string, PrintedNumber["value"]>([["execution", execution.value]]);
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
    const where = {
      subject: "published.table",
      table: table.title,
      row: title,
      column: COLUMNS.weight,
      ...(table.place ? { place: table.place } : {}),
    };
    return found("weights-off-scheme", best.one.rule.adjustable ? "warning" : "error", where, {
      printed: shown,
      expected: planned(id),
      basis: [best.one.basis],
      params: { level: title, found: shown, expected: planned(id) },
    });
  });
}

function allFull(table: PrintedTable): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row)).map((row) => [readPrinted(row.weight), readPrinted(row.score)] as const);
  if (rows.length < ENOUGH || !rows.every(([weight, score]) => weight && score && compare(weight.value, score.value) === 0)) return [];
  return [
    found(
      "all-full-marks",
      "warning",
      { subject: "indicators", table: table.title, column: COLUMNS.score },
      { printed: `${rows.length} / ${rows.length}`, params: { count: String(rows.length) } },
    ),
  ];
}

// A report's score sheet and its self-evaluation table give the same points, level by level and in all.
function sheetAgainstTable(sheet: PrintedScoreTable, table: PrintedTable | undefined, rulebook: Rulebook): Finding[] {
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
    const [own, other] = [readPrinted(sheet.total[key]), readPrinted(table.total?.[key] ?? null)];
    const totals = own && other && !canBe(own, other) ? [disagree("合计", column, table.total?.[key] ?? "", sheet.total[key] ?? "")] : [];
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
function beneathOf(line: PrintedScoreTable["rows"][number], table: PrintedTable, rulebook: Rulebook): readonly Line[] {
  if (/执行率/.test(line.level2)) return table.funds.slice(0, 1);
  const level1 = findLevel1(rulebook, line.level1);
  const level2 = findLevel2(rulebook, line.level2, level1);
  if (!level2) return [];
  return table.indicators.filter(
    (row) => !isBlankRow(row) && findLevel2(rulebook, row.level2, findLevel1(rulebook, row.level1))?.id === level2.id,
  );
}

// The total and the grade beside it, wherever they are printed.
function grade(printed: PrintedDocument, rulebook: Rulebook): Finding[] {
  const { table } = printed;
  const score = table?.total?.score ?? null;
  return table?.grade
    ? gradeStands(
        table.grade,
        score,
        { subject: "published.table", table: table.title, row: "等级", ...(table.place ? { place: table.place } : {}) },
        rulebook,
      )
    : [];
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
