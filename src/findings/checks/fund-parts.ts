// The money rows against their total: sources that add up to it, two breakdowns of the same money that agree, a total that
// was left at zero. 财预〔2020〕10号 附1.
import { sum } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, isAbove, type PrintedNumber, type Range, readAmounts, sumOf } from "../printed-number.ts";
import { type SeenFund, type SeenTable, totalRowOf } from "../seen-table.ts";
import { showAmount, showSum } from "../show-figure.ts";

type Amounts = "initial" | "revised" | "executed";
const AMOUNTS = ["initial", "revised", "executed"] as const satisfies readonly Amounts[];

/** Rows of the official form; a table that has others may count one part twice, and is then read more leniently. */
const OFFICIAL = /当年财政拨款|本年财政拨款|上年结转|结转资金|其他资金/u;
/** The row that holds those of the budgets it comes from. */
const GRANT = /财政拨款|财政资金/u;
/** What the official rows hold, where rows of both stand in one table. */
const WITHIN_GRANT = /一般公共预算|政府性基金|国有资本|非税|专户/u;
/** Rows by what the money was spent on: a breakdown of its own beside the one by source. */
const BY_NATURE = /基本支出|项目支出|人员|公用|工资|商品/u;
/** Heads of a breakdown, with its own sum. */
const BREAKDOWN = /按.{0,4}性质/u;

export function checkFundParts(table: SeenTable, rulebook: Rulebook): Finding[] {
  const total = totalRowOf(table.funds);
  if (total < 0 || !table.funds[total]) return [];
  if (isZeroOverFilled(table, total)) return [leftAtZero(table, total, rulebook)];
  const others = table.funds.map((row, index) => ({ row, index })).filter(({ index }) => index !== total);
  const bySource = others.filter(({ row }) => !BY_NATURE.test(row.row) && !BREAKDOWN.test(row.row));
  // 一般公共预算 beneath 财政拨款 is part of it; where no grant holds any money it is a source itself.
  const holdsGrant = bySource.some(
    ({ row }) => GRANT.test(row.row) && !WITHIN_GRANT.test(row.row) && AMOUNTS.some((one) => row[one] !== null),
  );
  const withoutParts = holdsGrant ? bySource.filter(({ row }) => !WITHIN_GRANT.test(row.row)) : bySource;
  const sources = withoutParts.length > 0 && withoutParts.every(({ row }) => OFFICIAL.test(row.row)) ? withoutParts : bySource;
  return AMOUNTS.flatMap((column) => [
    ...parts(table, total, sources, column, rulebook),
    ...natures(table, total, others, column, rulebook),
    ...heads(table, total, others, column, rulebook),
  ]);
}

type Indexed = { readonly row: SeenFund; readonly index: number };

function parts(table: SeenTable, total: number, sources: readonly Indexed[], column: Amounts, rulebook: Rulebook): Finding[] {
  const rows = sources.map(({ row }) => row);
  const [whole, ...figures] = amountsOf(table, total, rows, column);
  // A row without any figure is a source the project does not have; a gap in a row with figures is unknown.
  const gap = rows.some((row, index) => figures[index] === null && AMOUNTS.some((one) => row[one] !== null));
  const known = figures.filter((figure): figure is PrintedNumber => figure !== null && figure !== undefined);
  if (!whole || known.length === 0) return [];
  const all = sumOf(known);
  const official = rows.every((row) => OFFICIAL.test(row.row));
  // Nested rows repeat what stands above them, so of those a sum beyond the total says nothing.
  const right = gap ? !official || !isAbove(all, whole) : official ? canBe(whole, all) : someAddUp(whole, known);
  return right ? [] : [partsWrong(table, total, column, known, rulebook)];
}

// 基本支出 and 项目支出 are all there is to spend on; what they hold is nested in them.
function natures(table: SeenTable, total: number, others: readonly Indexed[], column: Amounts, rulebook: Rulebook): Finding[] {
  const rows = others.map(({ row }) => row).filter((row) => /基本支出|项目支出/u.test(row.row));
  const [whole, ...figures] = amountsOf(table, total, rows, column);
  const known = figures.filter((figure): figure is PrintedNumber => figure !== null && figure !== undefined);
  // A row without any figure is spending the unit does not have.
  const gap = rows.some((row, index) => figures[index] === null && AMOUNTS.some((one) => row[one] !== null));
  if (!whole || rows.length !== 2 || known.length === 0 || gap || !/基本支出/u.test(rows.map(({ row }) => row).join())) return [];
  if (others.some(({ row }) => /支出/u.test(row.row) && !BREAKDOWN.test(row.row) && !rows.includes(row))) return [];
  return canBe(whole, sumOf(known)) ? [] : [partsWrong(table, total, column, known, rulebook)];
}

// 按收入性质分 and 按支出性质分 divide the same money.
function heads(table: SeenTable, total: number, others: readonly Indexed[], column: Amounts, rulebook: Rulebook): Finding[] {
  const rows = others.map(({ row }) => row).filter((row) => BREAKDOWN.test(row.row));
  const [whole, ...figures] = amountsOf(table, total, rows, column);
  return rows.flatMap((_, index) => {
    const figure = figures[index];
    return whole && figure && !canBe(whole, figure) ? [partsWrong(table, total, column, [figure], rulebook)] : [];
  });
}

function amountsOf(table: SeenTable, total: number, rows: readonly SeenFund[], column: Amounts): (PrintedNumber | null)[] {
  return readAmounts([table.funds[total]?.[column] ?? null, ...rows.map((row) => row[column])], table.moneyUnit);
}

function partsWrong(table: SeenTable, total: number, column: Amounts, known: readonly PrintedNumber[], rulebook: Rulebook): Finding {
  const row = table.funds[total];
  const shown = showAmount(sum(known.map((one) => one.value)));
  const where = table.placeOf({
    path: `funds.${total}.${column}`,
    subject: "published.table",
    row: row?.row ?? "",
    column: COLUMNS[column],
  });
  return found("funds-parts-sum", "error", where, {
    printed: row?.[column] ?? null,
    expected: shown,
    formula: showSum(
      known.map((one) => showAmount(one.value)),
      shown,
    ),
    basis: duty(rulebook, "form"),
    params: { column: COLUMNS[column], printed: row?.[column] ?? "", expected: shown },
  });
}

/** Most rows of a form; beyond it the choice of parts is not tried. */
const MOST_PARTS = 10;

// 财政拨款 with 其中：中央 and 地方 beneath it counts the same money twice; some choice of rows is the total.
function someAddUp(whole: Range, figures: readonly Range[]): boolean {
  if (figures.length > MOST_PARTS) return true;
  const choices = 2 ** figures.length;
  for (let choice = 1; choice < choices; choice++)
    if (canBe(whole, sumOf(figures.filter((_, index) => (choice >> index) % 2 === 1)))) return true;
  return false;
}

/** Whether the total row says 0 in every column it fills while rows below it hold money: it was never filled in. */
export function isZeroOverFilled({ funds, moneyUnit }: SeenTable, total: number): boolean {
  const figuresOf = (row: SeenFund | undefined) =>
    row ? readAmounts([row.initial, row.revised, row.executed], moneyUnit).filter((figure) => figure !== null) : [];
  const own = figuresOf(funds[total]);
  return (
    own.length > 0 &&
    own.every(({ value }) => value.n === 0n) &&
    funds.some((row, index) => index !== total && figuresOf(row).some(({ value }) => value.n > 0n))
  );
}

function leftAtZero(table: SeenTable, total: number, rulebook: Rulebook): Finding {
  const row = table.funds[total];
  const column = row?.revised == null ? "initial" : "revised";
  const where = table.placeOf({ path: `funds.${total}.${column}`, subject: "execution", row: row?.row ?? "", column: COLUMNS[column] });
  const filled = table.funds.filter((one, index) => index !== total && (one.revised ?? one.executed ?? one.initial) !== null);
  const sources = filled.map((one) => `${one.row} ${one.revised ?? one.executed ?? one.initial}`).join("、");
  return found("budget-zero", "error", where, {
    printed: row?.[column] ?? null,
    basis: duty(rulebook, "form"),
    params: { executed: row?.executed ?? "", unit: table.moneyUnit ?? "", sources },
  });
}
