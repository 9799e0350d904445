// One form for everything that can be read: what stands in a file, in reading order, with where it stands. Bytes become
// this in app; what it means is read from this alone.

/**
 * Where something stands, as a person would look it up and a page can jump to it:
 * `p3` a page; `block:7` the seventh block (counted from 0); `table:2!R4C5` a cell by row and column (from 1) of the document's
 * third table; `项目支出自评表!C7` a worksheet's cell; `chars:120-128` characters of a plain text (from 0, end excluded).
 */
export type SourceAddress = string;

/** A cell covers `rowSpan` × `columnSpan` places of its table's grid, counted from 0; covered places hold no cell of their own. */
export type SourceCell = {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Lines of the cell are parted by line feeds; decimals stand as the file stores them. */
  readonly text: string;
  readonly address: SourceAddress;
  /** The file does not say this surely: read by character recognition, or laid out by position with little room. */
  readonly doubtful?: true;
};

export type SourceTable = {
  readonly kind: "table";
  /** The worksheet's name; null in other formats. */
  readonly sheet: string | null;
  /** From 1; null where the format has no pages. */
  readonly page: number | null;
  readonly rows: number;
  readonly columns: number;
  /** Row by row, left to right. */
  readonly cells: readonly SourceCell[];
  readonly address: SourceAddress;
};

/** A paragraph, or a line of a plain text. */
export type SourceText = {
  readonly kind: "text";
  readonly text: string;
  readonly page: number | null;
  readonly address: SourceAddress;
  /** 1 to 9 where the file marks a heading; absent where it does not. */
  readonly heading?: number;
  /** Type of the text where the file states it: family and size in points, as written there. */
  readonly font?: string;
  readonly size?: string;
  readonly doubtful?: true;
};

export type SourceBlock = SourceText | SourceTable;

/** What reading had to do or leave, for the reader to know: by code, with the place it concerns. */
export type SourceNote = {
  readonly code:
    | "hidden-sheet"
    | "hidden-rows"
    | "unseen-text"
    | "tracked-changes-accepted"
    | "formula-recomputed-differs"
    | "formula-not-recomputed"
    | "characters-recognised"
    | "encoding-guessed"
    | "characters-removed"
    | "extension-wrong"
    | "converted-by-office"
    | "page-without-text"
    | "row-cut-off"
    | "embedded-part-unread";
  readonly address: SourceAddress | null;
  /** What was found there: a sheet's name, a formula, an encoding. */
  readonly found: string;
};

/** Page set-up as the file states it, in millimetres; null where it does not. */
export type SourcePage = {
  readonly width: string | null;
  readonly height: string | null;
  readonly margins: { readonly top: string; readonly right: string; readonly bottom: string; readonly left: string } | null;
};

export const SOURCE_FORMATS = [
  "docx",
  "xlsx",
  "xls",
  "pdf",
  "html",
  "txt",
  "md",
  "ofd",
  "doc",
  "wps",
  "et",
  "rtf",
  "odt",
  "ods",
  "image",
] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

export type SourceDocument = {
  /** The file's name as given. */
  readonly name: string;
  /** By its content, whatever its name says. */
  readonly format: SourceFormat;
  /** In reading order. A plain text has one block a line, empty lines included. */
  readonly blocks: readonly SourceBlock[];
  readonly pageSetup: SourcePage | null;
  readonly notes: readonly SourceNote[];
};
