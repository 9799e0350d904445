// Mistakes put into a case that was right, one class at a time, each with the codes that name it and the place it stands at.
import { add, compare, multiply, printScaled, type Ratio, ratio, roundScaled, subtract, trimZeros } from "../../src/kernel/index.ts";
import type { Chance } from "./chance.ts";
import { decimalOf } from "./decimal-of.ts";
import { gradeOf } from "./grade-of.ts";
import type { LayoutSpec } from "./layout-spec.ts";
import { type LayoutName, layoutOf } from "./layouts.ts";
import type { CaseFund, CaseIndicator, CaseReport, CaseTable, Planted, PublishedCase } from "./published-case.ts";

type Change = { readonly table: CaseTable; readonly path: string };
type Defect = {
  readonly codes: readonly string[];
  /** Codes that may come with it: the same mistake seen from another side. */
  readonly also?: readonly string[];
  /** Whether a form can show it. */
  readonly shows: (spec: LayoutSpec) => boolean;
  /** Null where this table has no place for it. */
  readonly plant?: (table: CaseTable, chance: Chance, spec: LayoutSpec) => Change | null;
  /** For mistakes of the report's prose and its own tables. */
  readonly plantReport?: (report: CaseReport) => { readonly report: CaseReport; readonly path: string } | null;
};

const hasFund =
  (...keys: readonly string[]) =>
  (spec: LayoutSpec) =>
    spec.fragment !== "start" && keys.every((key) => spec.fundColumns.some(([name]) => name === key));
const hasColumn =
  (...keys: readonly string[]) =>
  (spec: LayoutSpec) =>
    keys.every((key) => spec.indicatorColumns.some(([name]) => name === key || (key === "target" && name === "value")));
const whole = (spec: LayoutSpec) => spec.fragment === "none";
const hasTotal = (spec: LayoutSpec) => whole(spec) && spec.totalLabel !== null && spec.indicatorColumns.some(([name]) => name === "score");
const isReport = (spec: LayoutSpec) => spec.kind === "report";
const unshared = (spec: LayoutSpec) => !spec.traits.sharedScores;

/** Scores and weights show, every row has its own, and the whole form is there. */
const scored = (spec: LayoutSpec) => whole(spec) && unshared(spec) && hasColumn("weight", "score")(spec);

/** What is paid to people: a floor is as fitting as a limit. */
const SUBSIDY = /补贴|补助/u;

export const DEFECT_TABLE = {
  "rate-wrong": {
    codes: ["rate-wrong"],
    also: ["rate-score-wrong", "rate-denominator"],
    shows: hasFund("rate", "revised", "executed"),
    plant: (table, chance) => {
      const rate = table.funds[0]?.rate;
      if (rate == null || table.funds[0]?.weight === null) return null;
      return changeFund(table, 0, { rate: rate.replace(/^[\d.]+/u, (digits) => shiftRate(digits, chance)) }, "rate");
    },
  },
  "rate-score-wrong": {
    codes: ["rate-score-wrong"],
    also: ["score-off-rule"],
    shows: (spec) => hasFund("rate", "score")(spec) && spec.traits.executionWeight > 0,
    plant: (table, _chance, spec) => {
      const fund = table.funds[0];
      if (!fund?.score) return null;
      const score = decimalOf(fund.score);
      const wrong = compare(score, ratio(1)) > 0 ? subtract(score, ratio(7, 10)) : add(score, ratio(7, 10));
      const changed = changeFund(table, 0, { score: printed(wrong) }, "score");
      return spec.traits.executionApart ? changed : { ...changed, table: retotal(changed.table, subtract(wrong, score)) };
    },
  },
  "funds-parts-sum": {
    codes: ["funds-parts-sum"],
    also: ["current-year-over-grant", "subtotal-wrong", "tables-disagree", "rate-denominator"],
    shows: (spec) => hasFund("revised")(spec) && spec.traits.fundRows.length > 1 && spec.kind !== "report",
    plant: (table) => {
      const row = table.funds.findIndex(({ revised }, at) => at > 0 && revised !== null);
      const fund = table.funds[row];
      if (!fund?.revised || fund.rate !== null) return null;
      return changeFund(table, row, { revised: shiftMoney(fund.revised) }, "revised");
    },
  },
  "over-budget": {
    codes: ["over-budget"],
    also: ["current-year-over-grant", "item-over-budget", "percent-over-100"],
    shows: (spec) => hasFund("revised", "executed", "rate")(spec) && spec.traits.fundRows.length === 1,
    plant: (table, _chance, spec) => {
      const fund = table.funds[0];
      if (!fund?.revised) return null;
      const revised = decimalOf(fund.revised.replaceAll(",", ""));
      const executed = multiply(revised, ratio(11, 10));
      const wasScore = decimalOf(fund.score ?? "0");
      const full = ratio(spec.traits.executionWeight);
      const changed = changeFund(
        table,
        0,
        { executed: printed(executed, 4), rate: "110%", score: fund.score === null ? null : printed(full) },
        "executed",
      );
      return fund.score === null ? changed : { ...changed, table: retotal(changed.table, subtract(full, wasScore)) };
    },
  },
  "weights-sum": {
    codes: ["weights-sum"],
    also: ["level-weights-sum", "weights-off-scheme"],
    shows: scored,
    plant: (table) => {
      const at = metRow(table);
      const row = table.indicators[at];
      if (!row?.weight || !row.score) return null;
      const changed = changeIndicator(
        table,
        at,
        { weight: String(Number(row.weight) + 2), score: String(Number(row.score) + 2) },
        "weight",
      );
      return { ...changed, table: retotal(changed.table, ratio(2)) };
    },
  },
  "level-weights-sum": {
    codes: ["level-weights-sum"],
    also: ["weights-off-scheme", "weights-sum"],
    shows: (spec) => scored(spec) && spec.pointsInNames !== "none",
    plant: (table) => {
      const points = table.levelPoints.get("产出指标");
      if (points === undefined) return null;
      return {
        table: { ...table, levelPoints: new Map([...table.levelPoints, ["产出指标", String(Number(points) - 5)]]) },
        path: "indicators.0.level1",
      };
    },
  },
  "score-over-weight": {
    codes: ["score-over-weight"],
    also: ["score-off-rule"],
    shows: scored,
    plant: (table) => {
      const at = metRow(table);
      const row = table.indicators[at];
      if (!row?.weight) return null;
      const changed = changeIndicator(table, at, { score: String(Number(row.weight) + 1) }, "score");
      return { ...changed, table: retotal(changed.table, ratio(1)) };
    },
  },
  "total-wrong": {
    codes: ["total-wrong"],
    also: ["total-disagrees-with-text", "tables-disagree", "grade-wrong"],
    shows: (spec) => hasTotal(spec) && unshared(spec),
    plant: (table) => {
      const total = decimalOf(table.total.score ?? "0");
      const wrong = compare(total, ratio(97)) > 0 ? subtract(total, ratio(13, 10)) : add(total, ratio(13, 10));
      return { table: { ...retotal(table, subtract(wrong, total)) }, path: "total.score" };
    },
  },
  "full-marks-but-missed": {
    codes: ["full-marks-but-missed", "score-off-rule"],
    also: ["full-marks-but-missed", "score-off-rule", "over-achievement-unexplained", "reverse-formula-wrong"],
    shows: (spec) => scored(spec) && hasColumn("target", "actual")(spec),
    plant: (table) => {
      const at = table.indicators.findIndex(
        ({ target, reason, weight, score }) =>
          target !== null && !target.word && target.symbol === "≥" && reason === null && weight === score && Number(target.value) > 12,
      );
      const row = table.indicators[at];
      if (!row?.actual || !row.target) return null;
      return changeIndicator(table, at, { actual: { ...row.actual, value: String(Math.floor(Number(row.target.value) * 0.8)) } }, "actual");
    },
  },
  "met-but-deducted": {
    codes: ["met-but-deducted", "deduction-unexplained"],
    also: [
      "score-off-rule",
      "met-but-deducted",
      "deduction-unexplained",
      "discretion-undocumented",
      "timeliness-overdeducted",
      "deduction-illogical",
    ],
    shows: (spec) => scored(spec) && hasColumn("target", "actual")(spec),
    plant: (table) => {
      const at = metRow(table);
      const row = table.indicators[at];
      if (!row?.score) return null;
      const changed = changeIndicator(table, at, { score: String(Number(row.score) - 1) }, "score");
      return { ...changed, table: retotal(changed.table, ratio(-1)) };
    },
  },
  "deduction-unexplained": {
    codes: ["deduction-unexplained"],
    also: ["low-rate-unexplained", "no-corrective-action"],
    shows: (spec) => scored(spec) && hasColumn("reason")(spec) && spec.kind !== "report",
    plant: (table) => {
      const at = table.indicators.findIndex(({ reason, score, weight }) => reason !== null && score !== weight);
      return at < 0 ? null : changeIndicator(table, at, { reason: null }, "reason");
    },
  },
  "cell-missing-actual": {
    codes: ["cell-missing"],
    also: ["scored-without-evidence", "satisfaction-without-survey", "score-off-rule"],
    shows: (spec) => whole(spec) && hasColumn("actual", "target")(spec),
    plant: (table, chance) => changeIndicator(table, chance.int(0, table.indicators.length - 1), { actual: null }, "actual"),
  },
  "cell-missing-department": {
    codes: ["cell-missing"],
    shows: (spec) => whole(spec) && spec.departmentLabel !== null && spec.kind === "self-eval-table",
    plant: (table) => ({ table: { ...table, department: null }, path: "department" }),
  },
  "unit-mismatch": {
    codes: ["unit-mismatch"],
    also: ["full-marks-but-missed", "score-off-rule", "over-achievement-unexplained", "target-too-low"],
    shows: (spec) => hasColumn("target", "actual")(spec) && spec.indicatorColumns.every(([key]) => key !== "unit") && whole(spec),
    plant: (table) => {
      const at = table.indicators.findIndex(({ target }) => target !== null && !target.word && target.unit !== "%");
      const row = table.indicators[at];
      return row?.actual
        ? changeIndicator(table, at, { actual: { ...row.actual, unit: row.actual.unit === "件" ? "公里" : "件" } }, "actual")
        : null;
    },
  },
  "direction-wrong": {
    codes: ["direction-wrong"],
    also: ["reverse-formula-wrong", "full-marks-but-missed", "score-off-rule"],
    shows: (spec) => hasColumn("target")(spec) && whole(spec) && spec.kind === "self-eval-table",
    plant: (table) => {
      const at = table.indicators.findIndex(
        ({ level3, target, actual }) =>
          target?.symbol === "≤" && target.value === actual?.value && target.unit === "元" && !SUBSIDY.test(level3),
      );
      const row = table.indicators[at];
      return row?.target ? changeIndicator(table, at, { target: { ...row.target, symbol: "≥" } }, "target") : null;
    },
  },
  "year-mismatch": {
    codes: ["year-mismatch"],
    shows: (spec) => whole(spec) && hasColumn("target")(spec),
    plant: (table) => {
      const at = table.indicators.findIndex(({ target }) => target?.value.startsWith(`${table.year}年`));
      const row = table.indicators[at];
      return row?.target
        ? changeIndicator(
            table,
            at,
            { target: { ...row.target, value: row.target.value.replace(String(table.year), String(table.year - 1)) } },
            "target",
          )
        : null;
    },
  },
  "grade-wrong": {
    codes: ["grade-wrong"],
    also: ["total-disagrees-with-text", "tables-disagree"],
    shows: (spec) => whole(spec) && spec.gradeLabel !== null && hasTotal(spec),
    plant: (table) => ({ table: { ...table, grade: table.grade === "优" ? "良" : "优" }, path: "grade" }),
  },
  "actual-copied": {
    codes: ["actual-copied"],
    shows: (spec) => whole(spec) && spec.goals !== null && spec.kind === "self-eval-table",
    plant: (table) => ({ table: { ...table, goalAchieved: table.goal }, path: "goalAchieved" }),
  },
  "total-disagrees-with-text": {
    codes: ["total-disagrees-with-text"],
    also: ["tables-disagree", "text-table-disagree", "grade-wrong", "total-wrong"],
    shows: isReport,
    plantReport: (report) => {
      const score = decimalOf(report.conclusion.score);
      const wrong = printed(compare(score, ratio(97)) > 0 ? subtract(score, ratio(12, 10)) : add(score, ratio(12, 10)));
      return { report: { ...report, conclusion: { ...report.conclusion, score: wrong } }, path: "report.conclusion.score" };
    },
  },
  "date-after-signature": {
    codes: ["date-after-signature"],
    shows: isReport,
    plantReport: (report) => {
      const year = report.signedOn.slice(0, 4);
      return { report: { ...report, visitedOn: `${year}-11-15` }, path: "report.visitedOn" };
    },
  },
  "subtotal-wrong": {
    codes: ["subtotal-wrong"],
    also: ["tables-disagree", "text-table-disagree", "budget-equals-spending"],
    shows: isReport,
    plantReport: (report) => {
      const detail = report.details[0];
      if (!detail) return null;
      const budget = printed(add(decimalOf(detail.total.budget), ratio(33, 100)));
      return { report: { ...report, details: [{ ...detail, total: { ...detail.total, budget } }] }, path: "report.details.0.total.budget" };
    },
  },
  "item-over-budget": {
    codes: ["item-over-budget"],
    also: ["rate-wrong", "subtotal-wrong", "tables-disagree", "text-table-disagree"],
    shows: isReport,
    plantReport: (report) => {
      const detail = report.details[0];
      const row = detail?.rows[1];
      if (!detail || !row) return null;
      const spent = printed(add(decimalOf(row.budget), ratio(5, 100)));
      const rows = detail.rows.map((other) => (other === row ? { ...row, spent } : other));
      return { report: { ...report, details: [{ ...detail, rows }] }, path: "report.details.0.rows.1.spent" };
    },
  },
} as const satisfies Readonly<Record<string, Defect>>;

export type DefectName = keyof typeof DEFECT_TABLE;

export const DEFECTS = Object.keys(DEFECT_TABLE) as readonly string[] as readonly DefectName[];

/** The mistakes that a form of this layout can show. */
export function defectsOf(layout: LayoutName): readonly DefectName[] {
  const spec = layoutOf(layout);
  return DEFECTS.filter((name) => DEFECT_TABLE[name].shows(spec));
}

type PlantedTable = { readonly table: CaseTable; readonly planted: readonly Planted[] };

/** Plants those of the mistakes that the layout can show and the table has a place for. */
export function plantInTable(table: CaseTable, layout: LayoutName, names: readonly DefectName[], chance: Chance): PlantedTable {
  const spec = layoutOf(layout);
  const planted: Planted[] = [];
  let changed = table;
  for (const name of names) {
    const defect: Defect = DEFECT_TABLE[name];
    const change = defect.plant && defect.shows(spec) ? defect.plant(changed, chance, spec) : null;
    if (change === null) continue;
    changed = change.table;
    planted.push(plantedAs(name, change.path));
  }
  return { table: changed, planted };
}

/** Plants the mistakes of a report's prose and of its own tables. */
export function plantInReport(published: PublishedCase, layout: LayoutName, names: readonly DefectName[]): PublishedCase {
  const spec = layoutOf(layout);
  const planted: Planted[] = [...published.planted];
  let report = published.report;
  for (const name of names) {
    const defect: Defect = DEFECT_TABLE[name];
    const change = defect.plantReport && report && defect.shows(spec) ? defect.plantReport(report) : null;
    if (change === null) continue;
    report = change.report;
    planted.push(plantedAs(name, change.path));
  }
  return { ...published, report, planted };
}

function plantedAs(name: DefectName, path: string): Planted {
  const defect: Defect = DEFECT_TABLE[name];
  return { defect: name, codes: defect.codes, also: defect.also ?? [], table: 0, path };
}

function changeFund(table: CaseTable, row: number, change: Partial<CaseFund>, field: string): Change {
  return {
    table: { ...table, funds: table.funds.map((fund, at) => (at === row ? { ...fund, ...change } : fund)) },
    path: `funds.${row}.${field}`,
  };
}

function changeIndicator(table: CaseTable, row: number, change: Partial<CaseIndicator>, field: string): Change {
  return {
    table: { ...table, indicators: table.indicators.map((entry, at) => (at === row ? { ...entry, ...change } : entry)) },
    path: `indicators.${row}.${field}`,
  };
}

/** A row that has all its points and room to change them. */
function metRow(table: CaseTable): number {
  return table.indicators.findIndex(
    ({ weight, score, reason }) => weight !== null && weight === score && reason === null && Number(weight) >= 3,
  );
}

function retotal(table: CaseTable, by: Ratio): CaseTable {
  if (table.total.score === null) return table;
  const score = printed(add(decimalOf(table.total.score), by));
  return { ...table, total: { ...table.total, score }, grade: gradeOf(score) };
}

function printed(value: Ratio, places = 2): string {
  return trimZeros(printScaled(roundScaled(value, { mode: "half-up", places }), places));
}

/** Another rate of the same look, more than a point away. */
function shiftRate(digits: string, chance: Chance): string {
  const rate = decimalOf(digits);
  const places = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  const fraction = compare(rate, ratio(3, 2)) <= 0;
  const step = fraction ? ratio(chance.int(3, 7), 100) : ratio(chance.int(3, 7));
  const wrong = subtract(rate, step);
  return printScaled(
    roundScaled(wrong, { mode: "half-up", places: Math.max(places, fraction ? 2 : 0) }),
    Math.max(places, fraction ? 2 : 0),
  );
}

/** An amount of the same look, larger by a little: the digits after the point keep their number. */
function shiftMoney(amount: string): string {
  const places = amount.includes(".") ? amount.length - amount.indexOf(".") - 1 : 0;
  const value = add(decimalOf(amount), ratio(3));
  const text = printScaled(roundScaled(value, { mode: "half-up", places }), places);
  return amount.includes(",")
    ? text.replace(/\B(?=(\d{3})+(?!\d))/gu, (at, _group, offset: number) =>
        text.indexOf(".") >= 0 && offset > text.indexOf(".") ? at : ",",
      )
    : text;
}
