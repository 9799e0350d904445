// A published form as a whole: levels that the rules require and it has not, too few or too many indicators, a low rate that
// nobody explains, values that measure nothing. 财预〔2020〕10号 第十三条, 第十四条, 第二十六条.
import { compare, divide, ratio } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import { findLevel1, type Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { readAmounts, readPrinted } from "../printed-number.ts";
import { isBlankRow } from "../printed-row.ts";
import { columnOf, executionRowOf, type SeenTable } from "../seen-table.ts";
import { showPercent } from "../show-figure.ts";
import type { SourceLine } from "./source-lines.ts";

type Form = {
  readonly document: ReadDocument;
  readonly table: SeenTable;
  readonly lines: readonly SourceLine[];
  readonly rulebook: Rulebook;
};

export function checkForm(form: Form): Finding[] {
  return [...lowRate(form), ...requiredLevels(form), ...number(form), ...scales(form)];
}

/** Words that speak of money left over, anywhere in the document. */
const EXPLAINS =
  /执行率.{0,30}(?:低|慢|不高|原因|由于|因)|未(?:能)?(?:支付|使用|执行|支出|形成支出|拨付)|结转(?:至|到)?下年|(?:资金|经费)(?:结余|结转|剩余|节约)|(?:支付|拨付|支出)(?:进度)?(?:滞后|较慢|缓慢)/u;

function lowRate({ table, lines, rulebook }: Form): Finding[] {
  const limit = threshold(rulebook, "low-rate");
  const index = executionRowOf(table.funds);
  const row = table.funds[index];
  if (!limit || !row || !table.hasEnd) return [];
  const [budget, executed] = readAmounts([row.revised, row.executed], table.moneyUnit);
  if (!budget || !executed || budget.value.n <= 0n) return [];
  const rate = divide(executed.value, budget.value);
  if (compare(rate, limit.value) >= 0 || lines.some(({ text }) => EXPLAINS.test(text))) return [];
  const where = table.placeOf({ path: `funds.${index}.rate`, subject: "execution", row: row.row, column: columnOf("rate") });
  const params = {
    rate: showPercent(rate),
    executed: row.executed ?? "",
    budget: row.revised ?? "",
    unit: table.moneyUnit ?? "",
    limit: showPercent(limit.value, 0),
  };
  return [
    found("low-rate-unexplained", "warning", where, {
      printed: row.rate ?? showPercent(rate),
      expected: `≥ ${params.limit}`,
      formula: `${row.executed} ÷ ${row.revised} = ${showPercent(rate)}`,
      basis: [...duty(rulebook, "lowRate"), limit.basis],
      params,
    }),
  ];
}

// Of a project's own form that was seen whole and names its levels as the rules do.
function requiredLevels({ document, table, rulebook }: Form): Finding[] {
  const rows = table.indicators.filter((row) => row.level1 !== "");
  const scheme = rulebook.schemes[0];
  if (document.kind !== "self-eval-table" || !isWhole(table) || !scheme || rows.length === 0) return [];
  const present = new Set(rows.map((row) => findLevel1(rulebook, row.level1)?.id ?? null));
  if (present.has(null)) return [];
  return Object.entries(scheme.rule.weights).flatMap(([id, weight]) => {
    const level = rulebook.levels.rule.find((one) => one.id === id);
    if (!level || present.has(id) || weight === 0n) return [];
    // 满意度 is often set under 效益.
    if (table.indicators.some((row) => row.level2.includes(level.title.replace(/指标$/u, "")))) return [];
    const where = table.placeOf({ path: "indicators", subject: "indicators", row: level.title });
    const points = String(weight / 100n);
    return [
      found("required-level-missing", "warning", where, {
        expected: points,
        basis: [scheme.basis],
        params: { level: level.title, weight: points },
      }),
    ];
  });
}

function isWhole(table: SeenTable): boolean {
  return table.hasHead && table.hasEnd && (table.total.weight !== null || table.total.score !== null);
}

function number({ table, rulebook }: Form): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row)).length;
  const [few, many] = [threshold(rulebook, "few-indicators"), threshold(rulebook, "many-indicators")];
  if (!isWhole(table) || rows === 0) return [];
  const count = ratio(BigInt(rows));
  const limit = few && compare(count, few.value) < 0 ? few : many && compare(count, many.value) > 0 ? many : null;
  if (!limit) return [];
  const where = table.placeOf({ path: "indicators", subject: "indicators", row: "" });
  const params = { count: String(rows), limit: String(limit.value.n), kind: limit === few ? "few" : "many" };
  return [found("too-few-or-many", "hint", where, { printed: params.count, basis: [limit.basis], params })];
}

/** The name of a scale, where one of its degrees belongs. */
const SCALE = /^(?:定性)?(?:好坏|高低|大小|强弱|优劣|有无|是否|多少|快慢)$/u;
/** Fewer rows than this hold their points in other columns by chance. */
const ENOUGH = 4;

function scales({ table, rulebook }: Form): Finding[] {
  const basis = duty(rulebook, "measurable");
  const named = table.indicators.flatMap((row, index) => {
    if (row.actual === null || !SCALE.test(row.actual.replace(/\s/gu, ""))) return [];
    const where = table.placeOf({
      path: `indicators.${index}.actual`,
      subject: `published.table.indicators.${index}`,
      row: row.level3,
      column: COLUMNS.actual,
    });
    return [found("not-numeric", "warning", where, { printed: row.actual, basis, params: { name: row.level3, printed: row.actual } })];
  });
  return [...named, ...pointsAsValues(table, rulebook)];
}

// 20/20, 10/10 … in the columns of target and result, a hundred in all: points were entered where values belong.
function pointsAsValues(table: SeenTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row) && row.target !== null);
  const values = rows.map((row) => (row.target === row.actual ? readPrinted(row.target) : null));
  if (rows.length < ENOUGH || values.some((value) => value === null || value.unit !== "" || value.percent)) return [];
  const total = values.reduce((sum, value) => sum + (value && value.value.d === 1n ? value.value.n : 0n), 0n);
  if (total !== 100n) return [];
  const where = table.placeOf({ path: "indicators.0.target", subject: "indicators", row: "", column: COLUMNS.target });
  const printed = rows.map((row) => row.target).join(" + ");
  return [
    found("not-numeric", "warning", where, {
      printed,
      formula: `${printed} = 100`,
      basis: duty(rulebook, "measurable"),
      params: { name: table.title, printed },
    }),
  ];
}
