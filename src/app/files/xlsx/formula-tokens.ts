// A workbook formula as its tokens (ECMA-376 part 1, §18.17). Every character belongs to one, so that a formula can be
// moved without being understood.
import { columnName } from "../workbook-sheet.ts";

export type FormulaReference = { readonly columnFixed: boolean; readonly column: number; readonly rowFixed: boolean; readonly row: number };

export type FormulaToken =
  | { readonly kind: "reference"; readonly text: string; readonly reference: FormulaReference }
  /** A sheet's name and "!", as written. */
  | { readonly kind: "sheet"; readonly text: string; readonly name: string }
  | { readonly kind: "number" | "text" | "name" | "operator" | "space" | "other"; readonly text: string };

const RULES = [
  ["text", /"(?:[^"]|"")*"/y],
  ["sheet", /(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!/uy],
  ["reference", /\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(?![\p{L}\p{N}_.(!])/uy],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?/y],
  ["name", /[\p{L}_][\p{L}\p{N}_.]*/uy],
  ["operator", /<>|<=|>=|[-+*/^&=<>%(),:]/y],
  ["space", /\s+/y],
  ["other", /./suy],
] as const;

export function readTokens(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  for (let at = 0; at < formula.length; ) {
    const token = tokenAt(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(formula: string, at: number): FormulaToken {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const text = rule.exec(formula)?.[0];
    if (text === undefined) continue;
    if (kind === "reference") return { kind, text, reference: referenceOf(text) };
    if (kind === "sheet") return { kind, text, name: text.startsWith("'") ? text.slice(1, -2).replaceAll("''", "'") : text.slice(0, -1) };
    return { kind, text };
  }
  return { kind: "other", text: formula.charAt(at) };
}

function referenceOf(text: string): FormulaReference {
  const [, columnMark = "", letters = "", rowMark = "", row = ""] = /^(\$?)([A-Z]+)(\$?)(\d+)$/.exec(text) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { columnFixed: columnMark !== "", column, rowFixed: rowMark !== "", row: Number(row) };
}

/** The formula as it reads so many rows and columns further on; null where a reference would leave the sheet. */
export function shiftFormula(formula: string, rows: number, columns: number): string | null {
  const moved = readTokens(formula).map((token) => {
    if (token.kind !== "reference") return token.text;
    const { columnFixed, rowFixed } = token.reference;
    const column = token.reference.column + (columnFixed ? 0 : columns);
    const row = token.reference.row + (rowFixed ? 0 : rows);
    if (column < 1 || column > 16_384 || row < 1 || row > 1_048_576) return null;
    return `${columnFixed ? "$" : ""}${columnName(column)}${rowFixed ? "$" : ""}${row}`;
  });
  return moved.includes(null) ? null : moved.join("");
}
