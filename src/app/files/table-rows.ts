// A long table as a stream of rows: the exports of treasury and accounting systems, as workbooks or as delimited text in whatever
// encoding they come. Cells are exact text by their place; nothing is kept, so that the size of a file costs time and not memory.
import type { Result } from "../../kernel/index.ts";
import { decodeText } from "../source/decode-text.ts";
import { refuse, refusing } from "./file-refusal.ts";
import { readRows } from "./read-csv.ts";
import { openSheets } from "./read-xlsx.ts";
import { ZIP_LIMITS, type ZipLimits } from "./read-zip.ts";
import type { SheetVisibility, SourceRow, WorkbookLimits } from "./source-workbook.ts";
import { streamSheet } from "./xlsx/read-sheet.ts";

/** A row by its number in the file, from 1. Null where a cell is empty; `formulas` are the places of cells that compute theirs. */
export type TableRow = { readonly number: number; readonly cells: readonly (string | null)[]; readonly formulas: readonly number[] };

export type TableSheet = { readonly name: string; readonly visibility: SheetVisibility };

/** What the file is, told after its rows. Text has one sheet without a name. */
export type TableFile = { readonly sheets: readonly TableSheet[]; readonly sheet: string; readonly encoding: string | null };

const TABLE_LIMITS: WorkbookLimits = { rows: 210_000, cells: 8_000_000, strings: 3_000_000, merges: 20_000 };
const TABLE_ZIP: ZipLimits = { ...ZIP_LIMITS, entryBytes: 192 * 2 ** 20, totalBytes: 384 * 2 ** 20, atOnceBytes: 128 * 2 ** 20 };
const LARGEST_TEXT = 128 * 2 ** 20;
const MOST_COLUMNS = 500;

/**
 * Hands over the rows of one sheet (null: the first that is visible) or of a text. Faults as of the readers; rows before the place
 * where a file is broken were handed over then.
 */
export function streamTable(name: string, bytes: Uint8Array, sheet: string | null, take: (row: TableRow) => void): Result<TableFile> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  return isZip || isOle ? streamWorkbook(name, bytes, sheet, take) : streamText(name, bytes, take);
}

function streamWorkbook(name: string, bytes: Uint8Array, wanted: string | null, take: (row: TableRow) => void): Result<TableFile> {
  return refusing(name, "workbook-broken", () => {
    const { sheets, context } = openSheets(bytes, TABLE_LIMITS, null, TABLE_ZIP);
    const chosen =
      (wanted === null
        ? sheets.find(({ visibility, part }) => visibility === "visible" && part !== null)
        : sheets.find((one) => one.name === wanted)) ?? refuse("part-missing", wanted ?? "sheet");
    if (chosen.part !== null)
      streamSheet(context, chosen.name, chosen.part, {
        row: (row) => take(tableRow(row)),
        merge: () => undefined,
        hidden: () => undefined,
      });
    return { sheets: sheets.map(({ name: title, visibility }) => ({ name: title, visibility })), sheet: chosen.name, encoding: null };
  });
}

const NO_FORMULAS: readonly number[] = [];

function tableRow({ number, cells: filled }: SourceRow): TableRow {
  const width = filled.at(-1)?.column ?? 0;
  if (width > MOST_COLUMNS) refuse("too-many-cells", String(width), String(MOST_COLUMNS));
  const cells = new Array<string | null>(width).fill(null);
  let formulas: number[] | null = null;
  for (const cell of filled) {
    cells[cell.column - 1] = cell.text;
    if (cell.formula === undefined) continue;
    formulas ??= [];
    formulas.push(cell.column - 1);
  }
  return { number, cells, formulas: formulas ?? NO_FORMULAS };
}

function streamText(name: string, bytes: Uint8Array, take: (row: TableRow) => void): Result<TableFile> {
  return refusing(name, "csv-broken", () => {
    if (bytes.length === 0) refuse("empty-file");
    if (bytes.length > LARGEST_TEXT) refuse("file-size", String(bytes.length), String(LARGEST_TEXT));
    const { text, encoding } = decodeText(bytes);
    const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text);
    if (control) refuse("csv-control", `U+${control[0].charCodeAt(0).toString(16).padStart(4, "0")}`);
    let number = 0;
    for (const fields of readRows(text, { separator: separatorOf(text), guarded: true })) {
      number += 1;
      if (number > TABLE_LIMITS.rows) refuse("too-many-rows", String(number), String(TABLE_LIMITS.rows));
      if (fields.length > MOST_COLUMNS) refuse("too-many-cells", String(fields.length), String(MOST_COLUMNS));
      const cells = fields.map((field) => (field.text === "" ? null : field.text.replace(/\t+$/, "")));
      if (cells.some((cell) => cell !== null)) take({ number, cells, formulas: NO_FORMULAS });
    }
    return { sheets: [{ name: "", visibility: "visible" }], sheet: "", encoding };
  });
}

/** The separator that most of the first lines are full of. */
function separatorOf(text: string): "," | "\t" | ";" {
  const head = text.slice(0, 8192);
  const count = (sign: string) => head.split(sign).length;
  if (count("\t") > count(",") && count("\t") > count(";")) return "\t";
  return count(";") > count(",") ? ";" : ",";
}
