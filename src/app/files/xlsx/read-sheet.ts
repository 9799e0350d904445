// Reads one sheet's part as a stream (ECMA-376 part 1, §18.3.1): rows and cells in order, each once, and the merged blocks.
import { refuse } from "../file-refusal.ts";
import type { ZipArchive } from "../read-zip.ts";
import type { CellBlock, SourceCell, SourceRow, SourceSheet, WorkbookLimits } from "../source-workbook.ts";
import { cellName } from "../workbook-sheet.ts";
import { blockOf, LAST_COLUMN, LAST_ROW, placeOf } from "./cell-address.ts";
import { type CellContext, contentOf, type OpenCell } from "./cell-content.ts";
import { SHEET_NAMESPACES } from "./open-workbook.ts";
import { attributeOf, readXmlPart, type XmlElement } from "./read-xml.ts";
import { createTextRuns } from "./text-runs.ts";

/** What sheets of one workbook share; `count` goes on from sheet to sheet. */
export type SheetContext = Omit<CellContext, "shared"> & {
  readonly archive: ZipArchive;
  readonly limits: WorkbookLimits;
  readonly count: { cells: number; merges: number };
};

/** @throws FileRefusal with the sheet and, where there is one, the cell. */
export function readSheet(context: SheetContext, sheet: string, part: string): Pick<SourceSheet, "rows" | "merges"> {
  const rows: SourceRow[] = [];
  const merges: CellBlock[] = [];
  const cellContext: CellContext = { ...context, shared: new Map() };
  const runs = createTextRuns(5);
  let area = "";
  let row = 0;
  let column = 0;
  let hidden = false;
  let cells: SourceCell[] = [];
  let cell: OpenCell | null = null;
  let capture: "value" | "formula" | "runs" | null = null;
  const here = (address?: string) => ({ sheet, ...(address ? { cell: address } : {}) });

  const openRow = (element: XmlElement) => {
    const given = attributeOf(element, "r");
    const next = given === undefined ? row + 1 : /^\d{1,7}$/.test(given) ? Number(given) : 0;
    if (next < 1 || next > LAST_ROW) refuse("cell-address", given ?? String(next), `1 … ${LAST_ROW}`, here());
    if (next <= row) refuse("cell-order", `${next}:${next}`, "", here());
    row = next;
    column = 0;
    cells = [];
    hidden = ["1", "true"].includes(attributeOf(element, "hidden") ?? "");
  };
  const openCell = (element: XmlElement): OpenCell => {
    const given = attributeOf(element, "r");
    const place = given === undefined ? { row, column: column + 1 } : placeOf(given);
    if (place?.row !== row || place.column > LAST_COLUMN) return refuse("cell-address", given ?? "", "", here());
    const address = given ?? cellName(row, place.column);
    if (place.column <= column) refuse("cell-order", address, "", here(address));
    column = place.column;
    return {
      row,
      column,
      address,
      type: attributeOf(element, "t") ?? "n",
      look: Number(attributeOf(element, "s") ?? "0"),
      value: null,
      formula: null,
    };
  };
  const closeCell = (open: OpenCell) => {
    const content = contentOf(open, cellContext, { sheet, cell: open.address });
    if (!content) return;
    context.count.cells += 1;
    if (context.count.cells > context.limits.cells)
      refuse("too-many-cells", String(context.count.cells), String(context.limits.cells), here());
    cells.push(content);
  };
  const closeRow = () => {
    if (cells.length === 0) return;
    if (row > context.limits.rows) refuse("too-many-rows", String(row), String(context.limits.rows), here());
    rows.push({ number: row, hidden, cells });
  };

  readXmlPart(context.archive, part, {
    open: (element, depth) => {
      if (depth === 1 && element.local !== "worksheet") refuse("part-missing", part, "worksheet");
      const known = SHEET_NAMESPACES.includes(element.uri);
      if (depth === 2) area = known ? element.local : "";
      if (!known) return;
      if (area === "mergeCells" && depth === 3 && element.local === "mergeCell") {
        context.count.merges += 1;
        if (context.count.merges > context.limits.merges)
          refuse("too-many-merges", String(context.count.merges), String(context.limits.merges), here());
        const ref = attributeOf(element, "ref") ?? "";
        merges.push(blockOf(ref) ?? refuse("merge-range", ref, "", here()));
      }
      if (area !== "sheetData") return;
      if (depth === 3 && element.local === "row") openRow(element);
      if (depth === 4 && element.local === "c") cell = openCell(element);
      if (!cell || depth < 5) return;
      if (depth === 5) {
        if (element.local === "v") cell.value = "";
        if (element.local === "f")
          cell.formula = { kind: attributeOf(element, "t") ?? "normal", shared: attributeOf(element, "si") ?? null, text: "" };
        capture = element.local === "v" ? "value" : element.local === "f" ? "formula" : element.local === "is" ? "runs" : null;
      }
      if (capture === "runs") runs.open(element.local, depth);
    },
    text: (text) => {
      if (!cell || capture === null) return;
      if (capture === "value") cell.value = (cell.value ?? "") + text;
      else if (capture === "formula" && cell.formula) cell.formula.text += text;
      else runs.text(text);
    },
    close: (element, depth) => {
      if (!SHEET_NAMESPACES.includes(element.uri) || area !== "sheetData") return;
      if (capture === "runs") runs.close(depth);
      if (depth === 5) {
        if (capture === "runs" && cell) cell.value = runs.take();
        capture = null;
      }
      if (depth === 4 && cell) {
        closeCell(cell);
        cell = null;
      }
      if (depth === 3) closeRow();
    },
  });
  return { rows, merges };
}
