// A grid row by row, each row with all cells that stand in it: its own, and those that reach down into it from above.
import type { SourceCell, SourceTable } from "../source-document.ts";
import { foldWord } from "../words/fold-text.ts";
import { joinLines } from "./cell-text.ts";

export type Spot = {
  readonly cell: SourceCell;
  /** As printed, in one line. */
  readonly text: string;
  /** Folded and without blanks, to compare. */
  readonly word: string;
  /** First column, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** False where the cell began in a row above. */
  readonly own: boolean;
};

/** Left to right. */
export type GridRow = readonly Spot[];

// A file may claim a span over a million rows in every cell; more than a form can hold are not carried down.
const MOST_CARRIED = 200;

export function rowsOf(table: SourceTable): readonly GridRow[] {
  const byRow = new Map<number, SourceCell[]>();
  for (const cell of table.cells) {
    const list = byRow.get(cell.row);
    if (list) list.push(cell);
    else byRow.set(cell.row, [cell]);
  }
  const rows: GridRow[] = [];
  let carried: Spot[] = [];
  for (const number of [...byRow.keys()].toSorted((a, b) => a - b)) {
    carried = carried.filter(({ cell }) => cell.row + cell.rowSpan > number);
    const own = (byRow.get(number) ?? []).map(spotOf);
    rows.push([...carried.map((spot) => ({ ...spot, own: false })), ...own].toSorted((a, b) => a.start - b.start));
    carried = [...carried, ...own.filter(({ cell }) => cell.rowSpan > 1)].slice(-MOST_CARRIED);
  }
  return rows;
}

function spotOf(cell: SourceCell): Spot {
  const text = joinLines(cell.text);
  return {
    cell,
    text,
    word: text.length > LONGEST_WORD ? text : foldWord(text),
    start: cell.column,
    end: cell.column + Math.max(1, cell.columnSpan),
    own: true,
  };
}

// Longer texts are no label, head or name that is compared.
const LONGEST_WORD = 120;

/** The row's own cells with something in them. */
export function ownFilled(row: GridRow): readonly Spot[] {
  return row.filter(({ own, text }) => own && text !== "");
}

export function overlap(spot: Spot, start: number, end: number): number {
  return Math.min(spot.end, end) - Math.max(spot.start, start);
}
