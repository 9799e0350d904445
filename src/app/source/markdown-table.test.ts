import { expect, test } from "vitest";
import { markdownTable } from "./markdown-table.ts";
import { readTextSource } from "./read-text-source.ts";

const TEXT = ["| 项目名称 | 甲 |", "|:--|--:|", "| 预算 \\| 决算 | 465.47<br>万元 |", "", "其后"];
const STARTS = TEXT.map((_, at) => TEXT.slice(0, at).join("\n").length + (at > 0 ? 1 : 0));

test("heads, a row of dashes and rows are a table, every cell with its characters", () => {
  const table = markdownTable(TEXT, STARTS, 0);
  expect(table && { ...table, cells: table.cells.map(({ row, column, text, address }) => [row, column, text, address]) }).toEqual({
    ...{ lines: 3, rows: 2, columns: 2 },
    cells: [
      [0, 0, "项目名称", "chars:2-6"],
      [0, 1, "甲", "chars:9-10"],
      [1, 0, "预算 | 决算", "chars:25-33"],
      [1, 1, "465.47\n万元", "chars:36-48"],
    ],
  });
});

test("without dashes, or with rows of other lengths, lines stay lines", () => {
  expect(markdownTable(["| 甲 | 乙 |", "| 丙 | 丁 |"], [0, 10], 0)).toBeNull();
  expect(markdownTable(["| 甲 | 乙 |", "|---|---|", "| 丙", "续 | 丁 |"], [0, 10, 20, 30], 0)).toBeNull();
  expect(markdownTable(["甲", "---"], [0, 2], 0)).toBeNull();
});

test("a fenced example is no table", () => {
  const read = readTextSource(
    "a.md",
    new TextEncoder().encode(`\`\`\`\n${TEXT.slice(0, 3).join("\n")}\n\`\`\`\n\n${TEXT.slice(0, 3).join("\n")}\n`),
    "md",
  );
  expect(read.ok && read.value.blocks.map(({ kind }) => kind)).toEqual(["text", "text", "text", "text", "text", "text", "table"]);
});
