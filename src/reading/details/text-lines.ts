// The lines of a document's running text with the blocks they come from, blank ones too: between the cells of a table they say
// where one cell ends.
import type { SourceAddress, SourceDocument } from "../source-document.ts";

export type TextLine = { readonly block: number; readonly text: string; readonly address: SourceAddress; readonly doubtful: boolean };

/** Grids part the lines: what stands on both sides of one is no table of its own. */
export function textLinesOf(source: SourceDocument): readonly TextLine[] {
  return source.blocks.flatMap((block, index): TextLine[] =>
    block.kind === "text"
      ? block.text
          .split("\n")
          .map((text) => ({ block: index, text: text.trim(), address: block.address, doubtful: block.doubtful === true }))
      : [{ block: index, text: "", address: block.address, doubtful: false }],
  );
}
