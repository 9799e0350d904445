// The fund rows of a printed table against themselves: parts and total, rate, the score of the rate. 财预〔2020〕10号 附1.
import type { PrintedTable } from "../../dossier/index.ts";
import { compare, divide, least, multiply, ONE, type Ratio, subtract, sum, ZERO } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import {
  atMostOne,
  canBe,
  exactly,
  isAbove,
  type PrintedNumber,
  productOf,
  quotientOf,
  type Range,
  readColumn,
  readPrinted,
  readRate,
  sumOf,
} from "../printed-number.ts";
import { showAmount, showFigure, showPercent, showScore, showSum } from "../show-figure.ts";

type FundRow = PrintedTable["funds"][number];
type Amounts = "initial" | "revised" | "executed";
const AMOUNTS = ["initial", "revised", "executed"] as const satisfies readonly Amounts[];

/** Rows of the official form; a table that has others may count one part twice, and is then read more leniently. */
const OFFICIAL = /当年财政拨款|本年财政拨款|上年结转|结转资金|其他资金/;
/** Rows that split the same money another way, not by source. */
const OTHER_SPLIT = /基本支出|项目支出|一般公共预算|政府性基金|国有资本|非税|人员|公用|工资|商品/;
const CURRENT = /当年|本年/;
const CARRIED = /结转|结余/;

export function checkPrintedFunds(table: PrintedTable, rulebook: Rulebook): Finding[] {
  const total = table.funds[0];
  if (!total) return [];
  const sources = table.funds.slice(1).filter((row) => !OTHER_SPLIT.test(row.row));
  return [
    ...AMOUNTS.flatMap((column) => parts(table, total, sources, column, rulebook)),
    ...execution(table, total, rulebook),
    ...sources.flatMap((row) => source(table, row, rulebook)),
  ];
}

function placeOf(table: PrintedTable, row: string, column: string, subject = "published.table"): FindingPlace {
  return { subject, table: table.title, row, column, ...(table.place ? { place: table.place } : {}) };
}

function parts(table: PrintedTable, total: FundRow, sources: readonly FundRow[], column: Amounts, rulebook: Rulebook): Finding[] {
  const [whole, ...figures] = readColumn([total[column], ...sources.map((row) => row[column])]);
  // A row without any figure is a source the project does not have; a gap in a row with figures is unknown.
  const gap = sources.some((row, index) => figures[index] === null && AMOUNTS.some((one) => readPrinted(row[one]) !== null));
  const known = figures.filter((figure): figure is PrintedNumber => figure !== null && figure !== undefined);
  if (!whole || known.length === 0) return [];
  const all = sumOf(known);
  const official = sources.every((row) => OFFICIAL.test(row.row));
  const right = gap ? !isAbove(all, whole) : official ? canBe(whole, all) : someAddUp(whole, known);
  if (right) return [];
  const shown = showAmount(sum(known.map((one) => one.value)));
  return [
    found("funds-parts-sum", "error", placeOf(table, total.row, COLUMNS[column]), {
      printed: total[column],
      expected: shown,
      formula: showSum(
        known.map((one) => showAmount(one.value)),
        shown,
      ),
      basis: duty(rulebook, "form"),
      params: { column: COLUMNS[column], printed: total[column] ?? "", expected: shown },
    }),
  ];
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

function execution(table: PrintedTable, total: FundRow, rulebook: Rulebook): Finding[] {
  const where = (column: string) => placeOf(table, total.row, column, "execution");
  const [initial, revised, executed] = readColumn([total.initial, total.revised, total.executed]);
  const findings: Finding[] = missing(table, total, where, rulebook);
  if (revised && revised.value.n === 0n && executed && executed.value.n > 0n)
    return [
      ...findings,
      found("budget-zero", "error", where(COLUMNS.revised), {
        printed: total.revised,
        basis: duty(rulebook, "form"),
        params: { executed: total.executed ?? "", unit: table.moneyUnit },
      }),
    ];
  const computed = revised && executed ? quotientOf(executed, revised) : null;
  const working: Working = { total, computed, share: computed && revised && executed ? divide(executed.value, revised.value) : null };
  if (revised && executed && isAbove(executed, revised)) {
    const params = {
      name: total.row,
      executed: total.executed ?? "",
      budget: total.revised ?? "",
      unit: table.moneyUnit,
      rate: working.share ? showPercent(working.share) : "—",
    };
    findings.push(
      found("over-budget", "error", where(COLUMNS.executed), {
        printed: total.executed,
        expected: `≤ ${total.revised}`,
        formula: formulaOf(working),
        basis: duty(rulebook, "truthful"),
        params,
      }),
    );
  }
  return [
    ...findings,
    ...rate(working, initial && executed ? quotientOf(executed, initial) : null, where, rulebook),
    ...score(working, where, rulebook),
    ...low(table, working, where, rulebook),
  ];
}

type Place = (column: string) => FindingPlace;
type Working = { readonly total: FundRow; readonly computed: Range | null; readonly share: Ratio | null };

function formulaOf({ total, share }: Working): string {
  return share ? `${total.executed} ÷ ${total.revised} = ${showPercent(share)}` : "";
}

// The columns a table has are those some row of it fills.
function missing(table: PrintedTable, total: FundRow, where: Place, rulebook: Rulebook): Finding[] {
  if (total.weight === null) return [];
  const scored = table.indicators.some((row) => row.score !== null) || table.total?.score != null;
  const cells = [
    [COLUMNS.executed, total.executed, total.revised !== null],
    [COLUMNS.rate, total.rate, total.executed !== null],
    [COLUMNS.score, total.score, scored],
  ] as const;
  return cells.flatMap(([column, cell, asked]) =>
    cell === null && asked
      ? [found("cell-missing", "error", where(column), { basis: duty(rulebook, "form"), params: { row: total.row, column } })]
      : [],
  );
}

function rate(working: Working, byInitial: Range | null, where: Place, rulebook: Rulebook): Finding[] {
  const { total, computed, share } = working;
  const printed = readRate(total.rate);
  if (!computed || !share || printed.length === 0 || printed.some((one) => canBe(one, computed))) return [];
  const params = {
    printed: total.rate ?? "",
    expected: showPercent(share),
    executed: total.executed ?? "",
    budget: total.revised ?? "",
    initial: total.initial ?? "",
    name: total.row,
  };
  const details = { printed: total.rate, expected: showPercent(share), formula: formulaOf(working), basis: duty(rulebook, "form"), params };
  const initial = byInitial !== null && printed.some((one) => canBe(one, byInitial));
  return [
    initial
      ? found("rate-denominator", "warning", where(COLUMNS.rate), details)
      : found("rate-wrong", "error", where(COLUMNS.rate), details),
  ];
}

// The score of the rate follows the pack; the rate it takes may be the printed one or the computed one.
function score(working: Working, where: Place, rulebook: Rulebook): Finding[] {
  const { total, computed, share } = working;
  const rule = rulebook.rules.execution;
  const [weight, printed] = [readPrinted(total.weight), readPrinted(total.score)];
  // Whoever multiplied took the rate itself or, where that is known, the figure printed of it.
  const rates = computed ? [computed, ...readRate(total.rate).map((one) => exactly(one.value))] : readRate(total.rate);
  if (!rule || !weight || !printed || rates.length === 0) return [];
  const fair = rates.flatMap((one) => sharesOf(rule.rule, one).map((part) => productOf(exactly(weight.value), part)));
  if (fair.length === 0 || fair.some((one) => canBe(printed, one))) return [];
  const base = share ?? readRate(total.rate)[0]?.value ?? null;
  const expected = rule.rule.kind === "proportion" && base ? showScore(multiply(weight.value, least(base, ONE))) : null;
  const shown = base ? showPercent(base) : "";
  return [
    found("rate-score-wrong", "error", where(COLUMNS.score), {
      printed: total.score,
      expected,
      formula: `${total.weight} × ${shown}${expected ? ` = ${expected}` : ""}`,
      basis: [rule.basis],
      params: { printed: total.score ?? "", expected: expected ?? "—", weight: total.weight ?? "", rate: shown },
    }),
  ];
}

type ExecutionRule = NonNullable<Rulebook["rules"]["execution"]>["rule"];

// The shares of the weight a rate may earn; by intervals, whether the project was completed is not printed, so either counts.
function sharesOf(rule: ExecutionRule, rate: Range): Range[] {
  if (rule.kind === "proportion") return [atMostOne(rate)];
  const silent = (rule.silent ?? []).some((one) =>
    canBe(rate, { low: one.from, high: one.to ?? one.from, lowIn: true, highIn: one.closed === true || one.to === undefined }),
  );
  if (silent) return [];
  return rule.regions
    .filter((one) =>
      canBe(rate, { low: one.from, high: one.to ?? rate.high, lowIn: true, highIn: one.closed === true || one.to === undefined }),
    )
    .map((one) => exactly(one.share));
}

function low(table: PrintedTable, working: Working, where: Place, rulebook: Rulebook): Finding[] {
  const { total, share } = working;
  if (!share) return [];
  const findings: Finding[] = [];
  const risk = threshold(rulebook, "high-risk-rate");
  const params = { rate: showPercent(share), executed: total.executed ?? "", budget: total.revised ?? "", unit: table.moneyUnit };
  if (risk && compare(share, risk.value) < 0)
    findings.push(
      found("low-rate", "warning", where(COLUMNS.rate), {
        printed: total.rate ?? showPercent(share),
        expected: `≥ ${showPercent(risk.value, 0)}`,
        formula: formulaOf(working),
        basis: [risk.basis],
        params: { ...params, limit: showPercent(risk.value, 0) },
      }),
    );
  return [...findings, ...outrun(table, share, where, rulebook)];
}

// Nearly full marks for a budget that was hardly used; only a table whose rows are all scored can say so.
function outrun(table: PrintedTable, rate: Ratio, where: Place, rulebook: Rulebook): Finding[] {
  const gap = threshold(rulebook, "scores-outrun-rate");
  const rows = table.indicators
    .filter((row) => row.weight !== null || row.score !== null)
    .map((row) => [readPrinted(row.weight), readPrinted(row.score)] as const);
  if (!gap || rows.length === 0 || rows.some(([weight, score]) => !weight || !score)) return [];
  const weight = sum(rows.map((row) => row[0]?.value ?? ZERO));
  const score = sum(rows.map((row) => row[1]?.value ?? ZERO));
  if (weight.n <= 0n || score.n <= 0n) return [];
  const share = divide(score, weight);
  const lead = divide(subtract(share, rate), share);
  if (compare(lead, gap.value) <= 0) return [];
  return [
    found("scores-outrun-rate", "warning", where(COLUMNS.score), {
      printed: showPercent(share),
      expected: `≤ ${showPercent(divide(rate, subtract(ONE, gap.value)))}`,
      formula: `${showFigure(score)} ÷ ${showFigure(weight)} = ${showPercent(share)}; (${showPercent(share)} − ${showPercent(rate)}) ÷ ${showPercent(share)} = ${showPercent(lead)}`,
      basis: [gap.basis],
      params: { share: showPercent(share), rate: showPercent(rate), lead: showPercent(lead), limit: showPercent(gap.value, 0) },
    }),
  ];
}

function source(table: PrintedTable, row: FundRow, rulebook: Rulebook): Finding[] {
  const [budget, executed] = readColumn([row.revised, row.executed]);
  if (!budget || !executed) return [];
  const name = row.row.replace(/^其中[:：]\s*/, "");
  const params = {
    name,
    executed: row.executed ?? "",
    budget: row.revised ?? "",
    unit: table.moneyUnit,
    rate: budget.value.n > 0n ? showPercent(divide(executed.value, budget.value)) : "—",
  };
  const subject = CURRENT.test(row.row) ? "funds.current" : CARRIED.test(row.row) ? "funds.carryOver" : "published.table";
  const where = placeOf(table, row.row, COLUMNS.executed, subject);
  if (isAbove(executed, budget))
    return [
      found(CURRENT.test(row.row) ? "current-year-over-grant" : "over-budget", "error", where, {
        printed: row.executed,
        expected: `≤ ${row.revised}`,
        formula: `${row.executed} > ${row.revised}`,
        basis: duty(rulebook, "truthful"),
        params,
      }),
    ];
  if (CARRIED.test(row.row) && executed.value.n === 0n && budget.value.n > 0n)
    return [
      found("carry-over-idle", "warning", where, { printed: row.executed, params: { amount: row.revised ?? "", unit: table.moneyUnit } }),
    ];
  return [];
}
