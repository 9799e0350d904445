// A whole report may stand on one worksheet, a paragraph a row, with its tables between. Such sheets are parted into paragraphs
// and grids, so that they read like any other document; addresses stay the cells' own.
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from "./source-document.ts";

const SECTION = /^[一二三四五六七八九十]{1,3}、/u;
const ENOUGH_SECTIONS = 3;

/** The document with its report sheets parted; one without such sheets as it is. */
export function partSheets(source: SourceDocument): SourceDocument {
  const blocks = source.blocks.flatMap((block) => (block.kind === "table" && isReportSheet(block) ? partsOf(block) : [block]));
  return blocks.length === source.blocks.length ? source : { ...source, blocks };
}

function isReportSheet({ sheet, cells }: SourceTable): boolean {
  return sheet !== null && cells.filter(({ text, column }) => column === 0 && SECTION.test(text.trim())).length >= ENOUGH_SECTIONS;
}

function partsOf(table: SourceTable): SourceBlock[] {
  const rows = new Map<number, SourceCell[]>();
  for (const cell of table.cells) {
    const row = rows.get(cell.row);
    if (row) row.push(cell);
    else rows.set(cell.row, [cell]);
  }
  const blocks: SourceBlock[] = [];
  let open: SourceCell[] = [];
  let coveredTo = 0;
  const close = () => {
    const [first] = open;
    if (first) blocks.push({ ...table, cells: open, address: first.address });
    open = [];
  };
  for (const number of [...rows.keys()].toSorted((a, b) => a - b)) {
    const cells = rows.get(number) ?? [];
    const filled = cells.filter(({ text }) => text.trim() !== "");
    const [lone] = filled;
    // A row that a cell from above reaches into belongs to a table, however little it holds.
    if (number >= coveredTo && filled.length <= 1) {
      close();
      if (lone)
        blocks.push({ kind: "text", text: lone.text, page: null, address: lone.address, ...(lone.doubtful ? { doubtful: true } : {}) });
    } else open.push(...cells);
    coveredTo = cells.reduce((end, { row, rowSpan }) => Math.max(end, row + rowSpan), coveredTo);
  }
  close();
  return blocks;
}
