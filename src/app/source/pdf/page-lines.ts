// Pieces of text put together: pieces on one foot line are a line, lines of a cell are its text.
import type { Glyph, Piece } from "./page-drawing.ts";

export type TextLine = {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
  /** What of it nobody sees. */
  readonly unseen: string;
};

/** From the top down; pieces whose feet stand within half a letter of each other are one line, a gap of a third of a letter is a blank. */
export function linesOf(pieces: readonly Piece[]): readonly TextLine[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => one.base - other.base)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(piece.base - first.base) < Math.min(piece.size, first.size) / 2) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map(lineOf);
}

function lineOf(row: readonly Piece[]): TextLine {
  let text = "";
  let unseen = "";
  let end: number | null = null;
  let [left, right, size] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const piece of row.toSorted((one, other) => one.left - other.left)) {
    if (end !== null && piece.left - end > piece.size / 3 && !text.endsWith(" ")) text += " ";
    const words = textOf(piece.glyphs, piece.size);
    text += words;
    if (piece.unseen) unseen += words;
    end = piece.right;
    if (piece.glyphs.every(({ text: one }) => one.trim() === "")) continue;
    [left, right, size] = [Math.min(left, piece.left), Math.max(right, piece.right), Math.max(size, piece.size)];
  }
  return { text, left, right, base: row[0]?.base ?? 0, size, unseen };
}

function textOf(glyphs: readonly Glyph[], size: number): string {
  let text = "";
  let end: number | null = null;
  for (const glyph of glyphs) {
    if (end !== null && glyph.left - end > size / 3 && !text.endsWith(" ") && glyph.text !== " ") text += " ";
    text += glyph.text;
    end = glyph.right;
  }
  return text;
}

/** Room that a cell keeps free beside its text, at most, and what a rule against hanging marks may leave free besides. */
const PADDING = 12;

/**
 * The lines of a cell `width` wide: a line that had no room for the next one's first letter goes on there, any other ends a
 * paragraph.
 */
export function textOfCell(lines: readonly TextLine[], width: number): string {
  let text = "";
  let before: TextLine | null = null;
  for (const line of lines) {
    if (before) {
      const isFull = before.right - before.left + line.size * 2 + PADDING >= width;
      text += isFull ? (/[\w,.;]$/u.test(text) && /^[A-Za-z]/u.test(line.text) ? " " : "") : "\n";
    }
    text += line.text;
    before = line;
  }
  return text;
}
