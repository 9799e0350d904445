// Where each node of a process is drawn: rows that turn at the end like a path, so that a long process fits the page.
export type Spot = { readonly id: string; readonly x: number; readonly y: number; readonly row: number };

export const BOX = { width: 208, height: 112, gap: 34, rowGap: 58, margin: 10 } as const;
const PER_ROW = 5;

export type Layout = { readonly spots: readonly Spot[]; readonly width: number; readonly height: number };

/** Nodes in their order; every second row runs from right to left. */
export function layOut(ids: readonly string[]): Layout {
  const columns = Math.min(PER_ROW, ids.length);
  const spots = ids.map((id, index) => {
    const row = Math.floor(index / PER_ROW);
    const along = index % PER_ROW;
    const column = row % 2 === 0 ? along : columns - 1 - along;
    return { id, row, x: BOX.margin + column * (BOX.width + BOX.gap), y: BOX.margin + row * (BOX.height + BOX.rowGap) };
  });
  const rows = Math.max(1, Math.ceil(ids.length / PER_ROW));
  return {
    spots,
    width: 2 * BOX.margin + columns * BOX.width + (columns - 1) * BOX.gap,
    height: 2 * BOX.margin + rows * BOX.height + (rows - 1) * BOX.rowGap,
  };
}

/** The path from one box to another: straight to a neighbour, down to the next row, else in a curve below the row between. */
export function pathBetween(from: Spot, to: Spot): string {
  const middle = (spot: Spot) => ({ x: spot.x + BOX.width / 2, y: spot.y + BOX.height / 2 });
  const [a, b] = [middle(from), middle(to)];
  if (from.row === to.row && Math.abs(from.x - to.x) <= BOX.width + BOX.gap) {
    const right = to.x > from.x;
    return `M${right ? from.x + BOX.width : from.x} ${a.y} H${right ? to.x - 2 : to.x + BOX.width + 2}`;
  }
  if (from.x === to.x) return `M${a.x} ${from.y + BOX.height} V${to.y - 2}`;
  const depth = Math.max(from.y, to.y) + BOX.height + BOX.rowGap / 2;
  return from.row === to.row
    ? `M${a.x} ${from.y + BOX.height} C${a.x} ${depth} ${b.x} ${depth} ${b.x} ${to.y + BOX.height + 2}`
    : `M${a.x} ${from.y + BOX.height} C${a.x} ${from.y + BOX.height + BOX.rowGap} ${b.x} ${to.y - BOX.rowGap} ${b.x} ${to.y - 2}`;
}

/** Text in lines of so many half-width characters; what is beyond the last line ends in an ellipsis. */
export function inLines(text: string, most: number, lines: number): readonly string[] {
  const result: string[] = [];
  let line = "";
  let width = 0;
  const words = text.match(/[\p{Script=Han}，。、；：（）]|[^\s\p{Script=Han}，。、；：（）]+|\s+/gu) ?? [];
  for (const word of words) {
    const size = widthOf(word);
    if (width + size > most && line !== "") {
      result.push(line.trim());
      [line, width] = ["", 0];
    }
    line += word;
    width += size;
  }
  if (line.trim() !== "") result.push(line.trim());
  if (result.length <= lines) return result;
  const last = result[lines - 1] ?? "";
  return [...result.slice(0, lines - 1), `${last.slice(0, Math.max(1, last.length - 1))}…`];
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/.test(character) ? 2 : 1), 0);
}
