// The money of the whole project in the case's own facts: budget, execution, sources. 财预〔2020〕10号 附1 (the form's fund
// rows) and 第二十六条 (a low rate is explained on its own).
import { FUND_SOURCES, type FundSource, fundAmount, fundTotal } from "../../dossier/index.ts";
import { compare, divide, NO_POINTS, ONE, ratio, subtract } from "../../kernel/index.ts";
import { type CaseUnderReview, type Check, COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { addPoints, showMoney, showPercent } from "../show-figure.ts";

/** The form's labels of the sources. */
export const SOURCE_ROWS: Readonly<Record<FundSource, string>> = { current: "当年财政拨款", carryOver: "上年结转资金", other: "其他资金" };
const TOTAL_ROW = "年度资金总额";

export const checkFunds: Check = (review) => [...execution(review), ...sources(review), ...scoresBesideRate(review)];

function execution(review: CaseUnderReview): Finding[] {
  const { dossier, rulebook } = review;
  const unit = dossier.moneyUnit;
  const budget = fundTotal(dossier, "revised");
  const executed = fundTotal(dossier, "executed");
  const where = (column: string) => ({ subject: "execution", row: TOTAL_ROW, column });
  if (budget === null || executed === null) {
    const column = budget === null ? COLUMNS.revised : COLUMNS.executed;
    return [found("cell-missing", "error", where(column), { basis: duty(rulebook, "form"), params: { row: TOTAL_ROW, column } })];
  }
  if (budget === 0n)
    return [
      found("budget-zero", "error", where(COLUMNS.revised), {
        printed: "0",
        basis: duty(rulebook, "form"),
        params: { executed: showMoney(executed, unit), unit, sources: "" },
      }),
    ];
  const rate = ratio(executed, budget);
  const [shown, spent, planned] = [showPercent(rate), showMoney(executed, unit), showMoney(budget, unit)];
  const formula = `${spent} ÷ ${planned} = ${shown}`;
  const params = { rate: shown, executed: spent, budget: planned, unit };
  const findings: Finding[] = [];
  if (executed > budget)
    findings.push(
      found("over-budget", "error", where(COLUMNS.executed), {
        printed: spent,
        expected: `≤ ${planned}`,
        formula,
        basis: duty(rulebook, "truthful"),
        params: { ...params, name: TOTAL_ROW },
      }),
    );
  const low = threshold(rulebook, "low-rate");
  if (low && compare(rate, low.value) < 0 && dossier.funds.explanation === null)
    findings.push(
      found("low-rate-unexplained", "warning", where(COLUMNS.rate), {
        printed: shown,
        expected: `≥ ${showPercent(low.value, 0)}`,
        formula,
        basis: [...duty(rulebook, "lowRate"), low.basis],
        params: { ...params, limit: showPercent(low.value, 0) },
      }),
    );
  const risk = threshold(rulebook, "high-risk-rate");
  if (risk && compare(rate, risk.value) < 0)
    findings.push(
      found("low-rate", "warning", where(COLUMNS.rate), {
        printed: shown,
        expected: `≥ ${showPercent(risk.value, 0)}`,
        formula,
        basis: [risk.basis],
        params: { ...params, limit: showPercent(risk.value, 0) },
      }),
    );
  const received = dossier.funds.received.value;
  if (received !== null && received < budget && dossier.funds.explanation === null) {
    const share = showPercent(ratio(received, budget));
    findings.push(
      found("funding-shortfall", "warning", where("实际到位资金"), {
        printed: showMoney(received, unit),
        expected: planned,
        formula: `${showMoney(received, unit)} ÷ ${planned} = ${share}`,
        params: { rate: share, received: showMoney(received, unit), budget: planned, unit },
      }),
    );
  }
  return findings;
}

function sources(review: CaseUnderReview): Finding[] {
  return FUND_SOURCES.flatMap((source) => [...beyondSource(review, source), ...idle(review, source)]);
}

function beyondSource({ dossier, rulebook }: CaseUnderReview, source: FundSource): Finding[] {
  const unit = dossier.moneyUnit;
  const given = fundAmount(dossier, source, "revised");
  const used = fundAmount(dossier, source, "executed");
  if (given === null || used === null || used <= given) return [];
  const [executed, budget] = [showMoney(used, unit), showMoney(given, unit)];
  const where = { subject: `funds.${source}`, row: SOURCE_ROWS[source], column: COLUMNS.executed };
  const rate = given === 0n ? "—" : showPercent(ratio(used, given));
  const details = {
    printed: executed,
    expected: `≤ ${budget}`,
    formula: `${executed} > ${budget}`,
    basis: duty(rulebook, "truthful"),
    params: { name: SOURCE_ROWS[source], executed, budget, unit, rate },
  };
  return [found(source === "current" ? "current-year-over-grant" : "over-budget", "error", where, details)];
}

// What was carried over because it was not used, and again was not used.
function idle({ dossier }: CaseUnderReview, source: FundSource): Finding[] {
  const carried = fundAmount(dossier, source, "revised");
  const used = fundAmount(dossier, source, "executed");
  if (source !== "carryOver" || carried === null || carried === 0n || used !== 0n || dossier.funds.explanation !== null) return [];
  const amount = showMoney(carried, dossier.moneyUnit);
  const where = { subject: "funds.carryOver", row: SOURCE_ROWS.carryOver, column: COLUMNS.executed };
  return [found("carry-over-idle", "warning", where, { printed: "0", params: { amount, unit: dossier.moneyUnit } })];
}

// Nearly full marks for a budget that was hardly used.
function scoresBesideRate({ dossier, scorecard, rulebook }: CaseUnderReview): Finding[] {
  const budget = fundTotal(dossier, "revised");
  const executed = fundTotal(dossier, "executed");
  const gap = threshold(rulebook, "scores-outrun-rate");
  const rows = scorecard.items.filter((item) => item.level1Id !== "execution");
  if (budget === null || executed === null || budget === 0n || !gap || rows.some((row) => row.score === null || row.weight === null))
    return [];
  const [score, weight] = [addPoints(rows.map((row) => row.score ?? NO_POINTS)), addPoints(rows.map((row) => row.weight ?? NO_POINTS))];
  if (score <= 0n || weight <= 0n) return [];
  const [share, rate] = [ratio(score, weight), ratio(executed, budget)];
  const lead = divide(subtract(share, rate), share);
  if (compare(lead, gap.value) <= 0) return [];
  const formula = `(${showPercent(share)} − ${showPercent(rate)}) ÷ ${showPercent(share)} = ${showPercent(lead)} > ${showPercent(gap.value, 0)}`;
  return [
    found(
      "scores-outrun-rate",
      "warning",
      { subject: "execution", row: TOTAL_ROW, column: COLUMNS.score },
      {
        printed: showPercent(share),
        expected: `≤ ${showPercent(divide(rate, subtract(ONE, gap.value)))}`,
        formula,
        basis: [gap.basis],
        params: { share: showPercent(share), rate: showPercent(rate), lead: showPercent(lead), limit: showPercent(gap.value, 0) },
      },
    ),
  ];
}
