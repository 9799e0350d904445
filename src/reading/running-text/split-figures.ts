// Parts figures that run together: a row's digits are given to its columns in the one way that its own arithmetic bears out,
// a rate that divides, a score that is weight × rate. Likelihoods only choose between readings; no figure is computed from them.
import { GAP } from "./gap.ts";
import type { FundHead } from "./landmarks.ts";
import type { Span } from "./read-head.ts";
import type { Tape } from "./tape.ts";

/** One way to give a row's figures to its columns. */
export type RowReading = {
  readonly cells: ReadonlyMap<FundHead, Span>;
  /** How well it fits: more is likelier. */
  readonly fit: number;
  /** Whether the row's own arithmetic bears it out. */
  readonly borneOut: boolean;
};

type Reading = { readonly cells: readonly (Span | null)[]; readonly fit: number; readonly borneOut: boolean };

const LONGEST_ROW = 90;
const MOST_READINGS = 20_000;
const FIGURE = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?(?:%|万元|万|元)?$/u;
const DASH = /^(?:[-—/*]+|无)$/u;

/** Readings that are kept for the sums of the table to choose from. */
const KEPT = 48;
const MOST_DISTINCT = 400;

/** The likeliest readings of the figures between `start` and `end`, one to a column at most, in the columns' order; none where nothing fits. */
export function splitFigures(tape: Tape, start: number, end: number, columns: readonly FundHead[]): readonly RowReading[] {
  // Words end the figures: a remark, or the next part of the form.
  const words = /[一-鿿]{3,}|[一-鿿](?<![万元无])(?=[一-鿿])/u.exec(tape.text.slice(start, end))?.index ?? LONGEST_ROW;
  const stop = Math.min(end, start + words, start + LONGEST_ROW);
  const glued = !tape.gaps.subarray(start + 1, stop).some((gap) => gap >= GAP.blank);
  const readings: Reading[] = [];
  let tried = 0;
  const place = (at: number, column: number, cells: readonly (Span | null)[]): void => {
    if (++tried > MOST_READINGS) return;
    const next = nextFigure(tape.text, at, stop);
    if (next >= stop || column === columns.length) {
      if (next < stop && /[\d—-]/u.test(tape.text.slice(next, stop)))
        readings.push(judge({ tape, glued }, columns, fill(cells, columns.length), leftOver(tape.text, next, stop)));
      else readings.push(judge({ tape, glued }, columns, fill(cells, columns.length), 0));
      return;
    }
    // No figure begins with a zero that stands behind a digit, but a zero with decimals.
    const torn =
      /^0(?!\.)/u.test(tape.text.slice(next, next + 2)) &&
      next > start &&
      /\d/u.test(tape.text.charAt(next - 1)) &&
      tape.gaps[next] === GAP.none;
    for (const to of torn ? [] : endsFrom(tape, next, stop))
      if (fits(columns[column], tape.text.slice(next, to))) place(to, column + 1, [...cells, { start: next, end: to }]);
    place(next, column + 1, [...cells, null]);
  };
  place(start, 0, []);
  const distinct: Reading[] = [];
  for (const one of readings.toSorted((x, y) => y.fit - x.fit)) {
    if (distinct.length === MOST_DISTINCT) break;
    if (one.cells.some((cell) => cell !== null) && !distinct.some((other) => sameFigures(tape, one, other))) distinct.push(one);
  }
  // Amounts alone, as most parts have them, stay among the readings that sums choose from.
  const bare = distinct.filter(({ cells }) => cells.every((cell, index) => cell === null || !isOfPoints(columns[index])));
  const kept = [...new Set([...distinct.slice(0, KEPT / 3), ...bare.slice(0, KEPT / 8), ...distinct])].slice(0, KEPT);
  return kept.map(({ cells, fit, borneOut }) => ({ cells: byColumn(tape, columns, cells), fit, borneOut }));
}

function isOfPoints(column: FundHead | undefined): boolean {
  return column === "weight" || column === "rate" || column === "score";
}

function byColumn(tape: Tape, columns: readonly FundHead[], cells: readonly (Span | null)[]): ReadonlyMap<FundHead, Span> {
  return new Map(
    columns.flatMap((column, index) => {
      const cell = cells[index];
      return cell && !DASH.test(tape.text.slice(cell.start, cell.end)) ? [[column, cell] as const] : [];
    }),
  );
}

function fill(cells: readonly (Span | null)[], length: number): readonly (Span | null)[] {
  return [...cells, ...Array.from({ length: length - cells.length }, () => null)];
}

function leftOver(text: string, start: number, end: number): number {
  return (text.slice(start, end).match(/\d+|[-—]/gu) ?? []).length;
}

// Which column a dash belongs to makes no other reading.
function sameFigures(tape: Tape, one: Reading, other: Reading): boolean {
  const figure = (cell: Span | null | undefined) => (cell && !DASH.test(tape.text.slice(cell.start, cell.end)) ? cell : null);
  return one.cells.every((cell, index) => isSame(figure(cell), figure(other.cells[index])));
}

function isSame(one: Span | null | undefined, other: Span | null | undefined): boolean {
  return one?.start === other?.start && one?.end === other?.end;
}

/** The next digit, sign or dash; words between figures belong to none of the columns. */
function nextFigure(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !/[\d+\-—/]/u.test(text.charAt(at))) at++;
  return at;
}

/** Where a figure that begins here may end, the farthest first: at a gap it must, within digits it may. */
function endsFrom(tape: Tape, start: number, stop: number): readonly number[] {
  const ends: number[] = [];
  for (let end = start + 1; end <= stop; end++) {
    const text = tape.text.slice(start, end);
    // A blank may stand before a percent sign.
    const atGap = end === stop || ((tape.gaps[end] ?? 0) >= GAP.blank && tape.text.charAt(end) !== "%");
    // A point, a percent sign or a unit right behind belongs to the figure.
    const whole = atGap || !/[.%万元,]/u.test(tape.text.charAt(end)) || /[%元]$/u.test(text);
    if (whole && (FIGURE.test(text) || DASH.test(text))) ends.unshift(end);
    if ((atGap && end < stop) || !/[\d.,%万元+\-—/*]/u.test(tape.text.charAt(end - 1))) break;
  }
  return ends;
}

function fits(column: FundHead | undefined, text: string): boolean {
  if (DASH.test(text)) return column !== "reason";
  const digits = text.replace(/[,万元%]/gu, "");
  if (/^0\d/u.test(digits)) return false;
  switch (column) {
    case "weight":
    case "score":
      return /^\d{1,3}(?:\.\d{1,4})?$/u.test(text) && Number(digits) <= 100;
    case "rate":
      return !/[万元]/u.test(text) && Number(digits) <= 1000;
    case "reason":
    case undefined:
      return false;
    default:
      return !text.endsWith("%");
  }
}

/** `glued`: no gap parts the row's figures, so that they can only be parted within their digits. */
type Row = { readonly tape: Tape; readonly glued: boolean };

const ROUNDING = 0.6;

function judge({ tape, glued }: Row, columns: readonly FundHead[], cells: readonly (Span | null)[], left: number): Reading {
  const textOf = (column: FundHead) => {
    const cell = cells[columns.indexOf(column)];
    return cell ? tape.text.slice(cell.start, cell.end) : null;
  };
  const figureOf = (column: FundHead) => {
    const text = columns.includes(column) ? textOf(column) : null;
    return text === null || DASH.test(text) ? null : Number(text.replace(/[,万元%]/gu, ""));
  };
  const [initial, revised, executed, weight, rate, score] = (["initial", "revised", "executed", "weight", "rate", "score"] as const).map(
    figureOf,
  );
  let fit = -3 * left;
  let borneOut = false;
  const percent = percentOf(textOf("rate"), rate ?? null);
  if (percent !== null && revised != null && executed != null && revised > 0) {
    const off = Math.min(...percent.map((one) => Math.abs(one - (100 * executed) / revised)));
    // One digit divides right by chance.
    const digits = textOf("rate")?.endsWith("%") ? 3 : (textOf("rate")?.replace(/\D/gu, "").length ?? 0);
    fit += off <= 0.06 ? (digits > 2 ? 4 : digits + 0.5) : off <= ROUNDING ? (digits > 2 ? 2.5 : 0.5) : off <= 3 ? 0 : -4;
    borneOut ||= off <= 0.06;
  }
  if (textOf("rate")?.endsWith("%")) fit += 1;
  else if (rate != null) fit -= 1.2;
  if (weight != null) fit += weight === 10 ? 1.5 : [20, 9, 15, 5, 100].includes(weight) ? 0.7 : Number.isInteger(weight) ? -1.5 : -3;
  if (weight != null && score == null) fit -= 0.6;
  if (weight != null && score != null) {
    fit += score > weight ? -6 : 0.5;
    const due = percent === null ? null : percent.map((one) => (weight * Math.min(one, 100)) / 100);
    if (due) fit += due.some((one) => Math.abs(one - score) <= 0.06) ? 2.5 : -1;
  }
  if (initial != null && initial === revised) fit += 1;
  if (revised != null && executed != null && revised > 0) fit += executed <= revised ? 1 : -1;
  if (revised != null && revised === executed && revised > 0) fit += textOf("revised") === textOf("executed") ? 2 : 0.5;
  const amounts = (["initial", "revised", "executed"] as const).map(textOf).filter((text) => text !== null && !DASH.test(text));
  const places = amounts.map((text) => text?.split(".")[1]?.replace(/\D/gu, "").length ?? 0);
  if (places.some((count) => count > 4)) fit -= 2;
  if (new Set(places).size > 1) fit -= 0.3 * new Set(places).size;
  for (const [index, cell] of cells.entries()) {
    if (!cell)
      fit -=
        columns[index] === "reason"
          ? 0
          : columns[index] === "score" || columns[index] === "weight"
            ? 0.7
            : columns[index] === "initial"
              ? 1.3
              : 1;
    else fit -= glueCost(tape, cell) * (glued ? 1 : 12);
  }
  return { cells, fit, borneOut };
}

// Digits torn from digits need more to be believed than figures that stand apart.
function glueCost(tape: Tape, { start, end }: Span): number {
  if ((tape.gaps[end] ?? 0) >= GAP.blank || !/\d/u.test(tape.text.charAt(end))) return 0;
  return /\d$/u.test(tape.text.slice(start, end)) ? 0.3 : 0.05;
}

/** What a printed rate may mean in percent: `95.8%`, `0.958`, `1` and `20` are all met. */
function percentOf(text: string | null, value: number | null): readonly number[] | null {
  if (text === null || value === null) return null;
  return text.endsWith("%") ? [value] : [value, value * 100];
}
