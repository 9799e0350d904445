// A table's cells with their places worked out: which row and column each begins in once the spans above it are counted.
import type { Cell, Table } from "../../report/index.ts";

/** A cell and its place, 1-based. `openTop` and `openBottom`: the rule on that side is left out, the cell goes on beyond it. */
export type PlacedCell = {
  readonly cell: Cell;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly openTop?: boolean;
  readonly openBottom?: boolean;
};

/** Cells by the row they begin in. */
export type TableGrid = { readonly rows: readonly (readonly PlacedCell[])[]; readonly columns: number; readonly headerRows: number };

/**
 * Places every cell of a table.
 * @throws when cells overlap, leave a hole, reach beyond the table, or a head's cell spans below the head: a table like that is a defect.
 */
export function placeCells(table: Table): TableGrid {
  const columns = table.widths.length;
  const taken = table.rows.map(() => new Array<boolean>(columns).fill(false));
  const rows = table.rows.map((cells, index) => placeRow(table, cells, index + 1, taken));
  for (const [index, row] of taken.entries()) {
    const hole = row.indexOf(false);
    if (hole >= 0) throw new Error(`table ${table.id}: row ${index + 1} leaves column ${hole + 1} empty`);
  }
  const grid: TableGrid = { rows, columns, headerRows: table.headerRows };
  assertClosed(table, grid, table.headerRows);
  if (table.repeatRow !== undefined) assertClosed(table, grid, table.repeatRow - 1);
  return grid;
}

/**
 * A table as the parts that page-breaking formats can repeat heads for: one, or, with a `repeatRow`, what stands above
 * that row and what begins with it. A cell that spans below the repeated row is cut there: its text stays in the head and
 * so stands on every page, an empty cell without a rule between them goes on below.
 */
export function splitForRepeat(table: Table): readonly TableGrid[] {
  const grid = placeCells(table);
  const start = (table.repeatRow ?? 0) - 1;
  if (start <= 0) return [grid];
  const head: PlacedCell[] = [];
  const carried: PlacedCell[] = [];
  for (const placed of grid.rows[start] ?? []) {
    if (placed.rowSpan === 1) head.push({ ...placed, row: 1 });
    else {
      head.push({ ...placed, row: 1, rowSpan: 1, openBottom: true });
      carried.push({ ...placed, cell: { ...placed.cell, text: "" }, row: 2, rowSpan: placed.rowSpan - 1, openTop: true });
    }
  }
  const below = grid.rows.slice(start + 1).map((cells, index) => {
    const moved = cells.map((placed) => ({ ...placed, row: placed.row - start }));
    return index === 0 ? [...carried, ...moved].sort((a, b) => a.column - b.column) : moved;
  });
  return [
    { ...grid, rows: grid.rows.slice(0, start) },
    { columns: grid.columns, headerRows: 1, rows: [head, ...below] },
  ];
}

/** The cell covering a place, 1-based; the grid has no holes, so there is always one. */
export function cellAt(grid: TableGrid, row: number, column: number): PlacedCell {
  for (let above = row; above >= 1; above--) {
    for (const placed of grid.rows[above - 1] ?? []) {
      const covers = placed.column <= column && column < placed.column + placed.colSpan && row < placed.row + placed.rowSpan;
      if (covers) return placed;
    }
  }
  throw new Error(`no cell at row ${row}, column ${column}`);
}

/** Heads are centred, numbers stand right, text left, unless the cell says otherwise. */
export function alignmentOf(cell: Cell): "left" | "center" | "right" {
  return cell.align ?? (cell.header ? "center" : cell.number === undefined ? "left" : "right");
}

function placeRow(table: Table, cells: readonly Cell[], row: number, taken: boolean[][]): readonly PlacedCell[] {
  let column = 1;
  return cells.map((cell) => {
    while (taken[row - 1]?.[column - 1]) column++;
    const placed = { cell, row, column, rowSpan: cell.rowSpan ?? 1, colSpan: cell.colSpan ?? 1 };
    for (let r = row; r < row + placed.rowSpan; r++) {
      for (let c = column; c < column + placed.colSpan; c++) {
        const line = taken[r - 1];
        if (line?.[c - 1] !== false) throw new Error(`table ${table.id}: the cell "${cell.text}" does not fit at row ${r}, column ${c}`);
        line[c - 1] = true;
      }
    }
    return placed;
  });
}

function assertClosed(table: Table, grid: TableGrid, lastRow: number): void {
  for (const cells of grid.rows.slice(0, lastRow)) {
    for (const placed of cells) {
      if (placed.row + placed.rowSpan - 1 > lastRow) throw new Error(`table ${table.id}: "${placed.cell.text}" spans below row ${lastRow}`);
    }
  }
}
