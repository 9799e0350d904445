// Rows and shared strings in the plain form that programs write (ECMA-376 part 1, §18.3.1.73, §18.4.8): attributes in their usual
// order, values without markup, no formula. Anything else is not plain, and no mistake is ever judged here: what breaks a rule is
// not plain either, and the reader that goes tag by tag says what is wrong with it.
import type { TakePlain } from "./plain-items.ts";

/** A cell as it stands in the file; `text` null where it holds nothing. */
export type PlainCell = {
  readonly column: number;
  readonly address: string;
  readonly look: number;
  readonly type: string;
  readonly text: string | null;
};

const ROW = /<row r="([1-9]\d{0,6})"((?: (?!r=|hidden=)[A-Za-z0-9:]{1,30}="[^"<&\0-\x1f]*"){0,12})>/y;
/** What no XML text holds literally, and what only a parser should judge. */
const UNPLAIN = /[&>\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]/;
const TYPES = ["n", "s", "str", "inlineStr", "b"];

/** Hands over the cells of a plain row, once all of it has been seen to be one. A row that is refused is left to the parser. */
export function plainRows(take: (row: number, cells: readonly PlainCell[]) => boolean): TakePlain {
  let known = "";
  return (text, from) => {
    ROW.lastIndex = from;
    const open = ROW.exec(text);
    if (!open) return -1;
    const attributes = open[2] ?? "";
    // Rows of one table have the same attributes, mostly.
    if (attributes !== known && hasTwice(attributes)) return -1;
    known = attributes;
    const row = open[1] ?? "";
    const cells: PlainCell[] = [];
    let at = ROW.lastIndex;
    let last = 0;
    while (!text.startsWith("</row>", at)) {
      const cell = readCell(text, at, row);
      if (cell === null || cell.column <= last) return -1;
      last = cell.column;
      at = end;
      cells.push(cell);
    }
    return take(Number(row), cells) ? at + 6 : -1;
  };
}

/** Where the cell that was read last ends: a second answer of `readCell`, which is asked a million times. */
let end = 0;

function readCell(text: string, from: number, row: string): PlainCell | null {
  if (!text.startsWith('<c r="', from)) return null;
  let at = from + 6;
  let column = 0;
  for (let code = text.charCodeAt(at); code >= 65 && code <= 90; code = text.charCodeAt(++at)) column = column * 26 + code - 64;
  if (column === 0 || column > 16_384 || !text.startsWith(row, at) || text.charCodeAt(at + row.length) !== QUOTE) return null;
  at += row.length;
  const address = text.slice(from + 6, at);
  at += 1;
  let look = 0;
  if (text.startsWith(' s="', at)) {
    at += 4;
    const start = at;
    for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(++at)) look = look * 10 + code - 48;
    if (at === start || at - start > 6 || text.charCodeAt(at) !== QUOTE) return null;
    at += 1;
  }
  let type = "n";
  if (text.startsWith(' t="s"', at)) {
    type = "s";
    at += 6;
  } else if (text.startsWith(' t="', at)) {
    const close = text.indexOf('"', at + 4);
    const index = close < 0 || close - at > 13 ? -1 : TYPES.indexOf(text.slice(at + 4, close));
    if (index < 0) return null;
    type = TYPES[index] ?? "n";
    at = close + 1;
  }
  if (text.startsWith("/>", at)) {
    end = at + 2;
    return { column, address, look, type, text: null };
  }
  if (text.charCodeAt(at) !== GREATER) return null;
  at += 1;
  if (text.startsWith("</c>", at)) {
    end = at + 4;
    return { column, address, look, type, text: null };
  }
  // A value and an inline text each belong to their own types.
  const before = type === "inlineStr" ? inlineStart(text, at) : text.startsWith("<v>", at) ? at + 3 : -1;
  if (before < 0) return null;
  const after = text.indexOf("<", before);
  const closing = type === "inlineStr" ? "</t></is></c>" : "</v></c>";
  if (after < 0 || !text.startsWith(closing, after)) return null;
  const value = text.slice(before, after);
  if (UNPLAIN.test(value)) return null;
  end = after + closing.length;
  return { column, address, look, type, text: value };
}

const QUOTE = 34;
const GREATER = 62;

function inlineStart(text: string, at: number): number {
  if (text.startsWith("<is><t>", at)) return at + 7;
  return text.startsWith('<is><t xml:space="preserve">', at) ? at + 28 : -1;
}

/** Hands over shared strings of one plain run each. */
export function plainStrings(take: (text: string) => void): TakePlain {
  return (text, from) => {
    const before = text.startsWith("<si><t>", from) ? from + 7 : text.startsWith('<si><t xml:space="preserve">', from) ? from + 28 : -1;
    const after = before < 0 ? -1 : text.indexOf("<", before);
    if (after < 0 || !text.startsWith("</t></si>", after)) return -1;
    const value = text.slice(before, after);
    if (UNPLAIN.test(value)) return -1;
    take(value);
    return after + 9;
  };
}

/** Whether an attribute is there twice, which no XML may have. */
function hasTwice(attributes: string): boolean {
  const names = attributes.match(/[A-Za-z0-9:]+(?==")/g) ?? [];
  return new Set(names).size !== names.length;
}
