// The pages of a document as its blocks: tables that go on over pages put together, everything with its page.
import type { SourceBlock, SourceNote } from "../../../reading/index.ts";
import { holdTo } from "../source-limits.ts";
import { type JoinedTable, joinPages } from "./join-pages.ts";
import type { PageItem } from "./page-items.ts";

type PlacedPages = { readonly blocks: readonly SourceBlock[]; readonly notes: readonly SourceNote[] };

/** What nobody sees is kept, doubted and noted. */
export function pageBlocks(pages: readonly (readonly PageItem[])[]): PlacedPages {
  let tables = 0;
  const notes: SourceNote[] = [];
  const noteUnseen = (unseen: string | undefined, address: string): { readonly doubtful?: true } => {
    if (unseen === undefined) return {};
    if (notes.length < MOST_NOTES) notes.push({ code: "unseen-text", address, found: unseen.slice(0, LONGEST_NOTE) });
    return { doubtful: true };
  };
  const tableAt = ({ page, rows, columns, cells }: JoinedTable): SourceBlock => {
    const address = `table:${tables++}`;
    const placed = cells.map(({ unseen, ...cell }) => {
      const own = `${address}!R${cell.row + 1}C${cell.column + 1}`;
      return { ...cell, address: own, ...noteUnseen(unseen, own) };
    });
    return { kind: "table", sheet: null, page, rows, columns, cells: placed, address };
  };
  const blocks = joinPages(pages).map((one, index): SourceBlock => {
    if (one.kind === "table") return tableAt(one);
    const address = `block:${index}`;
    return { kind: "text", text: one.text, page: one.page, address, ...noteUnseen(one.unseen, address) };
  });
  return { blocks, notes };
}

const MOST_NOTES = 200;
const LONGEST_NOTE = 80;

/** @throws FileRefusal when there is more than is read. */
export function holdBlocks(blocks: readonly SourceBlock[]): void {
  holdTo("blocks", blocks.length);
  for (const block of blocks) if (block.kind === "table") holdTo("places", block.rows * block.columns);
}
