// Reads an .xlsx workbook strictly and exactly: every cell with its address, numbers as the decimals that were stored,
// formulas apart from their remembered values. What a spreadsheet program would silently repair is refused.
import type { Result } from "../../kernel/index.ts";
import { refuse, refusing } from "./file-refusal.ts";
import { cellName } from "./workbook-sheet.ts";
import { cellText, dayOfSerial, storedNumber } from "./xlsx/cell-text.ts";
import { shiftFormula } from "./xlsx/formula-tokens.ts";
import { type NumberFormat, readNumberFormats } from "./xlsx/number-formats.ts";
import { openWorkbook, SHEET_NAMESPACES, type SheetVisibility, type WorkbookParts } from "./xlsx/open-workbook.ts";
import { attributeOf, readXmlPart, type XmlElement } from "./xlsx/read-xml.ts";
import { createTextRuns } from "./xlsx/text-runs.ts";

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
};

export type SourceRow = { readonly number: number; readonly hidden: boolean; readonly cells: readonly SourceCell[] };

/** First and last row and column of a block, 1-based and inclusive. */
export type CellBlock = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** Rows without content are left out; cells are in the order of their columns. */
export type SourceSheet = {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly rows: readonly SourceRow[];
  readonly merges: readonly CellBlock[];
};

export type SourceWorkbook = { readonly name: string; readonly sheets: readonly SourceSheet[] };

/** Rows in a sheet; the others in a workbook. Only rows and cells with content count. */
export type WorkbookLimits = { readonly rows: number; readonly cells: number; readonly strings: number; readonly merges: number };

export const WORKBOOK_LIMITS: WorkbookLimits = { rows: 50_000, cells: 1_000_000, strings: 1_000_000, merges: 20_000 };

/** A workbook's sheets in the order of their tabs, hidden ones flagged, or the fault that it is none. `name` stands in places. */
export function readXlsx(name: string, bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): Result<SourceWorkbook> {
  return refusing(name, "workbook-broken", () => {
    const parts = openWorkbook(bytes);
    const context = {
      parts,
      limits,
      strings: readSharedStrings(parts, limits),
      formats: readNumberFormats(parts.archive, parts.styles),
      count: { cells: 0, merges: 0 },
    };
    const sheets = parts.sheets.map(({ name: sheet, visibility, part }) => ({
      name: sheet,
      visibility,
      ...(part === null ? NO_CELLS : readSheet(context, sheet, part)),
    }));
    return { name, sheets };
  });
}

const NO_CELLS = { rows: [], merges: [] };
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

type Context = {
  readonly parts: WorkbookParts;
  readonly limits: WorkbookLimits;
  readonly strings: readonly string[];
  readonly formats: (look: number) => NumberFormat;
  readonly count: { cells: number; merges: number };
};

function readSharedStrings({ archive, sharedStrings }: WorkbookParts, limits: WorkbookLimits): readonly string[] {
  const strings: string[] = [];
  if (sharedStrings === null) return strings;
  const runs = createTextRuns(2);
  readXmlPart(archive, sharedStrings, {
    open: (element, depth) => {
      if (depth === 2 && strings.length >= limits.strings) refuse("too-many-strings", String(strings.length + 1), String(limits.strings));
      runs.open(element.local, depth);
    },
    text: runs.text,
    close: (element, depth) => {
      runs.close(depth);
      if (depth === 2 && element.local === "si") strings.push(cellText(runs.take()));
    },
  });
  return strings;
}

/** A cell under way. */
type OpenCell = {
  readonly row: number;
  readonly column: number;
  readonly address: string;
  readonly type: string;
  readonly look: number;
  value: string | null;
  formula: OpenFormula | null;
};
type OpenFormula = { readonly kind: string; readonly shared: string | null; text: string };
type SharedFormula = { readonly text: string; readonly row: number; readonly column: number };

function readSheet(context: Context, sheet: string, part: string): Pick<SourceSheet, "rows" | "merges"> {
  const rows: SourceRow[] = [];
  const merges: CellBlock[] = [];
  const shared = new Map<string, SharedFormula>();
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
    if (next <= row) refuse("cell-order", `row ${next}`, "", here());
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
    const content = contentOf(open, context, shared, here(open.address));
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

  readXmlPart(context.parts.archive, part, {
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

function contentOf(
  cell: OpenCell,
  { strings, formats, parts }: Context,
  shared: Map<string, SharedFormula>,
  place: { readonly sheet: string; readonly cell?: string },
): SourceCell | null {
  const formula = cell.formula === null ? null : formulaOf(cell, cell.formula, shared, place);
  const format = formats(cell.look);
  const make = (kind: SourceCell["kind"], text: string): SourceCell => ({
    address: cell.address,
    row: cell.row,
    column: cell.column,
    kind,
    text,
    format: format.code,
    ...(formula === null ? {} : { formula }),
  });
  const { value } = cell;
  if (value === null || (value === "" && cell.type !== "inlineStr" && cell.type !== "str"))
    return formula === null ? null : make("none", "");
  const bad = () => refuse("cell-value", value, "", place);
  switch (cell.type) {
    case "n": {
      const number = storedNumber(value.trim()) ?? bad();
      const day = format.isDate ? dayOfSerial(number, parts.from1904) : null;
      return day === null ? make("number", number) : make("day", day);
    }
    case "s": {
      const text = /^\d{1,9}$/.test(value) ? strings[Number(value)] : undefined;
      return filled(make("text", text ?? refuse("string-missing", value, "", place)));
    }
    case "str":
    case "inlineStr":
      return filled(make("text", cellText(value)));
    case "b":
      return make("yes-no", value === "1" || value === "true" ? "true" : value === "0" || value === "false" ? "false" : bad());
    case "e":
      return make("error", value);
    case "d":
      return make("day", /^\d{4}-\d{2}-\d{2}$/.exec(value)?.[0] ?? /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$/.exec(value)?.[1] ?? bad());
    default:
      return refuse("cell-value", `t="${cell.type}"`, "", place);
  }
}

// An empty text is no content, unless a formula gave it.
function filled(cell: SourceCell): SourceCell | null {
  return cell.text === "" && cell.formula === undefined ? null : cell;
}

// A shared formula is written once; the other cells repeat it, moved to where they stand.
function formulaOf(
  cell: OpenCell,
  open: OpenFormula,
  shared: Map<string, SharedFormula>,
  place: { readonly sheet: string; readonly cell?: string },
): string {
  if (open.text.length > 8_192) refuse("formula-unsupported", open.text.slice(0, 40), "", place);
  if (open.kind === "array") return `{${open.text}}`;
  if (open.kind === "dataTable") return "{TABLE()}";
  if (open.kind !== "shared" || open.shared === null) return open.text;
  if (open.text !== "") {
    shared.set(open.shared, { text: open.text, row: cell.row, column: cell.column });
    return open.text;
  }
  const master = shared.get(open.shared) ?? refuse("formula-unsupported", `si=${open.shared}`, "", place);
  return (
    shiftFormula(master.text, cell.row - master.row, cell.column - master.column) ?? refuse("formula-unsupported", master.text, "", place)
  );
}

/** "C7" → row 7, column 3; null for anything else, with "$" or out of the sheet. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | null {
  let column = 0;
  let row = 0;
  if (address.length > 10) return null;
  for (let index = 0; index < address.length; index++) {
    const code = address.charCodeAt(index);
    const isLetter = code >= 65 && code <= 90 && row === 0;
    // No row begins with 0, so a zero row means that no digit has come yet.
    if (!isLetter && (column === 0 || code < (row === 0 ? 49 : 48) || code > 57)) return null;
    if (isLetter) column = column * 26 + code - 64;
    else row = row * 10 + code - 48;
  }
  return row === 0 || column > LAST_COLUMN || row > LAST_ROW ? null : { row, column };
}

/** "A1:C2" or "A1" as a block; null for anything else. */
export function blockOf(range: string): CellBlock | null {
  const [first = "", last = first, ...more] = range.split(":");
  const [from, to] = [placeOf(first), placeOf(last)];
  if (!from || !to || more.length > 0 || to.row < from.row || to.column < from.column) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}
