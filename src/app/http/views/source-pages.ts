// The original of an audited document in pages of a size a browser shows at once, and where on them an address stands. A long
// table is parted between rows that no cell joins.
import type { SourceAddress, SourceBlock, SourceDocument, SourceTable } from "../../../reading/index.ts";
import type { SourcePageView, SourceSpot } from "../contract-audits.ts";

type PageBlock = SourcePageView["blocks"][number];

export type SourcePages = {
  readonly pages: readonly (readonly PageBlock[])[];
  /** Null where the address is not one of this original. */
  readonly spotOf: (address: SourceAddress | null | undefined) => SourceSpot | null;
};

/** Paragraphs and table rows of a page. */
const LINES_A_PAGE = 250;
/** Cells of a page: a wide table fills it sooner. */
const CELLS_A_PAGE = 4_000;

export function sourcePages(source: SourceDocument): SourcePages {
  const pages: PageBlock[][] = [[]];
  let lines = 0;
  let cells = 0;
  const add = (block: PageBlock, moreLines: number, moreCells: number): void => {
    const full = lines > 0 && (lines + moreLines > LINES_A_PAGE || cells + moreCells > CELLS_A_PAGE);
    if (full) {
      pages.push([]);
      lines = 0;
      cells = 0;
    }
    pages.at(-1)?.push(block);
    lines += moreLines;
    cells += moreCells;
  };
  for (const block of source.blocks) {
    if (block.kind === "text") add(textBlock(block), 1, 1);
    else for (const part of tableParts(block)) add(part, part.toRow - part.fromRow, part.cells.length);
  }
  return { pages, spotOf: spotFinder(pages) };
}

type TextBlock = Extract<PageBlock, { kind: "text" }>;
type TableBlock = Extract<PageBlock, { kind: "table" }>;

function textBlock({ text, address, heading, doubtful, page }: Extract<SourceBlock, { kind: "text" }>): TextBlock {
  return { kind: "text", text, address, heading: heading ?? null, doubtful: doubtful ?? false, printedPage: page };
}

function tableParts(table: SourceTable): readonly TableBlock[] {
  const parts: TableBlock[] = [];
  let cells: TableBlock["cells"][number][] = [];
  let fromRow = 0;
  let reach = 0;
  const part = (toRow: number): TableBlock => {
    const { address, sheet, page, rows, columns } = table;
    return { kind: "table", address, sheet, printedPage: page, fromRow, toRow, rows, columns, cells };
  };
  for (const cell of table.cells) {
    const full = cell.row - fromRow >= LINES_A_PAGE || cells.length >= CELLS_A_PAGE;
    if (full && cell.row >= reach && cells.at(-1)?.row !== cell.row) {
      parts.push(part(cell.row));
      cells = [];
      fromRow = cell.row;
    }
    const { row, column, rowSpan, columnSpan, text, address, doubtful } = cell;
    cells.push({ row, column, rowSpan, columnSpan, text, address, doubtful: doubtful ?? false });
    reach = Math.max(reach, cell.row + cell.rowSpan);
  }
  return [...parts, part(Math.max(table.rows, reach))];
}

const CHARS = /^chars:(\d+)-(\d+)$/;

function spotFinder(pages: readonly (readonly PageBlock[])[]): SourcePages["spotOf"] {
  const known = new Map<string, SourceSpot>();
  const ranges: { readonly from: number; readonly to: number; readonly spot: SourceSpot }[] = [];
  const note = (address: string, spot: SourceSpot): void => {
    if (!known.has(address)) known.set(address, spot);
  };
  let blockNumber = 0;
  for (const [page, blocks] of pages.entries()) {
    for (const block of blocks) {
      const spot = { page, anchor: block.address, from: null, to: null };
      note(block.address, spot);
      if (block.printedPage !== null) note(`p${block.printedPage}`, spot);
      const range = CHARS.exec(block.address);
      if (range) ranges.push({ from: Number(range[1]), to: Number(range[2]), spot });
      if (block.kind === "table") for (const cell of block.cells) note(cell.address, { ...spot, anchor: cell.address });
      // A table that goes on from the page before is still the same block.
      if (block.kind === "text" || block.fromRow === 0) note(`block:${blockNumber++}`, spot);
    }
  }
  return (address) => {
    if (address === null || address === undefined) return null;
    const exact = known.get(address);
    if (exact) return exact;
    const range = CHARS.exec(address);
    if (range) return spotOfCharacters(ranges, Number(range[1]), Number(range[2]));
    return spotOfPart(known, address);
  };
}

/** The line the characters begin in, and which of its characters they are. */
function spotOfCharacters(
  ranges: readonly { readonly from: number; readonly to: number; readonly spot: SourceSpot }[],
  from: number,
  to: number,
): SourceSpot | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  const line = ranges[low];
  if (!line || line.from > from) return null;
  return { ...line.spot, from: from - line.from, to: Math.min(to, line.to) - line.from };
}

/** "block:7@3-9", "table:2!R4C5@0-3": characters of a known place; else the nearest place the address begins with. */
function spotOfPart(known: ReadonlyMap<string, SourceSpot>, address: string): SourceSpot | null {
  const part = /^(.*?)[@#](\d+)-(\d+)$/.exec(address);
  const whole = part?.[1] === undefined ? undefined : known.get(part[1]);
  if (part && whole) return { ...whole, from: Number(part[2]), to: Number(part[3]) };
  for (const mark of ["@", "#", "!", ":"]) {
    const at = address.lastIndexOf(mark);
    const found = at > 0 ? known.get(address.slice(0, at)) : undefined;
    if (found) return found;
  }
  return null;
}
