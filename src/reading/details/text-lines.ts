// The lines of a document's running text with the blocks they come from, blank ones too: between the cells of a table they say
// where one cell ends.
import type { SourceAddress, SourceDocument } from "../source-document.ts";

export type TextLine = { readonly block: number; readonly text: string; readonly address: SourceAddress; readonly doubtful: boolean };

/** Bars between cells are blanks; grids part the lines: what stands on both sides of one is no table of its own. */
export function textLinesOf(source: SourceDocument): readonly TextLine[] {
  return source.blocks.flatMap((block, index): TextLine[] =>
    block.kind === "text"
      ? block.text.split("\n").map((text) => ({
          block: index,
          text: text.replace(/\s*\|[\s|]*/gu, " ").trim(),
          address: block.address,
          doubtful: block.doubtful === true,
        }))
      : [{ block: index, text: "", address: block.address, doubtful: false }],
  );
}

const FIGURE = /^[\d,]+(?:\.\d+)?[%％]?$|^[—–-]+$/u;

/** Figures that stand a line each from line `at` on, blank lines between, at most `count`; `end` is the line behind the last. */
export function figureLines(
  lines: readonly TextLine[],
  at: number,
  count: number,
): { readonly figures: readonly string[]; readonly end: number } {
  const figures: string[] = [];
  let end = at;
  for (let next = at; next < lines.length && figures.length < count; next++) {
    const text = lines[next]?.text ?? "";
    if (text === "") continue;
    if (!FIGURE.test(text)) break;
    figures.push(text);
    end = next + 1;
  }
  return { figures, end };
}
