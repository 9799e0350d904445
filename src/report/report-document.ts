// The format-neutral document: what a report says and how its tables are built, before any file format.
// Word, PDF, Excel, the web preview and the golden tests are views of this one tree.

/** A piece of a paragraph. `ref` names the bound fact or score a number came from, so that a reader can follow it. */
export type Run = {
  readonly text: string;
  readonly bold?: boolean;
  readonly ref?: string;
};

/** Heading levels follow GB/T 9704: 1 一、(黑体) · 2 （一）(楷体) · 3 1. · 4 （1）. Numbering is part of the text. */
export type Heading = { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string; readonly anchor?: string };

/** Body text: 3号仿宋, first line indented by two characters unless `flush`; a `note` is small print, as under a table. */
export type Paragraph = { readonly kind: "paragraph"; readonly runs: readonly Run[]; readonly flush?: boolean; readonly note?: boolean };

/** The document's title block: 2号小标宋, centred; each entry a line. */
export type Title = { readonly kind: "title"; readonly lines: readonly string[]; readonly subtitle?: string };

/**
 * A table cell. Rows list only the cells that begin in them; spans cover the rest of the grid.
 * `formula` lets a spreadsheet compute the cell itself: grid coordinates, 1-based, e.g. "SUM(R4C7:R15C7)".
 */
export type Cell = {
  readonly text: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly align?: "left" | "center" | "right";
  readonly bold?: boolean;
  readonly header?: boolean;
  /** Exact decimal text when the cell is a number a spreadsheet should hold as one; a share as a fraction ("64.5%" is "0.645"). */
  readonly number?: string;
  readonly formula?: string;
  readonly ref?: string;
};

/**
 * A ruled table. `widths` are relative column widths; the first `headerRows` rows repeat on every page.
 * `repeatRow` (1-based) names a head further down, such as that of the indicators in a self-evaluation form: on the
 * pages after it, that row repeats. A cell that begins in it may span on below; no cell may span into it from above.
 */
export type Table = {
  readonly kind: "table";
  readonly id: string;
  readonly caption?: string;
  /** Small line under the caption, right-aligned, e.g. 单位：万元. */
  readonly unitNote?: string;
  readonly widths: readonly number[];
  readonly headerRows: number;
  readonly repeatRow?: number;
  readonly rows: readonly (readonly Cell[])[];
};

/** 附件说明: names of the annexes, listed after the body. */
export type AnnexNote = { readonly kind: "annex-note"; readonly names: readonly string[] };

/** Signing unit and day of the document, right-aligned as GB/T 9704 asks. */
export type Signature = { readonly kind: "signature"; readonly unit: string; readonly day: string };

/** "附件1" at the head of an annex, then its own title; starts a page. `landscape` turns the page. */
export type AnnexStart = {
  readonly kind: "annex-start";
  readonly label: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly landscape?: boolean;
};

export type PageBreak = { readonly kind: "page-break" };

export type Block = Heading | Paragraph | Title | Table | AnnexNote | Signature | AnnexStart | PageBreak;

/**
 * One document. `meta` goes into the file's properties; `day` (YYYY-MM-DD) is the only date any writer may use.
 * A `form` is a table to be filled in and stands on a sheet with narrow margins; a `landscape` one begins on its side; all else is
 * an official document.
 */
export type ReportDocument = {
  readonly layout?: "form" | "landscape";
  readonly meta: { readonly title: string; readonly author: string; readonly day: string; readonly subject: string };
  readonly blocks: readonly Block[];
};
