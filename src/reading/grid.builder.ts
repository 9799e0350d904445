// Builds documents for the tests of reading: grids drawn in text, cells parted by bars. "<" merges a place into the cell to its
// left, "^" into the cell above; "\n" within a cell breaks its line.
import type { SourceBlock, SourceCell, SourceDocument, SourceTable } from "./source-document.ts";

export function aGrid(lines: readonly string[], changes: Partial<SourceTable> = {}): SourceTable {
  const places = lines.map((line) => line.split("|").map((text) => text.trim()));
  const columns = Math.max(...places.map((row) => row.length));
  const at = (row: number, column: number): string | undefined => places[row]?.[column];
  const cells: SourceCell[] = [];
  for (const [row, texts] of places.entries())
    for (const [column, text] of texts.entries()) {
      if (text === "<" || text === "^") continue;
      let columnSpan = 1;
      while (at(row, column + columnSpan) === "<") columnSpan++;
      let rowSpan = 1;
      while (at(row + rowSpan, column) === "^") rowSpan++;
      cells.push({ row, column, rowSpan, columnSpan, text: text.replaceAll("\\n", "\n"), address: `table:0!R${row + 1}C${column + 1}` });
    }
  return { kind: "table", sheet: null, page: null, rows: places.length, columns, cells, address: "table:0", ...changes };
}

/** Strings become paragraphs. */
export function aDocument(blocks: readonly (SourceBlock | string)[], changes: Partial<SourceDocument> = {}): SourceDocument {
  return {
    name: "document.docx",
    format: "docx",
    blocks: blocks.map(
      (block, index): SourceBlock =>
        typeof block === "string" ? { kind: "text", text: block, page: null, address: `block:${index}` } : block,
    ),
    pageSetup: null,
    notes: [],
    ...changes,
  };
}
