// What the writers of an export are given: sheets whose rows come one by one.

export type SheetCellKind = "text" | "number";
export type SheetColumn = { readonly heading: string; readonly kind: SheetCellKind };
export type StreamedSheet = {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  /** Values in the order of the columns; a number is plain decimal text. */
  readonly rows: AsyncIterable<readonly (string | null)[]>;
};
