// What stands in a text document before its places are counted: paragraphs and tables, tables within cells of tables.

export type StoryParagraph = {
  readonly kind: "paragraph";
  readonly text: string;
  /** 1 to 9, null for body text. */
  readonly heading: number | null;
  /** The type's family (or `theme:` and the name of a theme's family) and size in half-points; null where the file says nothing. */
  readonly face: string | null;
  readonly size: string | null;
  /** What of its text nobody sees; null where all can be seen. */
  readonly unseen: string | null;
};

/** A cell on its table's grid, counted from 0. */
export type PlacedCell<Content> = {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: Content;
};
export type PlacedTable<Content> = { readonly rows: number; readonly columns: number; readonly cells: readonly PlacedCell<Content>[] };

export type StoryTable = { readonly kind: "table"; readonly table: PlacedTable<readonly StoryItem[]> };
export type StoryItem = StoryParagraph | StoryTable;

export function plainParagraph(text: string, heading: number | null = null, unseen: string | null = null): StoryParagraph {
  return { kind: "paragraph", text, heading, face: null, size: null, unseen };
}
