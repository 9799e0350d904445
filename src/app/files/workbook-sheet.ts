// What a sheet of a workbook holds, in terms of ours: the port behind which the file format stays.

/** Look of a cell. `fill` and `color` are RRGGBB; `size` is in points. */
export type SheetStyle = {
  readonly face?: "body" | "hei";
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly fill?: string;
  readonly align?: "left" | "center" | "right";
  readonly vertical?: "top" | "center";
  readonly wrap?: boolean;
  readonly border?: boolean;
  /** May be typed into although the sheet is protected. */
  readonly unlocked?: boolean;
};

/**
 * A cell: a text; or a `number` in exact decimal text, shown by `format`; or a `formula` in A1 terms without "=", whose
 * `number` or `text` is the value it has now. Text is never taken for a formula, whatever it begins with.
 */
export type WorkbookCell = {
  readonly text?: string;
  readonly number?: string;
  readonly formula?: string;
  readonly format?: string;
  readonly style?: SheetStyle;
};

/** Cells from the first column on; null leaves a place empty. `height` in points, worked out by the program if absent. */
export type WorkbookRow = { readonly cells: readonly (WorkbookCell | null)[]; readonly height?: number };

/** A block of cells, 1-based. */
export type SheetRange = { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };

/** Values a range offers in a list, others are refused; with no values anything may be written. `prompt` shows beside the cell. */
export type SheetChoice = { readonly range: SheetRange; readonly values: readonly string[]; readonly prompt?: string };

export type WorkbookSheet = {
  readonly name: string;
  /** Column widths in characters. */
  readonly columns: readonly number[];
  readonly rows: readonly WorkbookRow[];
  readonly merges?: readonly SheetRange[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  /** A4, as wide as the page, or shrunk to `onePage`; `titleRows` (first and last, 1-based) repeat on every page. */
  readonly print?: {
    readonly landscape?: boolean;
    readonly onePage?: boolean;
    readonly titleRows?: readonly [first: number, last: number];
  };
  /** Only cells marked `unlocked` can be changed. */
  readonly protected?: boolean;
  readonly hidden?: boolean;
  readonly choices?: readonly SheetChoice[];
};

/** The hidden sheet that the writer adds for lists too long for a rule. */
export const LIST_SHEET = "_lists";

/** "C7" for row 7, column 3. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** "A1:C2", or "A1" for a single cell. */
export function rangeName({ row, column, rows, columns }: SheetRange): string {
  const first = cellName(row, column);
  return rows === 1 && columns === 1 ? first : `${first}:${cellName(row + rows - 1, column + columns - 1)}`;
}

/** 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** A name a sheet may have, made of any text: at most 31 characters and none of those Excel refuses. */
export function sheetNameOf(text: string): string {
  const name = text
    .replace(/[[\]:*?/\\\n\t]/g, " ")
    .replace(/^'+|'+$/g, "")
    .trim();
  return [...name].slice(0, 31).join("") || "Sheet";
}
