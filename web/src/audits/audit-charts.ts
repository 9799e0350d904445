// What the charts of a batch draw: how often each check found something, and how many errors each department has.
import type { EChartsCoreOption } from "echarts/core";
import type { AuditView } from "../../../src/app/http/contract-audits.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";

const INK = "#0f2a36";
const AMBER = "#e0b45c";
const CINNABAR = "#a8322a";
const FONT = `"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif`;
const TEXT = { color: "#506069", fontSize: 12.5, fontFamily: FONT } as const;

/** Bars that still tell something side by side; the table below holds all. */
const MOST_BARS = 10;

type Row = { readonly name: string; readonly errors: number; readonly warnings: number };

export function codeRows(view: AuditView, nameOf: (code: string) => string): readonly Row[] {
  return view.byCode
    .filter(({ errors, warnings }) => errors + warnings > 0)
    .toSorted((a, b) => b.errors - a.errors || b.warnings - a.warnings)
    .slice(0, MOST_BARS)
    .map(({ code, errors, warnings }) => ({ name: nameOf(code), errors, warnings }));
}

export function departmentRows(view: AuditView, words: WebWording): readonly Row[] {
  return view.byDepartment
    .filter(({ errors }) => errors > 0)
    .slice(0, MOST_BARS)
    .map(({ department, errors }) => ({ name: department ?? words.audit.noDepartment, errors, warnings: 0 }));
}

/** Lying bars, errors in red and doubts in amber behind them, the most at the top. */
export function barsChart(rows: readonly Row[], words: WebWording): EChartsCoreOption {
  const upwards = rows.toReversed();
  const withWarnings = rows.some(({ warnings }) => warnings > 0);
  const series = (name: string, color: string, pick: (row: Row) => number) => ({
    name,
    type: "bar",
    stack: "all",
    barWidth: 13,
    itemStyle: { color },
    data: upwards.map(pick),
    label: {
      show: true,
      position: "inside",
      ...TEXT,
      fontSize: 11,
      color: "#fff",
      formatter: ({ value }: { readonly value: number }) => (value > 0 ? String(value) : ""),
    },
  });
  const warnings = series(words.audit.warnings, AMBER, (row) => row.warnings);
  return {
    grid: { left: 4, right: 18, top: withWarnings ? 30 : 6, bottom: 4, containLabel: true },
    ...(withWarnings ? { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 18, textStyle: TEXT } } : {}),
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      axisPointer: { type: "shadow" },
      backgroundColor: INK,
      borderWidth: 0,
      textStyle: { color: "#fff", fontSize: 12.5, fontFamily: FONT },
    },
    xAxis: { type: "value", minInterval: 1, axisLabel: TEXT, splitLine: { lineStyle: { color: "#e6eae9" } } },
    yAxis: {
      type: "category",
      data: upwards.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#b7c3c5" } },
      axisLabel: { ...TEXT, color: INK, width: innerWidth < 700 ? 120 : 170, overflow: "truncate" },
    },
    series: [
      series(words.audit.errors, CINNABAR, (row) => row.errors),
      ...(withWarnings ? [{ ...warnings, label: { ...warnings.label, color: INK } }] : []),
    ],
  };
}
