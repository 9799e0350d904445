// A page's table on a grid, by the rules a browser forms it with (HTML standard, §4.9.12), and whether it is a table at all
// or only holds the page together.
import { holdTo } from "../source-limits.ts";
import type { PlacedCell, PlacedTable, StoryItem } from "../story-item.ts";

export type HtmlCell<Content> = {
  readonly columnSpan: number;
  /** 0 reaches to the end of the row group. */
  readonly rowSpan: number;
  readonly content: Content;
};

/** Groups of rows in the order they are shown; no cell reaches beyond its group. */
export function placeHtmlCells<Content>(groups: readonly (readonly (readonly HtmlCell<Content>[])[])[]): PlacedTable<Content> {
  const cells: PlacedCell<Content>[] = [];
  let row = 0;
  let columns = 0;
  for (const group of groups) {
    // For each column, the rows that a cell from above still reaches down.
    let reach: number[] = [];
    for (const [index, given] of group.entries()) {
      let column = 0;
      const next = reach.map((rows) => Math.max(rows - 1, 0));
      for (const { columnSpan, rowSpan, content } of given) {
        while ((reach[column] ?? 0) > 0) column += 1;
        let width = 1;
        while (width < columnSpan && (reach[column + width] ?? 0) === 0) width += 1;
        const height = Math.min(rowSpan === 0 ? group.length : rowSpan, group.length - index);
        holdTo("columns", column + width);
        for (let at = column; at < column + width; at++) next[at] = height - 1;
        cells.push({ row, column, rowSpan: height, columnSpan: width, content });
        column += width;
        columns = Math.max(columns, column);
      }
      reach = Array.from(next, (rows) => rows ?? 0);
      row += 1;
    }
  }
  return withoutIdleColumns({ rows: row, columns, cells });
}

// Columns in which no cell begins only make the cells over them wider.
function withoutIdleColumns<Content>({ rows, columns, cells }: PlacedTable<Content>): PlacedTable<Content> {
  const begun = new Set(cells.map(({ column }) => column));
  const places: number[] = [];
  let kept = 0;
  for (let column = 0; column <= columns; column++) {
    places.push(kept);
    if (begun.has(column)) kept += 1;
  }
  holdTo("places", rows * kept);
  return {
    rows,
    columns: kept,
    cells: cells.map((cell) => {
      const column = places[cell.column] ?? 0;
      return { ...cell, column, columnSpan: (places[cell.column + cell.columnSpan] ?? kept) - column };
    }),
  };
}

/** Whether a table only arranges what stands in it: one thing beside another, other tables, long prose. */
export function isLayout({ cells, columns }: PlacedTable<readonly StoryItem[]>): boolean {
  const filled = cells.filter(({ content }) => content.length > 0);
  const rowsWithMore = new Set<number>();
  const seen = new Set<number>();
  for (const { row } of filled) (seen.has(row) ? rowsWithMore : seen).add(row);
  // Nothing stands beside anything.
  if (rowsWithMore.size === 0) return true;
  const short = filled.filter(({ content }) => ownLength(content) > 0 && ownLength(content) <= 200).length;
  if (filled.some(({ content }) => content.some(({ kind }) => kind === "table"))) return columns < 3 || short < 12;
  return filled.length <= 6 && filled.some(({ content }) => content.length >= 4 && ownLength(content) >= 400);
}

function ownLength(content: readonly StoryItem[]): number {
  return content.reduce((sum, item) => sum + (item.kind === "paragraph" ? item.text.length : 0), 0);
}
