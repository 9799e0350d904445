// A form as a perfect reader of bytes would hand it on: what reading makes of it is then its own doing alone.
import type { SourceBlock, SourceDocument } from "../../src/reading/index.ts";
import { type FormDocument, placeCells } from "./form-document.ts";

export function formSource(form: FormDocument): SourceDocument {
  let tables = 0;
  const blocks = form.blocks.map((block, at): SourceBlock => {
    if (block.kind === "text") return { kind: "text", text: block.text, page: null, address: `block:${at}` };
    const address = `table:${++tables}`;
    return {
      kind: "table",
      sheet: null,
      page: null,
      rows: block.rows.length,
      columns: block.columns,
      cells: placeCells(block).map(({ row, column, across, down, text }) => ({
        row,
        column,
        rowSpan: down,
        columnSpan: across,
        text,
        address: `${address}!R${row + 1}C${column + 1}`,
      })),
      address,
    };
  });
  return { name: `${form.title}.docx`, format: "docx", blocks, pageSetup: null, notes: [] };
}
