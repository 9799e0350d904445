// A form as running text, in the ways that real pages lose their tables: a line a cell, a line a row, no separator at all,
// or lines in the order of a page's coordinates.
import { type FormBlock, type FormDocument, type FormTable, type PlacedCell, placeCells } from "./form-document.ts";

export type TextStyle =
  | "cell-pipes"
  | "cell-blanks"
  | "row-pipes"
  | "framed-pipes"
  | "row-spaces"
  | "row-tabs"
  | "inline"
  | "inline-pages"
  | "page-lines"
  | "page-run";

export function renderText(form: FormDocument, style: TextStyle): string {
  const parts = form.blocks.map((block) => (block.kind === "text" ? lineOf(block.text, style) : tableText(block, style)));
  const joined = glued(style) ? joinGlued(form.blocks, parts) : parts.join(style === "cell-blanks" ? "\n\n" : "\n");
  return `${style === "inline-pages" ? numberPages(joined) : joined}\n`;
}

/** A table as Markdown; merged cells are empty after the first place. */
export function renderMarkdown(form: FormDocument): string {
  return `${form.blocks
    .map((block) => {
      if (block.kind === "table") return markdownTable(block);
      const marks = { title: "# ", subtitle: "", heading: "## ", subheading: "### ", paragraph: "", right: "", note: "" };
      return `${marks[block.style]}${block.text}`;
    })
    .join("\n\n")}\n`;
}

function glued(style: TextStyle): boolean {
  return style === "inline" || style === "inline-pages" || style === "page-run";
}

function lineOf(line: string, style: TextStyle): string {
  return style === "cell-pipes" ? `${line} |` : line;
}

/** The title runs into its table; sentences keep their lines. */
function joinGlued(blocks: readonly FormBlock[], parts: readonly string[]): string {
  return parts
    .map((part, at) => {
      const block = blocks[at];
      const next = blocks[at + 1];
      if (block?.kind === "table") return next?.kind === "text" && next.style !== "title" ? part : part;
      return block?.style === "title" || block?.style === "subtitle"
        ? part
        : `${at > 0 && blocks[at - 1]?.kind === "table" ? "" : "\n"}${part}`;
    })
    .join("")
    .replace(/^\n/u, "");
}

// Sharing sites number the parts they cut a file into, wherever the cut falls.
function numberPages(joined: string): string {
  const size = 520;
  let pages = "";
  for (let at = 0, number = 1; at < joined.length; at += size, number++)
    pages += `${number > 1 ? "\n\n" : ""}${number}、${joined.slice(at, at + size)}`;
  return pages;
}

function tableText(table: FormTable, style: TextStyle): string {
  const placed = placeCells(table).filter(({ cutOff }) => cutOff !== true);
  const rows = table.rows.map((_, row) => placed.filter((entry) => entry.row === row)).filter((row) => row.length > 0);
  switch (style) {
    case "cell-pipes":
      return rows.flatMap((row) => row.map(({ text }) => (text === "" ? "|" : `${text} |`))).join("\n");
    case "cell-blanks":
      return rows.flatMap((row) => row.map(({ text }) => text)).join("\n\n");
    case "row-pipes":
      return rows.map((row) => `${row.map(({ text }) => text).join(" | ")} |${"|".repeat(extraPlaces(row))}`).join("\n");
    case "framed-pipes":
      return rows
        .map((row) => `|${row.map(({ text }) => (text === "" ? "" : ` ${text} `)).join("|")}|${"|".repeat(extraPlaces(row))}`)
        .join("\n");
    case "row-spaces":
      return rows
        .map((row) =>
          row
            .map(({ text }) => text)
            .filter((text) => text !== "")
            .join(" "),
        )
        .join("\n");
    case "row-tabs":
      return rows.map((row) => row.map(({ text }) => text).join("\t")).join("\n");
    case "inline":
    case "inline-pages":
      return rows.map((row) => row.map(({ text }) => text).join("")).join("");
    case "page-lines":
      return pageLines(table).join("\n");
    case "page-run":
      return ` ${pageLines(table).join(" ")} `;
  }
}

function extraPlaces(row: readonly PlacedCell[]): number {
  return row.reduce((n, { across }) => n + across - 1, 0);
}

// Characters a place of the grid holds: a Chinese character takes 1, others a half.
const PLACE_WIDTH = 5;

/** Each cell's lines at their height on the page, cells centred in their rows; then top to bottom, left to right. */
function pageLines(table: FormTable): readonly string[] {
  const placed = placeCells(table);
  const wrapped = placed.map((entry) => ({ ...entry, lines: wrap(entry.text, entry.across * PLACE_WIDTH) }));
  const heights = table.rows.map(() => 1);
  for (const { row, down, lines } of wrapped) if (down === 1) heights[row] = Math.max(heights[row] ?? 1, lines.length);
  for (const { row, down, lines } of wrapped) {
    const inside = heights.slice(row, row + down).reduce((a, b) => a + b, 0);
    if (lines.length > inside) heights[row + down - 1] = (heights[row + down - 1] ?? 1) + lines.length - inside;
  }
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((a, b) => a + b, 0));
  const pieces = wrapped.flatMap(({ row, down, column, lines }) => {
    const inside = heights.slice(row, row + down).reduce((a, b) => a + b, 0);
    const top = 2 * (tops[row] ?? 0) + (inside - lines.length);
    return lines.map((line, at) => ({ y: top + 2 * at, column, line }));
  });
  const levels = [...new Set(pieces.map(({ y }) => y))].toSorted((a, b) => a - b);
  return levels
    .map((level) =>
      pieces
        .filter(({ y, line }) => y === level && line !== "")
        .toSorted((a, b) => a.column - b.column)
        .map(({ line }) => line)
        .join(" "),
    )
    .filter((line) => line !== "");
}

function wrap(text: string, width: number): readonly string[] {
  if (text === "") return [];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const unit of text.match(/[\d.,%]+|[\s\S]/gu) ?? []) {
    const size = [...unit].reduce((n, c) => n + (c.charCodeAt(0) > 255 ? 1 : 0.5), 0);
    if (used + size > width && line !== "") {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += unit;
    used += size;
  }
  return line === "" ? lines : [...lines, line];
}

function markdownTable(table: FormTable): string {
  const grid = table.rows.map(() => Array.from({ length: table.columns }, () => ""));
  for (const { row, column, text } of placeCells(table)) {
    const line = grid[row];
    if (line) line[column] = text.replaceAll("|", "\\|");
  }
  const lines = grid.map((row) => `| ${row.join(" | ")} |`);
  return [lines[0], `|${" --- |".repeat(table.columns)}`, ...lines.slice(1)].join("\n");
}
