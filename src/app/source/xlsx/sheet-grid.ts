// A worksheet's cells on a dense grid: sheets reach a million rows down, but a table is as large as what stands in it. Long
// stretches of empty rows and columns are shortened; every cell keeps its own address.
import type { CellBlock } from "../../files/source-workbook.ts";

/**
 * The place of a row or column number on the grid, from 0; numbers in a shortened stretch share a place. `holds` tells
 * whether any number from `first` to `last` has something in it: what lies beyond the grid has no place of its own.
 */
export type Axis = {
  readonly length: number;
  readonly placeOf: (number: number) => number;
  readonly holds: (first: number, last: number) => boolean;
};

// So many empty ones stay between two that are not, for the eye to see a break.
const MOST_EMPTY = 2;

/** `used` are the numbers of rows or columns with something in them, in any order. */
export function createAxis(used: Iterable<number>): Axis {
  const numbers = [...new Set(used)].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let place = 0;
  for (const [index, number] of numbers.entries()) {
    if (index > 0) place += Math.min(number - (numbers[index - 1] ?? 0), MOST_EMPTY + 1);
    places.set(number, place);
  }
  const placeOf = (number: number): number => {
    const known = places.get(number);
    if (known !== undefined) return known;
    const below = numbers[lastBelow(numbers, number)];
    if (below === undefined) return 0;
    return Math.min((places.get(below) ?? 0) + Math.min(number - below, MOST_EMPTY), place);
  };
  const holds = (first: number, last: number): boolean => (numbers[lastBelow(numbers, first) + 1] ?? Number.POSITIVE_INFINITY) <= last;
  return { length: numbers.length === 0 ? 0 : place + 1, placeOf, holds };
}

function lastBelow(numbers: readonly number[], number: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Merged blocks that can stand beside each other; of two that overlap, which no spreadsheet writes, the lower one is left out. */
export function apartBlocks(blocks: readonly CellBlock[]): readonly CellBlock[] {
  const kept: CellBlock[] = [];
  let open: CellBlock[] = [];
  for (const block of blocks.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
    open = open.filter(({ bottom }) => bottom >= block.top);
    if (open.some(({ left, right }) => left <= block.right && right >= block.left)) continue;
    open.push(block);
    kept.push(block);
  }
  return kept;
}
