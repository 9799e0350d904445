// Cost indicators in money, taken together, against the budget they plan and the spending they account for.
import { type Dossier, fundTotal, subprojectTotal } from "../../dossier/index.ts";
import { compare, divide, type MoneyUnit, moneyAsRatio, multiply, type Ratio, ratio, sum } from "../../kernel/index.ts";
import { type CaseUnderReview, type Check, COLUMNS, duty, found, INDICATOR_TABLE, scoredRows } from "../check.ts";
import type { Finding } from "../finding.ts";
import { showAmount, showFigure, showMoney, showSum } from "../show-figure.ts";

type Cost = { readonly id: string; readonly name: string; readonly target: Ratio; readonly actual: Ratio | null };

export const checkCosts: Check = (review) => {
  const { dossier, rulebook } = review;
  const unit = dossier.moneyUnit;
  const costs = costsOf(review);
  const budget = fundTotal(dossier, "revised");
  if (costs.length === 0 || budget === null) return [];
  const planned = sum(costs.map((cost) => cost.target));
  const names = costs.map((cost) => cost.name).join("、");
  const where = { subject: costs[0]?.id ?? "indicators", table: INDICATOR_TABLE, row: names };
  const findings: Finding[] = [];
  // One cost indicator alone may stand for one kind of cost; two or more are a breakdown.
  if (costs.length > 1 && compare(planned, moneyAsRatio(budget, unit)) !== 0 && dossier.funds.explanation === null) {
    const formula = `${showSum(
      costs.map((cost) => showFigure(cost.target)),
      showFigure(planned),
    )} ≠ ${showMoney(budget, unit)}`;
    findings.push(
      found(
        "cost-plan-vs-budget",
        "warning",
        { ...where, column: COLUMNS.target },
        {
          printed: showFigure(planned),
          expected: showMoney(budget, unit),
          formula,
          params: { names, planned: showAmount(planned), budget: showMoney(budget, unit), unit },
        },
      ),
    );
  }
  const spent = fundTotal(dossier, "executed");
  const actuals = costs.map((cost) => cost.actual);
  if (spent === null || actuals.some((value) => value === null) || !coversSpending(dossier, planned)) return findings;
  const cost = sum(actuals as Ratio[]);
  if (compare(cost, moneyAsRatio(spent, unit)) !== 0) {
    const formula = `${showSum((actuals as Ratio[]).map(showFigure), showFigure(cost))} ≠ ${showMoney(spent, unit)}`;
    findings.push(
      found(
        "cost-parts-sum",
        "error",
        { ...where, column: COLUMNS.actual },
        {
          printed: showAmount(cost),
          expected: showMoney(spent, unit),
          formula,
          basis: duty(rulebook, "truthful"),
          params: { names, sum: showAmount(cost), spent: showMoney(spent, unit), unit },
        },
      ),
    );
  }
  return findings;
};

function costsOf(review: CaseUnderReview): Cost[] {
  return scoredRows(review).flatMap(({ item, indicator }) => {
    const { target } = indicator;
    if ((item.level2Id !== "cost" && item.level1Id !== "cost") || !target || !("value" in target) || !("unit" in target)) return [];
    const inUnit = (value: Ratio, unit: string) => converted(value, unit, review.dossier.moneyUnit);
    const planned = inUnit(target.value, target.unit);
    if (planned === null) return [];
    const value = indicator.actual?.value ?? null;
    return [
      {
        id: indicator.id,
        name: indicator.level3,
        target: planned,
        actual: value === null ? null : inUnit(value, indicator.actual?.unit ?? target.unit),
      },
    ];
  });
}

function converted(value: Ratio, from: string, to: MoneyUnit): Ratio | null {
  if (from === to) return value;
  if (from === "元" && to === "万元") return divide(value, ratio(10_000n));
  return from === "万元" && to === "元" ? multiply(value, ratio(10_000n)) : null;
}

// Only where the plans are together exactly what was given out do the costs claim to be all of the spending.
function coversSpending(dossier: Dossier, planned: Ratio): boolean {
  return [subprojectTotal(dossier, "budget"), fundTotal(dossier, "revised")].some(
    (given) => given !== null && compare(planned, moneyAsRatio(given, dossier.moneyUnit)) === 0,
  );
}
