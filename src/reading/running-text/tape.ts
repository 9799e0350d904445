// The text of a document as one tape of characters without blanks: forms are told by their words and figures, and where a
// blank, a line's end or a bar stood is kept beside the tape as a gap, since cells may be parted by any of them, or by none.
import type { Confidence } from "../read-table.ts";
import type { SourceAddress, SourceDocument } from "../source-document.ts";
import { foldText } from "../words/fold-text.ts";
import { GAP, type Gap } from "./gap.ts";
import { type Misread, misreadIn } from "./misread.ts";
import { isParted } from "./parted-cells.ts";

/**
 * How the text parts its cells. `bars`: by bars, a row a line. `cells`: a cell a line. `lines`: a row a line, cells by blanks.
 * `run-on`: hardly at all.
 */
export type TapeStyle = "bars" | "cells" | "lines" | "run-on";

export type Tape = {
  readonly style: TapeStyle;
  /** Whether the text parts all its cells, so that figures which stand together are one. */
  readonly parted: boolean;
  readonly misread: Misread;
  /** Folded and without blanks; lower case Latin letters stay as they are. */
  readonly text: string;
  /** The gap before each character, and after the last. */
  readonly gaps: Uint8Array;
  /** Empty cells marked before each character. */
  readonly empties: Uint8Array;
  /** What stood there, as printed, its line breaks taken out, and a page's mark within it where it is not kept. */
  readonly printed: (start: number, end: number, marks?: "kept") => string;
  /** Whether a page's mark stood within. */
  readonly overPage: (start: number, end: number) => boolean;
  readonly addressOf: (start: number, end: number) => SourceAddress;
  /** Where words that are met again and again begin or end; only sought where nothing else parts cells. */
  readonly phraseEdges: ReadonlySet<number>;
  /** Places inside the name of a level or a date: no cell begins or ends there. */
  readonly insideWords: ReadonlySet<number>;
  /** The block a character came from. */
  readonly blockOf: (index: number) => number;
  /** Whether the file itself doubts the characters. */
  readonly doubted: (start: number, end: number) => boolean;
  /** The same characters, with gaps as the stretch's own way to part its cells makes them. */
  readonly styledAs: (start: number, end: number) => Tape;
};

type Line = {
  readonly block: number;
  readonly text: string;
  readonly address: SourceAddress;
  readonly doubtful: boolean;
  /** Characters of a page's mark that the line begins with: the page ended here, not the line. */
  readonly mark: number;
};

/** The unused text blocks as a tape. */
export function tapeOf(source: SourceDocument, used: ReadonlySet<number>): Tape {
  const lines = withPageMarks(
    source.blocks.flatMap((block, index): Line[] =>
      block.kind === "text" && !used.has(index)
        ? block.text.split("\n").map((text) => ({ block: index, text, address: block.address, doubtful: block.doubtful === true, mark: 0 }))
        : [],
    ),
  );
  const tapes = new Map<TapeStyle, Tape>();
  const tapeIn = (style: TapeStyle): Tape => {
    const known = tapes.get(style);
    if (known) return known;
    const { lineOf, ...tape } = wind(lines, style);
    const made: Tape = {
      ...tape,
      styledAs: (start, end) => {
        const styled = tapeIn(styleOf(textsOf(lines.slice(lineOf(start), lineOf(end - 1) + 1))));
        return { ...styled, parted: isParted(styled, start, end) };
      },
    };
    tapes.set(style, made);
    return made;
  };
  return tapeIn(styleOf(textsOf(lines)));
}

function textsOf(lines: readonly Line[]): readonly string[] {
  return lines.map(({ text }) => text);
}

const PAGE_OF_TEXT = 120;

/**
 * Pages of sites that show documents as text begin with the page's number: 1、 2、 3、 before whatever stands there. Items of a list
 * have them too, but are shorter and follow sentences that have ended.
 */
function withPageMarks(lines: readonly Line[]): readonly Line[] {
  const marks = new Map<number, number>();
  let [page, length, broken] = [1, PAGE_OF_TEXT, 0];
  let before = "";
  for (const [index, { text }] of lines.entries()) {
    const mark = new RegExp(`^${page}、`, "u").exec(text)?.[0];
    if (mark !== undefined && length >= PAGE_OF_TEXT) {
      marks.set(index, mark.length);
      if (page > 1 && !/[。；;：:！？]$/u.test(before)) broken++;
      page++;
      length = 0;
    }
    length += text.trim().length;
    before = text.trim() || before;
  }
  return broken * 2 <= marks.size - 1 ? lines : lines.map((line, index) => ({ ...line, mark: marks.get(index) ?? 0 }));
}

const MANY = 0.3;

function styleOf(lines: readonly string[]): TapeStyle {
  const filled = lines.filter((line) => /[^\s|]/u.test(line));
  if (filled.length === 0) return "lines";
  const barred = filled.filter((line) => line.includes("|"));
  if (barred.length > filled.length * MANY) {
    const inner = barred.filter((line) => /[^\s|].*\|.*[^\s|]/u.test(line)).length;
    return inner > barred.length * MANY ? "bars" : "cells";
  }
  const length = filled.reduce((sum, line) => sum + line.length, 0) / filled.length;
  if (length > 120 || isGlued(filled)) return "run-on";
  const lone = filled.filter((line) => !/\S\s+\S/u.test(line.trim())).length;
  const short = filled.filter((line) => line.trim().length <= 24).length;
  return lone > filled.length * 0.8 && short > filled.length * 0.6 && lines.length > filled.length * 1.5 ? "cells" : "lines";
}

const LEVEL_BEGINS = /(?:数量|质量|时效|成本|(?:经济|社会|生态|环境)效益|可持续影响|满意度|产出|[一二三]级)\n?指标/gu;
const LEAST_GLUED = 2;

/** Levels' names with what follows right behind them, as where cells touch. */
function isGlued(lines: readonly string[]): boolean {
  const text = lines.map((line) => line.trim()).join("\n");
  const behind = [...text.matchAll(LEVEL_BEGINS)].map(({ index, 0: name }) => text.charAt(index + name.length));
  const touching = behind.filter((one) => /[一-鿿]/u.test(one)).length;
  return touching >= LEAST_GLUED && touching * 2 > behind.length;
}

type Wound = Omit<Tape, "styledAs"> & { readonly lineOf: (index: number) => number };

function wind(lines: readonly Line[], style: TapeStyle): Wound {
  const text: string[] = [];
  const gaps: number[] = [];
  const empties: number[] = [];
  const from: { line: number; offset: number }[] = [];
  let gap: number = GAP.row;
  let empty = 0;
  let barred = true;
  let begun = false;
  for (const [number, line] of lines.entries()) {
    const folded = foldText(line.text);
    // What stands above the first barred line is no part of its cells.
    if (line.mark > 0) gap = GAP.none;
    else if (number > 0) gap = Math.max(gap, style === "bars" && !begun ? GAP.row : lineGap(style, barred, folded.text));
    begun ||= folded.text.includes("|");
    for (let index = 0; index < folded.text.length; index++) {
      const one = folded.text.charAt(index);
      if ((folded.at[index] ?? 0) < line.mark) continue;
      if (one === "|") {
        if (barred) empty++;
        barred = true;
        gap = Math.max(gap, GAP.cell);
      } else if (/\s/u.test(one)) gap = line.mark > 0 && text.length > 0 && from.at(-1)?.line !== number ? gap : Math.max(gap, GAP.blank);
      else {
        text.push(one);
        gaps.push(gap);
        empties.push(Math.min(empty, 255));
        from.push({ line: number, offset: folded.at[index] ?? 0 });
        gap = GAP.none;
        empty = 0;
        barred = false;
      }
    }
  }
  gaps.push(GAP.row);
  empties.push(Math.min(empty, 255));
  const placed = (index: number) => from[Math.min(Math.max(index, 0), from.length - 1)];
  return {
    style,
    parted: false,
    misread: misreadIn(text.join(""), Uint8Array.from(gaps), style === "run-on"),
    text: text.join(""),
    phraseEdges: style === "run-on" ? phraseEdgesOf(text.join("")) : new Set(),
    insideWords: insideFixedWords(text.join("")),
    gaps: Uint8Array.from(gaps),
    empties: Uint8Array.from(empties),
    printed: (start, end, marks) => printedBetween(lines, placed(start), placed(end - 1), { some: end > start, marks: marks === "kept" }),
    overPage: (start, end) => {
      const [first, last] = [placed(start)?.line ?? 0, placed(end - 1)?.line ?? 0];
      return lines.slice(first + 1, last + 1).some(({ mark }) => mark > 0);
    },
    addressOf: (start, end) => addressBetween(lines, placed(start), placed(end - 1)),
    lineOf: (index) => placed(index)?.line ?? 0,
    blockOf: (index) => lines[placed(index)?.line ?? 0]?.block ?? 0,
    doubted: (start, end) => {
      const [first, last] = [placed(start)?.line ?? 0, placed(end - 1)?.line ?? 0];
      return lines.slice(first, last + 1).some(({ doubtful }) => doubtful);
    },
  };
}

// Where every line is a cell, an empty line between is no more than that; where bars part them, a line's end parts rows.
function lineGap(style: TapeStyle, afterBar: boolean, next: string): Gap {
  const before = afterBar || /^\s*\|/u.test(next);
  switch (style) {
    case "bars":
      return before ? GAP.row : GAP.line;
    case "cells":
      return GAP.cell;
    default:
      return GAP.line;
  }
}

const LEVEL_NAME =
  /(?:产出|效益|满意度|数量|质量|时效|成本|经济效益|社会效益|生态效益|环境效益|可持续影响|服务对象满意度)指标|指标(?:\d{1,2}[:：.．、])?/gu;

/** Names of levels that begin with what is a measure word elsewhere. */
const PROJECT_LEVEL = /项目(?:立项|目标|决策|管理|过程|产出|效益|效果|实施|投入|满意度)/gu;
/** A bracket that closes again soon. */
const BRACKETED = /\([^()]{1,16}\)/gu;
const DATE = /20\d\d年(?:\d{1,2}月(?:\d{1,2}日|底)?前?)?/gu;

function insideFixedWords(text: string): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const { index, 0: name } of [LEVEL_NAME, PROJECT_LEVEL, DATE, BRACKETED].flatMap((pattern) => [...text.matchAll(pattern)]))
    for (let at = index + 1; at < index + name.length; at++) inside.add(at);
  return inside;
}

const PHRASE = 4;
const OFTEN = 3;

function phraseEdgesOf(text: string): ReadonlySet<number> {
  const counts = new Map<string, number>();
  const at = (index: number) => text.slice(index, index + PHRASE);
  for (let index = 0; index + PHRASE <= text.length; index++) counts.set(at(index), (counts.get(at(index)) ?? 0) + 1);
  const often = (index: number) => index >= 0 && /^[一-鿿]{4}$/u.test(at(index)) && (counts.get(at(index)) ?? 0) >= OFTEN;
  const edges = new Set<number>();
  for (let index = 0; index < text.length; index++) {
    if (often(index) && !often(index - 1)) edges.add(index);
    if (often(index) && !often(index + 1)) edges.add(index + PHRASE);
  }
  for (const edge of edgesOfTwice(text)) edges.add(edge);
  return edges;
}

// Words that stand twice on end, as a target and what was reached: 良好良好15.
const TWICE = /([一-鿿](?:[一-鿿,、()]|\d(?=[年月日一-鿿])){1,40})\1/gu;
/** The answer repeats how the target begins: 全天候可用全天候. */
const BEGUN_AGAIN = /([一-鿿]{3,})[一-鿿]{1,4}\1/gu;

function edgesOfTwice(text: string): readonly number[] {
  const twice = [...text.matchAll(TWICE)].map(({ index, 0: both, 1: word = "" }) => ({ edges: [index, index + word.length], index, both }));
  const again = [...text.matchAll(BEGUN_AGAIN)]
    .filter(({ index, 0: both }) => !twice.some((one) => one.index < index + both.length && index < one.index + one.both.length))
    .flatMap(({ index, 0: both, 1: word = "" }) => [index, index + both.length - word.length]);
  return [...again, ...twice.flatMap(({ edges }) => edges)];
}

type Spot = { readonly line: number; readonly offset: number } | undefined;

type Wish = { readonly some: boolean; readonly marks: boolean };

function printedBetween(lines: readonly Line[], first: Spot, last: Spot, { some, marks }: Wish): string {
  if (!some || !first || !last) return "";
  let text = "";
  for (let number = first.line; number <= last.line; number++) {
    const whole = lines[number]?.text ?? "";
    const from = number === first.line ? first.offset : marks ? 0 : (lines[number]?.mark ?? 0);
    const to = number === last.line ? lastOffset(whole, last.offset) : whole.length;
    text += whole.slice(from, to).trim();
  }
  return text
    .replace(/\s*\|\s*/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

// A pronunciation behind the last character belongs to it.
function lastOffset(line: string, offset: number): number {
  const behind = /^[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]/u.exec(line.slice(offset + 1))?.[0];
  return offset + 1 + (behind && /[^a-z()（）]/u.test(behind) ? behind.length : 0);
}

function addressBetween(lines: readonly Line[], first: Spot, last: Spot): SourceAddress {
  const from = first ? lines[first.line] : undefined;
  const to = last ? lines[last.line] : undefined;
  if (!from || !to || !first || !last) return "";
  const [start, end] = [/^chars:(\d+)-\d+$/u.exec(from.address), /^chars:(\d+)-\d+$/u.exec(to.address)];
  if (!start || !end) return from.address;
  return `chars:${Number(start[1]) + first.offset}-${Number(end[1]) + last.offset + 1}`;
}

/** How sure a cell is by its edges alone: parted by the text itself, or found by reading. */
export function edgeConfidence(tape: Tape, start: number, end: number): Confidence {
  const edges = Math.min(tape.gaps[start] ?? 0, tape.gaps[end] ?? 0);
  if (tape.doubted(start, end) || tape.overPage(start, end)) return "doubtful";
  return edges >= (tape.parted ? GAP.blank : GAP.cell) ? "certain" : "likely";
}
