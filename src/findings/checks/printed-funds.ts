// The fund rows of a printed table against themselves: parts and total, rate, the score of the rate. 财预〔2020〕10号 附1.
import { compare, divide, least, multiply, ONE, type Ratio, subtract, sum, ZERO } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found, threshold } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import {
  atMostOne,
  canBe,
  exactly,
  isAbove,
  productOf,
  quotientOf,
  type Range,
  readAmounts,
  readPrinted,
  readRate,
} from "../printed-number.ts";
import { isBlankRow, isMet } from "../printed-row.ts";
import { columnOf, executionRowOf, type FundField, type SeenFund, type SeenTable, totalRowOf } from "../seen-table.ts";
import { showFigure, showPercent, showScore } from "../show-figure.ts";
import { checkFundParts, isZeroOverFilled } from "./fund-parts.ts";

const CURRENT = /当年|本年/u;
const CARRIED = /结转|结余/u;
/** Rows that hold the same money as others, by what it was spent on. */
const BY_NATURE = /基本支出|项目支出|一般公共预算|政府性基金|国有资本|非税|人员|公用|工资|商品|性质/u;

export function checkPrintedFunds(table: SeenTable, rulebook: Rulebook): Finding[] {
  const total = totalRowOf(table.funds);
  const scored = executionRowOf(table.funds);
  const empty = total >= 0 && isZeroOverFilled(table, total);
  return [
    ...checkFundParts(table, rulebook),
    ...(scored >= 0 && !empty ? execution(table, scored, rulebook) : []),
    ...table.funds.flatMap((row, index) =>
      index === scored ? [] : [...rowRate(table, index, rulebook), ...source(table, row, index, rulebook)],
    ),
  ];
}

function execution(table: SeenTable, index: number, rulebook: Rulebook): Finding[] {
  const total = table.funds[index];
  if (!total) return [];
  const where = placesOf(table, index, "execution");
  const [initial, revised, executed] = readAmounts([total.initial, total.revised, total.executed], table.moneyUnit);
  const findings: Finding[] = missing(table, total, where, rulebook);
  if (revised && revised.value.n === 0n && executed && executed.value.n > 0n)
    return [
      ...findings,
      found("budget-zero", "error", where("revised"), {
        printed: total.revised,
        basis: duty(rulebook, "form"),
        params: { executed: total.executed ?? "", unit: table.moneyUnit ?? "", sources: "" },
      }),
    ];
  const computed = revised && executed ? quotientOf(executed, revised) : null;
  const working: Working = { total, computed, share: computed && revised && executed ? divide(executed.value, revised.value) : null };
  if (revised && executed && isAbove(executed, revised)) {
    const params = {
      name: total.row,
      executed: total.executed ?? "",
      budget: total.revised ?? "",
      unit: table.moneyUnit ?? "",
      rate: working.share ? showPercent(working.share) : "—",
    };
    findings.push(
      found("over-budget", "error", where("executed"), {
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

type Place = (column: FundField) => FindingPlace;
type Working = { readonly total: SeenFund; readonly computed: Range | null; readonly share: Ratio | null };

function formulaOf({ total, share }: Working): string {
  return share ? `${total.executed} ÷ ${total.revised} = ${showPercent(share)}` : "";
}

// What the form has a column for and the row leaves empty. A project without money has no rate.
function missing(table: SeenTable, total: SeenFund, where: Place, rulebook: Rulebook): Finding[] {
  const { funds: asked } = table.asks;
  const spends = readPrinted(total.revised)?.value.n !== 0n;
  const cells = [
    ["executed", total.revised !== null],
    ["rate", total.executed !== null && total.revised !== null && spends],
    ["score", total.weight !== null],
  ] as const;
  return cells.flatMap(([field, due]) =>
    total[field] === null && due && asked.has(field)
      ? [
          found("cell-missing", "error", where(field), {
            basis: duty(rulebook, "form"),
            params: { row: total.row, column: columnOf(field) },
          }),
        ]
      : [],
  );
}

// A part's own rate, where one is printed.
function rowRate(table: SeenTable, index: number, rulebook: Rulebook): Finding[] {
  const row = table.funds[index];
  const [initial, revised, executed] = row ? readAmounts([row.initial, row.revised, row.executed], table.moneyUnit) : [];
  const computed = revised && executed ? quotientOf(executed, revised) : null;
  if (!row || !revised || !executed || !computed) return [];
  const working: Working = { total: row, computed, share: divide(executed.value, revised.value) };
  return rate(working, initial ? quotientOf(executed, initial) : null, placesOf(table, index, "published.table"), rulebook);
}

function placesOf(table: SeenTable, index: number, subject: string): Place {
  return (field) =>
    table.placeOf({ path: `funds.${index}.${field}`, subject, row: table.funds[index]?.row ?? "", column: columnOf(field) });
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
  return [initial ? found("rate-denominator", "warning", where("rate"), details) : found("rate-wrong", "error", where("rate"), details)];
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
    found("rate-score-wrong", "error", where("score"), {
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

function low(table: SeenTable, working: Working, where: Place, rulebook: Rulebook): Finding[] {
  const { total, share } = working;
  if (!share) return [];
  const findings: Finding[] = [];
  const risk = threshold(rulebook, "high-risk-rate");
  const params = { rate: showPercent(share), executed: total.executed ?? "", budget: total.revised ?? "", unit: table.moneyUnit ?? "" };
  if (risk && compare(share, risk.value) < 0)
    findings.push(
      found("low-rate", "warning", where("rate"), {
        printed: total.rate ?? showPercent(share),
        expected: `≥ ${showPercent(risk.value, 0)}`,
        formula: formulaOf(working),
        basis: [risk.basis],
        params: { ...params, limit: showPercent(risk.value, 0) },
      }),
    );
  return [...findings, ...outrun(table, share, where, rulebook)];
}

// Nearly full marks for a budget that was hardly used; only a table whose rows are all scored, or all met, can say so.
function outrun(table: SeenTable, rate: Ratio, where: Place, rulebook: Rulebook): Finding[] {
  const gap = threshold(rulebook, "scores-outrun-rate");
  const reached = gap && reachedOf(table);
  if (!gap || !reached) return [];
  const { share } = reached;
  const lead = divide(subtract(share, rate), share);
  if (compare(lead, gap.value) <= 0) return [];
  return [
    found("scores-outrun-rate", "warning", where("score"), {
      printed: showPercent(share),
      expected: `≤ ${showPercent(divide(rate, subtract(ONE, gap.value)))}`,
      formula: `${reached.formula} = ${showPercent(share)}; (${showPercent(share)} − ${showPercent(rate)}) ÷ ${showPercent(share)} = ${showPercent(lead)}`,
      basis: [gap.basis],
      params: { share: showPercent(share), rate: showPercent(rate), lead: showPercent(lead), limit: showPercent(gap.value, 0) },
    }),
  ];
}

/** Fewer rows than this are all met by chance. */
const ENOUGH = 3;

// The share of the points that the indicators earned. A form without weights shows it where every target is met.
function reachedOf(table: SeenTable): { readonly share: Ratio; readonly formula: string } | null {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  if (!table.asks.indicators.has("weight"))
    return rows.length >= ENOUGH && rows.every((row) => isMet(row) === true)
      ? { share: ONE, formula: `${rows.length} ÷ ${rows.length}` }
      : null;
  const points = rows
    .filter((row) => row.weight !== null || row.score !== null)
    .map((row) => [readPrinted(row.weight), readPrinted(row.score)] as const);
  if (points.length === 0 || points.some(([weight, score]) => !weight || !score)) return null;
  const weight = sum(points.map((row) => row[0]?.value ?? ZERO));
  const score = sum(points.map((row) => row[1]?.value ?? ZERO));
  if (weight.n <= 0n || score.n <= 0n) return null;
  return { share: divide(score, weight), formula: `${showFigure(score)} ÷ ${showFigure(weight)}` };
}

function source(table: SeenTable, row: SeenFund, index: number, rulebook: Rulebook): Finding[] {
  if (BY_NATURE.test(row.row)) return [];
  const [budget, executed] = readAmounts([row.revised, row.executed], table.moneyUnit);
  if (!budget || !executed) return [];
  const name = row.row.replace(/^其中[:：]\s*/, "");
  const params = {
    name,
    executed: row.executed ?? "",
    budget: row.revised ?? "",
    unit: table.moneyUnit ?? "",
    rate: budget.value.n > 0n ? showPercent(divide(executed.value, budget.value)) : "—",
  };
  const subject = CURRENT.test(row.row) ? "funds.current" : CARRIED.test(row.row) ? "funds.carryOver" : "published.table";
  const where = placesOf(table, index, subject)("executed");
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
      found("carry-over-idle", "warning", where, {
        printed: row.executed,
        params: { amount: row.revised ?? "", unit: table.moneyUnit ?? "" },
      }),
    ];
  return [];
}
