// Reads a form's indicator rows from a tape: a search over all ways to cut the stretch into rows and cells, the likeliest kept.
// Each reading carries the sums of its weights and scores, so that the printed totals can choose between the last few.
import type { Confidence } from "../read-table.ts";
import { cellCost, edgeCost, emptyCost, isAnswer, likenessOfValues, type RowColumn } from "./cell-likelihood.ts";
import { GAP } from "./gap.ts";
import { isWithin } from "./misread.ts";
import type { Span } from "./read-head.ts";
import { GARBLED, garbledUpToLevel, levelEnd, levelFit, MIXED, mixedLevels } from "./row-levels.ts";
import { edgeConfidence, type Tape } from "./tape.ts";

/** `more` is the rest of a cell whose further parts stand elsewhere. */
export type TapeCell = Span & { readonly confidence: Confidence; readonly more?: readonly Span[] };

/** `name` where the characters stand out of order, so that only the closed list says which level it is. */
export type TapeLevel = Span & { readonly name?: string };

export type TapeRow = {
  readonly level1: TapeLevel | null;
  readonly level2: TapeLevel | null;
  readonly cells: ReadonlyMap<RowColumn, TapeCell>;
};

/** What the rows are known to add up to, in points; null where nothing is printed. */
export type KnownSums = { readonly weights: readonly number[]; readonly scores: readonly number[] };

/** Columns of points that make a sum that is printed. */
export type Met = { readonly weights: boolean; readonly scores: boolean };

export type TapeRows = { readonly rows: readonly TapeRow[]; readonly fit: number; readonly borneOut: Met };

type Step =
  | { readonly kind: "level1" | "level2" | "skip"; readonly start: number; readonly end: number; readonly name?: string }
  | { readonly kind: "cell"; readonly column: RowColumn; readonly start: number; readonly end: number }
  | { readonly kind: "row-end" };

type Reading = {
  readonly fit: number;
  readonly before: Reading | null;
  readonly step: Step | null;
  /** Of the row under way. */
  readonly weight: number | null;
  readonly coefficient: number | null;
  readonly target: string | null;
  /** Columns left empty since its last cell. */
  readonly emptied: number;
  /** Of all rows so far, in thousandths of a point so that sums are exact. */
  readonly weights: number;
  readonly scores: number;
};

export const NO_SUMS: Met = { weights: false, scores: false };

const KEPT = 8;
const SAME = 0.0005;
const START: Reading = {
  fit: 0,
  before: null,
  step: null,
  weight: null,
  coefficient: null,
  target: null,
  emptied: 0,
  weights: 0,
  scores: 0,
};

const LONGEST: Readonly<Record<RowColumn, number>> = {
  level3: 80,
  symbol: 5,
  target: 90,
  unit: 7,
  actual: 90,
  weight: 6,
  coefficient: 7,
  score: 6,
  core: 1,
  explanation: 160,
  standard: 260,
  reason: 160,
};

const PLACEHOLDER = /^(?:指标[\dL]{1,2}[:：.．、]?(?=指标[\dL]|[一-鿿]{2,8}指标|社会|$)|…+|\.{3,}|绩效指标|\d[、.](?=[一-鿿]))/u;
const PLACEHOLDER_REACH = 40;
/** What it costs to pass over an empty cell that the text marks. */
const UNFILLED = 1;
/** What it costs to leave a character unread. */
const UNREAD = { bars: -1.5, cells: -1.5, lines: -1.5, "run-on": -0.9 } as const;

/** Rows between `start` and `end`; `columns` in the form's order, the indicator's name first. */
export function readIndicatorRows(tape: Tape, start: number, end: number, columns: readonly RowColumn[], known: KnownSums): TapeRows {
  const chosen = likeliestReadings(tape, start, end, columns)
    .map((reading) => {
      const borneOut = sumsMet(reading, known);
      return { reading, borneOut, fit: reading.fit + (borneOut.weights ? SUM : 0) + (borneOut.scores ? SUM : 0) };
    })
    .toSorted((a, b) => b.fit - a.fit)[0];
  return chosen
    ? { rows: rowsOf(tape, chosen.reading, chosen.borneOut), fit: chosen.fit, borneOut: chosen.borneOut }
    : { rows: [], fit: Number.NEGATIVE_INFINITY, borneOut: NO_SUMS };
}

/** What a column that makes a sum that is printed is worth beside the rows' own likelihoods. */
const SUM = 3;

function sumsMet({ weights, scores }: Reading, known: KnownSums): Met {
  const meets = (sum: number, sums: readonly number[]) => sum > 0 && sums.some((one) => Math.abs(sum / 1000 - one) < SAME);
  return { weights: meets(weights, known.weights), scores: meets(scores, known.scores) };
}

/**
 * The likeliest readings of the whole stretch. States are (place, next column), column 0 being the beginning of a row; places are
 * worked on from left to right, so every reading that can reach a state is there before it goes on.
 */
function likeliestReadings(tape: Tape, start: number, end: number, columns: readonly RowColumn[]): readonly Reading[] {
  const width = columns.length + 1;
  const states: (Reading[] | undefined)[] = new Array((end - start + 1) * width);
  const costs = new Map<number, number | null>();

  const add = (at: number, column: number, reading: Reading): void => {
    const key = (at - start) * width + column;
    states[key] = keepLikeliest(states[key] ?? [], reading);
  };

  const costOf = (index: number, from: number, to: number): number | null => {
    const key = ((from - start) * 512 + (to - from)) * width + index;
    const known = costs.get(key);
    if (known !== undefined) return known;
    const column = columns[index];
    const cost = column === undefined ? null : cellCost(tape, column, from, to);
    costs.set(key, cost);
    return cost;
  };

  const fillColumn = (at: number, index: number, reading: Reading): void => {
    const column = columns[index];
    if (column === undefined) return;
    if (index > 0) {
      const marked = (tape.empties[at] ?? 0) > reading.emptied;
      add(at, index + 1, { ...reading, fit: reading.fit + emptyCost(column, marked, tape.parted), emptied: reading.emptied + 1 });
    }
    // An empty cell that the text marks is the cell of some column.
    const unfilled = index > 0 && (tape.empties[at] ?? 0) > reading.emptied ? UNFILLED : 0;
    const edge = index === 0 ? rowEdge(tape, at, reading.step) : edgeCost(tape, at);
    if (edge === null || at >= end) return;
    // A row goes on behind a row's mark only where a cell was broken over lines.
    const broken = index > 0 && tape.style === "bars" && tape.gaps[at] === GAP.row ? 2.5 : 0;
    for (let to = at + 1; to <= Math.min(end, at + LONGEST[column]); to++) {
      if (to - 1 > at && tape.style === "bars" && (tape.gaps[to - 1] ?? 0) >= GAP.cell) return;
      if (to < end && edgeCost(tape, to) === null) continue;
      const cost = costOf(index, at, to);
      if (cost !== null) add(to, index + 1, withCell(tape, reading, column, at, to, cost - edge - broken - unfilled));
    }
  };

  const beginRow = (at: number, reading: Reading): void => {
    for (const kind of ["level1", "level2"] as const) {
      const to = levelEnd(tape, at, kind);
      if (to !== null && to <= end) add(to, 0, onward(reading, { kind, start: at, end: to }, levelFit(tape, at, to)));
    }
    const placeholder = PLACEHOLDER.exec(tape.text.slice(at, Math.min(end, at + PLACEHOLDER_REACH)))?.[0];
    if (placeholder) add(at + placeholder.length, 0, onward(reading, { kind: "skip", start: at, end: at + placeholder.length }, -0.1));
    for (const mixed of tape.style === "run-on" ? mixedLevels(tape.text, at, end) : [])
      add(mixed.end, 0, onward(reading, { kind: "level1", start: at, ...mixed }, MIXED));
    const garbled = tape.style === "run-on" ? garbledUpToLevel(tape, at, end) : null;
    if (garbled !== null) add(garbled, 0, onward(reading, { kind: "skip", start: at, end: garbled }, GARBLED));
    const to = markedCellEnd(tape, at, end);
    if (to === null) add(at + 1, 0, onward(reading, { kind: "skip", start: at, end: at + 1 }, UNREAD[tape.style]));
    else {
      // A level in the form's own words, or a cell of no use.
      add(to, 0, onward(reading, { kind: "level2", start: at, end: to }, -2.6));
      add(to, 0, onward(reading, { kind: "skip", start: at, end: to }, -2.8));
    }
    fillColumn(at, 0, reading);
  };

  add(start, 0, START);
  for (let at = start; at <= end; at++) {
    for (let column = 1; column < columns.length; column++)
      for (const reading of states[(at - start) * width + column] ?? []) fillColumn(at, column, reading);
    for (const reading of states[(at - start) * width + columns.length] ?? [])
      add(at, 0, {
        ...onward(reading, { kind: "row-end" }, rowEndFit(tape, at, end)),
        emptied: reading.emptied,
        weight: null,
        coefficient: null,
        target: null,
      });
    if (at < end) for (const reading of states[(at - start) * width] ?? []) beginRow(at, reading);
  }
  return states[(end - start) * width] ?? [];
}

function keepLikeliest(kept: Reading[], reading: Reading): Reading[] {
  const same = kept.findIndex(
    ({ weights, scores, weight }) => weights === reading.weights && scores === reading.scores && weight === reading.weight,
  );
  if (same >= 0) {
    if ((kept[same]?.fit ?? 0) >= reading.fit) return kept;
    kept.splice(same, 1);
  } else if (kept.length >= KEPT && (kept[KEPT - 1]?.fit ?? 0) >= reading.fit) return kept;
  const place = kept.findIndex(({ fit }) => fit < reading.fit);
  kept.splice(place < 0 ? kept.length : place, 0, reading);
  if (kept.length > KEPT) kept.length = KEPT;
  return kept;
}

function onward(reading: Reading, step: Step, fit: number): Reading {
  return { ...reading, fit: reading.fit + fit, before: reading, step, emptied: 0 };
}

function withCell(tape: Tape, reading: Reading, column: RowColumn, start: number, end: number, fit: number): Reading {
  const text = tape.text.slice(start, end);
  const next = onward(reading, { kind: "cell", column, start, end }, fit);
  const points = column === "weight" || column === "score" ? pointsOf(text) : null;
  // A unit named before the value and again behind it.
  if (column === "unit") return { ...next, fit: next.fit + (isUnitOfNext(tape, text, end) ? 1.8 : 0) };
  if (column === "coefficient") return { ...next, coefficient: Number(text.replace("%", "")) };
  if (column === "target") return { ...next, target: text };
  if (column === "actual" && reading.target !== null) return { ...next, fit: next.fit + likenessOfValues(reading.target, text) };
  if (points === null) return next;
  if (column === "weight") return { ...next, weight: points, weights: reading.weights + points };
  const beside =
    reading.weight === null ? 0 : points > reading.weight ? (tape.parted ? OVER : OVER_TOUCHING) : points === reading.weight ? 0.5 : 0;
  const due = reading.weight === null || reading.coefficient === null ? null : (reading.weight * reading.coefficient) / 100;
  const asDue = due === null ? 0 : Math.abs(due - points) <= DUE ? 1.5 : -1.5;
  return { ...next, fit: next.fit + beside + asDue, scores: reading.scores + points };
}

/** What it costs that a score is over its weight: a mistake of the form, but where digits touch rather one of reading. */
const [OVER, OVER_TOUCHING] = [-0.5, -5];

/** What rounding may take from points that are weight times coefficient, in thousandths. */
const DUE = 12;

const VALUE_REACH = 14;

function isUnitOfNext(tape: Tape, unit: string, end: number): boolean {
  const value = /^[^\d]{0,5}\d[\d,.]*/u.exec(tape.text.slice(end, end + VALUE_REACH))?.[0];
  return value !== undefined && tape.text.startsWith(unit, end + value.length);
}

/** Letters that recognition takes for digits. */
const MISREAD_POINTS = /[IlOS]/u;

/** Points are figures: a letter among them is a digit misread. */
export function asDigits(points: string): string {
  return points.replace(/[Il]/gu, "1").replace(/O/gu, "0").replace(/S/gu, "5");
}

/** In thousandths of a point; a misread 10 counts as one. */
function pointsOf(text: string): number | null {
  const digits = asDigits(text);
  return /^\d+(?:\.\d+)?$/u.test(digits) ? Math.round(Number(digits) * 1000) : null;
}

/** A row that begins in the middle of words, right behind another row, is less likely than one behind a figure or a value's end. */
function rowEdge(tape: Tape, at: number, before: Step | null): number | null {
  if ((tape.gaps[at] ?? 0) !== GAP.none) return 0;
  if (tape.style !== "run-on") return 0.8;
  const unread = before?.kind === "skip" && before.end - before.start === 1;
  const free = (before?.kind !== "row-end" && !unread) || /(?:[是否]|指标|目标)$/u.test(tape.text.slice(Math.max(0, at - 2), at));
  return free ? 0 : edgeCost(tape, at);
}

function rowEndFit(tape: Tape, at: number, end: number): number {
  const lineEnds = at >= end || (tape.gaps[at] ?? 0) >= GAP.line;
  if (tape.style === "lines") return lineEnds ? 0.3 : -0.4;
  // Where nothing marks rows, fewer of them are likelier.
  return tape.style === "bars" ? (lineEnds ? 0.5 : -3) : tape.style === "run-on" ? -0.8 : 0;
}

/** Where the text marks cells: the end of the one that begins here. */
function markedCellEnd(tape: Tape, at: number, end: number): number | null {
  if ((tape.style !== "bars" && tape.style !== "cells") || (tape.gaps[at] ?? 0) < GAP.cell) return null;
  let to = at + 1;
  while (to < end && (tape.gaps[to] ?? 0) < GAP.cell) to++;
  return to;
}

function rowsOf(tape: Tape, last: Reading, borneOut: Met): readonly TapeRow[] {
  const steps: Step[] = [];
  for (let reading: Reading | null = last; reading; reading = reading.before) if (reading.step) steps.unshift(reading.step);
  const rows: TapeRow[] = [];
  let [level1, level2]: (TapeLevel | null)[] = [null, null];
  let cells = new Map<RowColumn, TapeCell>();
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    // Two side headings out of order, one behind the other, stand side by side: they are the row's two levels, whatever follows.
    if (step.kind === "level1" && level1 && step.name !== undefined && isMixed(before)) level2 = step;
    else if (step.kind === "level2" && level2 === before && isMixed(before)) continue;
    else if (step.kind === "level1") [level1, level2] = [step, null];
    // 成本指标 is a level of its own where kinds of cost stand below it.
    else if (step.kind === "level2" && level2 && isCost(tape, level2, /^成本指标/u) && isCost(tape, step, /^(?:经济|社会|生态环境)成本/u))
      [level1, level2] = [level2, step];
    else if (step.kind === "level2") level2 = step;
    else if (step.kind === "cell") cells.set(step.column, { ...step, confidence: confidenceOf(tape, step, borneOut) });
    else if (step.kind === "row-end") {
      rows.push({ level1: level1 ?? null, level2: level2 ?? null, cells: withMovedCells(tape, withTornValues(tape, cells)) });
      cells = new Map();
    }
  }
  return rows;
}

/** A target and an actual value that were parted within digits, and differ, are doubtful: no sum says where one ends. */
function withTornValues(tape: Tape, cells: ReadonlyMap<RowColumn, TapeCell>): ReadonlyMap<RowColumn, TapeCell> {
  const [target, actual] = [cells.get("target"), cells.get("actual")];
  if (!target || !actual || target.end !== actual.start || !isTorn(tape, actual.start)) return cells;
  const digits = ({ start, end }: Span) => tape.text.slice(start, end).replace(/[^\d.]/gu, "");
  if (digits(target) === digits(actual)) return cells;
  return new Map([...cells, ["target", { ...target, confidence: "doubtful" }], ["actual", { ...actual, confidence: "doubtful" }]]);
}

/** Where a figure was taken apart, the row's other figures may stand in their neighbours' columns. */
function withMovedCells(tape: Tape, cells: ReadonlyMap<RowColumn, TapeCell>): ReadonlyMap<RowColumn, TapeCell> {
  const [first, last] = [cells.values().next().value, [...cells.values()].at(-1)];
  if (!first || !last || !isWithin(tape.misread.breaks, first.start + 1, last.end)) return cells;
  return new Map([...cells].map(([column, cell]) => [column, column === "level3" ? cell : { ...cell, confidence: "doubtful" as const }]));
}

function isTorn(tape: Tape, edge: number): boolean {
  return tape.gaps[edge] === GAP.none && /\d/u.test(tape.text.charAt(edge - 1)) && /\d/u.test(tape.text.charAt(edge));
}

function isMixed(step: Step | undefined): boolean {
  return step?.kind === "level1" && step.name !== undefined;
}

function isCost(tape: Tape, { start, end }: Span, pattern: RegExp): boolean {
  return pattern.test(tape.text.slice(start, end));
}

function confidenceOf(tape: Tape, { column, start, end }: Span & { readonly column: RowColumn }, borneOut: Met): Confidence {
  const text = tape.text.slice(start, end);
  const points = column === "weight" || column === "score";
  if ((points && MISREAD_POINTS.test(text)) || isWithin(tape.misread.letters, start, end - 1)) return "doubtful";
  const torn = isTorn(tape, start) || isTorn(tape, end);
  // Both columns bear out the values before them, each its own points.
  const isBorneOut = column === "weight" ? borneOut.weights : column === "score" ? borneOut.scores : borneOut.weights || borneOut.scores;
  if ((torn && !isBorneOut) || isGuessed(tape, { column, start, end })) return "doubtful";
  return edgeConfidence(tape, start, end);
}

/** Whether nothing but the likeness of words says where the cell ends: no gap, no figure, no word met again. */
function isGuessed(tape: Tape, { column, start, end }: Span & { readonly column: RowColumn }): boolean {
  if (isAnswer(tape.text.slice(start, end))) return false;
  const within = (edge: number) =>
    tape.gaps[edge] === GAP.none &&
    CJK.test(tape.text.charAt(edge - 1)) &&
    CJK.test(tape.text.charAt(edge)) &&
    !tape.phraseEdges.has(edge) &&
    levelEnd(tape, edge, "level1") === null &&
    levelEnd(tape, edge, "level2") === null;
  return (column !== "level3" && within(start)) || within(end);
}

const CJK = /[一-鿿]/u;
