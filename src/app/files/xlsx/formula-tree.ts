// A workbook formula understood: a tree of what it computes, for the few kinds of formula that are understood at all.
import { type Ratio, readDecimal } from "../../../kernel/index.ts";
import { type FormulaToken, readTokens } from "./formula-tokens.ts";

export type BinarySign = "+" | "-" | "*" | "/" | "=" | "<>" | "<" | "<=" | ">" | ">=";
export type FormulaFunction = "SUM" | "ROUND" | "IF";

/** Cells a reference names; `sheet` is null for the formula's own. */
export type CellRange = {
  readonly kind: "range";
  readonly sheet: string | null;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type FormulaNode =
  | { readonly kind: "number"; readonly value: Ratio }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "yes-no"; readonly value: boolean }
  | CellRange
  | { readonly kind: "negative" | "percent"; readonly of: FormulaNode }
  | { readonly kind: "binary"; readonly sign: BinarySign; readonly left: FormulaNode; readonly right: FormulaNode }
  | { readonly kind: "call"; readonly name: FormulaFunction; readonly parts: readonly FormulaNode[] };

const DEEPEST_NEST = 50;
const COMPARISONS: readonly string[] = ["=", "<>", "<", "<=", ">", ">="];
const FUNCTIONS: Readonly<Record<FormulaFunction, readonly [least: number, most: number]>> = { SUM: [1, 255], ROUND: [2, 2], IF: [2, 3] };

/** Thrown and caught in this file only: somewhere inside, the formula is none of ours. */
class NotUnderstood extends Error {}

/** The formula's tree, or null when there is anything in it that is not understood. */
export function readFormula(formula: string): FormulaNode | null {
  const tokens = readTokens(formula).filter(({ kind }) => kind !== "space");
  const state: Reading = { tokens, at: 0, depth: 0 };
  try {
    const tree = readComparison(state);
    return state.at === tokens.length ? tree : null;
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

type Reading = { readonly tokens: readonly FormulaToken[]; at: number; depth: number };

function stop(): never {
  throw new NotUnderstood("not understood");
}

/** The next operator, if it is one of these; reading goes on behind it. */
function accept(state: Reading, signs: readonly string[]): string | null {
  const token = state.tokens[state.at];
  if (token?.kind !== "operator" || !signs.includes(token.text)) return null;
  state.at += 1;
  return token.text;
}

// From the loosest binding to the tightest, as spreadsheets have it: comparison, sum, product, sign, percent.
function readComparison(state: Reading): FormulaNode {
  return readChain(state, COMPARISONS, (inner) => readChain(inner, ["+", "-"], (sum) => readChain(sum, ["*", "/"], readSigned)));
}

function readChain(state: Reading, signs: readonly string[], readPart: (state: Reading) => FormulaNode): FormulaNode {
  let left = readPart(state);
  for (let sign = accept(state, signs); sign !== null; sign = accept(state, signs)) {
    left = { kind: "binary", sign: sign as BinarySign, left, right: readPart(state) };
  }
  return left;
}

function readSigned(state: Reading): FormulaNode {
  state.depth += 1;
  if (state.depth > DEEPEST_NEST) stop();
  const sign = accept(state, ["-", "+"]);
  let node: FormulaNode =
    sign === "-" ? { kind: "negative", of: readSigned(state) } : sign === "+" ? readSigned(state) : readOperand(state);
  while (accept(state, ["%"])) node = { kind: "percent", of: node };
  state.depth -= 1;
  return node;
}

function readOperand(state: Reading): FormulaNode {
  const token = state.tokens[state.at] ?? stop();
  state.at += 1;
  switch (token.kind) {
    case "number":
      return { kind: "number", value: readDecimal(token.text)?.value ?? stop() };
    case "text":
      return { kind: "text", text: token.text.slice(1, -1).replaceAll('""', '"') };
    case "reference":
      return readRange(state, null, token);
    case "sheet": {
      const first = state.tokens[state.at] ?? stop();
      state.at += 1;
      return readRange(state, token.name, first);
    }
    case "name":
      return readName(state, token.text);
    case "operator": {
      if (token.text !== "(") stop();
      const inner = readComparison(state);
      return accept(state, [")"]) ? inner : stop();
    }
    default:
      return stop();
  }
}

function readRange(state: Reading, sheet: string | null, first: FormulaToken): CellRange {
  if (first.kind !== "reference") return stop();
  const from = first.reference;
  if (!accept(state, [":"])) return { kind: "range", sheet, top: from.row, bottom: from.row, left: from.column, right: from.column };
  const last = state.tokens[state.at];
  if (last?.kind !== "reference") return stop();
  state.at += 1;
  const to = last.reference;
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)];
  return { kind: "range", sheet, top, bottom, left: Math.min(from.column, to.column), right: Math.max(from.column, to.column) };
}

function readName(state: Reading, name: string): FormulaNode {
  if (name === "TRUE" || name === "FALSE") return { kind: "yes-no", value: name === "TRUE" };
  if (!isFunction(name) || !accept(state, ["("])) return stop();
  const parts = [readComparison(state)];
  while (accept(state, [","])) parts.push(readComparison(state));
  const [least, most] = FUNCTIONS[name];
  if (!accept(state, [")"]) || parts.length < least || parts.length > most) stop();
  return { kind: "call", name, parts };
}

function isFunction(name: string): name is FormulaFunction {
  return Object.hasOwn(FUNCTIONS, name);
}
