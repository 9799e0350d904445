// A workbook as it was read: sheets, rows and cells with their addresses, numbers as exact text.

/**
 * A cell with something in it. `text` is exact: a plain decimal for a number, "2019-07-17" for a day (with the time of day
 * after a blank where there is one), "true" or "false", "#DIV/0!" for an error. A formula's text is the value it had when
 * the workbook was saved, not to be believed without computing it; "none" means that none was saved.
 */
export type SourceCell = {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly kind: "number" | "day" | "text" | "yes-no" | "error" | "none";
  readonly text: string;
  /** The number format's code; "" for General. */
  readonly format: string;
  /** In A1 terms, without "=". Array formulas and data tables are marked by braces. */
  readonly formula?: string;
  /** Its look hides it: letters in the cell's colour or of no size, or a format that prints nothing. */
  readonly unseen?: true;
};

export type SourceRow = { readonly number: number; readonly hidden: boolean; readonly cells: readonly SourceCell[] };

/** First and last row and column of a block, 1-based and inclusive. */
export type CellBlock = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

export type SheetVisibility = "visible" | "hidden" | "very-hidden";

/** Rows without content are left out; cells are in the order of their columns. */
export type SourceSheet = {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly rows: readonly SourceRow[];
  readonly merges: readonly CellBlock[];
  /** First and last column of each stretch that is not shown. */
  readonly hiddenColumns: readonly (readonly [first: number, last: number])[];
};

export type SourceWorkbook = { readonly name: string; readonly sheets: readonly SourceSheet[] };

/** Rows in a sheet; the others in a workbook. Only rows and cells with content count. */
export type WorkbookLimits = { readonly rows: number; readonly cells: number; readonly strings: number; readonly merges: number };
