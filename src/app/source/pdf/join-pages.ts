// Tables that go on over pages, put together: what stands alone between them is the foot of one page and the head of the next.
// A head row said again is left out, a row that the page broke is joined, and a level's name goes on beside its rows.
import type { FilledRoom, PageItem, PageTable } from "./page-items.ts";
import { sidesOf } from "./ruled-tables.ts";

export type JoinedText = { readonly kind: "text"; readonly text: string; readonly page: number; readonly unseen?: string };
export type JoinedCell = {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly unseen?: string;
};
export type JoinedTable = {
  readonly kind: "table";
  readonly page: number;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly JoinedCell[];
};

/** `pages` in order, the first being page 1. */
export function joinPages(pages: readonly (readonly PageItem[])[]): readonly (JoinedText | JoinedTable)[] {
  const joined: (JoinedText | { readonly kind: "parts"; readonly page: number; readonly parts: PageTable[] })[] = [];
  let open: { readonly parts: PageTable[]; readonly at: number } | null = null;
  for (const [index, items] of pages.entries()) {
    const page = index + 1;
    let isTop = true;
    for (const [place, item] of items.entries()) {
      if (item.kind === "text") {
        joined.push({ kind: "text", text: item.text, page, ...unseenOf(item) });
        if (!isMargin(item.text) && !isRunningHead(pages, index, item.text)) isTop = false;
        continue;
      }
      if (open && isTop && goesOn(open.parts, item)) open.parts.push(item);
      else {
        const parts = [item];
        joined.push({ kind: "parts", page, parts });
        open = { parts, at: joined.length };
      }
      isTop = false;
      // Whatever stands below it but the page's foot ends the table.
      const below = items.slice(place + 1);
      if (below.some((one) => one.kind === "table" || !isMargin(one.text))) open = null;
    }
    if (!items.some(({ kind }) => kind === "table")) open = null;
  }
  return joined.map((one) => (one.kind === "text" ? one : tableOf(one.page, one.parts)));
}

function unseenOf(...parts: readonly { readonly unseen?: string }[]): { readonly unseen?: string } {
  const unseen = parts.map((part) => part.unseen ?? "").join("");
  return unseen === "" ? {} : { unseen };
}

/** A page's number, as it stands in a page's head or foot. */
function isMargin(text: string): boolean {
  return /^$|^(?:第?\s*[-—–·]?\s*\d{1,4}\s*[-—–·]?\s*页?(?:\s*[/共]\s*\d{1,4}\s*页?)?)$/u.test(text);
}

/** The same first line on the page before. */
function isRunningHead(pages: readonly (readonly PageItem[])[], index: number, text: string): boolean {
  const [first] = pages[index - 1] ?? [];
  const [own] = pages[index] ?? [];
  return first?.kind === "text" && own?.kind === "text" && own.text === text && first.text === text;
}

const SIDE = 4;

function goesOn(parts: readonly PageTable[], next: PageTable): boolean {
  const last = parts.at(-1);
  if (!last || Math.abs(last.left - next.left) > SIDE || Math.abs(last.right - next.right) > SIDE) return false;
  // Most sides of the one are the other's too: a form's head has fewer of them than its rows.
  const known = sidesOf(parts.flatMap(({ rooms }) => rooms.flatMap(({ left, right }) => [left, right])));
  const own = sidesOf(next.rooms.flatMap(({ left, right }) => [left, right]));
  const [fewer, more] = own.length <= known.length ? [own, known] : [known, own];
  return fewer.filter((side) => !more.some((one) => Math.abs(one - side) <= SIDE)).length <= fewer.length / 2;
}

type Rows = { readonly cells: readonly JoinedCell[]; readonly rows: number };

function tableOf(page: number, parts: readonly PageTable[]): JoinedTable {
  const sides = sidesOf(parts.flatMap(({ rooms }) => rooms.flatMap(({ left, right }) => [left, right])));
  const [first, ...others] = parts.map((part) => rowsOf(part.rooms, sides));
  let whole: Rows = first ?? { cells: [], rows: 0 };
  for (const part of others) whole = append(whole, withoutHead(whole, part));
  return { kind: "table", page, rows: whole.rows, columns: Math.max(1, sides.length - 1), cells: whole.cells };
}

function rowsOf(rooms: readonly FilledRoom[], sides: readonly number[]): Rows {
  const levels = sidesOf(rooms.flatMap(({ top, bottom }) => [top, bottom]));
  const cells = rooms.map((room): JoinedCell => {
    const { left, right, top, bottom, text } = room;
    const [row, column] = [nearest(levels, top), nearest(sides, left)];
    return {
      row,
      column,
      rowSpan: Math.max(1, nearest(levels, bottom) - row),
      columnSpan: Math.max(1, nearest(sides, right) - column),
      text,
      ...unseenOf(room),
    };
  });
  return { cells: cells.toSorted((a, b) => a.row - b.row || a.column - b.column), rows: Math.max(1, levels.length - 1) };
}

function nearest(sides: readonly number[], at: number): number {
  let best = 0;
  for (const [index, side] of sides.entries()) if (Math.abs(side - at) < Math.abs((sides[best] ?? 0) - at)) best = index;
  return best;
}

function rowText({ cells }: Rows, row: number): string {
  return cells
    .filter((cell) => cell.row === row)
    .map(({ column, text }) => `${column}:${text.replace(/\s+/gu, "")}`)
    .join("|");
}

/** Without the rows that repeat the table's first ones. */
function withoutHead(whole: Rows, part: Rows): Rows {
  let same = 0;
  while (same < part.rows && same < whole.rows && /:[^|]/u.test(rowText(part, same)) && rowText(part, same) === rowText(whole, same))
    same++;
  if (same === 0) return part;
  const cells = part.cells.filter(({ row }) => row >= same).map((cell) => ({ ...cell, row: cell.row - same }));
  return { cells, rows: part.rows - same };
}

function append(whole: Rows, part: Rows): Rows {
  const broken = isBrokenRow(whole, part);
  const offset = whole.rows - (broken ? 1 : 0);
  const cells = [...whole.cells];
  const edge = cells.filter(({ row, rowSpan }) => row + rowSpan === whole.rows);
  const leading = leadingBlanks(part);
  for (const cell of part.cells) {
    const above = edge.find(({ column, columnSpan }) => column === cell.column && columnSpan === cell.columnSpan);
    const goesOn = cell.row === 0 && above !== undefined && (broken || leading.has(cell));
    if (!goesOn || !above) {
      if (!(broken && cell.row === 0 && cell.text === "")) cells.push({ ...cell, row: cell.row + offset });
      continue;
    }
    const at = cells.indexOf(above);
    cells[at] = {
      ...above,
      rowSpan: cell.row + offset + cell.rowSpan - above.row,
      text: joined(above.text, cell.text),
      ...unseenOf(above, cell),
    };
  }
  return { cells, rows: offset + part.rows };
}

function joined(above: string, below: string): string {
  if (above === "" || below === "") return above + below;
  return /[\w,.;]$/u.test(above) && /^[A-Za-z]/u.test(below) ? `${above} ${below}` : above + below;
}

/** Empty cells at the beginning of the first row: names of levels that go on from the page before. */
function leadingBlanks(part: Rows): ReadonlySet<JoinedCell> {
  const blanks = new Set<JoinedCell>();
  for (const cell of part.cells.filter(({ row }) => row === 0)) {
    if (cell.text !== "") break;
    blanks.add(cell);
  }
  return blanks.size < part.cells.filter(({ row }) => row === 0).length ? blanks : new Set();
}

/** Words that go on, and nothing that a row of its own would have: no figure, and nothing where the row above has nothing. */
function isBrokenRow(whole: Rows, part: Rows): boolean {
  const first = part.cells.filter(({ row }) => row === 0);
  const filled = first.filter(({ text }) => text !== "");
  const last = whole.cells.filter(({ row, rowSpan }) => row + rowSpan === whole.rows);
  const above = ({ column, columnSpan }: JoinedCell) => last.find((cell) => cell.column === column && cell.columnSpan === columnSpan);
  return (
    filled.length > 0 &&
    filled.length * 2 <= first.length &&
    filled.every((cell) => {
      const one = above(cell);
      return one !== undefined && one.text !== "" && !/^[\d.%,，≥≤-]+$/u.test(cell.text) && !/[。；;]$/u.test(one.text);
    })
  );
}
