// Reads one sheet's part as a stream (ECMA-376 part 1, §18.3.1): rows and cells in order, each once, and the merged blocks.
import { refuse } from "../file-refusal.ts";
import type { ZipArchive } from "../read-zip.ts";
import type { CellBlock, SourceCell, SourceRow, SourceSheet, WorkbookLimits } from "../source-workbook.ts";
import { streamXml, type XmlAttributes } from "../stream-xml.ts";
import { cellName } from "../workbook-sheet.ts";
import { blockOf, LAST_COLUMN, LAST_ROW, placeOf } from "./cell-address.ts";
import { type CellContext, contentOf, type OpenCell } from "./cell-content.ts";
import { SHEET_NAMESPACES } from "./open-workbook.ts";
import { type PlainCell, plainRows } from "./plain-rows.ts";
import { createTextRuns } from "./text-runs.ts";

/** What sheets of one workbook share; `count` goes on from sheet to sheet. */
export type SheetContext = Omit<CellContext, "shared" | "days"> & {
  readonly archive: ZipArchive;
  readonly limits: WorkbookLimits;
  readonly count: { cells: number; merges: number };
};

/** @throws FileRefusal with the sheet and, where there is one, the cell. */
export function readSheet(context: SheetContext, sheet: string, part: string): Pick<SourceSheet, "rows" | "merges" | "hiddenColumns"> {
  const rows: SourceRow[] = [];
  const merges: CellBlock[] = [];
  const hiddenColumns: (readonly [number, number])[] = [];
  streamSheet(context, sheet, part, {
    row: (row) => rows.push(row),
    merge: (block) => merges.push(block),
    hidden: (columns) => hiddenColumns.push(columns),
  });
  return { rows, merges, hiddenColumns };
}

/** What a sheet holds, in the order of the file: hidden columns (first and last), rows with content, merged blocks. */
export type SheetTaker = {
  readonly row: (row: SourceRow) => void;
  readonly merge: (block: CellBlock) => void;
  readonly hidden: (columns: readonly [number, number]) => void;
};

/** The same row by row, none of them kept. @throws FileRefusal as readSheet does, after the rows before it were handed over. */
export function streamSheet(context: SheetContext, sheet: string, part: string, take: SheetTaker): void {
  const cellContext: CellContext = { ...context, shared: new Map(), days: new Map() };
  const runs = createTextRuns(5);
  let area = "";
  let row = 0;
  let column = 0;
  let hidden = false;
  let cells: SourceCell[] = [];
  let cell: OpenCell | null = null;
  let capture: "value" | "formula" | "runs" | null = null;
  const here = (address?: string) => ({ sheet, ...(address ? { cell: address } : {}) });

  const openRow = (attributes: XmlAttributes) => {
    const given = attributes["r"];
    const next = given === undefined ? row + 1 : /^\d{1,7}$/.test(given) ? Number(given) : 0;
    if (next < 1 || next > LAST_ROW) refuse("cell-address", given ?? String(next), `1 … ${LAST_ROW}`, here());
    if (next <= row) refuse("cell-order", `${next}:${next}`, "", here());
    row = next;
    column = 0;
    cells = [];
    hidden = isYes(attributes["hidden"]);
  };
  const openCell = (attributes: XmlAttributes): OpenCell => {
    const given = attributes["r"];
    const place = given === undefined ? { row, column: column + 1 } : placeOf(given);
    if (place?.row !== row || place.column > LAST_COLUMN) return refuse("cell-address", given ?? "", "", here());
    const address = given ?? cellName(row, place.column);
    if (place.column <= column) refuse("cell-order", address, "", here(address));
    column = place.column;
    return { row, column, address, type: attributes["t"] ?? "n", look: Number(attributes["s"] ?? "0"), value: null, formula: null };
  };
  const closeCell = (open: OpenCell) => {
    const content = contentOf(open, cellContext, sheet);
    if (!content) return;
    context.count.cells += 1;
    if (context.count.cells > context.limits.cells)
      refuse("too-many-cells", String(context.count.cells), String(context.limits.cells), here());
    cells.push(content);
  };
  const closeRow = () => {
    if (cells.length === 0) return;
    if (row > context.limits.rows) refuse("too-many-rows", String(row), String(context.limits.rows), here());
    take.row({ number: row, hidden, cells });
  };
  // A row in the plain form, all at once. One that breaks a rule goes tag by tag, to be told where.
  let inside = false;
  let isDefault = false;
  const takePlainRow = (next: number, plain: readonly PlainCell[]): boolean => {
    if (next <= row || next > LAST_ROW || plain.some(({ column: at }) => at > LAST_COLUMN)) return false;
    row = next;
    column = 0;
    hidden = false;
    cells = [];
    for (const { column: at, address, look, type, text } of plain)
      closeCell({ row, column: at, address, type, look, value: text, formula: null });
    closeRow();
    return true;
  };

  const openMerge = (attributes: XmlAttributes) => {
    context.count.merges += 1;
    if (context.count.merges > context.limits.merges)
      refuse("too-many-merges", String(context.count.merges), String(context.limits.merges), here());
    const ref = attributes["ref"] ?? "";
    take.merge(blockOf(ref) ?? refuse("merge-range", ref, "", here()));
  };
  let hiddenBlocks = 0;
  const openColumns = (attributes: XmlAttributes) => {
    const [first, last] = [Number(attributes["min"]), Number(attributes["max"])];
    if (!isYes(attributes["hidden"]) || hiddenBlocks >= LAST_COLUMN) return;
    hiddenBlocks += 1;
    take.hidden([first, last]);
  };
  const openPart = (name: string, attributes: XmlAttributes) => {
    if (name === "v") {
      if (cell) cell.value = "";
      capture = "value";
    } else if (name === "f") {
      if (cell) cell.formula = { kind: attributes["t"] ?? "normal", shared: attributes["si"] ?? null, text: "" };
      capture = "formula";
    } else capture = name === "is" ? "runs" : null;
  };

  streamXml<string>(context.archive, part, {
    deepest: DEEPEST,
    // What stands in other namespaces has no name here.
    nameOf: (uri, local) => (SHEET_NAMESPACES.includes(uri) ? local : ""),
    open: (name, attributes, depth, spaces) => {
      inside = false;
      if (depth === 1 && name !== "worksheet") refuse("part-missing", part, "worksheet");
      if (depth === 2) {
        area = name;
        isDefault = name === "sheetData" && SHEET_NAMESPACES.includes(spaces.get("") ?? "");
        inside = isDefault;
      }
      if (name === "" || depth < 3) return;
      if (area !== "sheetData") {
        if (area === "mergeCells" && depth === 3 && name === "mergeCell") openMerge(attributes);
        if (area === "cols" && depth === 3 && name === "col") openColumns(attributes);
        return;
      }
      if (depth === 3) {
        if (name === "row") openRow(attributes);
      } else if (depth === 4) {
        if (name === "c") cell = openCell(attributes);
      } else if (cell) {
        if (depth === 5) openPart(name, attributes);
        if (capture === "runs") runs.open(name, depth);
      }
    },
    text: (text) => {
      if (!cell || capture === null) return;
      if (capture === "value") cell.value = (cell.value ?? "") + text;
      else if (capture === "formula" && cell.formula) cell.formula.text += text;
      else runs.text(text);
    },
    close: (name, depth) => {
      inside = depth === 3 && area === "sheetData" && isDefault;
      if (name === "" || depth < 3 || area !== "sheetData") return;
      if (capture === "runs") runs.close(depth);
      if (depth === 5) {
        if (capture === "runs" && cell) cell.value = runs.take();
        capture = null;
      } else if (depth === 4) {
        if (cell) closeCell(cell);
        cell = null;
      } else if (depth === 3) closeRow();
    },
    plain: { isInside: () => inside, begins: "<row ", ends: "</row>", take: plainRows(takePlainRow) },
  });
}

const DEEPEST = 64;

function isYes(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
