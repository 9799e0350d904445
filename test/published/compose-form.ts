// A case and a layout → a form of paragraphs and ruled tables, with the truth a reader should find in it.
import { divide, multiply, printScaled, ratio, roundScaled, trimZeros } from "../../src/kernel/index.ts";
import { composeFundRows, truthFunds } from "./compose-funds.ts";
import { composeReport } from "./compose-report.ts";
import { decimalOf } from "./decimal-of.ts";
import {
  cell,
  type FormBlock,
  type FormCell,
  type FormDocument,
  spread,
  type TruthIndicator,
  type TruthTable,
  text,
} from "./form-document.ts";
import type { IndicatorColumn, LayoutSpec } from "./layout-spec.ts";
import type { CaseIndicator, CaseTable, CaseValue, PublishedCase } from "./published-case.ts";

/** Lays the case out; a report's prose goes before its form. */
export function composeForm(published: PublishedCase, spec: LayoutSpec): FormDocument {
  const forms = published.tables.map((table, index) => composeTable(table, index, spec, published.seed));
  const title = fill(spec.title[0] ?? "", published.tables[0]);
  const tables = forms.map(({ truth }) => truth);
  if (published.report)
    return composeReport(
      published,
      published.report,
      forms.flatMap(({ blocks }) => blocks),
      tables,
    );
  return {
    title,
    blocks: forms.flatMap(({ blocks }) => blocks),
    truth: { tables, details: [], scoreTables: [], signedOn: null, damaged: [] },
  };
}

type ComposedTable = { readonly blocks: readonly FormBlock[]; readonly truth: TruthTable };

function composeTable(table: CaseTable, index: number, spec: LayoutSpec, seed: number): ComposedTable {
  const side = spec.sideLabel === null ? 0 : 1;
  const widths = spec.indicatorColumns.map(([key, , share]) => share ?? SHARES[key] ?? 1);
  const columns = Math.max(side + widths.reduce((a, b) => a + b, 0), spec.fundColumns.length + 2, 6);
  const cut = cutOf(table, spec, seed);
  const path = (rest: string) => `tables.${index}.${rest}`;
  const rows: (readonly FormCell[])[] = [];
  if (cut.head) {
    if (spec.titleInside) for (const line of spec.title) rows.push([cell(fill(line, table), { across: columns })]);
    rows.push(...headRows(table, spec, columns, path));
    rows.push(...composeFundRows(table, spec, columns, path));
    if (spec.goals) rows.push(...goalRows(table, spec.goals, columns));
  }
  rows.push(...indicatorRows(table, spec, columns, cut, path));
  if (cut.end) rows.push(...totalRows(table, spec, columns, path));
  const titles =
    spec.titleInside || !cut.head ? [] : spec.title.map((line, at) => text(at === 0 ? "title" : "subtitle", fill(line, table)));
  const notes = cut.end ? spec.notes.map((line) => text("note", line)) : [];
  return {
    blocks: [...titles, { kind: "table", columns, rows }, ...notes],
    truth: truthOf(table, spec, cut),
  };
}

const SHARES: Partial<Record<IndicatorColumn, number>> = { level3: 2, reason: 2, explain: 2, standard: 3 };

/** Which part of the form the page shows: `from` and `to` bound the indicators. */
type Cut = { readonly head: boolean; readonly end: boolean; readonly from: number; readonly to: number };

function cutOf(table: CaseTable, spec: LayoutSpec, seed: number): Cut {
  const count = table.indicators.length;
  switch (spec.fragment) {
    case "none":
      return { head: true, end: true, from: 0, to: count };
    case "start":
      return { head: false, end: true, from: 1 + (seed % Math.max(1, count - 3)), to: count };
    case "end":
      return { head: true, end: false, from: 0, to: Math.max(1, count - 1 - (seed % Math.max(1, count - 2))) };
  }
}

function headRows(table: CaseTable, spec: LayoutSpec, columns: number, path: (rest: string) => string): readonly (readonly FormCell[])[] {
  const rows: FormCell[][] = [];
  const [label = 1, rest = columns - 1] = spread([2, columns - 2], columns);
  if (spec.projectLabel !== null)
    rows.push([cell(spec.projectLabel, { across: label }), cell(table.project, { across: rest, path: path("project") })]);
  const quarter = spread([2, 3, 2, 3], columns);
  const pair = (first: FormCell[], second: FormCell[]) => rows.push([...first, ...second]);
  const department = spec.departmentLabel === null ? null : ([spec.departmentLabel, table.department, path("department")] as const);
  const unit = spec.unitLabel === null ? null : ([spec.unitLabel, table.unit, path("unit")] as const);
  const total = spec.headTotalLabel === null ? null : ([spec.headTotalLabel, table.total.score, path("total.score")] as const);
  const entries = [department, unit, total].filter((entry) => entry !== null);
  for (let at = 0; at < entries.length; at += 2) {
    const first = entries[at];
    const second = entries[at + 1];
    if (!first) continue;
    if (!second) rows.push([cell(first[0], { across: label }), cell(first[1], { across: rest, path: first[2] })]);
    else
      pair(
        [cell(first[0], { across: quarter[0] ?? 1 }), cell(first[1], { across: quarter[1] ?? 1, path: first[2] })],
        [cell(second[0], { across: quarter[2] ?? 1 }), cell(second[1], { across: quarter[3] ?? 1, path: second[2] })],
      );
  }
  for (const [name, content] of spec.boxes) rows.push([cell(name, { across: label }), cell(content, { across: rest })]);
  return rows;
}

function goalRows(table: CaseTable, goals: NonNullable<LayoutSpec["goals"]>, columns: number): readonly (readonly FormCell[])[] {
  const [label = 1, plan = 1, done = 1] = spread([1, 4, 4], columns);
  return [
    [cell(goals.label, { across: label, down: 2 }), cell(goals.plan, { across: plan }), cell(goals.done, { across: done })],
    [cell(table.goal, { across: plan }), cell(table.goalAchieved, { across: done })],
  ];
}

function indicatorRows(
  table: CaseTable,
  spec: LayoutSpec,
  columns: number,
  cut: Cut,
  path: (rest: string) => string,
): readonly (readonly FormCell[])[] {
  const side = spec.sideLabel === null ? 0 : 1;
  const widths = spread(
    spec.indicatorColumns.map(([key, , share]) => share ?? SHARES[key] ?? 1),
    columns - side,
  );
  const shown = table.indicators.slice(cut.from, cut.to);
  // A placeholder row after the last indicator of a level-2 group, as forms keep them.
  const lines = shown.flatMap((indicator, at): readonly Line[] => {
    const next = shown[at + 1];
    const ends = next?.level2 !== indicator.level2 || next.level1 !== indicator.level1;
    const own: Line = { indicator, at, placeholder: null };
    return spec.placeholders && ends
      ? [own, { indicator, at, placeholder: at % 2 === 0 ? "……" : `指标${numberOf(shown, at) + 1}：` }]
      : [own];
  });
  const rows: FormCell[][] = [];
  if (cut.head) {
    const [head, ...more] = headLines(spec, widths);
    rows.push(side ? [cell(spec.sideLabel, { down: lines.length + 1 + more.length }), ...(head ?? [])] : [...(head ?? [])]);
    for (const line of more) rows.push([...line]);
  } else if (side) rows.push([{ ...cell("", { down: lines.length }), cutOff: true }]);
  for (const [line, { indicator, at, placeholder }] of lines.entries()) {
    const cells: FormCell[] = !cut.head && side && line === 0 ? (rows.pop() ?? []) : [];
    for (const [column, [key]] of spec.indicatorColumns.entries()) {
      const across = widths[column] ?? 1;
      if (key === "level1" || key === "level2") {
        const same = (other: Line | undefined) =>
          other !== undefined &&
          other.indicator.level1 === indicator.level1 &&
          (key === "level1" || other.indicator.level2 === indicator.level2);
        if (same(lines[line - 1])) continue;
        let down = 1;
        while (same(lines[line + down])) down++;
        const hidden = cut.from > 0 && line === 0 && continues(table, cut.from, key);
        const entry = cell(hidden ? "" : levelName(table, spec, indicator, key), { across, down, path: path(`indicators.${at}.${key}`) });
        cells.push(hidden ? { ...entry, cutOff: true } : entry);
        continue;
      }
      if (placeholder !== null) cells.push(cell(key === "level3" ? placeholder : "", { across }));
      else if (key === "score" && table.indicators.length > 0 && spec.traits.sharedScores) {
        const group = (other: Line | undefined) =>
          other?.indicator.level1 === indicator.level1 && other.indicator.level2 === indicator.level2;
        if (group(lines[line - 1])) continue;
        let down = 1;
        while (group(lines[line + down])) down++;
        cells.push(cell(indicator.score, { across, down, path: path(`indicators.${at}.score`) }));
      } else {
        const field = FIELD_OF[key];
        cells.push(
          cell(
            indicatorText(indicator, key, spec, numberOf(shown, at)),
            field ? { across, path: path(`indicators.${at}.${field}`) } : { across },
          ),
        );
      }
    }
    rows.push(cells);
  }
  return rows;
}

/** The heads of the indicator columns, in one row or in two with symbol, value and unit under one head. */
function headLines(spec: LayoutSpec, widths: readonly number[]): readonly (readonly FormCell[])[] {
  const named = spec.indicatorColumns.map(([key, name], column) => ({
    key,
    name: spec.broken ? breakName(name) : name,
    across: widths[column] ?? 1,
  }));
  if (!spec.twoRowHead) return [named.map(({ name, across }) => cell(name, { across }))];
  const split = named.filter(({ key }) => isPartOfTarget(key));
  const above = named.flatMap(({ key, name, across }) => {
    if (key === "symbol") return [cell("年度指标值", { across: split.reduce((n, part) => n + part.across, 0) })];
    return isPartOfTarget(key) ? [] : [cell(name, { across, down: 2 })];
  });
  return [above, split.map(({ name, across }) => cell(name, { across }))];
}

function isPartOfTarget(key: IndicatorColumn): boolean {
  return key === "symbol" || key === "value" || key === "unit";
}

/** As a narrow column breaks it: 年度 / 指标值, 偏差原因 / 分析及改 / 进措施. */
function breakName(name: string): string {
  const width = name.length <= 5 ? 2 : 4;
  return (name.match(new RegExp(`.{1,${width}}`, "gu")) ?? [name]).join("\n");
}

type Line = { readonly indicator: CaseIndicator; readonly at: number; readonly placeholder: string | null };

const FIELD_OF: Partial<Record<IndicatorColumn, keyof TruthIndicator>> = {
  level3: "level3",
  target: "target",
  symbol: "target",
  value: "target",
  unit: "target",
  actual: "actual",
  weight: "weight",
  score: "score",
  reason: "reason",
};

function continues(table: CaseTable, from: number, key: "level1" | "level2"): boolean {
  const before = table.indicators[from - 1];
  const first = table.indicators[from];
  return before?.level1 === first?.level1 && (key === "level1" || before?.level2 === first?.level2);
}

/** Which indicator of its level-2 group the row is, from 1. */
function numberOf(shown: readonly CaseIndicator[], at: number): number {
  let number = 1;
  while (shown[at - number]?.level2 === shown[at]?.level2 && shown[at - number]?.level1 === shown[at]?.level1) number++;
  return number;
}

function levelName(table: CaseTable, spec: LayoutSpec, indicator: CaseIndicator, key: "level1" | "level2"): string {
  const name = spec.broken ? breakName(indicator[key]) : indicator[key];
  if (spec.pointsInNames === "none" || (spec.pointsInNames === "level1" && key === "level2")) return name;
  const points = table.levelPoints.get(key === "level1" ? indicator.level1 : `${indicator.level1}/${indicator.level2}`);
  return points === undefined ? name : `${name}${spec.broken ? "\n" : ""}（${points}分）`;
}

const SYMBOLS: Record<LayoutSpec["symbols"], Readonly<Record<string, string>>> = {
  plain: { "≥": "≥", "≤": "≤", "=": "=" },
  words: { "≥": "大于等于", "≤": "小于等于", "=": "等于" },
  wide: { "≥": "≧", "≤": "≦", "=": "﹦" },
  ascii: { "≥": ">=", "≤": "<=", "=": "=" },
};

function indicatorText(indicator: CaseIndicator, key: IndicatorColumn, spec: LayoutSpec, number: number): string | null {
  const { target, actual } = indicator;
  const symbol = (value: CaseValue) => SYMBOLS[spec.symbols][value.symbol] ?? value.symbol;
  switch (key) {
    case "level1":
    case "level2":
      return indicator[key];
    case "level3":
      return `${spec.numbered ? `指标${number}：` : ""}${nameOf(indicator, spec)}`;
    case "target":
      return target === null ? null : `${symbol(target)}${target.value}${target.unit}`;
    case "symbol":
      return target === null ? null : target.word ? "定性" : symbol(target) || "=";
    case "value":
      return target?.value ?? null;
    case "unit":
      return target?.unit ?? null;
    case "actual":
      return actual === null ? null : `${actual.value}${isSplit(spec) ? "" : actual.unit}`;
    case "weight":
    case "score":
    case "reason":
      return indicator[key];
    case "core":
      return indicator.core ? "是" : "否";
    case "coefficient":
      return indicator.weight === null || indicator.score === null
        ? null
        : trimZeros(
            printScaled(
              roundScaled(multiply(divide(decimalOf(indicator.score), decimalOf(indicator.weight)), ratio(100)), {
                mode: "half-up",
                places: 2,
              }),
              2,
            ),
          );
    case "explain":
      return `考察${indicator.level3}是否达到年初计划`;
    case "standard":
      return `达到计划得满分，未达到的按完成比例计分`;
    case "blank":
      return "";
  }
}

function nameOf(indicator: CaseIndicator, spec: LayoutSpec): string {
  const { target } = indicator;
  if (!spec.stars || target === null || target.word) return indicator.level3;
  return `${indicator.core ? "★" : ""}${indicator.level3}（${target.symbol}**${target.unit}）`;
}

function isSplit(spec: LayoutSpec): boolean {
  return spec.indicatorColumns.some(([key]) => key === "unit");
}

function totalRows(table: CaseTable, spec: LayoutSpec, columns: number, path: (rest: string) => string): readonly (readonly FormCell[])[] {
  const rows: FormCell[][] = [];
  const side = spec.sideLabel === null ? 0 : 1;
  const widths = spread(
    spec.indicatorColumns.map(([key, , share]) => share ?? SHARES[key] ?? 1),
    columns - side,
  );
  if (spec.totalLabel !== null) {
    const figures = spec.indicatorColumns.map(([key]) => key === "weight" || key === "score");
    const first = figures.indexOf(true);
    if (first > 0) {
      const label = side + widths.slice(0, first).reduce((a, b) => a + b, 0);
      const rest = spec.indicatorColumns.slice(first).map(([key], at) => {
        const across = widths[first + at] ?? 1;
        if (key === "weight") return cell(table.total.weight, { across, path: path("total.weight") });
        return key === "score" ? cell(table.total.score, { across, path: path("total.score") }) : cell("", { across });
      });
      rows.push([cell(spec.totalLabel, { across: label }), ...rest]);
    }
  }
  const [label = 1, rest = columns - 1] = spread([2, columns - 2], columns);
  if (spec.gradeLabel !== null)
    rows.push([cell(spec.gradeLabel, { across: label }), cell(table.grade, { across: rest, path: path("grade") })]);
  for (const [name, content] of spec.closing) rows.push([cell(name, { across: label }), cell(content, { across: rest })]);
  return rows;
}

function truthOf(table: CaseTable, spec: LayoutSpec, cut: Cut): TruthTable {
  const has = (key: IndicatorColumn) => spec.indicatorColumns.some(([name]) => name === key);
  const sum = spec.totalLabel !== null && cut.end;
  const indicators = table.indicators.slice(cut.from, cut.to).map((indicator, at): TruthIndicator => {
    const hidden = (key: "level1" | "level2") => {
      if (!has(key)) return true;
      if (cut.from === 0 || !continues(table, cut.from, key)) return false;
      const start = table.indicators[cut.from];
      return table.indicators
        .slice(cut.from, cut.from + at + 1)
        .every((other) => other.level1 === start?.level1 && (key === "level1" || other.level2 === start.level2));
    };
    const plainName = (key: IndicatorColumn) => indicatorText(indicator, key, spec, 1);
    return {
      level1: hidden("level1") ? "" : indicator.level1,
      level2: hidden("level2") ? "" : indicator.level2,
      level3: nameOf(indicator, spec),
      target: has("target")
        ? plainName("target")
        : has("symbol")
          ? `${plainName("symbol") ?? ""}${plainName("value") ?? ""}${plainName("unit") ?? ""}` || null
          : null,
      actual: has("actual") ? plainName("actual") : null,
      weight: has("weight") ? indicator.weight : null,
      score: has("score") ? indicator.score : null,
      reason: has("reason") ? indicator.reason : null,
    };
  });
  return {
    project: spec.projectLabel !== null && cut.head ? table.project : null,
    department: spec.departmentLabel !== null && cut.head ? table.department : null,
    unit: spec.unitLabel !== null && cut.head ? table.unit : null,
    year: cut.head && spec.title.some((line) => line.includes("{year}")) ? table.year : null,
    moneyUnit: cut.head ? table.moneyUnit : null,
    funds: cut.head ? truthFunds(table, spec) : [],
    indicators,
    total: {
      weight: sum && has("weight") ? table.total.weight : null,
      score: (sum && has("score")) || (spec.headTotalLabel !== null && cut.head) ? table.total.score : null,
    },
    grade: spec.gradeLabel !== null && cut.end ? table.grade : null,
  };
}

function fill(line: string, table: CaseTable | undefined): string {
  return line.replaceAll("{year}", String(table?.year ?? "")).replaceAll("{project}", table?.project ?? "");
}
