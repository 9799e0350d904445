// Money in the case's own facts: execution, sub-projects, cost plans and the ledger.

import { type Dossier, FUND_SOURCES, type FundSource, fundAmount, fundTotal, subprojectTotal } from "../../dossier/index.ts";
import {
  add,
  compare,
  divide,
  type Money,
  moneyAsRatio,
  printExact,
  printMoney,
  printPercent,
  type Ratio,
  ratio,
  subtract,
  sumMoney,
  ZERO,
} from "../../kernel/index.ts";
import { article, type CaseUnderReview, type Check, found, scoredRows, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";

const SOURCE_NAMES: Record<FundSource, string> = { current: "当年财政拨款", carryOver: "上年结转资金", other: "其他资金" };

export const checkFunds: Check = (review) => [
  ...execution(review),
  ...sources(review),
  ...subprojects(review),
  ...costPlans(review),
  ...ledger(review),
];

function execution(review: CaseUnderReview): Finding[] {
  const { dossier, scorecard } = review;
  const unit = dossier.moneyUnit;
  const budget = fundTotal(dossier, "revised");
  const executed = fundTotal(dossier, "executed");
  const where = { subject: "execution", row: "年度资金总额" };
  if (budget === null || executed === null)
    return [
      found(
        "cell-missing",
        "error",
        { ...where, column: budget === null ? "全年预算数" : "全年执行数" },
        { params: { what: budget === null ? "全年预算数" : "全年执行数" } },
      ),
    ];
  if (budget === 0n) return [found("budget-zero", "error", { ...where, column: "全年预算数" }, { printed: "0", params: {} })];
  const rate = ratio(executed, budget);
  const working = `${printMoney(executed, unit)} ÷ ${printMoney(budget, unit)} = ${printPercent(rate)}`;
  const findings: Finding[] = [];
  if (executed > budget)
    findings.push(
      found(
        "over-budget",
        "error",
        { ...where, column: "全年执行数" },
        {
          printed: printMoney(executed, unit),
          expected: `≤ ${printMoney(budget, unit)}`,
          formula: working,
          params: { rate: printPercent(rate) },
        },
      ),
    );
  const low = threshold(review, "low-rate");
  if (low && compare(rate, low.value) < 0 && dossier.funds.explanation === null)
    findings.push(
      found(
        "low-rate-unexplained",
        "warning",
        { ...where, column: "执行率" },
        {
          printed: printPercent(rate),
          expected: `≥ ${printPercent(low.value, 0)}`,
          formula: working,
          basis: [...article(review, "第二十六条"), low.basis],
          params: { rate: printPercent(rate), limit: printPercent(low.value, 0) },
        },
      ),
    );
  const risk = threshold(review, "high-risk-rate");
  if (risk && compare(rate, risk.value) < 0)
    findings.push(
      found(
        "low-rate",
        "warning",
        { ...where, column: "执行率" },
        {
          printed: printPercent(rate),
          expected: `≥ ${printPercent(risk.value, 0)}`,
          formula: working,
          basis: [risk.basis],
          params: { rate: printPercent(rate), limit: printPercent(risk.value, 0) },
        },
      ),
    );
  const gap = threshold(review, "scores-outrun-rate");
  const rows = scorecard.items.slice(1);
  const total = rows.reduce<bigint>((sum, row) => sum + (row.score ?? 0n), 0n);
  const weight = rows.reduce<bigint>((sum, row) => sum + (row.weight ?? 0n), 0n);
  if (gap && weight > 0n && total > 0n && rows.every((row) => row.score !== null)) {
    const share = ratio(total, weight);
    const lead = divide(subtract(share, rate), share);
    if (compare(lead, gap.value) > 0)
      findings.push(
        found(
          "scores-outrun-rate",
          "warning",
          { subject: "execution", column: "得分" },
          {
            printed: printPercent(share),
            expected: printPercent(rate),
            formula: `(${printPercent(share)} − ${printPercent(rate)}) ÷ ${printPercent(share)} = ${printPercent(lead)} > ${printPercent(gap.value, 0)}`,
            basis: [gap.basis],
            params: { share: printPercent(share), rate: printPercent(rate) },
          },
        ),
      );
  }
  const received = dossier.funds.received.value;
  if (received !== null && received < budget && dossier.funds.explanation === null)
    findings.push(
      found(
        "funding-shortfall",
        "warning",
        { ...where, column: "实际到位资金" },
        {
          printed: printMoney(received, unit),
          expected: printMoney(budget, unit),
          formula: `${printMoney(received, unit)} ÷ ${printMoney(budget, unit)} = ${printPercent(ratio(received, budget))}`,
          params: { rate: printPercent(ratio(received, budget)) },
        },
      ),
    );
  return findings;
}

function sources({ dossier }: CaseUnderReview): Finding[] {
  return FUND_SOURCES.flatMap((source) => {
    const revised = fundAmount(dossier, source, "revised");
    const executed = fundAmount(dossier, source, "executed");
    if (revised === null || executed === null || executed <= revised) return [];
    const unit = dossier.moneyUnit;
    return [
      found(
        "current-year-over-grant",
        "error",
        { subject: `funds.${source}`, row: SOURCE_NAMES[source], column: "全年执行数" },
        {
          printed: printMoney(executed, unit),
          expected: `≤ ${printMoney(revised, unit)}`,
          formula: `${printMoney(executed, unit)} > ${printMoney(revised, unit)}`,
          params: { name: SOURCE_NAMES[source] },
        },
      ),
    ];
  });
}

function subprojects({ dossier }: CaseUnderReview): Finding[] {
  const unit = dossier.moneyUnit;
  const known = dossier.subprojects.filter((one) => one.budget.value !== null && one.spent.value !== null);
  const findings = known.flatMap((one) => {
    const [budget, spent] = [one.budget.value as Money, one.spent.value as Money];
    if (spent <= budget || one.exception) return [];
    const share = budget === 0n ? "—" : printPercent(ratio(spent, budget));
    return [
      found(
        "item-over-budget",
        "warning",
        { subject: `subproject.${one.no}`, table: "子项目支出明细表", row: `${one.no} ${one.name}`, column: "支出金额" },
        {
          printed: printMoney(spent, unit),
          expected: `≤ ${printMoney(budget, unit)}`,
          formula: `${printMoney(spent, unit)} ÷ ${printMoney(budget, unit)} = ${share}`,
          params: { name: one.name, spent: printMoney(spent, unit), budget: printMoney(budget, unit), share, unit },
        },
      ),
    ];
  });
  const equal = known.filter((one) => one.budget.value === one.spent.value && one.budget.value !== 0n);
  if (known.length >= 4 && equal.length * 2 > known.length)
    findings.push(
      found(
        "budget-equals-spending",
        "warning",
        { subject: "subprojects", table: "子项目支出明细表" },
        {
          printed: `${equal.length} / ${known.length}`,
          formula: equal.map((one) => `${one.no}: ${printMoney(one.budget.value as Money, unit)}`).join("；"),
          params: { equal: String(equal.length), all: String(known.length) },
        },
      ),
    );
  for (const one of dossier.subprojects) {
    if (one.owner !== null && one.owner !== dossier.project.unit)
      findings.push(
        found(
          "payer-not-owner",
          "warning",
          { subject: `subproject.${one.no}`, table: "子项目支出明细表", row: `${one.no} ${one.name}` },
          { printed: one.owner, expected: dossier.project.unit, params: { name: one.name, owner: one.owner, unit: dossier.project.unit } },
        ),
      );
    if (one.forYear !== null && one.forYear !== dossier.project.year && one.forYearReason === null)
      findings.push(
        found(
          "year-mismatch",
          "warning",
          { subject: `subproject.${one.no}`, table: "子项目支出明细表", row: `${one.no} ${one.name}` },
          {
            printed: String(one.forYear),
            expected: String(dossier.project.year),
            params: { name: one.name, found: String(one.forYear), year: String(dossier.project.year) },
          },
        ),
      );
  }
  return findings;
}

/** Cost indicators in the money unit, taken together, against the money they are said to plan and to have cost. */
function costPlans(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  const unit = dossier.moneyUnit;
  const rows = scoredRows(review).filter(
    ({ item, indicator }) =>
      item.level2Id === "cost" &&
      indicator.target !== undefined &&
      "value" in indicator.target &&
      "unit" in indicator.target &&
      indicator.target.unit === unit,
  );
  if (rows.length < 2) return [];
  const targets = rows.map(({ indicator }) => (indicator.target && "value" in indicator.target ? indicator.target.value : ZERO));
  const planned = targets.reduce(add, ZERO);
  const budget = fundTotal(dossier, "revised");
  const findings: Finding[] = [];
  const sum = (values: readonly Ratio[]) => values.map((value) => printExact(value)).join(" + ");
  const explained = dossier.subprojects.length > 0 && dossier.funds.explanation !== null;
  if (budget !== null && compare(planned, moneyAsRatio(budget, unit)) !== 0 && !explained)
    findings.push(
      found(
        "cost-plan-vs-budget",
        "warning",
        { subject: rows[0]?.item.id ?? "indicators", column: "年度指标值" },
        {
          printed: printExact(planned),
          expected: printMoney(budget, unit),
          formula: `${sum(targets)} = ${printExact(planned)} ≠ ${printMoney(budget, unit)}`,
          params: { planned: printExact(planned), budget: printMoney(budget, unit), unit },
        },
      ),
    );
  const actuals = rows.map(({ indicator }) => indicator.actual?.value ?? null);
  const given = subprojectTotal(dossier, "budget");
  const spent = fundTotal(dossier, "executed");
  // Only where the cost targets are exactly the sub-projects' budget do they claim to cover all of the spending.
  if (given !== null && spent !== null && actuals.every((value) => value !== null) && compare(planned, moneyAsRatio(given, unit)) === 0) {
    const cost = (actuals as Ratio[]).reduce(add, ZERO);
    if (compare(cost, moneyAsRatio(spent, unit)) !== 0)
      findings.push(
        found(
          "cost-parts-sum",
          "error",
          { subject: rows[0]?.item.id ?? "indicators", column: "实际完成值" },
          {
            printed: printExact(cost),
            expected: printMoney(spent, unit),
            formula: `${sum(actuals as Ratio[])} = ${printExact(cost)} ≠ ${printMoney(spent, unit)}`,
            params: {},
          },
        ),
      );
  }
  return findings;
}

function ledger(review: CaseUnderReview): Finding[] {
  const { dossier } = review;
  if (dossier.ledger.length === 0) return [];
  const unit = dossier.moneyUnit;
  const sumOf = (pick: (entry: Dossier["ledger"][number]) => boolean) => sumMoney(dossier.ledger.filter(pick).map((entry) => entry.amount));
  const findings: Finding[] = [];
  const differs = (subject: string, row: string, booked: Money, stated: Money | null) => {
    if (stated !== null && booked !== stated)
      findings.push(
        found(
          "tables-disagree",
          "error",
          { subject, table: "台账", row },
          {
            printed: printMoney(stated, unit),
            expected: printMoney(booked, unit),
            formula: `${printMoney(booked, unit)} ≠ ${printMoney(stated, unit)}`,
            params: { what: row, one: "台账", other: "项目档案", first: printMoney(booked, unit), second: printMoney(stated, unit) },
          },
        ),
      );
  };
  const keys: Record<FundSource, string> = { current: "current", carryOver: "carry-over", other: "other" };
  for (const source of FUND_SOURCES)
    if (dossier.funds[source])
      differs(
        `funds.${source}`,
        SOURCE_NAMES[source],
        sumOf((entry) => entry.source === keys[source]),
        fundAmount(dossier, source, "executed"),
      );
  if (dossier.ledger.some((entry) => entry.subproject !== null))
    for (const one of dossier.subprojects)
      differs(
        `subproject.${one.no}`,
        one.name,
        sumOf((entry) => entry.subproject === one.no),
        one.spent.value,
      );
  const limit = threshold(review, "year-end-share");
  const all = sumOf(() => true);
  const december = sumOf((entry) => entry.date.slice(5, 7) === "12");
  if (limit && all > 0n && compare(ratio(december, all), limit.value) > 0)
    findings.push(
      found(
        "year-end-rush",
        "hint",
        { subject: "execution", table: "台账" },
        {
          printed: printPercent(ratio(december, all)),
          expected: `≤ ${printPercent(limit.value, 0)}`,
          formula: `${printMoney(december, unit)} ÷ ${printMoney(all, unit)}`,
          basis: [limit.basis],
          params: { share: printPercent(ratio(december, all)) },
        },
      ),
    );
  return findings;
}
