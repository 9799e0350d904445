import { describe, expect, it } from "vitest";
import type { Table } from "../../report/index.ts";
import { aSelfEvaluationForm } from "./sample-document.builder.ts";
import { cellAt, placeCells, splitForRepeat } from "./table-grid.ts";

function aTable(overrides: Partial<Table>): Table {
  return { kind: "table", id: "t", widths: [1, 1], headerRows: 0, rows: [], ...overrides };
}

describe("the grid of a table", () => {
  it("places cells after the spans that reach into their row", () => {
    const grid = placeCells(
      aTable({
        widths: [1, 1, 1],
        rows: [
          [
            { text: "a", rowSpan: 2 },
            { text: "b", colSpan: 2 },
          ],
          [{ text: "c" }, { text: "d" }],
        ],
      }),
    );
    expect(grid.rows[1]?.map(({ cell, column }) => [cell.text, column])).toEqual([
      ["c", 2],
      ["d", 3],
    ]);
    expect(cellAt(grid, 2, 1).cell.text).toBe("a");
    expect(cellAt(grid, 1, 3).cell.text).toBe("b");
  });

  it("refuses a hole, an overlap and a cell beyond the edge", () => {
    expect(() => placeCells(aTable({ rows: [[{ text: "a" }]] }))).toThrow("row 1 leaves column 2 empty");
    expect(() => placeCells(aTable({ rows: [[{ text: "a", rowSpan: 2 }, { text: "b" }], [{ text: "c", colSpan: 2 }]] }))).toThrow(
      '"c" does not fit',
    );
    expect(() =>
      placeCells(
        aTable({
          rows: [
            [
              { text: "a", rowSpan: 2 },
              { text: "b", rowSpan: 2 },
            ],
          ],
        }),
      ),
    ).toThrow("does not fit at row 2");
  });

  it("refuses a head that spans below the head", () => {
    const rows = [[{ text: "a", rowSpan: 2 }, { text: "b" }], [{ text: "c" }]];
    expect(() => placeCells(aTable({ headerRows: 1, rows }))).toThrow('"a" spans below row 1');
    expect(() => placeCells(aTable({ repeatRow: 2, rows }))).toThrow('"a" spans below row 1');
  });

  it("keeps every text of a form whose head repeats further down, and a spanning label in that head", () => {
    const form = aSelfEvaluationForm();
    const [above, below] = splitForRepeat(form);
    expect(above?.rows.length).toBe(9);
    expect(below?.headerRows).toBe(1);
    expect(below?.rows[0]?.[0]).toMatchObject({ cell: { text: "绩效指标" }, rowSpan: 1, openBottom: true });
    expect(below?.rows[1]?.[0]).toMatchObject({ cell: { text: "" }, row: 2, column: 1, rowSpan: 10, openTop: true });
    const texts = [above, below].flatMap((grid) => grid?.rows.flat().map(({ cell }) => cell.text) ?? []);
    const given = form.rows.flat().map(({ text }) => text);
    expect(texts.filter((text) => text !== "").sort()).toEqual(given.filter((text) => text !== "").sort());
  });
});
