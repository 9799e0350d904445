// Other ways to cut the figures of a plain text: where digits of several cells touch, or a cell is left without its last digits,
// the borders may lie elsewhere. Each way says which cells it reads otherwise.
import type { ReadCell, ReadDocument, ReadTable } from "../../reading/index.ts";

/** Cells read otherwise, by path. */
export type Recut = ReadonlyMap<string, string>;

const ADDRESS = /^chars:(\d+)-(\d+)$/u;
const FIGURE = /^(?:0|[1-9][\d,]*)(?:\.\d+)?%?$/u;
/** Digits that no cell was read from, as they may stand between cells. */
const REST = /^(?:(?:\d[\d,]*(?:\.\d+)?%?)|\s)*$/u;
/** Longer runs of digits are no figures. */
const REACH = 12;

/** Whether the figure was cut out of a longer one: digits that no cell was read from stand right beside it. */
export function isCutShort(cell: ReadCell, table: ReadTable, source: ReadDocument["source"]): boolean {
  const own = spanOf(cell);
  if (!own || !FIGURE_PATH.test(cell.path)) return false;
  const text = textOf(source);
  const figures = spansOf(table);
  const isRead = (at: number) => figures.some(({ start, end }) => start <= at && at < end);
  const isPart = (at: number, digits: RegExp) => digits.test(text.charAt(at)) && !isRead(at);
  // A row that breaks off with a figure, and a line of figures below it: the cell may go on there.
  const isBroken = text.charAt(own.start - 1) !== "\n" && /^\n\d/u.test(text.slice(own.end, own.end + 2));
  // Letters that recognition takes digits for, and a decimal that a blank was read into, are digits of the cell too.
  const isSplit = /^\s\.\d/u.test(text.slice(own.end, own.end + 3));
  return isBroken || isSplit || isPart(own.end, /[\d.%lIOoS]/u) || isPart(own.start - 1, /[\d.lIOoS]/u);
}

/** Whether something stands behind the last cell of the row that was read from its line, so that a cell may be there and not read. */
export function hasRest(row: string, table: ReadTable, source: ReadDocument["source"]): boolean {
  const text = textOf(source);
  const ends = table.cells.flatMap((cell) => (cell.path.startsWith(`${row}.`) ? (spanOf(cell)?.end ?? []) : []));
  const last = Math.max(-1, ...ends);
  if (last < 0) return false;
  return /[^\s|—\-/]/u.test(text.slice(last).split("\n", 1)[0] ?? "");
}

type Span = { readonly path: string; readonly start: number; readonly end: number };

/** Ways that read the cell otherwise; none where blanks or other characters bound it on both sides. */
export function otherReadings(cell: ReadCell, table: ReadTable, source: ReadDocument["source"]): readonly Recut[] {
  const own = spanOf(cell);
  if (!own) return [];
  const text = textOf(source);
  const figures = spansOf(table);
  const at = figures.findIndex(({ path }) => path === own.path);
  const [before, after] = [figures[at - 1], figures[at + 1]];
  const ways: Recut[] = [];
  const take = (...read: readonly (readonly [string, string])[]) => {
    if (read.every(([, figure]) => figure === "" || FIGURE.test(figure))) ways.push(new Map(read));
  };
  const printed = text.slice(own.start, own.end);
  // Cells of a grid are no part of the text: the file itself says where they end.
  if (printed.trim() === "") return [];
  // A cell that runs over a line's end may be two.
  for (const [index] of [...printed.matchAll(/\s+/gu)].map((gap) => [gap.index])) {
    take([own.path, plain(printed.slice(0, index))]);
    take([own.path, plain(printed.slice(index))]);
  }
  // One that stands before an empty column may hold that column's figure too.
  if (at >= 0 && isNextEmpty(own.path, table))
    for (let cut = 1; cut < printed.length; cut++)
      if (FIGURE.test(plain(printed.slice(cut)))) take([own.path, plain(printed.slice(0, cut))]);
  const right = digitsAfter(text, own.end, after?.start);
  for (let length = 1; length <= right.length; length++)
    if (REST.test(right.slice(length))) take([own.path, plain(printed + right.slice(0, length))]);
  const left = digitsBefore(text, own.start, before?.end);
  for (let length = 1; length <= left.length; length++)
    if (REST.test(left.slice(0, left.length - length))) take([own.path, plain(left.slice(left.length - length) + printed)]);
  if (after && touches(text, own.end, after.start)) shifts(plain(text.slice(own.start, after.end)), own.path, after.path, take);
  if (before && touches(text, before.end, own.start)) shifts(plain(text.slice(before.start, own.end)), before.path, own.path, take);
  return ways;
}

function shifts(
  both: string,
  first: string,
  second: string,
  take: (one: readonly [string, string], other: readonly [string, string]) => void,
): void {
  for (let cut = 1; cut < both.length; cut++) take([first, both.slice(0, cut)], [second, both.slice(cut)]);
  // One amount that was taken for two; points are too short to be sure of that.
  if (first.startsWith("funds.") && second.startsWith("funds.")) take([first, both], [second, ""]);
}

function plain(text: string): string {
  return text.replace(/\s+/gu, "");
}

/** Nothing, or no more than a line's end, parts the two: a blank, a bar or an empty line is a border. */
function touches(text: string, from: number, to: number): boolean {
  return from <= to && /^(?:|[^\S\n]*\n[^\S\n]*)$/u.test(text.slice(from, to));
}

function digitsAfter(text: string, from: number, until: number | undefined): string {
  const rest = text.slice(from, Math.min(from + REACH, until ?? Number.POSITIVE_INFINITY));
  return /^\n?[\d.,]+%?/u.exec(rest)?.[0] ?? "";
}

function digitsBefore(text: string, to: number, from: number | undefined): string {
  return /[\d.,]+\n?$/u.exec(text.slice(Math.max(to - REACH, from ?? 0), to))?.[0] ?? "";
}

const FIGURE_PATH =
  /^(?:funds\.\d+\.(?:initial|revised|executed|weight|rate|score)|indicators\.\d+\.(?:target|actual|weight|score)|total\.(?:weight|score))$/u;

function spansOf(table: ReadTable): readonly Span[] {
  return table.cells
    .filter(({ path }) => FIGURE_PATH.test(path))
    .flatMap((cell) => spanOf(cell) ?? [])
    .toSorted((a, b) => a.start - b.start);
}

function spanOf({ path, address }: ReadCell): Span | null {
  const [, start, end] = ADDRESS.exec(address) ?? [];
  return start === undefined || end === undefined ? null : { path, start: Number(start), end: Number(end) };
}

const ORDER = ["initial", "revised", "executed", "weight", "rate", "score"] as const;

function isNextEmpty(path: string, table: ReadTable): boolean {
  const [part, at, field] = path.split(".");
  const row = part === "funds" ? table.funds[Number(at)] : undefined;
  const asked = ORDER.filter((one) => table.columns.funds.includes(one));
  const next = asked[asked.indexOf(field as (typeof ORDER)[number]) + 1];
  return row !== undefined && next !== undefined && row[next] === null;
}

// A document is asked about cell by cell; its text is put together once.
const TEXTS = new WeakMap<ReadDocument["source"], string>();

/** The document's characters by their number; empty where it is no plain text. */
function textOf(source: ReadDocument["source"]): string {
  const known = TEXTS.get(source);
  if (known !== undefined) return known;
  let text = "";
  for (const block of source.blocks) {
    const start = ADDRESS.exec(block.address)?.[1];
    if (block.kind !== "text" || start === undefined) continue;
    text += "\n".repeat(Math.max(0, Number(start) - text.length));
    text = text.slice(0, Number(start)) + block.text;
  }
  TEXTS.set(source, text);
  return text;
}
