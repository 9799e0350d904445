// The pages of a document as its blocks: tables that go on over pages put together, everything with its page.
import type { SourceBlock } from "../../../reading/index.ts";
import { holdTo } from "../source-limits.ts";
import { type JoinedTable, joinPages } from "./join-pages.ts";
import type { PageItem } from "./page-items.ts";

export function pageBlocks(pages: readonly (readonly PageItem[])[]): readonly SourceBlock[] {
  let tables = 0;
  const tableAt = ({ page, rows, columns, cells }: JoinedTable): SourceBlock => {
    const address = `table:${tables++}`;
    const placed = cells.map((cell) => ({ ...cell, address: `${address}!R${cell.row + 1}C${cell.column + 1}` }));
    return { kind: "table", sheet: null, page, rows, columns, cells: placed, address };
  };
  return joinPages(pages).map(
    (one, index): SourceBlock =>
      one.kind === "table" ? tableAt(one) : { kind: "text", text: one.text, page: one.page, address: `block:${index}` },
  );
}

/** @throws FileRefusal when there is more than is read. */
export function holdBlocks(blocks: readonly SourceBlock[]): void {
  holdTo("blocks", blocks.length);
  for (const block of blocks) if (block.kind === "table") holdTo("places", block.rows * block.columns);
}
