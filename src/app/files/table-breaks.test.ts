import { describe, expect, it } from "vitest";
import type { Table } from "../../report/index.ts";
import { FORM, PORTRAIT, SIZE } from "./page-geometry.ts";
import { aDetailTable } from "./sample-document.builder.ts";
import { planBreaks, textSizeOf } from "./table-breaks.ts";
import { placeCells } from "./table-grid.ts";

function breaksOf(table: Table): { readonly splits: number[]; readonly together: string[]; readonly keepNext: number[] } {
  const { splits, together, keepNext } = planBreaks(placeCells(table), table.widths, 10.5, PORTRAIT);
  return {
    splits: [...splits].sort((a, b) => a - b),
    together: [...together].map(({ cell }) => cell.text),
    keepNext: [...keepNext].sort((a, b) => a - b),
  };
}

describe("the breaks of a table", () => {
  it("keep the head with the first row and the total with the last", () => {
    expect(breaksOf(aDetailTable())).toEqual({ splits: [], together: [], keepNext: [1, 2, 13] });
  });

  it("keep a small group of merged rows on one page, and let a long one go on", () => {
    const group = (label: string, rows: number): Table["rows"] =>
      Array.from({ length: rows }, (_, index) => [...(index === 0 ? [{ text: label, rowSpan: rows }] : []), { text: `第${index + 1}行` }]);
    const table: Table = {
      kind: "table",
      id: "t",
      widths: [1, 3],
      headerRows: 0,
      rows: [...group("小组", 3), ...group("大组", 30), [{ text: "末" }, { text: "行" }]],
    };
    expect(breaksOf(table)).toEqual({ splits: [], together: ["小组"], keepNext: [1, 2, 33] });
  });

  it("let only a row break that would fill half a page", () => {
    const long = "说明".repeat(900);
    const rows: Table["rows"] = [
      [{ text: "甲" }, { text: long }],
      [{ text: "乙" }, { text: "短" }],
      [{ text: long, rowSpan: 2 }, { text: "丙" }],
      [{ text: "丁" }],
    ];
    expect(breaksOf({ kind: "table", id: "t", widths: [1, 3], headerRows: 0, rows })).toMatchObject({ splits: [1, 3, 4], together: [] });
  });
});

describe("the size of a table's text", () => {
  const form = (rows: number): Table => ({
    kind: "table",
    id: "t",
    widths: [1, 1, 1, 1, 1, 1, 1, 1],
    headerRows: 0,
    rows: Array.from({ length: rows }, () => [
      { text: "栏目", colSpan: 2 },
      { text: "内容", colSpan: 6 },
    ]),
  });
  const sizes = (page: typeof FORM, ...rows: readonly number[]) => rows.map((count) => textSizeOf(form(count), page));

  it("of a form is a step smaller only where that keeps it on its sheet", () => {
    // A row takes 23.2 points in 五号 and 21.2 in 小五; 638 are there.
    expect(sizes(FORM, 20, 27, 28, 30, 31)).toEqual([SIZE.wu, SIZE.wu, SIZE.xiaoWu, SIZE.xiaoWu, SIZE.wu]);
  });

  it("is the same on every other page, however long the table", () => {
    expect(sizes(PORTRAIT, 5, 28, 200)).toEqual([SIZE.wu, SIZE.wu, SIZE.wu]);
  });
});
