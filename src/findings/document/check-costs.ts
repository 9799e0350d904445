// Cost indicators that are amounts of money, taken together, against the budget they plan and the spending they account for.
import { compare, type Ratio, sum } from "../../kernel/index.ts";
import { findLevel1, findLevel2, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, exactly, type PrintedNumber, readAmounts, readPrinted, sumOf } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { executionRowOf, type SeenDocument, type SeenIndicator, type SeenTable } from "../seen-table.ts";
import { showAmount, showFigure, showSum } from "../show-figure.ts";

/** Costs of one of many, and savings, add up to nothing. */
const OF_ONE = /单价|单位|人均|户均|亩均|平均|每|单[次个件台套场份辆]|标准|补贴|补助|节约|节省|压减|降低|[/／]|率/u;
const MONEY_IN_NAME = /(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(万元|亿元|元)/u;

type Cost = {
  readonly index: number;
  readonly row: SeenIndicator;
  readonly planned: PrintedNumber;
  readonly actual: PrintedNumber | null;
};

export function checkPlannedCosts(document: SeenDocument, rulebook: Rulebook): Finding[] {
  const { table } = document;
  const unit = table?.moneyUnit ?? null;
  const total = table?.funds[executionRowOf(table.funds)];
  const costs = table && unit ? costsOf(document, table, unit, rulebook) : [];
  const [revised, executed] = total ? readAmounts([total.revised, total.executed], unit) : [];
  // One cost alone may stand for one kind of cost; two or more are a breakdown.
  if (!table || !unit || !total || !revised || costs.length < 2) return [];
  const context: Context = { table, unit, costs, rulebook };
  const planned = sum(costs.map((cost) => cost.planned.value));
  if (!canBe(revised, exactly(planned))) {
    const parts = table.funds.flatMap((row) => readAmounts([row.initial, row.revised], unit)).flatMap((figure) => figure?.value ?? []);
    // A plan for a part of the money, or for more than there is; anything else may leave out costs that no indicator covers.
    const isPart = parts.some((part) => compare(part, planned) === 0);
    const plan = isPart || compare(planned, revised.value) > 0 ? [planAgainstBudget(context, planned, total.revised ?? "")] : [];
    if (!document.details.some(({ totals }) => compare(readPrinted(totals.budget)?.value ?? revised.value, planned) === 0)) return plan;
    return [...plan, ...spending(context, executed ?? null, total.executed)];
  }
  return spending(context, executed ?? null, total.executed);
}

type Context = {
  readonly table: SeenTable;
  readonly unit: "元" | "万元";
  readonly costs: readonly Cost[];
  readonly rulebook: Rulebook;
};

// Empty where a cost row is no amount: then the amounts are no breakdown of the whole.
function costsOf({ statements }: SeenDocument, table: SeenTable, unit: "元" | "万元", rulebook: Rulebook): Cost[] {
  const rows = table.indicators.flatMap((row, index) => {
    const level1 = findLevel1(rulebook, row.level1);
    const isCost = level1?.id === "cost" || findLevel2(rulebook, row.level2, level1)?.id === "cost";
    return isCost && !isBlankRow(row) ? [{ row, index }] : [];
  });
  const costs = rows.flatMap(({ row, index }): Cost[] => {
    const inName = MONEY_IN_NAME.exec(row.level3);
    const [target] = amounts([row.target], unit);
    const [planned] = target ? [target] : amounts([inName?.[0] ?? null], unit);
    if (!planned || OF_ONE.test(row.level3)) return [];
    const said = statements.find((one) => one.claims === "completion" && one.indicator === `tables.0.indicators.${index}`);
    const done = said?.claims === "completion" && said.done?.length === 1 ? `${said.done[0]}${unit}` : null;
    const [actual] = amounts([row.actual], unit);
    return [{ index, row, planned, actual: actual && actual.relation === null ? actual : (amounts([done], unit)[0] ?? null) }];
  });
  return costs.length === rows.length ? costs : [];
}

// A bare figure is no amount here: it may count anything.
function amounts(texts: readonly (string | null)[], unit: "元" | "万元"): (PrintedNumber | null)[] {
  return readAmounts(
    texts.map((text) => (text !== null && /元/u.test(text) ? text : null)),
    unit,
  );
}

function placeOf({ table, costs }: Context, field: "target" | "actual") {
  return table.placeOf({
    path: `indicators.${costs[0]?.index ?? 0}.${field}`,
    subject: "published.table.indicators",
    row: namesOf(costs),
    column: COLUMNS[field],
  });
}

function namesOf(costs: readonly Cost[]): string {
  return costs.map(({ row }) => row.level3).join("、");
}

function planAgainstBudget(context: Context, planned: Ratio, budget: string): Finding {
  const { costs, unit, rulebook } = context;
  const shown = showFigure(planned);
  return found("cost-plan-vs-budget", "warning", placeOf(context, "target"), {
    printed: shown,
    expected: budget,
    formula: `${showSum(
      costs.map((cost) => showFigure(cost.planned.value)),
      shown,
    )} ≠ ${budget}`,
    basis: duty(rulebook, "truthful"),
    params: { names: namesOf(costs), planned: showAmount(planned), budget, unit },
  });
}

// Costs that plan all of the money account for all of the spending.
function spending(context: Context, executed: PrintedNumber | null, printed: string | null): Finding[] {
  const { costs, unit, rulebook } = context;
  const actuals = costs.flatMap(({ actual }) => actual ?? []);
  if (!executed || printed === null || actuals.length < costs.length || canBe(executed, sumOf(actuals))) return [];
  const values = actuals.map(({ value }) => value);
  const shown = showAmount(sum(values));
  return [
    found("cost-parts-sum", "error", placeOf(context, "actual"), {
      printed: shown,
      expected: printed,
      formula: `${showSum(values.map(showFigure), showFigure(sum(values)))} ≠ ${printed}`,
      basis: duty(rulebook, "truthful"),
      params: { names: namesOf(costs), sum: shown, spent: printed, unit },
    }),
  ];
}
