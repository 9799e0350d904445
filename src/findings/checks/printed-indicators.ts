// The indicator rows of a printed table, each by its own cells: what is filled in, points within their weight, reasons where
// points were lost. 财预〔2020〕10号 附1 and 第十一条.
import type { PrintedTable } from "../../dossier/index.ts";
import { compare, least, multiply, ONE, subtract, ZERO } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { plainText } from "../likeness.ts";
import { atMostOne, canBe, exactly, productOf, readPrinted, readRate } from "../printed-number.ts";
import { isBlankRow, isMet, type SeenRow } from "../printed-row.ts";
import { IRRELEVANT, NO_EVIDENCE, VAGUE } from "../reason-words.ts";
import { showFigure, showScore } from "../show-figure.ts";
import { checkPrintedNames } from "./printed-names.ts";
import { checkPrintedResults } from "./printed-results.ts";

/** A row that stands for budget execution among the indicators. */
const EXECUTION_ROW = /(?:预算|资金)(?:资金)?执行率/;

export function checkPrintedIndicators(table: PrintedTable, rulebook: Rulebook): Finding[] {
  // The columns a table has are those some row of it fills.
  const filled = (column: Column) => table.indicators.some((row) => row[column] !== null);
  const columns = CELLS.filter(([column]) => filled(column));
  const rows = table.indicators.map((row, index): SeenRow => {
    const level1 = findLevel1(rulebook, row.level1);
    const place = {
      subject: row.id ?? `published.table.indicators.${index}`,
      table: table.title,
      row: row.level3,
      ...(table.place ? { place: table.place } : {}),
    };
    return {
      row,
      where: (column) => ({ ...place, column }),
      level1: level1?.id ?? null,
      level2: findLevel2(rulebook, row.level2, level1)?.id ?? null,
      rulebook,
    };
  });
  return [
    ...rows.flatMap((seen) => {
      if (isBlankRow(seen.row)) return blank(seen);
      if (EXECUTION_ROW.test(`${seen.row.level2}${seen.row.level3}`)) return executionRow(seen);
      return [...cells(seen, columns), ...checkPrintedNames(seen), ...points(seen), ...checkPrintedResults(seen), ...reasons(seen)];
    }),
    ...twins(rows),
  ];
}

type Column = "target" | "actual" | "weight" | "score";
const CELLS = [
  ["target", COLUMNS.target],
  ["actual", COLUMNS.actual],
  ["weight", COLUMNS.weight],
  ["score", COLUMNS.score],
] as const;

// 无: why, and no points kept for it.
function blank({ row, where }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const findings: Finding[] =
    row.reason === null
      ? [found("blank-unexplained", "hint", where(COLUMNS.level3), { printed: row.level3, params: { level: row.level2 } })]
      : [];
  if (weight && weight.value.n > 0n && score && score.value.n > 0n)
    findings.push(
      found("not-applicable-scored", "warning", where(COLUMNS.score), {
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
    found("rate-score-wrong", "error", where(COLUMNS.score), {
      printed: row.score,
      expected,
      formula: `${row.weight} × ${row.actual} = ${expected}`,
      basis: [rule.basis],
      params: { printed: row.score ?? "", expected, weight: row.weight ?? "", rate: row.actual ?? "" },
    }),
  ];
}

function cells({ row, where, rulebook }: SeenRow, columns: readonly (typeof CELLS)[number][]): Finding[] {
  return columns.flatMap(([column, title]) =>
    row[column] === null
      ? [found("cell-missing", "error", where(title), { basis: duty(rulebook, "form"), params: { row: row.level3, column: title } })]
      : [],
  );
}

function points({ row, where, rulebook }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  const name = row.level3;
  const findings: Finding[] = [];
  if (score && (score.value.n < 0n || (weight && compare(score.value, weight.value) > 0)))
    findings.push(
      found("score-over-weight", "error", where(COLUMNS.score), {
        printed: row.score,
        expected: `0 – ${row.weight ?? ""}`,
        params: { name, score: row.score ?? "", weight: row.weight ?? "—" },
      }),
    );
  if (score && score.places > 2)
    findings.push(
      found("score-precision", "hint", where(COLUMNS.score), {
        printed: row.score,
        params: { name, column: COLUMNS.score, printed: row.score ?? "" },
      }),
    );
  const limit = threshold(rulebook, "overweight-indicator");
  if (weight && limit && compare(weight.value, limit.value) > 0)
    findings.push(
      found("overweight-indicator", "warning", where(COLUMNS.weight), {
        printed: row.weight,
        expected: `≤ ${showFigure(limit.value)}`,
        basis: [limit.basis],
        params: { name, weight: row.weight ?? "", limit: showFigure(limit.value) },
      }),
    );
  return findings;
}

function reasons({ row, where, rulebook }: SeenRow): Finding[] {
  const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
  if (!weight || !score || compare(score.value, weight.value) > 0) return [];
  const lost = subtract(weight.value, score.value);
  const params = { name: row.level3, lost: showFigure(lost), score: row.score ?? "", reason: row.reason ?? "" };
  const explain = duty(rulebook, "explain");
  const findings: Finding[] = [];
  if (lost.n > 0n && row.reason === null)
    findings.push(
      found("deduction-unexplained", isMet(row) === false && explain.length > 0 ? "error" : "warning", where(COLUMNS.reason), {
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
    findings.push(
      found("deduction-vague", "warning", where(COLUMNS.reason), { printed: row.reason, basis: [...explain, short.basis], params }),
    );
  if (score.value.n > 0n && row.reason !== null && NO_EVIDENCE.test(row.reason))
    findings.push(found("scored-without-evidence", "warning", where(COLUMNS.score), { printed: row.score, expected: "0", params }));
  if (score.value.n > 0n && row.reason !== null && IRRELEVANT.test(row.reason))
    findings.push(found("scored-though-irrelevant", "warning", where(COLUMNS.score), { printed: row.score, expected: "0", params }));
  return findings;
}

function twins(rows: readonly SeenRow[]): Finding[] {
  return rows.flatMap((seen, index) => {
    const twin = isBlankRow(seen.row)
      ? undefined
      : rows.slice(0, index).find((other) => plainText(other.row.level3) === plainText(seen.row.level3));
    return twin
      ? [
          found("duplicate-indicator", "warning", seen.where(COLUMNS.level3), {
            printed: seen.row.level3,
            params: { name: seen.row.level3, other: twin.row.level2, level: seen.row.level2 },
          }),
        ]
      : [];
  });
}
