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
};

type CellPlace = { readonly sheet: string; readonly cell: string };

/** The cell, or null when there is nothing in it. @throws FileRefusal when it holds what no cell can. */
export function contentOf(cell: OpenCell, { strings, formats, from1904, shared }: CellContext, place: CellPlace): SourceCell | null {
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
      const day = format.isDate ? dayOfSerial(number, from1904) : null;
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
