// Reads a plain text (or Markdown): one block a line or table, each with the characters it stands at in the text as read.
import { type Result, unreachable } from "../../kernel/index.ts";
import type { SourceBlock, SourceDocument, SourceText } from "../../reading/index.ts";
import { refusing } from "../files/file-refusal.ts";
import { createTextCleaner } from "./clean-text.ts";
import { decodeText, encodingNotes } from "./decode-text.ts";
import { markdownTable } from "./markdown-table.ts";
import { holdTo } from "./source-limits.ts";

/**
 * The document of a text file, or the fault that it is none. Places count UTF-16 units of the text as read: decoded, line
 * ends as one character each, unseen characters taken out. Markdown headings lose their marks, its tables
 * are tables.
 */
export function readTextSource(name: string, bytes: Uint8Array, format: "txt" | "md" = "txt"): Result<SourceDocument> {
  return refusing(name, "file-unreadable", () => {
    const decoded = decodeText(bytes);
    const cleaner = createTextCleaner();
    const text = cleaner.clean(decoded.text.replace(LINE_END, "\n"));
    holdTo("characters", text.length);
    return {
      name,
      format,
      blocks: blocksOf(text, format),
      pageSetup: null,
      notes: [...encodingNotes(decoded), ...cleaner.notes()],
    };
  });
}

// A form feed parts pages; right behind a line end it parts nothing more.
const LINE_END = /\r\n?\f?|\n\f|[\v\f\u0085\u2028\u2029]/g;

function blocksOf(text: string, format: "txt" | "md"): SourceBlock[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  holdTo("blocks", lines.length);
  const starts: number[] = [];
  let from = 0;
  for (const line of lines) {
    holdTo("blockCharacters", line.length);
    starts.push(from);
    from += line.length + 1;
  }
  switch (format) {
    case "txt":
      return lines.map((line, at) => lineBlock(line, starts[at] ?? 0));
    case "md":
      return markdownBlocks(lines, starts);
    default:
      return unreachable(format);
  }
}

function markdownBlocks(lines: readonly string[], starts: readonly number[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let tables = 0;
  let fenced = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const table = fenced ? null : markdownTable(lines, starts, at);
    if (table) {
      const { rows, columns, cells } = table;
      holdTo("places", rows * columns);
      blocks.push({ kind: "table", sheet: null, page: null, rows, columns, cells, address: `table:${tables++}` });
    } else blocks.push((fenced ? null : headingOf(line, starts[at] ?? 0)) ?? lineBlock(line, starts[at] ?? 0));
    at += table?.lines ?? 1;
  }
  return blocks;
}

function lineBlock(text: string, start: number): SourceText {
  return { kind: "text", text, page: null, address: `chars:${start}-${start + text.length}` };
}

function headingOf(line: string, start: number): SourceText | null {
  const [, before = "", marks = ""] = /^((#{1,6})[ \t]+)/.exec(line) ?? [];
  if (marks === "") return null;
  const text = line
    .slice(before.length)
    .trimEnd()
    .replace(/(?<![^ \t])#{1,200}$/, "")
    .trimEnd();
  return { ...lineBlock(text, start + before.length), heading: marks.length };
}
