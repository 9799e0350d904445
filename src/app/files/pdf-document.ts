// The report as the PDF's template reads it: plain data with every measure worked out, so that no text of a user is ever code.
import { printDay, readDay, unreachable } from "../../kernel/index.ts";
import type { Block, ReportDocument, Run, Table } from "../../report/index.ts";
import { printable } from "./office-package.ts";
import { CHARACTER_PITCH, FIRST_PAGE, LANDSCAPE, type PageBox, PORTRAIT, textWidth } from "./page-geometry.ts";
import { planBreaks, textSizeOf } from "./table-breaks.ts";
import { alignmentOf, type PlacedCell, splitForRepeat } from "./table-grid.ts";
import { widthInEms } from "./text-width.ts";

/** A text, or a bold one. Line breaks in it are kept. */
type PdfRun = string | { readonly b: string };

/** A cell: text `t`, spans over columns `x` and rows `y`, alignment unless centred, head, bold, may break across pages, a side without a rule. */
type PdfCell = {
  readonly t: string;
  readonly x?: number;
  readonly y?: number;
  readonly a?: "left" | "right";
  readonly head?: true;
  readonly bold?: true;
  readonly breaks?: true;
  readonly open?: "top" | "bottom";
};

/** A table, or the part of one under a head: its rows, the first of which repeat, and whether the last two stay together. */
type PdfPart = {
  readonly head: readonly PdfCell[];
  readonly rest: readonly PdfCell[];
  readonly headRows: number;
  readonly rows: number;
  readonly tied: boolean;
};

/** A block; `k` names a function of the template. Lengths are points. */
type PdfBlock =
  | { readonly k: "title"; readonly lines: readonly string[]; readonly subtitle: string | null }
  | { readonly k: "heading"; readonly level: number; readonly text: string }
  | { readonly k: "paragraph"; readonly runs: readonly PdfRun[]; readonly style: "body" | "flush" | "note"; readonly keep: boolean }
  | {
      readonly k: "table";
      readonly size: number;
      readonly columns: readonly number[];
      readonly caption: string | null;
      readonly unit: string | null;
      readonly parts: readonly PdfPart[];
    }
  | { readonly k: "annexes"; readonly label: string; readonly names: readonly string[] }
  | { readonly k: "signature"; readonly width: number; readonly unit: string; readonly day: string }
  | { readonly k: "annex"; readonly label: string; readonly title: string; readonly subtitle: string | null }
  | { readonly k: "break" };

/** What the template takes: properties, then the pages' measures in millimetres with what stands on them. */
export type PdfDocument = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | null;
  readonly sections: readonly { readonly page: PageBox; readonly blocks: readonly PdfBlock[] }[];
};

/** Turns a report into the template's data. An annex that turns the page, or turns it back, begins a section. */
export function pdfDocument(document: ReportDocument, keywords: readonly string[]): PdfDocument {
  const { title, author, subject, day } = document.meta;
  const date = readDay(day);
  let section: { page: PageBox; blocks: PdfBlock[] } = { page: FIRST_PAGE[document.layout ?? "report"], blocks: [] };
  const sections = [section];
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind === "annex-start") {
      const page = block.landscape ? LANDSCAPE : PORTRAIT;
      if (page !== section.page) {
        section = { page, blocks: [] };
        sections.push(section);
      } else if (section.blocks.length > 0) section.blocks.push({ k: "break" });
    }
    section.blocks.push(pdfBlock(block, section.page, closesWith(document.blocks[index + 1])));
  }
  return {
    title: printable(title),
    author: printable(author),
    subject: printable(subject),
    keywords,
    date: date ? { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) } : null,
    sections: sections.filter(({ blocks }, index) => blocks.length > 0 || index === sections.length - 1),
  };
}

/** The last words of the text go over to the next page together with what closes it: no page holds a signature alone. */
function closesWith(next: Block | undefined): boolean {
  return next?.kind === "annex-note" || next?.kind === "signature";
}

function pdfBlock(block: Block, page: PageBox, keep: boolean): PdfBlock {
  switch (block.kind) {
    case "title":
      return { k: "title", lines: block.lines.map(printable), subtitle: orNull(block.subtitle) };
    case "heading":
      return { k: "heading", level: block.level, text: printable(block.text) };
    case "paragraph":
      return { k: "paragraph", runs: block.runs.map(pdfRun), style: block.note ? "note" : block.flush ? "flush" : "body", keep };
    case "table":
      return pdfTable(block, page);
    case "annex-note":
      return { k: "annexes", label: "附件：", names: block.names.map(printable) };
    case "signature":
      return signature(block.unit, block.day, page);
    case "annex-start":
      return { k: "annex", label: printable(block.label), title: printable(block.title), subtitle: orNull(block.subtitle) };
    case "page-break":
      return { k: "break" };
    default:
      return unreachable(block);
  }
}

/** Unit and date centred in a box at the right edge, so wide that the date ends four characters from it. */
function signature(unit: string, day: string, page: PageBox): PdfBlock {
  const known = readDay(day);
  const date = known ? printDay(known) : printable(day);
  const characters = Math.max(8 + widthInEms(date), widthInEms(unit));
  return { k: "signature", width: Math.min(characters * CHARACTER_PITCH, textWidth(page)), unit: printable(unit), day: date };
}

function pdfTable(table: Table, page: PageBox): PdfBlock {
  const size = textSizeOf(table, page);
  const parts = splitForRepeat(table).map((grid) => {
    const { splits, together } = planBreaks(grid, table.widths, size, page);
    const cell = (placed: PlacedCell) => pdfCell(placed, placed.rowSpan > 1 ? !together.has(placed) : splits.has(placed.row));
    const rows = grid.rows.length;
    return {
      head: grid.rows.slice(0, grid.headerRows).flat().map(cell),
      rest: grid.rows.slice(grid.headerRows).flat().map(cell),
      headRows: grid.headerRows,
      rows,
      tied: rows - grid.headerRows >= 2 && !splits.has(rows) && !splits.has(rows - 1),
    };
  });
  return { k: "table", size, columns: table.widths, caption: orNull(table.caption), unit: orNull(table.unitNote), parts };
}

function pdfCell({ cell, colSpan, rowSpan, openTop, openBottom }: PlacedCell, breaks: boolean): PdfCell {
  const align = alignmentOf(cell);
  return {
    t: printable(cell.text),
    ...(colSpan > 1 ? { x: colSpan } : {}),
    ...(rowSpan > 1 ? { y: rowSpan } : {}),
    ...(align === "center" ? {} : { a: align }),
    ...(cell.header ? { head: true } : {}),
    ...(cell.bold ? { bold: true } : {}),
    ...(breaks ? { breaks: true } : {}),
    ...(openTop ? { open: "top" } : openBottom ? { open: "bottom" } : {}),
  };
}

function pdfRun(run: Run): PdfRun {
  return run.bold ? { b: printable(run.text) } : printable(run.text);
}

function orNull(text: string | undefined): string | null {
  return text === undefined ? null : printable(text);
}
