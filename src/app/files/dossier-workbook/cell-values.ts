// One value of a dossier between its text in dossier.yaml and its cell in the workbook, without loss in either direction.
import { isUnknownText, unreachable } from "../../../kernel/index.ts";
import { WORKBOOK_WORDS, WORKBOOK_ZH } from "../../messages/workbook.zh.ts";
import type { CellReading } from "../recompute-formula.ts";
import type { WorkbookCell } from "../workbook-sheet.ts";
import { serialOfDay } from "../xlsx/cell-text.ts";
import type { ChoiceId, ColumnKind, ColumnSpec } from "./dossier-sheets.ts";

/** The labels of a choice by the values they stand for, in the order of the list. */
export function labelsOf(choice: ChoiceId): ReadonlyMap<string, string> {
  return new Map(Object.entries(WORKBOOK_ZH.choices[choice]));
}

/** What a column offers in a list; none where anything may be written. */
export function offeredIn(column: ColumnSpec): readonly string[] {
  if (column.kind === "yes-no") return [WORKBOOK_WORDS.yes, WORKBOOK_WORDS.no];
  return column.choices ? [...labelsOf(column.choices).values()] : [];
}

/**
 * The cell for a value's text: numbers as numbers and days as days where that keeps every digit, words as words.
 * "35.70" is the number 35.7 shown with two decimals, so that nothing of what was written is lost.
 */
export function cellOf(column: ColumnSpec, value: string): WorkbookCell {
  switch (column.kind) {
    case "amount":
    case "number":
    case "points":
    case "count":
    case "share":
      return numberCell(value) ?? { text: value };
    case "day": {
      const serial = /^\d{4}-\d{2}-\d{2}$/.test(value) ? serialOfDay(value) : null;
      return serial === null ? { text: value } : { number: String(serial), format: "yyyy-mm-dd" };
    }
    case "yes-no":
      return { text: value === "true" ? WORKBOOK_WORDS.yes : value === "false" ? WORKBOOK_WORDS.no : value };
    case "choice":
      return { text: (column.choices && labelsOf(column.choices).get(value)) ?? value };
    case "text":
    case "printed":
    case "lines":
    case "ids":
      return { text: value };
    default:
      return unreachable(column.kind);
  }
}

function numberCell(value: string): WorkbookCell | null {
  const match = /^(-?(?:0|[1-9]\d*))(?:\.(\d+))?(%)?$/.exec(value);
  if (!match || /^-[0.]+%?$/.test(value)) return null;
  const [, whole = "", part = "", percent] = match;
  if ((whole + part).replace(/^-?0*/, "").length > 15) return null;
  const places = part === "" ? "" : `.${"0".repeat(part.length)}`;
  if (percent) return { number: hundredth(whole, part), format: `0${places}%` };
  // A plain number shows all it has; only zeros at the end need a format to be seen.
  return part.endsWith("0") ? { number: value, format: `0${places}` } : { number: value };
}

function hundredth(whole: string, part: string): string {
  const negative = whole.startsWith("-");
  const digits = (negative ? whole.slice(1) : whole).padStart(3, "0");
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}${part}`.replace(/\.?0+$/, "");
  return negative ? `-${text}` : text;
}

/**
 * The text a cell stands for, or null when its words are none of the column's choices. Numbers keep the decimals they
 * are shown with, percentages their sign.
 */
export function valueIn(column: ColumnSpec, { kind, text }: CellReading, format: string): string | null {
  if (kind === "number") return shown(text, format, column.kind);
  if (column.kind === "choice" && column.choices) {
    const labels = labelsOf(column.choices);
    const word = text.trim();
    if (labels.has(word) || isUnknownText(word)) return word;
    return [...labels].find(([, label]) => label === word)?.[0] ?? null;
  }
  if (column.kind === "yes-no") {
    const word = text.trim();
    if (word === WORKBOOK_WORDS.yes) return "true";
    if (word === WORKBOOK_WORDS.no) return "false";
    return ["true", "false", "yes", "no"].includes(word.toLowerCase()) || isUnknownText(word) ? word : null;
  }
  return text;
}

const SHOWN_PLACES = /^(?:0|#,##0)(?:\.(0+))?(%)?(?:_.)*$/;

function shown(number: string, format: string, kind: ColumnKind): string {
  const match = SHOWN_PLACES.exec(format);
  if (!match || number.includes("E")) return number;
  const [, zeros = "", percent] = match;
  const value = percent ? hundredfold(number) : number;
  const [whole = "", part = ""] = value.split(".");
  // Points have two decimals at most, whatever the cell shows.
  const places = kind === "points" ? Math.min(zeros.length, 2) : zeros.length;
  const padded = part.padEnd(places, "0");
  return `${whole}${padded === "" ? "" : `.${padded}`}${percent ?? ""}`;
}

function hundredfold(number: string): string {
  const [whole = "", part = ""] = number.split(".");
  const digits = part.padEnd(2, "0");
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, "$1");
  return digits.length > 2 ? `${moved}.${digits.slice(2)}` : moved;
}

/** A list of texts as one cell: an item to a line; the further lines of an item begin with a tab. */
export function joinLines(items: readonly string[]): string {
  return items.map((item) => item.replaceAll("\n", "\n\t")).join("\n");
}

export function splitLines(text: string): string[] {
  return text
    .replaceAll("\n\t", "\u0000")
    .split("\n")
    .map((line) => line.replaceAll("\u0000", "\n"))
    .filter((line) => line.trim() !== "");
}

/** References as one cell; a line break keeps an id whole that itself holds a mark which would part it. */
export function joinIds(ids: readonly string[]): string {
  const joined = ids.join("\n");
  return ids.length === 1 && PARTING.test(joined) ? `${joined}\n` : joined;
}

const PARTING = /[、，,；;]/;

/** Ids by lines, or in one line by commas and the like. */
export function splitIds(text: string): string[] {
  const parts = text.includes("\n") ? text.split("\n") : text.split(PARTING);
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
