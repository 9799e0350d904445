// Computes a workbook's simple formulas anew, exactly: + − × ÷, percent, comparisons, SUM, ROUND, IF and references. The
// value a workbook remembers is checked against it, never believed; any other formula is refused with its cell.
import { add, compare, divide, isNegative, isZero, multiply, printExact, type Ratio, ratio, readDecimal, roundScaled, subtract, ZERO } from "../../kernel/index.ts";
import { refuse } from "./file-refusal.ts";
import type { SourceCell, SourceSheet, SourceWorkbook } from "./read-xlsx.ts";
import { serialOfDay } from "./xlsx/cell-text.ts";
import { type FormulaToken, readTokens } from "./xlsx/formula-tokens.ts";

/** What a cell says once its formula is computed. `text` as in `SourceCell`; "none" is a cell without content. */
export type CellReading = { readonly kind: "number" | "day" | "text" | "yes-no" | "error" | "none"; readonly text: string };

type Value = { readonly kind: "number"; readonly value: Ratio } | { readonly kind: "text" | "day"; readonly text: string } | { readonly kind: "yes-no"; readonly value: boolean } | { readonly kind: "blank" };
type Block = { readonly kind: "block"; readonly sheet: string; readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
type Place = { readonly sheet: string; readonly cell: string };

// A chain of formulas, a nest of brackets, and all cells that sums may visit in one workbook.
const LONGEST_CHAIN = 200;
const DEEPEST_NEST = 50;
const MOST_VISITS = 5_000_000;

/**
 * A reader of cells: a plain cell reads as it is, a formula as its exact value.
 * @throws FileRefusal (from the reader) naming the cell, when its formula or one it depends on cannot be computed, gives
 * an error or a decimal without end, or disagrees with the value the workbook remembers.
 */
export function createCellReader(workbook: SourceWorkbook): (sheet: string, cell: SourceCell) => CellReading {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name.toLowerCase(), indexCells(sheet)]));
  const known = new Map<SourceCell, Value>();
  const underWay = new Set<SourceCell>();
  let visits = 0;

  const valueOf = (sheet: string, cell: SourceCell): Value => {
    if (cell.formula === undefined) return plainValue(cell, { sheet, cell: cell.address });
    const before = known.get(cell);
    if (before) return before;
    const place = { sheet, cell: cell.address };
    if (underWay.has(cell) || underWay.size >= LONGEST_CHAIN) refuse("formula-cycle", cell.formula, "", place);
    underWay.add(cell);
    const value = compute(cell.formula, place);
    underWay.delete(cell);
    known.set(cell, value);
    return value;
  };

  const compute = (formula: string, place: Place): Value => {
    const unsupported = () => refuse("formula-unsupported", `=${formula}`, "", place);
    const tokens = readTokens(formula).filter(({ kind }) => kind !== "space");
    const cellsOf = (sheet: string) => sheets.get(sheet.toLowerCase()) ?? unsupported();
    let at = 0;
    let depth = 0;
    const isNext = (text: string) => tokens[at]?.kind === "operator" && tokens[at]?.text === text;
    const accept = (text: string): boolean => {
      if (!isNext(text)) return false;
      at += 1;
      return true;
    };
    const expect = (text: string) => accept(text) || unsupported();
    const single = (found: Value | Block): Value => {
      if (found.kind !== "block") return found;
      if (found.top !== found.bottom || found.left !== found.right) return unsupported();
      const cell = cellsOf(found.sheet).get(found.top)?.find(({ column }) => column === found.left);
      return cell ? valueOf(found.sheet, cell) : { kind: "blank" };
    };
    const number = (found: Value | Block): Ratio => {
      const value = single(found);
      if (value.kind === "blank") return ZERO;
      return value.kind === "number" ? value.value : refuse("formula-value", `=${formula}`, "", place);
    };

    const comparison = (): Value | Block => {
      let left = sumOfTerms();
      for (let sign = tokens[at]; sign && sign.kind === "operator" && ["=", "<>", "<", "<=", ">", ">="].includes(sign.text); sign = tokens[at]) {
        at += 1;
        left = { kind: "yes-no", value: compareValues(single(left), sign.text, single(sumOfTerms())) ?? unsupported() };
      }
      return left;
    };
    const sumOfTerms = (): Value | Block => {
      let left = product();
      while (isNext("+") || isNext("-")) {
        const combine = accept("+") ? add : ((at += 1), subtract);
        left = { kind: "number", value: combine(number(left), number(product())) };
      }
      return left;
    };
    const product = (): Value | Block => {
      let left = signed();
      while (isNext("*") || isNext("/")) {
        const times = accept("*");
        if (!times) at += 1;
        const [a, b] = [number(left), number(signed())];
        if (!times && isZero(b)) refuse("formula-value", `=${formula} → #DIV/0!`, "", place);
        left = { kind: "number", value: times ? multiply(a, b) : divide(a, b) };
      }
      return left;
    };
    const signed = (): Value | Block => {
      depth += 1;
      if (depth > DEEPEST_NEST) unsupported();
      const negative = accept("-");
      let value = negative ? { kind: "number" as const, value: subtract(ZERO, number(signed())) } : accept("+") ? signed() : operand();
      while (accept("%")) value = { kind: "number", value: divide(number(value), ratio(100)) };
      depth -= 1;
      return value;
    };
    const operand = (): Value | Block => {
      const token = tokens[at] ?? unsupported();
      at += 1;
      switch (token.kind) {
        case "number":
          return { kind: "number", value: decimalValue(token.text) ?? unsupported() };
        case "text":
          return { kind: "text", text: token.text.slice(1, -1).replaceAll('""', '"') };
        case "sheet":
          return block(tokens[at++] ?? unsupported(), token.name);
        case "reference":
          return block(token, place.sheet);
        case "name":
          return call(token.text);
        case "operator": {
          if (token.text !== "(") return unsupported();
          const value = comparison();
          expect(")");
          return value;
        }
        default:
          return unsupported();
      }
    };
    const block = (token: FormulaToken, sheet: string): Block => {
      if (token.kind !== "reference") return unsupported();
      const first = token.reference;
      if (!accept(":")) return { kind: "block", sheet, top: first.row, bottom: first.row, left: first.column, right: first.column };
      const end = tokens[at++];
      if (end?.kind !== "reference") return unsupported();
      const last = end.reference;
      const [top, bottom] = [Math.min(first.row, last.row), Math.max(first.row, last.row)];
      return { kind: "block", sheet, top, bottom, left: Math.min(first.column, last.column), right: Math.max(first.column, last.column) };
    };
    const call = (name: string): Value => {
      if (name === "TRUE" || name === "FALSE") return { kind: "yes-no", value: name === "TRUE" };
      expect("(");
      const parts = split();
      switch (name) {
        case "SUM":
          return { kind: "number", value: parts.map((from) => inside(from, sumOf)).reduce(add, ZERO) };
        case "ROUND":
          return parts.length === 2 ? roundValue(parts) : unsupported();
        case "IF": {
          if (parts.length < 2 || parts.length > 3) return unsupported();
          const [test, yes, no] = parts as [number, number, number | undefined];
          const chosen = inside(test, (found) => isTrue(single(found)) ?? unsupported()) ? yes : no;
          return chosen === undefined ? { kind: "yes-no", value: false } : inside(chosen, single);
        }
        default:
          return unsupported();
      }
    };
    // Where each argument of the call begins; reading goes on behind its closing bracket, so that IF computes one branch only.
    const split = (): number[] => {
      const starts = [at];
      for (let nest = 0; ; at++) {
        const token = tokens[at] ?? unsupported();
        if (token.kind !== "operator") continue;
        if (token.text === "(") nest += 1;
        if (token.text === "," && nest === 0) starts.push(at + 1);
        if (token.text === ")" && nest === 0) break;
        if (token.text === ")") nest -= 1;
      }
      at += 1;
      return starts;
    };
    const inside = <T>(from: number, use: (found: Value | Block) => T): T => {
      const after = at;
      at = from;
      const result = use(comparison());
      if (!isNext(",") && !isNext(")")) unsupported();
      at = after;
      return result;
    };
    // As spreadsheets do: within a range only numbers count.
    const sumOf = (found: Value | Block): Ratio => {
      if (found.kind !== "block") return number(found);
      let total = ZERO;
      for (const [row, cells] of rowsBetween(cellsOf(found.sheet), found.top, found.bottom)) {
        for (const cell of cells) {
          visits += 1;
          if (visits > MOST_VISITS) unsupported();
          if (row < found.top || row > found.bottom || cell.column < found.left || cell.column > found.right) continue;
          const value = valueOf(found.sheet, cell);
          if (value.kind === "number") total = add(total, value.value);
        }
      }
      return total;
    };
    const roundValue = (parts: readonly number[]): Value => {
      const [value, places] = parts.map((from) => inside(from, number)) as [Ratio, Ratio];
      if (places.n % places.d !== 0n || compare(places, ratio(15)) > 0 || compare(places, ratio(-15)) < 0) return unsupported();
      const power = Number(places.n / places.d);
      if (power >= 0) return { kind: "number", value: ratio(roundScaled(value, { mode: "half-up", places: power }), 10n ** BigInt(power)) };
      const unit = ratio(10n ** BigInt(-power));
      return { kind: "number", value: multiply(ratio(roundScaled(divide(value, unit), { mode: "half-up", places: 0 })), unit) };
    };

    const value = single(comparison());
    return at === tokens.length ? value : unsupported();
  };

  return (sheet, cell) => {
    if (cell.formula === undefined) return { kind: cell.kind, text: cell.text };
    const place = { sheet, cell: cell.address };
    try {
      const reading = readingOf(valueOf(sheet, cell), cell.formula, place);
      if (isStale(cell, reading)) refuse("formula-stale", cell.text, reading.text, place);
      return reading;
    } finally {
      underWay.clear();
    }
  };
}

type CellIndex = ReadonlyMap<number, readonly SourceCell[]>;

function indexCells(sheet: SourceSheet): CellIndex {
  return new Map(sheet.rows.map(({ number, cells }) => [number, cells]));
}

function rowsBetween(index: CellIndex, top: number, bottom: number): Iterable<readonly [number, readonly SourceCell[]]> {
  if (bottom - top > index.size) return index;
  return Array.from({ length: bottom - top + 1 }, (_, offset) => [top + offset, index.get(top + offset) ?? []] as const);
}

function plainValue(cell: SourceCell, place: Place): Value {
  switch (cell.kind) {
    case "number":
      return { kind: "number", value: decimalValue(cell.text) ?? refuse("formula-value", cell.text, "", place) };
    case "yes-no":
      return { kind: "yes-no", value: cell.text === "true" };
    case "none":
      return { kind: "blank" };
    case "error":
      return refuse("error-cell", cell.text, "", place);
    default:
      return { kind: cell.kind, text: cell.text };
  }
}

function decimalValue(text: string): Ratio | null {
  return readDecimal(text)?.value ?? null;
}

function isTrue(value: Value): boolean | null {
  if (value.kind === "yes-no") return value.value;
  if (value.kind === "number") return !isZero(value.value);
  return value.kind === "blank" ? false : null;
}

function compareValues(left: Value, sign: string, right: Value): boolean | null {
  const [a, b] = [withoutBlank(left, right), withoutBlank(right, left)];
  if (a.kind === "number" && b.kind === "number") return holds(sign, compare(a.value, b.value));
  if (sign !== "=" && sign !== "<>") return null;
  const same = a.kind === b.kind && (a.kind === "yes-no" ? a.value === (b as typeof a).value : "text" in a && a.text.toLowerCase() === (b as typeof a).text.toLowerCase());
  return same === (sign === "=");
}

// A blank cell compares as zero with a number and as empty text with a text.
function withoutBlank(value: Value, other: Value): Value {
  if (value.kind !== "blank") return value;
  return other.kind === "text" ? { kind: "text", text: "" } : { kind: "number", value: ZERO };
}

function holds(sign: string, order: number): boolean {
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
    default:
      return order >= 0;
  }
}

function readingOf(value: Value, formula: string, place: Place): CellReading {
  switch (value.kind) {
    case "blank":
      return { kind: "number", text: "0" };
    case "yes-no":
      return { kind: "yes-no", text: String(value.value) };
    case "number": {
      const text = printExact(value.value, 12);
      return text.endsWith("…") ? refuse("formula-endless", `=${formula} → ${text}`, "ROUND(…,2)", place) : { kind: "number", text };
    }
    default:
      return value;
  }
}

// Doubles carry about 15 digits, so a remembered number may differ from the exact one in the last of them.
function isStale(cell: SourceCell, reading: CellReading): boolean {
  if (cell.kind === "none") return false;
  if (reading.kind === "day" && cell.kind === "number") return Number(cell.text) !== serialOfDay(reading.text);
  if (reading.kind !== "number" || cell.kind !== "number") return cell.text !== reading.text;
  const [was, is] = [decimalValue(cell.text), decimalValue(reading.text)];
  if (!was || !is) return true;
  const difference = subtract(was, is);
  const size = isNegative(is) ? subtract(ZERO, is) : is;
  const allowed = divide(compare(size, ratio(1)) < 0 ? ratio(1) : size, ratio(10n ** 12n));
  return compare(isNegative(difference) ? subtract(ZERO, difference) : difference, allowed) > 0;
}
