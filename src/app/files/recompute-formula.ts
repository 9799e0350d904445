// Computes a workbook's simple formulas anew, exactly: + − × ÷, percent, comparisons, SUM, ROUND, IF and references. The
// value a workbook remembers is checked against it, never believed; any other formula is refused with its cell.
import {
  absolute,
  add,
  compare,
  divide,
  greatest,
  isZero,
  multiply,
  ONE,
  printExact,
  type Ratio,
  ratio,
  readDecimal,
  roundScaled,
  subtract,
  unreachable,
  ZERO,
} from "../../kernel/index.ts";
import { FileRefusal, refuse } from "./file-refusal.ts";
import type { SourceCell, SourceSheet, SourceWorkbook } from "./source-workbook.ts";
import { serialOfDay } from "./xlsx/cell-text.ts";
import { type BinarySign, type CellRange, type FormulaFunction, type FormulaNode, readFormula } from "./xlsx/formula-tree.ts";

/** What a cell says once its formula is computed. `text` as in `SourceCell`; "none" is a cell without content. */
export type CellReading = { readonly kind: SourceCell["kind"]; readonly text: string };

type Value =
  | { readonly kind: "number"; readonly value: Ratio }
  | { readonly kind: "text" | "day"; readonly text: string }
  | { readonly kind: "yes-no"; readonly value: boolean }
  | { readonly kind: "blank" };

// A chain of formulas, and all cells that sums may visit in one workbook.
const LONGEST_CHAIN = 200;
const MOST_VISITS = 5_000_000;
// Digits behind the point at which a decimal counts as one without end.
const DIGITS = 12;
// Doubles carry about 15 digits, so a remembered number may differ from the exact one in the last of them.
const DOUBLE_NOISE = ratio(1n, 10n ** 12n);

/**
 * A reader of cells: a plain cell reads as it is, a formula as its exact value.
 * @throws FileRefusal (from the reader) naming the cell, when its formula or one it depends on cannot be computed, gives
 * an error or a decimal without end, or disagrees with the value the workbook remembers.
 */
export function createCellReader(workbook: SourceWorkbook): (sheet: string, cell: SourceCell) => CellReading {
  const reading = newReading(workbook);
  return (sheet, cell) => {
    if (cell.formula === undefined) return { kind: cell.kind, text: cell.text };
    reading.underWay.clear();
    const here = { sheet, address: cell.address, formula: cell.formula };
    const result = printValue(cellValue(reading, sheet, cell), here);
    if (isStale(cell, result)) refuseHere(here, "formula-stale", cell.text, result.text);
    return result;
  };
}

/**
 * A formula's own value beside the one the workbook remembers: `same` within a double's noise (a decimal without end then
 * stands as remembered), `differs`, or `not-computed` because the formula or a cell it depends on is beyond this evaluator.
 */
export type Recomputed =
  | { readonly kind: "same"; readonly reading: CellReading }
  | { readonly kind: "differs"; readonly reading: CellReading; readonly remembered: string }
  | { readonly kind: "not-computed" };

/** Computes cells that hold a formula, and refuses none. */
export function createRecomputer(workbook: SourceWorkbook): (sheet: string, cell: SourceCell & { readonly formula: string }) => Recomputed {
  const reading = newReading(workbook);
  return (sheet, cell) => {
    reading.underWay.clear();
    const here = { sheet, address: cell.address, formula: cell.formula };
    try {
      const value = cellValue(reading, sheet, cell);
      const result = readingOf(value, here);
      const stale = value.kind === "number" ? isFarFrom(cell, value.value) : isStale(cell, result);
      if (!stale) return { kind: "same", reading: endless(value) && cell.kind === "number" ? { kind: "number", text: cell.text } : result };
      return { kind: "differs", reading: result, remembered: cell.text };
    } catch (error) {
      if (error instanceof FileRefusal) return { kind: "not-computed" };
      throw error;
    }
  };
}

function readingOf(value: Value, here: Here): CellReading {
  return value.kind === "number" ? { kind: "number", text: printExact(value.value, DIGITS).replace("…", "") } : printValue(value, here);
}

function endless(value: Value): boolean {
  return value.kind === "number" && printExact(value.value, DIGITS).endsWith("…");
}

function isFarFrom(cell: SourceCell, exact: Ratio): boolean {
  if (cell.kind === "none") return false;
  // A number may stand in a cell that shows a day: what is compared is the number.
  const was = cell.kind === "day" ? ratioOfDay(cell.text) : cell.kind === "number" ? readDecimal(cell.text)?.value : undefined;
  return was === undefined || compare(absolute(subtract(was, exact)), multiply(greatest(absolute(exact), ONE), DOUBLE_NOISE)) > 0;
}

function ratioOfDay(day: string): Ratio | undefined {
  const serial = serialOfDay(day);
  return serial === null ? undefined : ratio(BigInt(serial));
}

function newReading(workbook: SourceWorkbook): Reading {
  return {
    sheets: new Map(workbook.sheets.map((sheet) => [sheet.name.toLowerCase(), indexCells(sheet)])),
    known: new Map(),
    underWay: new Set(),
    visits: 0,
  };
}

type CellIndex = ReadonlyMap<number, readonly SourceCell[]>;
type Reading = {
  readonly sheets: ReadonlyMap<string, CellIndex>;
  readonly known: Map<SourceCell, Value>;
  readonly underWay: Set<SourceCell>;
  visits: number;
};
/** The formula being computed, and where it stands. */
type Here = { readonly sheet: string; readonly address: string; readonly formula: string };

function indexCells(sheet: SourceSheet): CellIndex {
  return new Map(sheet.rows.map(({ number, cells }) => [number, cells]));
}

function refuseHere(
  { sheet, address, formula }: Here,
  reason: "formula-unsupported" | "formula-value" | "formula-stale" | "formula-endless" | "formula-cycle",
  found = `=${formula}`,
  expected = "",
): never {
  return refuse(reason, found, expected, { sheet, cell: address });
}

function cellValue(reading: Reading, sheet: string, cell: SourceCell): Value {
  if (cell.formula === undefined) return plainValue(sheet, cell);
  const before = reading.known.get(cell);
  if (before) return before;
  const here = { sheet, address: cell.address, formula: cell.formula };
  if (reading.underWay.has(cell) || reading.underWay.size >= LONGEST_CHAIN) refuseHere(here, "formula-cycle");
  reading.underWay.add(cell);
  const value = compute(reading, readFormula(cell.formula) ?? refuseHere(here, "formula-unsupported"), here);
  reading.underWay.delete(cell);
  reading.known.set(cell, value);
  return value;
}

function plainValue(sheet: string, cell: SourceCell): Value {
  const place = { sheet, cell: cell.address };
  switch (cell.kind) {
    case "number":
      return { kind: "number", value: readDecimal(cell.text)?.value ?? refuse("formula-value", cell.text, "", place) };
    case "yes-no":
      return { kind: "yes-no", value: cell.text === "true" };
    case "none":
      return { kind: "blank" };
    case "error":
      return refuse("error-cell", cell.text, "", place);
    case "day":
    case "text":
      return { kind: cell.kind, text: cell.text };
    default:
      return unreachable(cell.kind);
  }
}

function compute(reading: Reading, node: FormulaNode, here: Here): Value {
  switch (node.kind) {
    case "number":
    case "text":
    case "yes-no":
      return node;
    case "range":
      return singleCell(reading, node, here);
    case "negative":
      return { kind: "number", value: subtract(ZERO, computeNumber(reading, node.of, here)) };
    case "percent":
      return { kind: "number", value: divide(computeNumber(reading, node.of, here), ratio(100)) };
    case "binary":
      return computeBinary(reading, node, here);
    case "call":
      return computeCall(reading, node, here);
    default:
      return unreachable(node);
  }
}

function computeNumber(reading: Reading, node: FormulaNode, here: Here): Ratio {
  const value = compute(reading, node, here);
  if (value.kind === "blank") return ZERO;
  return value.kind === "number" ? value.value : refuseHere(here, "formula-value");
}

function computeBinary(reading: Reading, { sign, left, right }: FormulaNode & { readonly kind: "binary" }, here: Here): Value {
  const number = (value: Ratio): Value => ({ kind: "number", value });
  const parts = () => [computeNumber(reading, left, here), computeNumber(reading, right, here)] as const;
  switch (sign) {
    case "+":
      return number(add(...parts()));
    case "-":
      return number(subtract(...parts()));
    case "*":
      return number(multiply(...parts()));
    case "/": {
      const [a, b] = parts();
      return isZero(b) ? refuseHere(here, "formula-value", `=${here.formula} → #DIV/0!`) : number(divide(a, b));
    }
    default:
      return {
        kind: "yes-no",
        value: holds(sign, compute(reading, left, here), compute(reading, right, here)) ?? refuseHere(here, "formula-value"),
      };
  }
}

function computeCall(
  reading: Reading,
  { name, parts }: { readonly name: FormulaFunction; readonly parts: readonly FormulaNode[] },
  here: Here,
): Value {
  const [first, second, third] = parts;
  switch (name) {
    case "SUM":
      return { kind: "number", value: parts.map((part) => sumOf(reading, part, here)).reduce(add, ZERO) };
    case "ROUND": {
      if (!first || !second) return refuseHere(here, "formula-unsupported");
      return {
        kind: "number",
        value:
          roundTo(computeNumber(reading, first, here), computeNumber(reading, second, here)) ?? refuseHere(here, "formula-unsupported"),
      };
    }
    case "IF": {
      if (!first || !second) return refuseHere(here, "formula-unsupported");
      const chosen = (isTrue(compute(reading, first, here)) ?? refuseHere(here, "formula-value")) ? second : third;
      return chosen ? compute(reading, chosen, here) : { kind: "yes-no", value: false };
    }
    default:
      return unreachable(name);
  }
}

function singleCell(reading: Reading, range: CellRange, here: Here): Value {
  if (range.top !== range.bottom || range.left !== range.right) return refuseHere(here, "formula-unsupported");
  const sheet = range.sheet ?? here.sheet;
  const cell = cellsOf(reading, sheet, here)
    .get(range.top)
    ?.find(({ column }) => column === range.left);
  return cell ? cellValue(reading, sheet, cell) : { kind: "blank" };
}

function cellsOf(reading: Reading, sheet: string, here: Here): CellIndex {
  return reading.sheets.get(sheet.toLowerCase()) ?? refuseHere(here, "formula-unsupported");
}

// As spreadsheets do: within a range only numbers count.
function sumOf(reading: Reading, part: FormulaNode, here: Here): Ratio {
  if (part.kind !== "range") return computeNumber(reading, part, here);
  const sheet = part.sheet ?? here.sheet;
  let total = ZERO;
  for (const [row, cells] of rowsBetween(cellsOf(reading, sheet, here), part)) {
    for (const cell of cells) {
      reading.visits += 1;
      if (reading.visits > MOST_VISITS) refuseHere(here, "formula-unsupported");
      if (row < part.top || row > part.bottom || cell.column < part.left || cell.column > part.right) continue;
      const value = cellValue(reading, sheet, cell);
      if (value.kind === "number") total = add(total, value.value);
    }
  }
  return total;
}

// A range may be larger than the sheet is full.
function rowsBetween(index: CellIndex, { top, bottom }: CellRange): Iterable<readonly [number, readonly SourceCell[]]> {
  if (bottom - top > index.size) return index;
  return Array.from({ length: bottom - top + 1 }, (_, offset) => [top + offset, index.get(top + offset) ?? []] as const);
}

// Half away from zero; negative places round before the point.
function roundTo(value: Ratio, places: Ratio): Ratio | null {
  if (places.n % places.d !== 0n || compare(absolute(places), ratio(15)) > 0) return null;
  const power = Number(places.n / places.d);
  if (power >= 0) return ratio(roundScaled(value, { mode: "half-up", places: power }), 10n ** BigInt(power));
  const unit = ratio(10n ** BigInt(-power));
  return multiply(ratio(roundScaled(divide(value, unit), { mode: "half-up", places: 0 })), unit);
}

function isTrue(value: Value): boolean | null {
  switch (value.kind) {
    case "yes-no":
      return value.value;
    case "number":
      return !isZero(value.value);
    case "blank":
      return false;
    default:
      return null;
  }
}

/** Whether a comparison holds; null for an order between values that have none. */
function holds(sign: Exclude<BinarySign, "+" | "-" | "*" | "/">, left: Value, right: Value): boolean | null {
  const [a, b] = [insteadOfBlank(left, right), insteadOfBlank(right, left)];
  if (a.kind === "number" && b.kind === "number") return holdsInOrder(sign, compare(a.value, b.value));
  if (sign !== "=" && sign !== "<>") return null;
  const same = a.kind === b.kind && comparable(a) === comparable(b);
  return same === (sign === "=");
}

function comparable(value: Value): string {
  return "text" in value ? value.text.toLowerCase() : "value" in value ? String(value.value) : "";
}

// A blank cell compares as zero with a number and as empty text with a text.
function insteadOfBlank(value: Value, other: Value): Value {
  if (value.kind !== "blank") return value;
  return other.kind === "text" ? { kind: "text", text: "" } : { kind: "number", value: ZERO };
}

function holdsInOrder(sign: Exclude<BinarySign, "+" | "-" | "*" | "/">, order: number): boolean {
  switch (sign) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return unreachable(sign);
  }
}

function printValue(value: Value, here: Here): CellReading {
  switch (value.kind) {
    case "blank":
      return { kind: "number", text: "0" };
    case "yes-no":
      return { kind: "yes-no", text: String(value.value) };
    case "number": {
      const text = printExact(value.value, DIGITS);
      return text.endsWith("…")
        ? refuseHere(here, "formula-endless", `=${here.formula} → ${text}`, "ROUND(…,2)")
        : { kind: "number", text };
    }
    default:
      return value;
  }
}

function isStale(cell: SourceCell, result: CellReading): boolean {
  if (cell.kind === "none") return false;
  if (result.kind === "day" && cell.kind === "number") return Number(cell.text) !== serialOfDay(result.text);
  const [was, is] = [readDecimal(cell.text)?.value, readDecimal(result.text)?.value];
  if (result.kind !== "number" || cell.kind !== "number" || !was || !is) return cell.text !== result.text;
  return compare(absolute(subtract(was, is)), multiply(greatest(absolute(is), ONE), DOUBLE_NOISE)) > 0;
}
