// A Word table's rows as cells on a grid (ECMA-376 part 1, §17.4): columns that rows skip, cells over several columns, and
// cells that continue the one above.
import { holdTo } from "../source-limits.ts";
import type { PlacedCell, PlacedTable } from "../story-item.ts";

export type WordCell<Content> = {
  span: number;
  /** `restart` begins a cell over several rows, `continue` belongs to the one above. */
  vertical: "restart" | "continue" | null;
  horizontal: "restart" | "continue" | null;
  readonly content: Content;
};
export type WordRow<Content> = { before: number; readonly cells: WordCell<Content>[] };

type OpenCell<Content> = { -readonly [Key in keyof PlacedCell<Content>]: PlacedCell<Content>[Key] };

/** Places every cell; what a continued cell holds of its own is not shown and left out, as Word does. */
export function placeCells<Content>(rows: readonly WordRow<Content>[]): PlacedTable<Content> {
  const cells: OpenCell<Content>[] = [];
  let columns = 0;
  let open = new Map<number, OpenCell<Content>>();
  for (const [row, { before, cells: given }] of rows.entries()) {
    const next = new Map<number, OpenCell<Content>>();
    let column = before;
    let last: OpenCell<Content> | null = null;
    let under: OpenCell<Content> | null = null;
    for (const { span, vertical, horizontal, content } of given) {
      const above = vertical === "continue" ? open.get(column) : undefined;
      if (horizontal === "continue" && (last !== null || under !== null)) {
        // The older way to merge across: cells that belong to the one before them.
        if (last !== null) last.columnSpan += span;
      } else if (above !== undefined && above.columnSpan === widthWith(given, content, span)) {
        above.rowSpan += 1;
        next.set(column, above);
        last = null;
        under = above;
      } else {
        last = { row, column, rowSpan: 1, columnSpan: span, content };
        under = null;
        cells.push(last);
        if (vertical !== null) next.set(column, last);
      }
      column += span;
    }
    holdTo("columns", column);
    columns = Math.max(columns, column);
    open = next;
  }
  holdTo("places", rows.length * columns);
  return { rows: rows.length, columns, cells };
}

// The columns of a cell together with those that are merged into it the older way.
function widthWith<Content>(row: readonly WordCell<Content>[], content: Content, span: number): number {
  let width = span;
  for (let at = row.findIndex((cell) => cell.content === content) + 1; row[at]?.horizontal === "continue"; at++)
    width += row[at]?.span ?? 0;
  return width;
}
