// Detail tables of a printed document: rows and their totals, amounts and rates, one printing against another.
import type { PrintedDetailTable } from "../../dossier/index.ts";
import { compare, divide, multiply, type Ratio, ratio, sum, ZERO } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { plainText } from "../likeness.ts";
import {
  canBe,
  exactly,
  isAbove,
  type PrintedNumber,
  quotientOf,
  type Range,
  readColumn,
  readPrinted,
  readRate,
  sumOf,
} from "../printed-number.ts";
import { type SeenDocument, totalRowOf } from "../seen-table.ts";
import { showAmount, showFigure, showPercent, showSum } from "../show-figure.ts";

type Row = PrintedDetailTable["rows"][number];
type Detail = { readonly table: PrintedDetailTable; readonly rulebook: Rulebook };
const MONEY = ["budget", "spent"] as const;
/** Fewer rows than this equal their spending by chance. */
const ENOUGH = 4;
const MYRIAD = ratio(10_000n);

export function checkPrintedDetails(printed: SeenDocument, rulebook: Rulebook): Finding[] {
  const details = printed.details.map((table): Detail => ({ table, rulebook }));
  return [
    ...details.flatMap((detail) => [...totals(detail), ...rates(detail), ...beyond(detail), ...allEqual(detail)]),
    ...details.slice(1).flatMap((other) => (details[0] ? twice(details[0], other) : [])),
    ...details.flatMap((detail) => unitSlip(detail, printed)),
  ];
}

function placeOf({ table }: Detail, row: string, column: string): FindingPlace {
  return { subject: `published.${table.id}`, table: table.title, row, column, ...(table.place ? { place: table.place } : {}) };
}

function rowName(row: Row): string {
  return `${row.no} ${row.name}`;
}

function totals(detail: Detail): Finding[] {
  const { table, rulebook } = detail;
  return MONEY.flatMap((column) => {
    const [printed, ...figures] = readColumn([table.totals[column], ...table.rows.map((row) => row[column])]);
    const known = figures.filter((figure): figure is PrintedNumber => figure !== null && figure !== undefined);
    if (!printed || known.length === 0) return [];
    const right = known.length === table.rows.length ? canBe(printed, sumOf(known)) : !isAbove(sumOf(known), printed);
    if (right) return [];
    const shown = showAmount(sum(known.map((figure) => figure.value)));
    return [
      found("subtotal-wrong", "error", placeOf(detail, "合计", COLUMNS[column]), {
        printed: table.totals[column],
        expected: shown,
        formula: showSum(
          known.map((figure) => showAmount(figure.value)),
          shown,
        ),
        basis: duty(rulebook, "truthful"),
        params: { name: table.title, column: COLUMNS[column], printed: table.totals[column] ?? "", expected: shown },
      }),
    ];
  });
}

function rates(detail: Detail): Finding[] {
  const { table, rulebook } = detail;
  const lines = [...table.rows.map((row) => ({ ...row, name: rowName(row) })), { name: "合计", ...table.totals }];
  const budgets = readColumn(lines.map((line) => line.budget));
  const spending = readColumn(lines.map((line) => line.spent));
  return lines.flatMap((line, index) => {
    const [budget, spent, printed] = [budgets[index], spending[index], readRate(line.rate)];
    const computed = budget && spent ? quotientOf(spent, budget) : null;
    if (!budget || !spent || !computed || printed.length === 0 || printed.some((one) => canBe(one, computed))) return [];
    // A wrong total is said once; its rate may be that of the rows.
    const ofRows = index === table.rows.length ? quotientOfRows(budgets, spending) : null;
    if (ofRows && printed.some((one) => canBe(one, ofRows))) return [];
    const share = showPercent(divide(spent.value, budget.value));
    return [
      found("rate-wrong", "error", placeOf(detail, line.name, COLUMNS.rate), {
        printed: line.rate,
        expected: share,
        formula: `${line.spent} ÷ ${line.budget} = ${share}`,
        basis: duty(rulebook, "truthful"),
        params: {
          name: line.name,
          printed: line.rate ?? "",
          expected: share,
          executed: line.spent ?? "",
          budget: line.budget ?? "",
        },
      }),
    ];
  });
}

function quotientOfRows(budgets: readonly (PrintedNumber | null)[], spending: readonly (PrintedNumber | null)[]): Range | null {
  const [budget, spent] = [budgets, spending].map((column) => column.slice(0, -1).flatMap((figure) => figure ?? []));
  if (!budget || !spent || budget.length < budgets.length - 1 || spent.length < spending.length - 1 || budget.length === 0) return null;
  return quotientOf(sumOf(spent), sumOf(budget));
}

function beyond(detail: Detail): Finding[] {
  const { table } = detail;
  const budgets = readColumn(table.rows.map((row) => row.budget));
  const spending = readColumn(table.rows.map((row) => row.spent));
  return table.rows.flatMap((row, index) => {
    const [budget, spent] = [budgets[index], spending[index]];
    if (!budget || !spent || !isAbove(spent, budget)) return [];
    const share = budget.value.n > 0n ? showPercent(divide(spent.value, budget.value)) : "—";
    const over = showAmount({ n: spent.value.n * budget.value.d - budget.value.n * spent.value.d, d: spent.value.d * budget.value.d });
    return [
      found("item-over-budget", "warning", placeOf(detail, rowName(row), COLUMNS.spent), {
        printed: row.spent,
        expected: `≤ ${row.budget}`,
        formula: `${row.spent} ÷ ${row.budget} = ${share}`,
        params: { name: row.name, spent: row.spent ?? "", budget: row.budget ?? "", over, share, unit: table.moneyUnit },
      }),
    ];
  });
}

function allEqual(detail: Detail): Finding[] {
  const { table } = detail;
  const known = table.rows
    .map((row) => [row, readPrinted(row.budget), readPrinted(row.spent)] as const)
    .filter(([, budget, spent]) => budget !== null && spent !== null && budget.value.n !== 0n);
  const equal = known.filter(([, budget, spent]) => budget && spent && compare(budget.value, spent.value) === 0);
  if (known.length < ENOUGH || equal.length * 2 <= known.length) return [];
  const where = { subject: "subprojects", table: table.title, column: COLUMNS.budget, ...(table.place ? { place: table.place } : {}) };
  return [
    found("budget-equals-spending", "warning", where, {
      printed: `${equal.length} / ${known.length}`,
      formula: equal.map(([row]) => `${row.no}: ${row.budget} = ${row.spent}`).join("; "),
      params: { equal: String(equal.length), all: String(known.length) },
    }),
  ];
}

// The same table printed twice: rows meet by name. Digits that changed places are pointed out besides.
function twice(first: Detail, other: Detail): Finding[] {
  const pair = (row: string, column: Column, a: string | null, b: string | null): Finding[] => {
    const [one, two] = [readPrinted(a), readPrinted(b)];
    return a !== null && b !== null && one && two && !canBe(one, two) ? disagreement({ first, other, row, column, a, b }) : [];
  };
  const rows = other.table.rows.flatMap((row) => {
    const twin = first.table.rows.find((one) => plainText(one.name) === plainText(row.name));
    return twin ? MONEY.flatMap((column) => pair(rowName(row), column, twin[column], row[column])) : [];
  });
  return [...rows, ...MONEY.flatMap((column) => pair("合计", column, first.table.totals[column], other.table.totals[column]))];
}

type Column = (typeof MONEY)[number];
type Pair = {
  readonly first: Detail;
  readonly other: Detail;
  readonly row: string;
  readonly column: Column;
  readonly a: string;
  readonly b: string;
};

// Which of the two is wrong is known of totals only, where the rows of both say what they come to.
function disagreement({ first, other, row, column, a, b }: Pair): Finding[] {
  const sum = row === "合计" ? rowsAdded(first.table, other.table, column) : null;
  const [one, two] = [readPrinted(a)?.value ?? ZERO, readPrinted(b)?.value ?? ZERO];
  const firstIsWrong = sum !== null && showAmount(two) === sum;
  const details = {
    printed: firstIsWrong ? a : b,
    expected: firstIsWrong ? b : a,
    formula: `${a} ≠ ${b}`,
    basis: duty(first.rulebook, "truthful"),
  };
  const where = placeOf(firstIsWrong ? first : other, row, COLUMNS[column]);
  const params = { what: `${row} ${COLUMNS[column]}`, one: first.table.title, first: a, other: other.table.title, second: b };
  const disagree = found("tables-disagree", "error", where, { ...details, params });
  return hasSameDigits(one, two)
    ? [disagree, found("digits-swapped", "hint", where, { ...details, params: { printed: details.printed, expected: details.expected } })]
    : [disagree];
}

// What both tables' rows add up to; null where they do not agree on it.
function rowsAdded(first: PrintedDetailTable, other: PrintedDetailTable, column: Column): string | null {
  const [one, two] = [first, other].map((table) => table.rows.map((row) => readPrinted(row[column])?.value ?? null));
  if (!one || !two || [...one, ...two].some((value) => value === null)) return null;
  const sums = [one, two].map((values) => showAmount(sum(values.filter((value) => value !== null))));
  return sums[0] === sums[1] ? (sums[0] ?? null) : null;
}

/** Whether two amounts are made of the same digits in another order. */
export function hasSameDigits(a: Ratio, b: Ratio): boolean {
  const digits = (value: Ratio) => [...showFigure(value).replace(/\D/g, "")].sort().join("");
  return compare(a, b) !== 0 && digits(a).length > 1 && digits(a) === digits(b);
}

// A detail table whose total is the fund table's times ten thousand was written in another unit than it says.
function unitSlip(detail: Detail, printed: SeenDocument): Finding[] {
  const total = printed.table?.funds[totalRowOf(printed.table.funds)];
  if (!total || printed.table?.moneyUnit !== detail.table.moneyUnit) return [];
  return (
    [
      ["budget", "revised"],
      ["spent", "executed"],
    ] as const
  ).flatMap(([column, fund]) => {
    const [own, whole] = [readPrinted(detail.table.totals[column]), readPrinted(total[fund])];
    if (!own || !whole || whole.value.n === 0n || !isMyriadTimes(own.value, whole.value)) return [];
    return [
      found("money-unit-slip", "error", placeOf(detail, "合计", COLUMNS[column]), {
        printed: detail.table.totals[column],
        expected: total[fund],
        basis: duty(detail.rulebook, "truthful"),
        params: { printed: detail.table.totals[column] ?? "", expected: total[fund] ?? "", unit: detail.table.moneyUnit, kind: "factor" },
      }),
    ];
  });
}

/** Whether one amount is exactly ten thousand times the other. */
export function isMyriadTimes(a: Ratio, b: Ratio): boolean {
  return canBe(exactly(a), exactly(multiply(b, MYRIAD))) || canBe(exactly(b), exactly(multiply(a, MYRIAD)));
}
