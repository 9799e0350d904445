// Rows of pages whose lines were read from top to bottom, whatever cell they belong to: a cell stands in the middle of its row, so
// the parts of a broken one lie as far above the row's figures as below, and a level's name in the middle of the rows it covers.
import { LEVEL1_NAMES, LEVEL2_NAMES } from "../words/level-names.ts";
import { type RowColumn, shapeCost } from "./cell-likelihood.ts";
import { GAP } from "./gap.ts";
import { levelsOfRows, type PlacedLabel } from "./levels-of-rows.ts";
import type { Span } from "./read-head.ts";
import type { TapeCell, TapeRow } from "./read-indicator-rows.ts";
import type { Tape } from "./tape.ts";

/** The last characters of heads that were broken over lines. */
const HEAD_REST = /^(?:[^\d一-鿿]{1,8}|[一-鿿]{1,2}[)]?|.{0,6}(?:措施|指标值|完成值)|\(?\d+分?\*?执?行?率?\)?)$/u;

const PLACEHOLDER = /^(?:指标\d{1,2}[:：]?|…+|\.{3,})$/u;

type Piece = Span & { readonly text: string };
type Line = readonly Piece[];

/** Columns in the orders that forms have; heads that are broken over lines do not tell theirs. */
const ORDERS: readonly (readonly RowColumn[])[] = [
  ["level3", "symbol", "target", "unit", "actual", "weight", "coefficient", "score", "core", "reason"],
  ["level3", "symbol", "target", "unit", "actual", "coefficient", "weight", "score", "core", "reason"],
  ["level3", "weight", "symbol", "target", "unit", "actual", "score", "core", "reason"],
  ["level3", "weight", "explanation", "standard", "target", "actual", "score", "reason"],
];
const ALWAYS: readonly RowColumn[] = ["level3", "target", "actual", "reason"];

export type PageRows = { readonly columns: readonly RowColumn[]; readonly rows: readonly TapeRow[]; readonly fit: number };

/** The rows between `start` and `end` under the heads met, in the order that fits best; null where the lines do not go together. */
export function readPageRows(tape: Tape, span: Span, heads: readonly string[]): PageRows | null {
  const read = ORDERS.flatMap((order) => {
    const columns = order.filter((column) => ALWAYS.includes(column) || heads.includes(column));
    const rows = rowsUnder(tape, span, columns);
    return rows ? [{ columns, ...rows }] : [];
  });
  return read.toSorted((a, b) => b.fit - a.fit)[0] ?? null;
}

function rowsUnder(tape: Tape, { start, end }: Span, columns: readonly RowColumn[]): Pick<PageRows, "rows" | "fit"> | null {
  if (tape.style !== "lines") return null;
  const lines = linesOf(tape, start, end);
  const { labels, taken } = labelsIn(lines);
  const left = lines
    .map((line, at) => ({ at, pieces: line.filter((piece) => !taken.has(piece) && !PLACEHOLDER.test(piece.text)) }))
    .filter(({ pieces }) => pieces.length > 0);
  const rest = left.slice(left.findIndex(({ pieces }) => !pieces.every(({ text }) => HEAD_REST.test(text))));
  const placed = rest.map(({ at, pieces }) => ({ at, pieces, ...cellsOf(pieces, columns) }));
  const middles = placed.flatMap(({ cells }, index) => (cells ? [index] : []));
  if (middles.length < 2) return null;
  const whole = withBrokenCells(placed, middles, columns);
  if (!whole) return null;
  const { rows } = whole;
  const positionOf = (line: number) =>
    positionAmong(
      middles.map((index) => placed[index]?.at ?? 0),
      line,
    );
  const levels = (kind: Label["kind"]) =>
    levelsOfRows(
      rows.length,
      labels.filter((label) => label.kind === kind).map((label): PlacedLabel<Label> => ({ label, at: mean(label.lines.map(positionOf)) })),
    );
  const [first, second] = [levels("level1"), levels("level2")];
  const levelSpan = (label: Label | null | undefined): TapeRow["level1"] => {
    const [begun] = label?.parts ?? [];
    const name = (label?.parts ?? []).map((part) => tape.printed(part.start, part.end)).join("");
    return begun ? { start: begun.start, end: begun.end, name } : null;
  };
  return {
    rows: rows.map((cells, index) => ({ level1: levelSpan(first[index]), level2: levelSpan(second[index]), cells })),
    fit: placed.reduce((sum, { fit }) => sum + fit, whole.fit),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Where a line stands among the rows, counted from 0 at the first row's middle: 1.5 between the second and the third. */
function positionAmong(middles: readonly number[], line: number): number {
  const next = middles.findIndex((middle) => middle >= line);
  if (next < 0) return middles.length - 0.5;
  const [above, below] = [middles[next - 1] ?? (middles[0] ?? 0) - 2, middles[next] ?? 0];
  return next - 1 + (line - above) / (below - above);
}

function linesOf(tape: Tape, start: number, end: number): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (let at = start; at < end; ) {
    let to = at + 1;
    while (to < end && (tape.gaps[to] ?? 0) < GAP.blank) to++;
    if ((tape.gaps[at] ?? 0) >= GAP.line && at > start) lines.push([]);
    lines.at(-1)?.push({ start: at, end: to, text: tape.text.slice(at, to) });
    at = to;
  }
  return lines;
}

type Label = {
  readonly kind: "level1" | "level2" | "side";
  readonly text: string;
  readonly parts: readonly Piece[];
  readonly lines: readonly number[];
};

const SIDE = ["年度绩效指标完成情况", "年度绩效指标", "年度绩效目标", "绩效指标", "绩效目标"] as const;
const KINDS: readonly (readonly [Label["kind"], readonly string[]])[] = [
  ["side", SIDE],
  ["level1", LEVEL1_NAMES.filter((name) => name.endsWith("指标") && name !== "成本指标")],
  ["level2", LEVEL2_NAMES.filter((name) => name !== "满意度指标")],
];
const POINTS_BEGUN = /^(?:\((?:\d{0,3}(?:分\)?)?)?)?$/u;
const POINTS_WHOLE = /^(?:\(\d{1,3}分?\))?$/u;
const REACH = 6;

/** Names of levels and of the side heading, their parts on several lines put together. */
function labelsIn(lines: readonly Line[]): { readonly labels: readonly Label[]; readonly taken: ReadonlySet<Piece> } {
  const taken = new Set<Piece>();
  const labels: Label[] = [];
  const met = new Set<string>();
  for (const [at, line] of lines.entries())
    for (const piece of line) {
      if (taken.has(piece)) continue;
      const label = longestLabel(lines, [piece], [at], taken, met);
      if (!label) continue;
      labels.push(label);
      met.add(label.text);
      for (const part of label.parts) taken.add(part);
    }
  // Where kinds of cost have names of their own, 成本指标 is the level above them.
  const kindsOfCost = labels.some(({ text }) => /^(?:经济|社会|生态环境)成本/u.test(text));
  const level = (label: Label): Label => (kindsOfCost && /^成本指标/u.test(label.text) ? { ...label, kind: "level1" } : label);
  return { labels: labels.map(level), taken };
}

function longestLabel(
  lines: readonly Line[],
  parts: readonly Piece[],
  at: readonly number[],
  taken: ReadonlySet<Piece>,
  met: ReadonlySet<string>,
): Label | null {
  const text = parts.map((part) => part.text).join("");
  if (!KINDS.some(([, names]) => names.some((name) => name.startsWith(text) || begins(text, name)))) return null;
  const last = at.at(-1) ?? 0;
  for (let next = last + 1; next < Math.min(lines.length, last + REACH); next++)
    for (const piece of lines[next] ?? []) {
      // Points of the level above may stand near the kind's name: its own stand right below it.
      if (taken.has(piece) || /^\d+$/u.test(piece.text) || (piece.text.startsWith("(") && next - last > 1 && isKind(text))) continue;
      const longer = longestLabel(lines, [...parts, piece], [...at, next], taken, met);
      if (longer) return longer;
    }
  const kind = KINDS.find(([, names]) => names.some((name) => text.startsWith(name) && POINTS_WHOLE.test(text.slice(name.length))))?.[0];
  // A name that stood whole before is not broken now.
  return kind && !(parts.length > 1 && met.has(text)) ? { kind, text, parts, lines: at } : null;
}

function isKind(text: string): boolean {
  return KINDS.some(([kind, names]) => kind === "level2" && names.includes(text));
}

function begins(text: string, name: string): boolean {
  return text.startsWith(name) && POINTS_BEGUN.test(text.slice(name.length));
}

type Cells = ReadonlyMap<RowColumn, readonly Piece[]>;
type Fitted = { readonly cells: Cells; readonly fit: number };

/** Columns that are long or may be empty. */
const OPTIONAL: readonly RowColumn[] = ["reason", "core", "explanation", "standard"];

/** What it costs that a column has nothing on the line of the row's figures: it may lie above and below. */
const NOT_HERE = -1.2;

/** Gives the pieces of one line to the columns in their order; no cells of a line that has not all of the row's points. */
function cellsOf(pieces: Line, columns: readonly RowColumn[]): { readonly cells: Cells | null; readonly fit: number } {
  const hasPoints = columns.some(isPoints);
  let best: { readonly fit: number; readonly cells: Cells } | null = null;
  const place = (piece: number, column: number, fit: number, cells: readonly (readonly [RowColumn, Piece])[]): void => {
    const name = columns[column];
    if (name === undefined) {
      // Without points, a row's line has the indicator's name and a value.
      const isRow = hasPoints || (cells[0]?.[0] === "level3" && cells.some(([key]) => key === "target" || key === "actual"));
      if (isRow && piece === pieces.length && (!best || fit > best.fit))
        best = { fit, cells: new Map(cells.map(([key, one]) => [key, [one]])) };
      return;
    }
    const here = pieces[piece];
    const shape = here ? shapeCost(name, here.text, "lines") : null;
    if (here && shape !== null) place(piece + 1, column + 1, fit + shape, [...cells, [name, here]]);
    if (!isPoints(name)) place(piece, column + 1, fit + (OPTIONAL.includes(name) ? 0 : NOT_HERE), cells);
  };
  if (pieces.length <= columns.length) place(0, 0, 0, []);
  return best ?? { cells: null, fit: 0 };
}

function isPoints(column: RowColumn): boolean {
  return column === "weight" || column === "score";
}

type PlacedLine = { readonly at: number; readonly pieces: Line; readonly cells: Cells | null };

/** Rows with the parts above and below their figures put in their places; null where the lines do not pair. */
function withBrokenCells(
  lines: readonly PlacedLine[],
  middles: readonly number[],
  columns: readonly RowColumn[],
): { readonly rows: readonly ReadonlyMap<RowColumn, TapeCell>[]; readonly fit: number } | null {
  let fit = 0;
  const rows: ReadonlyMap<RowColumn, TapeCell>[] = [];
  let above = middles[0] ?? 0;
  for (const [row, middle] of middles.entries()) {
    const next = middles[row + 1] ?? lines.length;
    const between = next - middle - 1;
    if (between < above) return null;
    let cells: Cells = lines[middle]?.cells ?? new Map();
    // From the line next to the figures outwards.
    for (let away = 1; away <= above; away++) {
      const pairs = pairsOf(lines[middle - away]?.pieces ?? [], lines[middle + away]?.pieces ?? []);
      const wider: Fitted | null = pairs ? wrapped(cells, pairs, columns) : null;
      if (!wider) return null;
      cells = wider.cells;
      fit += wider.fit;
    }
    rows.push(new Map([...cells].map(([column, parts]) => [column, cellOf(parts)] as const)));
    above = between - above;
  }
  return { rows, fit };
}

function pairsOf(above: Line, below: Line): readonly (readonly [Piece, Piece])[] | null {
  if (above.length !== below.length) return null;
  return above.flatMap((piece, index) => (below[index] ? [[piece, below[index]] as const] : []));
}

/** What it costs to take a cell that is whole by itself for the middle of a longer one. */
const AROUND = -1.5;

/** The pairs around the columns that they make the likeliest cells of, in the columns' order. */
function wrapped(cells: Cells, pairs: readonly (readonly [Piece, Piece])[], columns: readonly RowColumn[]): Fitted | null {
  let best: Fitted | null = null;
  const place = (pair: number, column: number, fit: number, made: Cells): void => {
    const both = pairs[pair];
    if (both === undefined) {
      const lacking = columns.filter((name) => !made.has(name) && (name === "level3" || name === "target" || name === "actual")).length;
      if (!best || fit - 2 * lacking > best.fit) best = { fit: fit - 2 * lacking, cells: made };
      return;
    }
    for (let at = column; at < columns.length; at++) {
      const name = columns[at];
      if (name === undefined || name === "weight" || name === "score") continue;
      const inside = made.get(name) ?? [];
      const parts = [both[0], ...inside, both[1]];
      const [shape, before] = [shapeCost(name, textOf(parts), "lines"), inside.length > 0 ? shapeCost(name, textOf(inside), "lines") : 0];
      const around = inside.length > 0 ? AROUND : 0;
      if (shape !== null) place(pair + 1, at + 1, fit + shape - (before ?? 0) + around, new Map([...made, [name, parts]]));
    }
  };
  place(0, 0, 0, cells);
  return best;
}

function textOf(parts: readonly Piece[]): string {
  return parts.map(({ text }) => text).join("");
}

function cellOf([first, ...more]: readonly Piece[]): TapeCell {
  const { start = 0, end = 0 } = first ?? {};
  return more.length === 0 ? { start, end, confidence: "likely" } : { start, end, confidence: "doubtful", more };
}
