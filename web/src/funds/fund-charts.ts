// What the money charts draw: bars for each source and each sub-project, spending over budget in red.
import type { EChartsCoreOption } from "echarts/core";
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";

const INK = "#0f2a36";
const TEAL = "#0f5c66";
const PALE = "#a9c6c9";
const GREY = "#d3dbdb";
const CINNABAR = "#a8322a";
// Lengths are measured on a canvas, which knows no inherited font.
const FONT = `"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif`;
const TEXT = { color: "#506069", fontSize: 12.5, fontFamily: FONT } as const;

const LEGEND = { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 18, textStyle: TEXT } as const;
const TOOLTIP = {
  trigger: "axis",
  renderMode: "richText",
  axisPointer: { type: "shadow" },
  backgroundColor: INK,
  borderWidth: 0,
  textStyle: { color: "#fff", fontSize: 12.5, fontFamily: FONT },
} as const;

/** Initial, revised and executed amounts of each source, the total first. */
export function sourceChart(one: CaseView, words: WebWording): EChartsCoreOption {
  const rows = one.funds.rows;
  const series = (name: string, color: string, pick: (row: (typeof rows)[number]) => string | null, labelled: boolean) => ({
    name,
    type: "bar",
    barMaxWidth: 30,
    barGap: "12%",
    itemStyle: { color, borderRadius: [2, 2, 0, 0] },
    data: rows.map((row) => numberOf(pick(row))),
    label: {
      show: labelled,
      position: "top",
      ...TEXT,
      color: INK,
      formatter: (point: { readonly dataIndex: number }) => pick(rows[point.dataIndex] as (typeof rows)[number]) ?? "",
    },
  });
  return {
    grid: { left: 8, right: 8, top: 40, bottom: 6, containLabel: true },
    legend: LEGEND,
    tooltip: TOOLTIP,
    xAxis: {
      type: "category",
      data: rows.map((row) => words.funds.sources[row.id]),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#b7c3c5" } },
      axisLabel: { ...TEXT, interval: 0, width: 84, overflow: "break" },
    },
    yAxis: { type: "value", axisLabel: TEXT, splitLine: { lineStyle: { color: "#e6eae9" } } },
    series: [
      series(words.terms.initial, GREY, (row) => row.initial, false),
      series(words.terms.revised, PALE, (row) => row.revised, false),
      series(words.terms.executed, TEAL, (row) => row.executed, true),
    ],
  };
}

/** Budget and spending of each sub-project; a bar over its budget is red. */
export function delegationChart(one: CaseView, words: WebWording): EChartsCoreOption {
  const rows = one.subprojects.rows.toReversed();
  return {
    grid: { left: 4, right: 56, top: 34, bottom: 4, containLabel: true },
    legend: { ...LEGEND, data: [words.funds.budget, words.funds.spent] },
    tooltip: TOOLTIP,
    xAxis: { type: "value", axisLabel: TEXT, splitLine: { lineStyle: { color: "#e6eae9" } } },
    yAxis: {
      type: "category",
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#b7c3c5" } },
      axisLabel: { ...TEXT, color: INK, width: innerWidth < 700 ? 110 : 250, overflow: "truncate" },
    },
    series: [
      {
        name: words.funds.budget,
        type: "bar",
        barWidth: 11,
        barGap: "10%",
        itemStyle: { color: PALE, borderRadius: [0, 2, 2, 0] },
        data: rows.map((row) => numberOf(row.budget)),
      },
      {
        name: words.funds.spent,
        type: "bar",
        barWidth: 11,
        color: TEAL,
        data: rows.map((row) => ({
          value: numberOf(row.spent),
          itemStyle: { color: row.over === null ? TEAL : CINNABAR, borderRadius: [0, 2, 2, 0] },
        })),
        label: {
          show: true,
          position: "right",
          ...TEXT,
          color: INK,
          formatter: (point: { readonly dataIndex: number }) => rows[point.dataIndex]?.spent ?? "",
        },
      },
    ],
  };
}

// A pixel length, not a sum: the exact text stands in the label and the table.
function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
