// Tables that lines rule: lines that touch are one frame; where a line is missing between two places of its grid, they are one
// cell. A frame's own left and right may be open.
import type { Ruling } from "./page-drawing.ts";

/** A cell's room on the page. */
export type Room = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

export type Frame = Room & { readonly rooms: readonly Room[] };

/** Lines that miss each other by so much still meet. */
const NEAR = 2.5;
/** Sides closer than this are one line drawn twice, or a border of two strokes. */
const SAME = 3;
const MOST_LINES = 6000;
const MOST_ROOMS = 40_000;

/** Frames of at least two cells, from the top of the page down. */
export function ruledFrames(across: readonly Ruling[], down: readonly Ruling[]): readonly Frame[] {
  if (across.length + down.length > MOST_LINES) return [];
  const [rows, columns] = [mergeRulings(across), mergeRulings(down)];
  return groupsOf(rows, columns)
    .flatMap((group) => frameOf(group.across, group.down) ?? [])
    .toSorted((a, b) => a.top - b.top || a.left - b.left);
}

/** Strokes of one line, drawn cell by cell or twice, as one. */
function mergeRulings(rulings: readonly Ruling[]): readonly Ruling[] {
  const merged: { at: number; from: number; to: number }[] = [];
  const open: (typeof merged)[number][] = [];
  for (const ruling of rulings.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    while (open[0] && ruling.at - open[0].at > SAME) open.shift();
    const line = open.find(
      (one) => Math.abs(one.at - ruling.at) <= SAME / 2 && ruling.from <= one.to + NEAR && ruling.to >= one.from - NEAR,
    );
    if (line) {
      line.from = Math.min(line.from, ruling.from);
      line.to = Math.max(line.to, ruling.to);
    } else {
      const fresh = { ...ruling };
      merged.push(fresh);
      open.push(fresh);
    }
  }
  return merged;
}

type Group = { readonly across: Ruling[]; readonly down: Ruling[] };

/** Lines that touch each other, directly or through others. */
function groupsOf(across: readonly Ruling[], down: readonly Ruling[]): readonly Group[] {
  const parent = Array.from({ length: across.length + down.length }, (_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  for (const [row, line] of across.entries())
    for (const [column, post] of down.entries()) if (meet(line, post)) parent[root(row)] = root(across.length + column);
  const groups = new Map<number, Group>();
  const groupAt = (index: number): Group => {
    const key = root(index);
    const known = groups.get(key);
    if (known) return known;
    const fresh: Group = { across: [], down: [] };
    groups.set(key, fresh);
    return fresh;
  };
  for (const [row, line] of across.entries()) groupAt(row).across.push(line);
  for (const [column, post] of down.entries()) groupAt(across.length + column).down.push(post);
  return [...groups.values()];
}

function meet(line: Ruling, post: Ruling): boolean {
  return post.at >= line.from - NEAR && post.at <= line.to + NEAR && line.at >= post.from - NEAR && line.at <= post.to + NEAR;
}

function frameOf(across: readonly Ruling[], down: readonly Ruling[]): Frame | null {
  if (across.length < 2 || down.length === 0) return null;
  const xs = sidesOf([...down.map(({ at }) => at), Math.min(...across.map(({ from }) => from)), Math.max(...across.map(({ to }) => to))]);
  const ys = sidesOf([...across.map(({ at }) => at), Math.min(...down.map(({ from }) => from)), Math.max(...down.map(({ to }) => to))]);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 1 || rows < 1 || columns * rows < 2 || columns * rows > MOST_ROOMS) return null;
  const middle = (sides: readonly number[], index: number) => ((sides[index] ?? 0) + (sides[index + 1] ?? 0)) / 2;
  const runsBetween = (lines: readonly Ruling[], at: number, middleOf: number) =>
    lines.some((line) => Math.abs(line.at - at) <= SAME && line.from - NEAR <= middleOf && line.to + NEAR >= middleOf);
  const open = { right: new Uint8Array(columns * rows), below: new Uint8Array(columns * rows) };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      if (column + 1 < columns && !runsBetween(down, xs[column + 1] ?? 0, middle(ys, row))) open.right[place] = 1;
      if (row + 1 < rows && !runsBetween(across, ys[row + 1] ?? 0, middle(xs, column))) open.below[place] = 1;
    }
  const rooms = roomsOf(open, columns, rows).map(
    (room): Room => ({
      left: xs[room.column] ?? 0,
      right: xs[room.column + room.columns] ?? 0,
      top: ys[room.row] ?? 0,
      bottom: ys[room.row + room.rows] ?? 0,
    }),
  );
  if (rooms.length < 2) return null;
  return { rooms, left: xs[0] ?? 0, right: xs[columns] ?? 0, top: ys[0] ?? 0, bottom: ys[rows] ?? 0 };
}

/** Distinct sides in order. */
export function sidesOf(values: readonly number[]): readonly number[] {
  const sides: number[] = [];
  for (const value of values.toSorted((a, b) => a - b)) if (sides.length === 0 || value - (sides.at(-1) ?? 0) > SAME) sides.push(value);
  return sides;
}

type Block = { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };

/** Places without a line between them, as rectangles: as far right as the row is open, then down while all of it is. */
function roomsOf(open: { readonly right: Uint8Array; readonly below: Uint8Array }, columns: number, rows: number): readonly Block[] {
  const taken = new Uint8Array(columns * rows);
  const blocks: Block[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column]) continue;
      let wide = 1;
      while (column + wide < columns && open.right[row * columns + column + wide - 1] && !taken[row * columns + column + wide]) wide++;
      let high = 1;
      while (row + high < rows && isOpenBelow(row + high - 1, column, wide)) high++;
      for (let r = row; r < row + high; r++) taken.fill(1, r * columns + column, r * columns + column + wide);
      blocks.push({ row, column, rows: high, columns: wide });
    }
  return blocks;

  function isOpenBelow(row: number, column: number, wide: number): boolean {
    for (let at = column; at < column + wide; at++) if (!open.below[row * columns + at]) return false;
    return true;
  }
}
