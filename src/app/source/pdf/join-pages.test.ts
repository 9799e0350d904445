import { expect, test } from "vitest";
import { joinPages } from "./join-pages.ts";
import type { PageItem } from "./page-items.ts";

const SIDES = [0, 100, 200, 300, 400];

/** Rows of four cells, 20 high each; null takes the place of a cell that the one above it covers. */
function aTable(rows: readonly (readonly (string | null)[])[]): PageItem {
  const rooms = rows.flatMap((row, index) =>
    row.flatMap((text, column) => {
      if (text === null) return [];
      let bottom = index + 1;
      while (rows[bottom]?.[column] === null) bottom++;
      return [{ text, left: SIDES[column] ?? 0, right: SIDES[column + 1] ?? 0, top: index * 20, bottom: bottom * 20 }];
    }),
  );
  return { kind: "table", top: 0, left: 0, right: 400, rooms };
}
const text = (words: string): PageItem => ({ kind: "text", text: words, top: 0 });
const foot = text("— 1 —");

function rowsOf(pages: readonly (readonly PageItem[])[]) {
  return joinPages(pages).flatMap((one) =>
    one.kind === "table"
      ? [Array.from({ length: one.rows }, (_, row) => one.cells.filter((cell) => cell.row === row).map((cell) => cell.text))]
      : [],
  );
}

test("a table goes on behind the page's foot, and its repeated head is left out", () => {
  const head = ["二级指标", "三级指标", "年度指标值", "分值"];
  const pages = [
    [text("自评表"), aTable([head, ["数量指标", "团组数", "≥12个", "20"]]), foot],
    [aTable([head, ["质量指标", "达成率", "100%", "15"]]), foot],
  ];
  expect(rowsOf(pages)).toEqual([[head, ["数量指标", "团组数", "≥12个", "20"], ["质量指标", "达成率", "100%", "15"]]]);
});

test("a row that the page broke is joined", () => {
  const pages = [
    [
      aTable([
        ["数量指标", "团组数", "全年结算十二个", "20"],
        ["时效指标", "按时", "上半年完成六个，", "5"],
      ]),
      foot,
    ],
    [
      aTable([
        ["", "", "下半年完成六个。", ""],
        ["成本指标", "费用", "256.8万元", "10"],
      ]),
    ],
  ];
  expect(rowsOf(pages)).toEqual([
    [
      ["数量指标", "团组数", "全年结算十二个", "20"],
      ["时效指标", "按时", "上半年完成六个，下半年完成六个。", "5"],
      ["成本指标", "费用", "256.8万元", "10"],
    ],
  ]);
});

test("a level's name goes on beside the rows of the next page", () => {
  const pages = [
    [
      aTable([
        ["产出指标", "团组数", "≥12个", "20"],
        [null, "人次", "≥60人", "10"],
      ]),
      foot,
    ],
    [
      aTable([
        ["", "达成率", "100%", "15"],
        [null, "及时率", "100%", "5"],
      ]),
    ],
  ];
  const [table] = joinPages(pages).filter((one) => one.kind === "table");
  expect(table?.kind === "table" && table.cells.filter(({ column }) => column === 0)).toEqual([
    { row: 0, column: 0, rowSpan: 4, columnSpan: 1, text: "产出指标" },
  ]);
});

test("a table behind other text, or of other columns, is a table of its own", () => {
  const one = aTable([
    ["一", "二", "三", "四"],
    ["五", "六", "七", "八"],
  ]);
  expect(rowsOf([[one, text("以下为另一张表。"), foot], [one]])).toHaveLength(2);
  expect(
    rowsOf([
      [one, foot],
      [text("二、项目绩效"), one],
    ]),
  ).toHaveLength(2);
  expect(rowsOf([[one, foot], [one.kind === "table" ? { ...one, right: 350 } : one]])).toHaveLength(2);
  expect(rowsOf([[one, foot], [text("没有表的一页")], [one]])).toHaveLength(2);
});
