// Tables of a Word file: ruled, of fixed layout, as wide as the text, with merged cells and repeated heads (ECMA-376 part 1, §17.4).
import type { Table } from "../../report/index.ts";
import { STYLE, tableStyle } from "./docx-parts.ts";
import { wordParagraph, wordRun } from "./docx-text.ts";
import { type PageBox, textWidth } from "./page-geometry.ts";
import { planBreaks, textSizeOf } from "./table-breaks.ts";
import { alignmentOf, cellAt, type PlacedCell, splitForRepeat, type TableGrid } from "./table-grid.ts";

/** A table with its caption before it and a thin line of space after it. */
export function wordTable(table: Table, page: PageBox): string {
  const widths = columnWidths(table.widths, Math.round(textWidth(page) * 20));
  const size = textSizeOf(table, page);
  const caption = table.caption === undefined ? "" : wordParagraph(STYLE.caption, wordRun(table.caption));
  const unitNote = table.unitNote === undefined ? "" : wordParagraph(STYLE.unitNote, wordRun(table.unitNote));
  const parts = splitForRepeat(table).map((grid) => tableMarkup(grid, widths, size, page));
  return `${caption}${unitNote}${parts.join(SEAM)}${wordParagraph(STYLE.spacer)}`;
}

// Two tables that touch are one to Word, and only the first rows of a table repeat: a hidden paragraph holds the parts apart.
const SEAM = `<w:p><w:pPr><w:pStyle w:val="${STYLE.seam}"/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>`;

/** Whole twentieths of a point that add up to the width of the text. */
function columnWidths(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  let reached = 0;
  let given = 0;
  return shares.map((share) => {
    reached += share;
    const width = Math.round((total * reached) / sum) - given;
    given += width;
    return width;
  });
}

function tableMarkup(grid: TableGrid, widths: readonly number[], size: number, page: PageBox): string {
  const total = widths.reduce((a, b) => a + b, 0);
  const breaks = planBreaks(grid, widths, size, page);
  const rows = grid.rows.map((_, index) => {
    const row = index + 1;
    let cells = "";
    for (let column = 1; column <= grid.columns; ) {
      const placed = cellAt(grid, row, column);
      cells += cellMarkup(placed, placed.row === row, { widths, size, keepNext: breaks.keepNext.has(row) });
      column += placed.colSpan;
    }
    return `<w:tr><w:trPr>${breaks.splits.has(row) ? "" : "<w:cantSplit/>"}${row <= grid.headerRows ? "<w:tblHeader/>" : ""}</w:trPr>${cells}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join("")}</w:tblGrid>${rows.join("")}</w:tbl>`;
}

type RowSetting = { readonly widths: readonly number[]; readonly size: number; readonly keepNext: boolean };

function cellMarkup(placed: PlacedCell, begins: boolean, { widths, size, keepNext }: RowSetting): string {
  const { cell, column, colSpan, rowSpan } = placed;
  const width = widths.slice(column - 1, column - 1 + colSpan).reduce((a, b) => a + b, 0);
  const span = colSpan > 1 ? `<w:gridSpan w:val="${colSpan}"/>` : "";
  const merge = rowSpan > 1 ? (begins ? '<w:vMerge w:val="restart"/>' : "<w:vMerge/>") : "";
  const open = `${placed.openTop && begins ? '<w:top w:val="nil"/>' : ""}${placed.openBottom ? '<w:bottom w:val="nil"/>' : ""}`;
  const borders = open ? `<w:tcBorders>${open}</w:tcBorders>` : "";
  const style = tableStyle(size, cell.header === true);
  const paragraphs = begins
    ? cell.text.split(/\r?\n/).map((line) => wordParagraph(style, wordRun(line, cell.bold), { keepNext, align: alignmentOf(cell) }))
    : [wordParagraph(style, "", { keepNext })];
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}${borders}<w:vAlign w:val="center"/></w:tcPr>${paragraphs.join("")}</w:tc>`;
}
