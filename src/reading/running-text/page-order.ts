// Whether the rows of a table stand in the order of a page's coordinates: names of levels in the middle of their rows, cells broken
// over lines with others between their parts. Rows cut from such a text are a guess.
import { LEVEL1_NAMES, LEVEL2_NAMES } from "../words/level-names.ts";
import { GAP } from "./gap.ts";
import type { Span } from "./read-head.ts";
import type { Tape } from "./tape.ts";

const NAMES = [...LEVEL1_NAMES, ...LEVEL2_NAMES].filter((name) => name.endsWith("指标"));
const LEAST_PART = 4;

export function isInPageOrder(tape: Tape, { start, end }: Span): boolean {
  if (tape.style !== "lines" && tape.style !== "run-on") return false;
  const pieces = piecesOf(tape, start, end);
  return (
    pieces.some((piece, index) => isBroken(piece, pieces[index + 1] ?? "") || isDayBroken(piece, pieces[index + 1] ?? "")) ||
    isLevelBehind(pieces) ||
    hasSentenceAround(linesOf(tape, start, end))
  );
}

/** Half of a day, its rest elsewhere: 2021年10月 2021年11月 … 底前 3日. */
function isDayBroken(piece: string, next: string): boolean {
  return /^20\d\d年\d{1,2}月$/u.test(piece) && /^20\d\d年\d{1,2}月$/u.test(next);
}

/** A sentence whose beginning stands above a row's figures and whose end below them. */
function hasSentenceAround(lines: readonly string[]): boolean {
  return lines.some((line, index) => {
    const [row = "", below = ""] = lines.slice(index + 1, index + 3);
    return (
      /^[一-鿿，,、；]{6,}$/u.test(line) &&
      /[一-鿿]$/u.test(line) &&
      /\d/u.test(row) &&
      /^[一-鿿，,、；]*。$/u.test(below) &&
      !row.includes("。")
    );
  });
}

function linesOf(tape: Tape, start: number, end: number): readonly string[] {
  const lines: string[] = [];
  for (let at = start; at < end; ) {
    let to = at + 1;
    while (to < end && (tape.gaps[to] ?? 0) < GAP.line) to++;
    lines.push(tape.text.slice(at, to));
    at = to;
  }
  return lines;
}

/** A piece that begins a level's name, with something else where its rest should stand. */
function isBroken(piece: string, next: string): boolean {
  if (piece.length < LEAST_PART || NAMES.includes(piece) || NAMES.includes(`${piece}指标`)) return false;
  const begun = NAMES.filter((name) => name.startsWith(piece));
  return begun.length > 0 && next !== "" && !begun.some((name) => next.startsWith(name.slice(piece.length)));
}

/** The first kind of indicators stands before the level that it belongs to. */
function isLevelBehind(pieces: readonly string[]): boolean {
  const kind = pieces.findIndex((piece) => /^(?:数量指标|产出数量|经济成本指标)/u.test(piece));
  const level = pieces.findIndex((piece) => /^(?:产出|成本)指标(?:[（(]|$)/u.test(piece));
  return kind >= 0 && level > kind && !pieces.slice(0, kind).some((piece) => /^产/u.test(piece));
}

function piecesOf(tape: Tape, start: number, end: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = start; at < end; ) {
    let to = at + 1;
    while (to < end && (tape.gaps[to] ?? 0) < GAP.blank) to++;
    pieces.push(tape.text.slice(at, to));
    at = to;
  }
  return pieces;
}
