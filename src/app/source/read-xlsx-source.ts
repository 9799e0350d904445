// Reads a workbook (.xlsx) as one table a sheet: formulas count by what they compute, not by what the file remembers, and
// numbers keep every digit they are stored with.
import type { Result } from "../../kernel/index.ts";
import type { SourceCell, SourceDocument, SourceNote, SourceTable } from "../../reading/index.ts";
import { refusing } from "../files/file-refusal.ts";
import { readXlsx, WORKBOOK_LIMITS } from "../files/read-xlsx.ts";
import type { ZipArchive } from "../files/read-zip.ts";
import { createRecomputer, type Recomputed } from "../files/recompute-formula.ts";
import type { SourceSheet, SourceWorkbook, SourceCell as WorkbookCell } from "../files/source-workbook.ts";
import { cellName, columnName } from "../files/workbook-sheet.ts";
import { createTextCleaner } from "./clean-text.ts";
import { holdTo } from "./source-limits.ts";
import { printCell } from "./xlsx/print-cell.ts";
import { apartBlocks, createAxis } from "./xlsx/sheet-grid.ts";

/** The workbook's sheets in the order of their tabs, or the fault that it is none. Sheets without content are left out. */
export function readXlsxSource(name: string, bytes: Uint8Array, opened: ZipArchive | null = null): Result<SourceDocument> {
  const workbook = readXlsx(name, bytes, WORKBOOK_LIMITS, opened);
  return workbook.ok ? refusing(name, "workbook-broken", () => documentOf(workbook.value, "xlsx")) : workbook;
}

/** A workbook that was read, as a document; what the file hides is kept and noted. @throws FileRefusal when a sheet is too large. */
export function documentOf(workbook: SourceWorkbook, format: "xlsx" | "xls"): SourceDocument {
  const recompute = createRecomputer(workbook);
  const cleaner = createTextCleaner();
  const notes = createNotes();
  const blocks = workbook.sheets.flatMap((sheet) => {
    noteHidden(sheet, notes.add);
    return tableOf(sheet, (cell) => {
      if (!holdsFormula(cell)) {
        const text = cleaner.clean(printCell(cell.kind, cell.text, cell.format));
        return cell.unseen ? noteUnseen(sheet, cell, { text, doubtful: true }, notes.add) : plain(text);
      }
      const computed = recompute(sheet.name, cell);
      noteFormula(sheet, cell, computed, notes.add);
      const { kind, text } = computed.kind === "not-computed" ? cell : computed.reading;
      const printed = { text: cleaner.clean(printCell(kind, text, cell.format)), doubtful: computed.kind === "not-computed" };
      return cell.unseen ? noteUnseen(sheet, cell, { ...printed, doubtful: true }, notes.add) : printed;
    });
  });
  return { name: workbook.name, format, blocks, pageSetup: null, notes: [...notes.all, ...cleaner.notes()] };
}

type PrintedCell = { readonly text: string; readonly doubtful: boolean };
type FormulaCell = WorkbookCell & { readonly formula: string };

const holdsFormula = (cell: WorkbookCell): cell is FormulaCell => cell.formula !== undefined;
const plain = (text: string): PrintedCell => ({ text, doubtful: false });

function tableOf(sheet: SourceSheet, print: (cell: WorkbookCell) => PrintedCell): readonly SourceTable[] {
  if (sheet.rows.length === 0) return [];
  const merges = apartBlocks(sheet.merges);
  const rows = createAxis(sheet.rows.map(({ number }) => number));
  const columns = createAxis(columnsOf(sheet));
  holdTo("places", rows.length * columns.length);
  const anchors = new Map<string, SpannedPlace>();
  const covered = new Uint8Array(rows.length * columns.length);
  for (const { top, left, bottom, right } of merges) {
    // An empty merge beyond the grid would come to lie on its last row or column and hide what stands there.
    if (!rows.holds(top, bottom) || !columns.holds(left, right)) continue;
    const [row, column] = [rows.placeOf(top), columns.placeOf(left)];
    const [lastRow, lastColumn] = [rows.placeOf(bottom), columns.placeOf(right)];
    // A merge in a shortened stretch may have come to lie upon another.
    if (covered[row * columns.length + column] === 1) continue;
    for (let at = row; at <= lastRow; at++) covered.fill(1, at * columns.length + column, at * columns.length + lastColumn + 1);
    anchors.set(cellName(top, left), { row, column, rowSpan: lastRow - row + 1, columnSpan: lastColumn - column + 1 });
  }
  const cells: SourceCell[] = [];
  for (const { number, cells: given } of sheet.rows) {
    const row = rows.placeOf(number);
    for (const cell of given) {
      const column = columns.placeOf(cell.column);
      const anchor = anchors.size === 0 ? undefined : anchors.get(cell.address);
      // What a merged cell covers is not shown, whatever stands in it.
      if (anchor === undefined && covered[row * columns.length + column] === 1) continue;
      if (anchor !== undefined) anchors.delete(cell.address);
      const { text, doubtful } = print(cell);
      const address = `${sheet.name}!${cell.address}`;
      const rowSpan = anchor?.rowSpan ?? 1;
      const columnSpan = anchor?.columnSpan ?? 1;
      cells.push(
        doubtful ? { row, column, rowSpan, columnSpan, text, address, doubtful } : { row, column, rowSpan, columnSpan, text, address },
      );
    }
  }
  for (const [address, place] of anchors) cells.push({ ...place, text: "", address: `${sheet.name}!${address}` });
  if (anchors.size > 0) cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const address = cells[0]?.address ?? `${sheet.name}!A1`;
  return [{ kind: "table", sheet: sheet.name, page: null, rows: rows.length, columns: columns.length, cells, address }];
}

type SpannedPlace = Pick<SourceCell, "row" | "column" | "rowSpan" | "columnSpan">;

function columnsOf(sheet: SourceSheet): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const { cells } of sheet.rows) for (const { column } of cells) columns.add(column);
  return columns;
}

// A workbook of a million formulas need not say so a million times.
const MOST_NOTES = 200;

function createNotes(): { readonly all: readonly SourceNote[]; readonly add: (note: SourceNote) => void } {
  const all: SourceNote[] = [];
  const counts = new Map<SourceNote["code"], number>();
  return {
    all,
    add: (note) => {
      const count = (counts.get(note.code) ?? 0) + 1;
      counts.set(note.code, count);
      if (count <= MOST_NOTES) all.push(note);
    },
  };
}

function noteHidden({ name, visibility, rows, hiddenColumns }: SourceSheet, add: (note: SourceNote) => void): void {
  if (visibility !== "visible" && rows.length > 0) add({ code: "hidden-sheet", address: null, found: name });
  const hidden = rows.filter(({ hidden: isHidden }) => isHidden).map(({ number }) => number);
  const first = hidden[0];
  if (first !== undefined) add({ code: "hidden-rows", address: `${name}!A${first}`, found: rangesOf(hidden) });
  if (hiddenColumns.length === 0) return;
  const unseen = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))]
    .filter((column) => hiddenColumns.some(([from, to]) => column >= from && column <= to))
    .sort((a, b) => a - b);
  if (unseen.length > 0)
    add({ code: "hidden-rows", address: `${name}!${columnName(unseen[0] ?? 1)}1`, found: rangesOf(unseen, columnName) });
}

// "5-8, 12"
function rangesOf(numbers: readonly number[], nameOf: (number: number) => string = String): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, 20).map(([from, to]) => (from === to ? nameOf(from) : `${nameOf(from)}-${nameOf(to)}`));
  return shown.join(", ") + (ranges.length > 20 ? ", …" : "");
}

function noteUnseen(sheet: SourceSheet, cell: WorkbookCell, printed: PrintedCell, add: (note: SourceNote) => void): PrintedCell {
  if (printed.text.trim() === "") return plain(printed.text);
  add({ code: "unseen-text", address: `${sheet.name}!${cell.address}`, found: printed.text.slice(0, 80) });
  return printed;
}

function noteFormula(sheet: SourceSheet, cell: FormulaCell, computed: Recomputed, add: (note: SourceNote) => void): void {
  const address = `${sheet.name}!${cell.address}`;
  const formula = `=${cell.formula.slice(0, 200)}`;
  if (computed.kind === "not-computed") add({ code: "formula-not-recomputed", address, found: formula });
  else if (computed.kind === "differs")
    add({ code: "formula-recomputed-differs", address, found: `${formula} → ${computed.reading.text} ≠ ${computed.remembered}` });
}
