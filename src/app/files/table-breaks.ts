// How a table fills its pages: the size of its text, and where it may break: inside a row only if the row is huge, inside a small group of merged rows never.
import type { Table } from "../../report/index.ts";
import { FORM, type PageBox, pointsOf, SIZE, tableTextSize, textWidth } from "./page-geometry.ts";
import { type PlacedCell, placeCells, type TableGrid } from "./table-grid.ts";
import { countLines } from "./text-width.ts";

/**
 * Rows are 1-based. `splits`: rows that may break across pages, because they would fill half a page or more.
 * `together`: merged cells whose rows all belong on one page. `keepNext`: rows that stay with the one below them.
 */
export type TableBreaks = {
  readonly splits: ReadonlySet<number>;
  readonly together: ReadonlySet<PlacedCell>;
  readonly keepNext: ReadonlySet<number>;
};

/** Plans the breaks of a table with these column shares, set in text of `size` points. Heights are estimates; a group counts as small well before they matter. */
export function planBreaks(grid: TableGrid, shares: readonly number[], size: number, page: PageBox): TableBreaks {
  const area = textHeight(page);
  const { heightOf, rowHeights } = measure(grid, shares, size, page);
  const splits = new Set(rowHeights.flatMap((height, index) => (height > area / 2 ? [index + 1] : [])));
  const together = new Set<PlacedCell>();
  const keepNext = new Set<number>();
  for (const placed of grid.rows.flat()) {
    const { row, rowSpan } = placed;
    if (rowSpan === 1) continue;
    const own = heightOf(placed);
    const height = Math.max(
      own,
      rowHeights.slice(row - 1, row - 1 + rowSpan).reduce((a, b) => a + b, 0),
    );
    if (own > area / 2) for (let spanned = row; spanned < row + rowSpan; spanned++) splits.add(spanned);
    if (height > area / SMALL) continue;
    together.add(placed);
    for (let spanned = row; spanned < row + rowSpan - 1; spanned++) keepNext.add(spanned);
  }
  // A head stays with the first row under it, a total with the last row above it.
  for (let row = 1; row <= Math.min(grid.headerRows + 1, grid.rows.length - 1); row++) keepNext.add(row);
  if (grid.rows.length > 1) keepNext.add(grid.rows.length - 1);
  return { splits, together, keepNext };
}

/**
 * The size of a table's text on its page. A form that is filled in full is set a step smaller rather than run over to a second sheet; one
 * that would not fit then either keeps its size.
 */
export function textSizeOf(table: Table, page: PageBox): number {
  const usual = tableTextSize(table.widths.length, page);
  if (page !== FORM) return usual;
  const grid = placeCells(table);
  const fits = (size: number) => {
    const { rowHeights } = measure(grid, table.widths, size, page);
    return rowHeights.reduce((a, b) => a + b, 0) <= textHeight(page) - FORM_HEAD;
  };
  return [usual, SIZE.xiaoWu].find(fits) ?? usual;
}

function textHeight(page: PageBox): number {
  return pointsOf(page.height - page.top - page.bottom);
}

function measure(grid: TableGrid, shares: readonly number[], size: number, page: PageBox) {
  const emsPerShare = textWidth(page) / size / shares.reduce((a, b) => a + b, 0);
  const heightOf = ({ cell, column, colSpan }: PlacedCell) => {
    const share = shares.slice(column - 1, column - 1 + colSpan).reduce((a, b) => a + b, 0);
    return countLines(cell.text, emsPerShare * share - SIDES) * size * LINE + PADDING;
  };
  const rowHeights = grid.rows.map((row) => Math.max(size * LINE + PADDING, ...row.filter(({ rowSpan }) => rowSpan === 1).map(heightOf)));
  return { heightOf, rowHeights };
}

// What stands above the table of a form, in points: title, subtitle, a note of two lines, the unit.
const FORM_HEAD = 110;
// Height of a line against the size of its text, and what a row has above and below its text, in points.
const LINE = 1.35;
const PADDING = 9;
// What a cell has left and right of its text, in ems.
const SIDES = 0.55;
// A group of merged rows is kept whole if it takes no more than this part of a page: moving it leaves no great gap.
const SMALL = 3;
