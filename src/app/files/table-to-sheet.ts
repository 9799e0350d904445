// A report's table as a sheet: the same merged cells and rules, numbers as numbers, formulas in the sheet's own terms, rows tall enough.
import type { Cell, ReportDocument, Table } from "../../report/index.ts";
import { alignmentOf, type PlacedCell, placeCells } from "./table-grid.ts";
import { countLines } from "./text-width.ts";
import {
  cellName,
  type SheetRange,
  type SheetStyle,
  sheetNameOf,
  type WorkbookCell,
  type WorkbookRow,
  type WorkbookSheet,
} from "./workbook-sheet.ts";

/** What stands above the table: a title, and a line under it such as the year; the table's own caption if no title is given. */
export type SheetHeading = { readonly title?: string; readonly subtitle?: string; readonly landscape?: boolean };

/**
 * Every table of a document as a sheet. A table that follows the document's title, or an annex's, carries it as its
 * heading; each sheet is named after its caption or heading, and a name that is taken gets a number.
 */
export function documentToSheets(document: ReportDocument): readonly WorkbookSheet[] {
  const sheets: WorkbookSheet[] = [];
  let heading: SheetHeading = {};
  let landscape = document.layout === "landscape";
  for (const block of document.blocks) {
    if (block.kind === "title" || block.kind === "annex-start") {
      const title = block.kind === "title" ? block.lines.join("") : block.title;
      heading = block.subtitle === undefined ? { title } : { title, subtitle: block.subtitle };
      landscape = block.kind === "annex-start" ? block.landscape === true : document.layout === "landscape";
    } else if (block.kind === "table") {
      const wanted = sheetNameOf(block.caption ?? heading.title ?? document.meta.title);
      sheets.push(tableToSheet(block, freeName(wanted, sheets), { ...(block.caption === undefined ? heading : {}), landscape }));
      heading = {};
    }
  }
  return sheets;
}

/**
 * Turns a table into a formatted sheet of this name.
 * @throws when a formula of the table is not made of cells, numbers and the functions every spreadsheet has: a defect of the report.
 */
export function tableToSheet(table: Table, name: string, heading: SheetHeading = {}): WorkbookSheet {
  const grid = placeCells(table);
  const columns = columnWidths(table.widths, heading.landscape ? LANDSCAPE_CHARACTERS : PORTRAIT_CHARACTERS);
  const above = headingRows(table, heading, columns.length);
  const offset = above.length;
  const heights = rowHeights(grid.rows, columns);
  const rows = table.rows.map((_, index) => ({
    cells: new Array<WorkbookCell | null>(columns.length).fill(null),
    height: heights[index] ?? ROW_HEIGHT,
  }));
  const merges: SheetRange[] = above.map((_, index) => ({ row: index + 1, column: 1, rows: 1, columns: columns.length }));
  for (const placed of grid.rows.flat()) {
    const { cell, row, column, rowSpan, colSpan } = placed;
    const style = styleOf(cell);
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + colSpan; c++) {
        const line = rows[r - 1]?.cells;
        // Rules are drawn cell by cell, so the covered cells of a merged block have them too.
        if (line) line[c - 1] = r === row && c === column ? sheetCell(cell, style, offset) : { style };
      }
    }
    if (rowSpan > 1 || colSpan > 1) merges.push({ row: row + offset, column, rows: rowSpan, columns: colSpan });
  }
  const repeated = table.repeatRow === undefined ? [1, table.headerRows] : [table.repeatRow, table.repeatRow];
  const [first = 1, last = 0] = repeated.map((row) => row + offset);
  const tall = [...above, ...rows].reduce((sum, row) => sum + (row.height ?? ROW_HEIGHT), 0);
  return {
    name: sheetNameOf(name),
    columns,
    rows: [...above, ...rows],
    merges: merges.filter((range) => range.rows > 1 || range.columns > 1),
    ...(table.headerRows > 0 ? { frozenRows: offset + table.headerRows } : {}),
    print: {
      landscape: heading.landscape === true,
      onePage: tall <= ONE_PAGE,
      ...(last >= first ? { titleRows: [first, last] as const } : {}),
    },
  };
}

/** A formula in grid coordinates ("SUM(R4C7:R15C7)") in A1 terms, for a table that begins below `offset` rows. */
export function toSheetFormula(formula: string, offset: number): string {
  if (!FORMULA.test(formula)) throw new Error(`not a formula of a table: ${formula}`);
  return formula.replace(REFERENCE, (_, row: string, column: string) => cellName(Number(row) + offset, Number(column)));
}

// Characters of the body's size that fill the width of an A4 page inside the margins.
const PORTRAIT_CHARACTERS = 92;
const LANDSCAPE_CHARACTERS = 138;
// Points: a line of text, what a row has above and below it, and the least a row should be.
const LINE_HEIGHT = 15.5;
const ROW_PADDING = 6;
const ROW_HEIGHT = 22;
// A table up to this height is printed on one page: it shrinks to three quarters at most, which can still be read.
const ONE_PAGE = 960;
// A column's width counts figures; a Chinese character is a little wider than two of them.
const EMS_PER_CHARACTER = 0.465;

const REFERENCE = /\bR(\d+)C(\d+)\b/g;
const FORMULA = /^(?:R\d+C\d+|(?:SUM|ROUND|IF|MIN|MAX|ABS|AVERAGE|COUNT|AND|OR)\(|\d+(?:\.\d+)?|"[^"]*"|[-+*/(),:<>= ])+$/;

function freeName(wanted: string, sheets: readonly WorkbookSheet[]): string {
  const taken = new Set(sheets.map(({ name }) => name.toLowerCase()));
  if (!taken.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number++) {
    const ending = ` ${number}`;
    const name = [...wanted].slice(0, 31 - ending.length).join("") + ending;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function columnWidths(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => Math.max(4, Math.round((share / sum) * total * 100) / 100));
}

function headingRows(table: Table, heading: SheetHeading, columns: number): readonly WorkbookRow[] {
  const line = (text: string, style: SheetStyle, height: number): WorkbookRow => ({
    cells: [{ text, style }, ...new Array<WorkbookCell>(columns - 1).fill({ style })],
    height,
  });
  const title = heading.title ?? table.caption;
  return [
    ...(title === undefined ? [] : [line(title, { face: "hei", size: 18, align: "center" }, 36)]),
    ...(heading.subtitle === undefined ? [] : [line(heading.subtitle, { size: 12, align: "center" }, 20)]),
    ...(table.unitNote === undefined ? [] : [line(table.unitNote, { size: 10, align: "right" }, 18)]),
  ];
}

function sheetCell(cell: Cell, style: SheetStyle, offset: number): WorkbookCell {
  const format = formatOf(cell.text);
  if (cell.formula !== undefined) {
    const formula = toSheetFormula(cell.formula, offset);
    return cell.number === undefined ? { text: cell.text, formula, style } : { number: cell.number, formula, format, style };
  }
  return cell.number === undefined ? { text: cell.text, style } : { number: cell.number, format, style };
}

/** The format that shows a number as the report prints it: "1,234.50" → "#,##0.00", "64.5%" → "0.0%", "300" → "General". */
function formatOf(printed: string): string {
  const decimals = /\.(\d+)%?$/.exec(printed)?.[1]?.length ?? 0;
  const places = decimals > 0 ? `.${"0".repeat(decimals)}` : "";
  if (printed.endsWith("%")) return `0${places}%`;
  if (printed.includes(",")) return `#,##0${places}`;
  return decimals > 0 ? `0${places}` : "General";
}

function styleOf(cell: Cell): SheetStyle {
  return {
    align: alignmentOf(cell),
    wrap: true,
    border: true,
    ...(cell.header ? { face: "hei" as const } : {}),
    ...(cell.bold ? { bold: true } : {}),
  };
}

/** Points for each row: what its own texts need, then what merged cells still lack is shared among the rows they span. */
function rowHeights(rows: readonly (readonly PlacedCell[])[], columns: readonly number[]): readonly number[] {
  const heights = rows.map(() => ROW_HEIGHT);
  const all = rows.flat().sort((a, b) => a.rowSpan - b.rowSpan);
  for (const { cell, row, column, rowSpan, colSpan } of all) {
    const characters = columns.slice(column - 1, column - 1 + colSpan).reduce((a, b) => a + b, 0);
    const scale = cell.header || cell.bold ? 0.95 : 1;
    const lines = countLines(cell.text, characters * EMS_PER_CHARACTER * scale);
    const needed = lines * LINE_HEIGHT + ROW_PADDING;
    const spanned = heights.slice(row - 1, row - 1 + rowSpan);
    const lacking = needed - spanned.reduce((a, b) => a + b, 0);
    if (lacking <= 0) continue;
    for (let r = row - 1; r < row - 1 + rowSpan; r++) heights[r] = (heights[r] ?? ROW_HEIGHT) + lacking / rowSpan;
  }
  // A row taller than this cannot be shown.
  return heights.map((height) => Math.min(409, Math.round(height * 4) / 4));
}
