import { describe, expect, test } from "vitest";
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from "../../../reading/index.ts";
import { sourcePages } from "./source-pages.ts";

function aSource(...blocks: readonly SourceBlock[]): SourceDocument {
  return { name: "一.txt", format: "txt", blocks, pageSetup: null, notes: [] };
}

function aLine(text: string, address: string, page: number | null = null): SourceBlock {
  return { kind: "text", text, page, address };
}

/** `spans` joins rows: [3, 2] makes the first cell of row 3 two rows high. */
function aTable(rows: number, columns: number, spans: readonly (readonly [row: number, height: number])[] = []): SourceTable {
  const cells: SourceCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const above = spans.some(([from, height]) => column === 0 && row > from && row < from + height);
      if (above) continue;
      const height = column === 0 ? (spans.find(([from]) => from === row)?.[1] ?? 1) : 1;
      cells.push({ row, column, rowSpan: height, columnSpan: 1, text: `${row},${column}`, address: `table:0!R${row + 1}C${column + 1}` });
    }
  }
  return { kind: "table", sheet: "表", page: null, rows, columns, address: "table:0", cells };
}

describe("a short original", () => {
  test("is one page, in reading order", () => {
    const { pages } = sourcePages(aSource(aLine("标题", "block:0"), aTable(2, 2), aLine("签名", "block:2")));
    expect(pages.map((blocks) => blocks.map(({ address }) => address))).toEqual([["block:0", "table:0", "block:2"]]);
  });

  test("of nothing is one empty page", () => {
    expect(sourcePages(aSource()).pages).toEqual([[]]);
  });
});

describe("a table of thousands of rows", () => {
  const rowsOf = (table: SourceTable) =>
    sourcePages(aSource(table)).pages.map(([block]) => (block?.kind === "table" ? [block.fromRow, block.toRow, block.cells.length] : null));

  test("is parted between rows, every cell on one page", () => {
    expect(rowsOf(aTable(600, 3))).toEqual([
      [0, 250, 750],
      [250, 500, 750],
      [500, 600, 300],
    ]);
  });

  test("is not parted where a cell joins the rows", () => {
    expect(rowsOf(aTable(600, 3, [[248, 5]])).map((part) => part?.slice(0, 2))).toEqual([
      [0, 253],
      [253, 503],
      [503, 600],
    ]);
  });

  test("leads from a cell's address to its page", () => {
    const { spotOf } = sourcePages(aSource(aTable(600, 3)));
    expect(spotOf("table:0!R501C2")).toEqual({ page: 2, anchor: "table:0!R501C2", from: null, to: null });
  });
});

describe("an address", () => {
  const { spotOf } = sourcePages(aSource(aLine("总分 92.45 分", "chars:0-11", 1), aLine("等级 优", "chars:12-16", 2), aTable(1, 1)));

  test("of characters is the line they begin in, and which of its characters", () => {
    expect(spotOf("chars:3-8")).toEqual({ page: 0, anchor: "chars:0-11", from: 3, to: 8 });
    expect(spotOf("chars:15-16")).toEqual({ page: 0, anchor: "chars:12-16", from: 3, to: 4 });
  });

  test("of characters over a line's end is marked up to that end", () => {
    expect(spotOf("chars:9-14")).toEqual({ page: 0, anchor: "chars:0-11", from: 9, to: 11 });
  });

  test("of a page or a block is where it begins", () => {
    expect(spotOf("p2")?.anchor).toBe("chars:12-16");
    expect(spotOf("block:2")?.anchor).toBe("table:0");
  });

  test("of a cell that is not there is its table, and of nothing known is no place", () => {
    expect(spotOf("table:0!R9C9")?.anchor).toBe("table:0");
    expect([spotOf("table:7!R1C1"), spotOf("chars:90-95"), spotOf("elsewhere"), spotOf(null)]).toEqual([null, null, null, null]);
  });
});
