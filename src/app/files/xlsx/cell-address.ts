// Addresses of cells and blocks in A1 terms.
import type { CellBlock } from "../source-workbook.ts";

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

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
