// A document's text as lines with their addresses: paragraphs, and the cells of tables one by one, in reading order.
import type { ReadDocument, SourceTable } from "../../reading/index.ts";
import { simplified } from "../simplified.ts";

export type SourceLine = {
  /** As compared: simplified characters, pronunciations taken out, no blanks at its ends. */
  readonly text: string;
  readonly address: string;
  /** Whether it is a cell of a table of the file. */
  readonly isCell: boolean;
  /** The block it stands in: its index and its address. */
  readonly block: number;
  readonly of: string;
};

/** Lines that hold anything. */
export function linesOf({ source }: ReadDocument): readonly SourceLine[] {
  return source.blocks.flatMap((block, index): SourceLine[] => {
    if (block.kind === "text") return line(block.text, block.address, false, [index, block.address]);
    const filled = filledCells(block);
    return block.cells.flatMap((cell) =>
      line(cell.text, cell.address, !(SENTENCE.test(cell.text) && filled.get(cell.row) === 1), [index, block.address]),
    );
  });
}

/** A worksheet, or a frame around a text, holds paragraphs: sentences alone in their rows. */
const SENTENCE = /[。；;]/u;

function filledCells({ cells }: SourceTable): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  for (const { row, text } of cells) if (text.trim() !== "") rows.set(row, (rows.get(row) ?? 0) + 1);
  return rows;
}

function line(text: string, address: string, isCell: boolean, [block, of]: readonly [number, string]): SourceLine[] {
  // Bars at a line's ends are the edges of cells.
  const plain = simplified(text).replace(/^[\s|]+|[\s|]+$/gu, "");
  return plain === "" ? [] : [{ text: plain, address, isCell, block, of }];
}

/** Paragraphs joined to one text, each still knowing its address: a sentence may be cut by a line's end. */
export type Prose = { readonly text: string; readonly addressAt: (index: number) => string };

/** What stands outside the file's tables. Lines that end without punctuation run on into the next. */
export function proseOf(lines: readonly SourceLine[]): Prose {
  let text = "";
  const starts: { readonly at: number; readonly address: string }[] = [];
  for (const one of lines) {
    if (one.isCell) continue;
    starts.push({ at: text.length, address: one.address });
    text += `${one.text}\n`;
  }
  return { text, addressAt: (index) => starts.findLast(({ at }) => at <= index)?.address ?? "" };
}

/** Whether two cells stand in different rows: those of one row share its number in their address, `table:2!R4C5`, `表!C7`. */
export function isOnNextRow(line: SourceLine, next: SourceLine): boolean {
  if (!line.isCell || !next.isCell) return false;
  const rowOf = (address: string) =>
    /!(?:R(\d+)C\d+|[A-Z]+(\d+))$/u
      .exec(address)
      ?.slice(1)
      .find((one) => one !== undefined);
  return line.block !== next.block || rowOf(line.address) !== rowOf(next.address);
}
