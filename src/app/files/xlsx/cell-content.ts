// What a cell's XML comes to: its value by its type and format, its formula with shared ones moved to their place
// (ECMA-376 part 1, §18.3.1.4, §18.3.1.40).
import { refuse } from "../file-refusal.ts";
import type { SourceCell } from "../source-workbook.ts";
import { cellText, dayOfSerial, storedNumber } from "./cell-text.ts";
import { shiftFormula } from "./formula-tokens.ts";
import type { NumberFormat } from "./number-formats.ts";

/** A cell under way. */
export type OpenCell = {
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

/** What cells of a workbook refer to. `shared` are the shared formulas of the sheet so far. */
export type CellContext = {
  readonly strings: readonly string[];
  readonly formats: (look: number) => NumberFormat;
  readonly from1904: boolean;
  readonly shared: Map<string, SharedFormula>;
  /** Days by their serial numbers, as far as they were met: a table has few. */
  readonly days: Map<string, string | null>;
};

type CellPlace = { readonly sheet: string; readonly cell: string };

/** The cell, or null when there is nothing in it. @throws FileRefusal when it holds what no cell can. */
export function contentOf(cell: OpenCell, { strings, formats, from1904, shared, days }: CellContext, sheet: string): SourceCell | null {
  const formula = cell.formula === null ? null : formulaOf(cell, cell.formula, shared, placeOf(cell, sheet));
  const format = formats(cell.look);
  const { value, type } = cell;
  if (value === null || (value === "" && type !== "inlineStr" && type !== "str"))
    return formula === null ? null : cellOf(cell, "none", "", format, formula);
  switch (type) {
    case "n": {
      const number = storedNumber(value.trim()) ?? refuseValue(cell, sheet);
      const day = format.isDate ? dayOf(number, from1904, days) : null;
      return day === null ? cellOf(cell, "number", number, format, formula) : cellOf(cell, "day", day, format, formula);
    }
    case "s": {
      const text = /^\d{1,9}$/.test(value) ? strings[Number(value)] : undefined;
      return filled(cellOf(cell, "text", text ?? refuse("string-missing", value, "", placeOf(cell, sheet)), format, formula));
    }
    case "str":
    case "inlineStr":
      return filled(cellOf(cell, "text", cellText(value), format, formula));
    case "b": {
      const isTrue = value === "1" || value === "true" || (value === "0" || value === "false" ? false : refuseValue(cell, sheet));
      return cellOf(cell, "yes-no", String(isTrue), format, formula);
    }
    case "e":
      return cellOf(cell, "error", value, format, formula);
    case "d": {
      const day = /^\d{4}-\d{2}-\d{2}$/.exec(value)?.[0] ?? /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$/.exec(value)?.[1];
      return cellOf(cell, "day", day ?? refuseValue(cell, sheet), format, formula);
    }
    default:
      return refuse("cell-value", `t="${type}"`, "", placeOf(cell, sheet));
  }
}

function placeOf({ address }: OpenCell, sheet: string): CellPlace {
  return { sheet, cell: address };
}

function refuseValue(cell: OpenCell, sheet: string): never {
  return refuse("cell-value", cell.value ?? "", "", placeOf(cell, sheet));
}

function cellOf(
  { address, row, column }: OpenCell,
  kind: SourceCell["kind"],
  text: string,
  { code, hides }: NumberFormat,
  formula: string | null,
): SourceCell {
  const cell: SourceCell =
    formula === null ? { address, row, column, kind, text, format: code } : { address, row, column, kind, text, format: code, formula };
  return hides === "all" || (hides === "numbers" && kind === "number") ? { ...cell, unseen: true } : cell;
}

const MOST_DAYS = 10_000;

function dayOf(number: string, from1904: boolean, days: CellContext["days"]): string | null {
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = dayOfSerial(number, from1904);
  if (days.size < MOST_DAYS) days.set(number, day);
  return day;
}

// An empty text is no content, unless a formula gave it.
function filled(cell: SourceCell): SourceCell | null {
  return cell.text === "" && cell.formula === undefined ? null : cell;
}

// A shared formula is written once; the other cells repeat it, moved to where they stand.
function formulaOf(cell: OpenCell, open: OpenFormula, shared: Map<string, SharedFormula>, place: CellPlace): string {
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
