// The indicator rows of a printed table, each by its own cells: what is filled in, points within their weight, reasons where
// points were lost. 财预〔2020〕10号 附1 and 第十一条.
import { compare, least, multiply, ONE, ratio, subtract, sum, ZERO } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { plainText } from "../likeness.ts";
import { atMostOne, canBe, exactly, productOf, readPoints, readPrinted, readRate } from "../printed-number.ts";
import { EXECUTION_ROW, isBlankRow, isCompleted, isMet, type SeenRow } from "../printed-row.ts";
import { IRRELEVANT, NO_EVIDENCE, VAGUE } from "../reason-words.ts";
import type { RowField, SeenTable } from "../seen-table.ts";
import { showFigure, showScore } from "../show-figure.ts";
import { checkPrintedNames } from "./printed-names.ts";
import { checkPrintedResults } from "./printed-results.ts";

const HUNDRED = ratio(100n);
const ALL_ROWS = "绩效指标";

export function checkPrintedIndicators(table: SeenTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.map((row, index): SeenRow => {
    const level1 = findLevel1(rulebook, row.level1);
    return {
      row,
      where: (column) =>
        table.placeOf({
          path: `indicators.${index}.${column}`,
          subject: row.id ?? `published.table.indicators.${index}`,
          row: row.level3,
          column: COLUMNS[column],
        }),
      asks: table.asks.indicators,
      completion: table.completion,
      level1: level1?.id ?? null,
      level2: findLevel2(rulebook, row.level2, level1)?.id ?? null,
      rulebook,
    };
  });
  const empty = emptyColumns(table);
  return [
    ...wholeColumns(table, empty, rulebook),
    ...rows.flatMap((seen) => {
      if (isBlankRow(seen.row)) return blank(seen);
      if (EXECUTION_ROW.test(`${seen.row.level2}${seen.row.level3}`)) return executionRow(seen);
      const shared = seen.row.scoreRows !== 1;
      return [
        ...cells(seen, empty),
        ...checkPrintedNames(seen),
        ...(shared ? [] : points(seen)),
        ...checkPrintedResults(seen),
        ...(shared ? [] : reasons(seen)),
      ];
    }),
    ...shared(table, rulebook),
    ...fullTotal(table, rulebook),
    ...twins(rows),
  ];
}

const CELLS = ["target", "actual", "weight", "score"] as const satisfies readonly RowField[];

// 无: why, and no points kept for it.
function blank({ row, where, asks }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const findings: Finding[] =
    row.reason === null && asks.has("reason")
      ? [found("blank-unexplained", "hint", where("level3"), { printed: row.level3, params: { level: row.level2 } })]
      : [];
  if (weight && weight.value.n > 0n && score && score.value.n > 0n)
    findings.push(
      found("not-applicable-scored", "warning", where("score"), {
        printed: row.score,
        expected: "0",
        params: { level: row.level2, score: row.score ?? "" },
      }),
    );
  return findings;
}

// Budget execution printed as an indicator: its points are its weight by its rate.
function executionRow({ row, where, rulebook }: SeenRow): Finding[] {
  const rule = rulebook.rules.execution;
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const rates = readRate(row.actual).filter((one) => one.percent);
  if (rule?.rule.kind !== "proportion" || !weight || !score || rates.length === 0) return [];
  if (rates.some((one) => canBe(score, productOf(exactly(weight.value), atMostOne(one))))) return [];
  const share = rates[0]?.value ?? ZERO;
  const expected = showScore(multiply(weight.value, least(share, ONE)));
  return [
    found("rate-score-wrong", "error", where("score"), {
      printed: row.score,
      expected,
      formula: `${row.weight} × ${row.actual} = ${expected}`,
      basis: [rule.basis],
      params: { printed: row.score ?? "", expected, weight: row.weight ?? "", rate: row.actual ?? "" },
    }),
  ];
}

// A row under a merged cell has its points from the row above.
function cells({ row, where, asks, rulebook }: SeenRow, left: ReadonlySet<RowField>): Finding[] {
  return CELLS.filter((field) => asks.has(field) && row[field] === null && !left.has(field))
    .filter((field) => row.scoreRows > 0 || (field !== "score" && field !== "weight"))
    .map((field) =>
      found("cell-missing", "error", where(field), {
        basis: duty(rulebook, "form"),
        params: { row: row.level3, column: COLUMNS[field] },
      }),
    );
}

/** Fewer rows than this are left empty one by one. */
const ENOUGH = 3;

// A column that the form has and no row fills is missed once, not row by row.
function emptyColumns(table: SeenTable): ReadonlySet<RowField> {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  return new Set(
    rows.length < ENOUGH ? [] : CELLS.filter((field) => table.asks.indicators.has(field) && rows.every((row) => row[field] === null)),
  );
}

function wholeColumns(table: SeenTable, columns: ReadonlySet<RowField>, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row)).length;
  const findings = [...columns].map((field) =>
    found(
      "cell-missing",
      "error",
      table.placeOf({ path: `indicators.0.${field}`, subject: "published.table", row: ALL_ROWS, column: COLUMNS[field] }),
      {
        printed: `0 / ${rows}`,
        basis: duty(rulebook, "form"),
        params: { row: `${ALL_ROWS}（${rows}）`, column: COLUMNS[field] },
      },
    ),
  );
  // A total row that has its weight and not its score.
  if (table.total.weight !== null && table.total.score === null && table.asks.indicators.has("score"))
    findings.push(
      found(
        "cell-missing",
        "error",
        table.placeOf({ path: "total.score", subject: "published.table", row: "总分", column: COLUMNS.score }),
        {
          basis: duty(rulebook, "form"),
          params: { row: "总分", column: COLUMNS.score },
        },
      ),
    );
  return findings;
}

function points({ row, where, rulebook }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const name = row.level3;
  const findings: Finding[] = [];
  if (score && (score.value.n < 0n || (weight && compare(score.value, weight.value) > 0)))
    findings.push(
      found("score-over-weight", "error", where("score"), {
        printed: row.score,
        expected: `0 – ${row.weight ?? ""}`,
        basis: duty(rulebook, "scored"),
        params: { name, score: row.score ?? "", weight: row.weight ?? "—" },
      }),
    );
  if (score && score.places > 2)
    findings.push(
      found("score-precision", "hint", where("score"), {
        printed: row.score,
        params: { name, column: COLUMNS.score, printed: row.score ?? "" },
      }),
    );
  const limit = threshold(rulebook, "overweight-indicator");
  if (weight && limit && compare(weight.value, limit.value) > 0)
    findings.push(
      found("overweight-indicator", "warning", where("weight"), {
        printed: row.weight,
        expected: `≤ ${showFigure(limit.value)}`,
        basis: [limit.basis],
        params: { name, weight: row.weight ?? "", limit: showFigure(limit.value) },
      }),
    );
  return findings;
}

// One score for several rows is within what those rows weigh together.
function shared(table: SeenTable, rulebook: Rulebook): Finding[] {
  return table.indicators.flatMap((row, index) => {
    const covered = table.indicators.slice(index, index + row.scoreRows);
    const [own, ...others] = readPoints(covered.map((one) => one.weight));
    const score = readPrinted(row.score);
    if (row.scoreRows < 2 || !score || !own || others.some((weight, at) => weight === null && covered[at + 1]?.weight !== null)) return [];
    const weight = sum([own, ...others.filter((one) => one !== null && one !== undefined)].map(({ value }) => value));
    if (score.value.n >= 0n && compare(score.value, weight) <= 0) return [];
    const where = table.placeOf({
      path: `indicators.${index}.score`,
      subject: row.id ?? `published.table.indicators.${index}`,
      row: row.level3,
      column: COLUMNS.score,
    });
    const params = { name: row.level3, score: row.score ?? "", weight: showFigure(weight) };
    return [
      found("score-over-weight", "error", where, {
        printed: row.score,
        expected: `0 – ${showFigure(weight)}`,
        basis: duty(rulebook, "scored"),
        params,
      }),
    ];
  });
}

// A total of full marks over a form that scores no row: every row is said to be full, and one was missed.
function fullTotal(table: SeenTable, rulebook: Rulebook): Finding[] {
  const total = readPrinted(table.total.score);
  const whole = readPrinted(table.total.weight)?.value ?? HUNDRED;
  if (!total || compare(total.value, whole) !== 0 || table.indicators.some((row) => row.score !== null)) return [];
  return table.indicators.flatMap((row, index) => {
    const met = table.completion ? isCompleted(row) : isMet(row);
    if (met !== false || isBlankRow(row)) return [];
    const where = table.placeOf({
      path: `indicators.${index}.actual`,
      subject: row.id ?? `published.table.indicators.${index}`,
      row: row.level3,
      column: COLUMNS.actual,
    });
    const share = table.completion ? "100%" : (row.target ?? "");
    return [
      found("full-marks-but-missed", "error", where, {
        printed: row.actual,
        expected: share,
        formula: `${row.actual} / ${share}`,
        basis: duty(rulebook, "scored"),
        params: {
          name: row.level3,
          score: table.total.score ?? "",
          weight: table.total.score ?? "",
          lost: "",
          suggested: `< ${table.total.score}`,
          kind: "total",
        },
      }),
    ];
  });
}

function reasons({ row, where, asks, rulebook }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  if (!weight || !score || compare(score.value, weight.value) > 0) return [];
  const lost = subtract(weight.value, score.value);
  const params = { name: row.level3, lost: showFigure(lost), score: row.score ?? "", reason: row.reason ?? "" };
  const explain = duty(rulebook, "explain");
  const findings: Finding[] = [];
  if (lost.n > 0n && row.reason === null && asks.has("reason"))
    findings.push(
      found("deduction-unexplained", isMet(row) === false && explain.length > 0 ? "error" : "warning", where("reason"), {
        printed: row.score,
        formula: `${row.weight} − ${row.score} = ${showFigure(lost)}`,
        basis: explain,
        params,
      }),
    );
  const short = threshold(rulebook, "vague-reason-length");
  if (
    lost.n > 0n &&
    row.reason !== null &&
    short &&
    VAGUE.test(row.reason) &&
    compare({ n: BigInt(row.reason.length), d: 1n }, short.value) < 0
  )
    findings.push(found("deduction-vague", "warning", where("reason"), { printed: row.reason, basis: [...explain, short.basis], params }));
  if (score.value.n > 0n && row.reason !== null && NO_EVIDENCE.test(row.reason))
    findings.push(found("scored-without-evidence", "warning", where("score"), { printed: row.score, expected: "0", params }));
  if (score.value.n > 0n && row.reason !== null && IRRELEVANT.test(row.reason))
    findings.push(found("scored-though-irrelevant", "warning", where("score"), { printed: row.score, expected: "0", params }));
  return findings;
}

function twins(rows: readonly SeenRow[]): Finding[] {
  return rows.flatMap((seen, index) => {
    const twin = isBlankRow(seen.row)
      ? undefined
      : rows.slice(0, index).find((other) => plainText(other.row.level3) === plainText(seen.row.level3));
    return twin
      ? [
          found("duplicate-indicator", "warning", seen.where("level3"), {
            printed: seen.row.level3,
            params: { name: seen.row.level3, other: twin.row.level2, level: seen.row.level2 },
          }),
        ]
      : [];
  });
}
