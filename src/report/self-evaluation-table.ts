// 项目支出绩效自评表 in the layout of 财预〔2020〕10号 附1: project, funds, goals and indicators in one ruled table of ten
// grid columns; totals are sums a spreadsheet computes itself.

import { executionRate, FUND_SOURCES, type FundColumn, fundAmount, fundTotal, type Indicator } from "../dossier/index.ts";
import { type Points, printMoney, printMoneyColumn, printPercent, printPoints } from "../kernel/index.ts";
import { findLevel1, findLevel2 } from "../rules/index.ts";
import { fillNarrative } from "../scoring/index.ts";
import type { Cell, Table } from "./report-document.ts";
import { itemOf, type ReportContext } from "./report-input.ts";
import { pointsCell, totalCell } from "./score-tables.ts";

const WIDTHS = [5, 10, 10, 9, 11, 12, 12, 7, 9, 15];
const COLUMNS: readonly FundColumn[] = ["initial", "revised", "executed"];
const HEAD_ROWS = 2;

export function selfEvaluationTable(context: ReportContext): Table {
  const funds = fundRows(context);
  const goals = goalRows(context);
  const before = HEAD_ROWS + funds.length + goals.length;
  const indicators = indicatorRows(context);
  return {
    kind: "table",
    id: "self-evaluation",
    widths: WIDTHS,
    headerRows: 0,
    repeatRow: before + 1,
    rows: [...headRows(context), ...funds, ...goals, ...indicators, totalRow(context, before, indicators.length)],
  };
}

function label(text: string, extra: Partial<Cell> = {}): Cell {
  return { text, header: true, align: "center", ...extra };
}

function headRows({ dossier, wording }: ReportContext): Cell[][] {
  return [
    [label(wording.form.project, { colSpan: 2 }), { text: dossier.project.name, colSpan: 8, align: "center" }],
    [
      label(wording.form.department, { colSpan: 2 }),
      { text: dossier.project.department, colSpan: 3, align: "center" },
      label(wording.form.unit, { colSpan: 2 }),
      { text: dossier.project.unit, colSpan: 3, align: "center" },
    ],
  ];
}

// The official form always prints its four fund rows; a source the project does not have stays blank, not zero.
function fundRows(context: ReportContext): Cell[][] {
  const { dossier, wording, scorecard, rulebook } = context;
  const words = wording.fundsTable;
  const execution = scorecard.items[0];
  const rate = executionRate(dossier);
  const first = HEAD_ROWS + 2;
  const sources = FUND_SOURCES.length;
  const amount = (value: ReturnType<typeof fundTotal>, extra: Partial<Cell> = {}): Cell =>
    value === null
      ? { text: "", align: "center" }
      : { text: printMoneyColumn(value, dossier.moneyUnit), number: printMoney(value, dossier.moneyUnit), align: "center", ...extra };
  const dash: Cell = { text: wording.dash, align: "center" };
  const named = (id: string, otherwise: string) => rulebook.form.rule.fundRows.find((row) => row.id === id)?.label ?? otherwise;
  return [
    [
      label(wording.form.funds(dossier.moneyUnit), { colSpan: 2, rowSpan: 2 + sources }),
      label("", { colSpan: 2 }),
      ...[words.initial, words.revised, words.executed, wording.scoreTable.weight, words.rate, wording.scoreTable.score].map((text) =>
        label(text),
      ),
    ],
    [
      label(named("total", wording.fundSources.total), { colSpan: 2 }),
      ...COLUMNS.map((column, index) =>
        amount(fundTotal(dossier, column), {
          ref: `funds.total.${column}`,
          formula: `SUM(R${first + 1}C${index + 5}:R${first + sources}C${index + 5})`,
        }),
      ),
      pointsCell(execution?.weight ?? null, wording.dash),
      { text: rate === null ? wording.dash : printPercent(rate), align: "center", ref: "rate.execution" },
      pointsCell(execution?.score ?? null, wording.dash, { ref: "score.execution" }),
    ],
    ...FUND_SOURCES.map((source): Cell[] => [
      label(named(source === "carryOver" ? "carry-over" : source, wording.fundSources[source]), { colSpan: 2 }),
      ...COLUMNS.map((column) => amount(fundAmount(dossier, source, column), { ref: `funds.${source}.${column}` })),
      dash,
      { text: "", align: "center" },
      dash,
    ]),
  ];
}

function goalRows({ dossier, wording, facts }: ReportContext): Cell[][] {
  const fill = (text: string | null | undefined) => (text ? fillNarrative(text, facts) : "");
  return [
    [
      label(wording.form.goal, { colSpan: 2, rowSpan: 2 }),
      label(wording.form.goalExpected, { colSpan: 4 }),
      label(wording.form.goalAchieved, { colSpan: 4 }),
    ],
    [
      { text: fill(dossier.goals?.overall), colSpan: 4, align: "left" },
      { text: fill(dossier.goals?.achieved), colSpan: 4, align: "left" },
    ],
  ];
}

type Group = { readonly title: string; readonly rows: readonly Indicator[] };

function indicatorRows(context: ReportContext): Cell[][] {
  const { dossier, wording, rulebook } = context;
  const words = wording.form;
  const level1 = grouped(dossier.indicators, (indicator) => findLevel1(rulebook, indicator.level1)?.title ?? indicator.level1);
  const heading = [
    label(words.indicators, { rowSpan: dossier.indicators.length + 1 }),
    label(wording.scoreTable.level1),
    label(wording.scoreTable.level2),
    label(words.level3, { colSpan: 2 }),
    ...[words.target, words.actual, wording.scoreTable.weight, wording.scoreTable.score, words.reason].map((text) => label(text)),
  ];
  const rows: Cell[][] = [heading];
  for (const outer of level1) {
    const inner = grouped(
      outer.rows,
      (indicator) => findLevel2(rulebook, indicator.level2, findLevel1(rulebook, indicator.level1))?.title ?? indicator.level2,
    );
    inner.forEach((group, groupIndex) => {
      group.rows.forEach((indicator, index) => {
        rows.push([
          ...(groupIndex === 0 && index === 0 ? [levelCell(context, outer)] : []),
          ...(index === 0 ? [levelCell(context, group)] : []),
          ...indicatorCells(context, indicator),
        ]);
      });
    });
  }
  return rows;
}

function indicatorCells(context: ReportContext, indicator: Indicator): Cell[] {
  const { wording } = context;
  if (indicator.notApplicable !== null) {
    return [
      { text: wording.none, colSpan: 2, align: "center" },
      ...Array.from({ length: 4 }, (): Cell => ({ text: "", align: "center" })),
      { text: indicator.notApplicable, align: "left" },
    ];
  }
  const item = itemOf(context, indicator.id);
  const reason = [
    indicator.deviation ??
      (item && item.score !== null && item.weight !== null && item.score < item.weight ? (indicator.recorded?.reason ?? "") : ""),
    indicator.corrective ?? "",
  ]
    .filter((text) => text !== "")
    .join("；");
  return [
    { text: indicator.level3, colSpan: 2, align: "left" },
    { text: wording.target(indicator), align: "center", ref: `indicator.${indicator.id}.target` },
    { text: wording.actual(indicator), align: "center", ref: `indicator.${indicator.id}.actual` },
    pointsCell(item?.weight ?? null, wording.dash),
    pointsCell(item?.score ?? null, wording.dash, { ref: `score.${indicator.id}` }),
    { text: fillNarrative(reason, context.facts), align: "left" },
  ];
}

// A level's name with its weight under it, spanning its rows.
function levelCell(context: ReportContext, group: Group): Cell {
  const weights = group.rows.map((indicator) =>
    indicator.notApplicable === null ? (itemOf(context, indicator.id)?.weight ?? null) : (0n as Points),
  );
  const all = weights.some((weight) => weight === null)
    ? null
    : (weights.reduce<bigint>((sum, weight) => sum + (weight ?? 0n), 0n) as Points);
  const text = all === null || all === 0n ? group.title : `${group.title}${context.wording.weightNote(printPoints(all))}`;
  return { text, align: "center", ...(group.rows.length > 1 ? { rowSpan: group.rows.length } : {}) };
}

function totalRow({ scorecard, wording }: ReportContext, before: number, count: number): Cell[] {
  const first = before + 2;
  const last = before + count;
  const fundRow = HEAD_ROWS + 2;
  const sum = scorecard.items.reduce<bigint>((total, item) => total + (item.score ?? 0n), 0n);
  const weight = scorecard.items.some((item) => item.weight === null)
    ? null
    : (scorecard.items.reduce<bigint>((total, item) => total + (item.weight ?? 0n), 0n) as Points);
  return [
    label(wording.total, { colSpan: 7 }),
    pointsCell(weight, wording.dash, { bold: true, formula: `R${fundRow}C8+SUM(R${first}C8:R${last}C8)` }),
    totalCell(scorecard.total, wording.dash, {
      ref: "score.total",
      ...(scorecard.total === sum ? { formula: `R${fundRow}C10+SUM(R${first}C9:R${last}C9)` } : {}),
    }),
    { text: "", align: "center" },
  ];
}

function grouped(indicators: readonly Indicator[], key: (indicator: Indicator) => string): Group[] {
  return [...new Set(indicators.map(key))].map((title) => ({ title, rows: indicators.filter((indicator) => key(indicator) === title) }));
}
