// A page as what stands on it from the top down: lines of text, and tables with the text of each cell.
import type { PageDrawing, Piece } from "./page-drawing.ts";
import { linesOf, type TextLine, textOfCell } from "./page-lines.ts";
import { type Frame, type Room, ruledFrames } from "./ruled-tables.ts";

/** `unseen` is what of the text nobody sees; absent where all can be seen. */
export type PageText = { readonly kind: "text"; readonly text: string; readonly top: number; readonly unseen?: string };
export type FilledRoom = Room & { readonly text: string; readonly unseen?: string };
export type PageTable = {
  readonly kind: "table";
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly rooms: readonly FilledRoom[];
};
export type PageItem = PageText | PageTable;

export function pageItems({ pieces, slanted, across, down }: PageDrawing, clean: (text: string) => string): readonly PageItem[] {
  const said = (text: string) => clean(unradical(text)).trim();
  const unseenIn = (lines: readonly TextLine[]) => {
    const unseen = lines.map((line) => line.unseen).join("");
    return unseen.trim() === "" ? {} : { unseen: said(unseen) };
  };
  const tables: PageTable[] = [];
  let loose: readonly Piece[] = pieces;
  for (const frame of ruledFrames(across, down)) {
    const inside: Piece[] = [];
    const outside: Piece[] = [];
    for (const piece of loose) (isWithin(frame, piece) ? inside : outside).push(piece);
    if (inside.length === 0) continue;
    loose = outside;
    const filled = fillRooms(frame, inside);
    const rooms = frame.rooms.map((room, index): FilledRoom => {
      const lines = linesOf(filled[index] ?? []);
      return { ...room, text: said(textOfCell(lines, room.right - room.left)), ...unseenIn(lines) };
    });
    tables.push({ kind: "table", top: frame.top, left: frame.left, right: frame.right, rooms });
  }
  const lines = linesOf(loose);
  const step = usualStep(lines);
  const texts = lines.flatMap((one, index): PageText[] => {
    const { text, base, size } = one;
    const words = said(text);
    if (words === "") return [];
    const above = lines[index - 1];
    const isApart = above !== undefined && step !== null && base - above.base > step * APART;
    const line = { kind: "text", text: words, top: base - size, ...unseenIn([one]) } as const;
    return isApart ? [{ kind: "text", text: "", top: base - size - 0.01 }, line] : [line];
  });
  const marks = slanted.flatMap((text): PageText[] =>
    said(text) === "" ? [] : [{ kind: "text", text: said(text), top: Number.POSITIVE_INFINITY }],
  );
  return [...texts, ...tables].toSorted((a, b) => a.top - b.top).concat(marks);
}

/** So many times the usual step from line to line is an empty line between. */
const APART = 1.6;
const ENOUGH_LINES = 6;

/** How far apart lines mostly stand; null on a page of few lines. */
function usualStep(lines: readonly TextLine[]): number | null {
  const steps = lines.slice(1).map(({ base }, index) => base - (lines[index]?.base ?? 0));
  return steps.length < ENOUGH_LINES ? null : (steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 4)] ?? null);
}

/** Where the middle of the letters stands. */
function heightOf({ base, size }: Piece): number {
  return base - size * 0.35;
}

function isWithin(frame: Frame, piece: Piece): boolean {
  const [x, y] = [(piece.left + piece.right) / 2, heightOf(piece)];
  return x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
}

const BAND = 24;

/** The pieces of each room, word by word: a word may be wider than its cell, and stands where its middle is. */
function fillRooms(frame: Frame, pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const filled: Piece[][] = frame.rooms.map(() => []);
  const bands = new Map<number, number[]>();
  for (const [index, { top, bottom }] of frame.rooms.entries())
    for (let band = Math.floor(top / BAND); band <= Math.floor(bottom / BAND); band++) {
      const known = bands.get(band);
      if (known) known.push(index);
      else bands.set(band, [index]);
    }
  for (const piece of pieces) {
    const y = heightOf(piece);
    const level = (bands.get(Math.floor(y / BAND)) ?? []).filter((index) => {
      const room = frame.rooms[index];
      return room !== undefined && y >= room.top && y <= room.bottom;
    });
    const roomAt = (x: number) =>
      level.find((index) => {
        const room = frame.rooms[index];
        return room !== undefined && x >= room.left && x <= room.right;
      });
    for (const glyphs of wordsOf(piece)) {
      const [left, right] = [glyphs[0]?.left ?? piece.left, glyphs.at(-1)?.right ?? piece.right];
      const index = roomAt((left + right) / 2);
      if (index !== undefined) filled[index]?.push({ ...piece, glyphs, left, right });
    }
  }
  return filled;
}

function wordsOf({ glyphs, size }: Piece): readonly Piece["glyphs"][] {
  const words: Piece["glyphs"][number][][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const glyph of glyphs) {
    const word = words.at(-1);
    if (word && glyph.left - end <= size / 4) word.push(glyph);
    else words.push([glyph]);
    end = glyph.right;
  }
  return words;
}

/** Kangxi radicals, which some programs write for the characters they look like. */
function unradical(text: string): string {
  return text.replace(/[\u2f00-\u2fd5\u2e80-\u2eff]/gu, (radical) => radical.normalize("NFKC"));
}
