// Stories as blocks with their places: a table inside a cell stands in the cell's text too, and comes once more as a table
// of its own behind the outer one.
import type { SourceBlock, SourceCell, SourceNote } from "../../reading/index.ts";
import type { StoryItem, StoryTable } from "./story-item.ts";

type PlacedStory = { readonly blocks: readonly SourceBlock[]; readonly notes: readonly SourceNote[] };

/** `faceOf` gives the family a face stands for, or null. What nobody sees is kept, doubted and noted. */
export function blocksOf(items: readonly StoryItem[], faceOf: (face: string) => string | null): PlacedStory {
  const blocks: SourceBlock[] = [];
  const notes: SourceNote[] = [];
  const noteUnseen = (unseen: string, address: string): { readonly doubtful?: true } => {
    if (unseen === "") return {};
    if (notes.length < MOST_NOTES) notes.push({ code: "unseen-text", address, found: unseen.slice(0, LONGEST_NOTE) });
    return { doubtful: true };
  };
  let tables = 0;
  const addTable = ({ table }: StoryTable): void => {
    const address = `table:${tables}`;
    tables += 1;
    const cells = table.cells.map(({ content, ...place }): SourceCell => {
      const own = `${address}!R${place.row + 1}C${place.column + 1}`;
      return { ...place, text: content.map(textOf).join("\n"), address: own, ...noteUnseen(content.map(unseenOf).join(""), own) };
    });
    blocks.push({ kind: "table", sheet: null, page: null, rows: table.rows, columns: table.columns, cells, address });
    for (const { content } of table.cells) for (const item of content) if (item.kind === "table") addTable(item);
  };
  for (const item of items) {
    if (item.kind === "table") addTable(item);
    else {
      const font = item.face === null ? null : faceOf(item.face);
      const address = `block:${blocks.length}`;
      blocks.push({
        kind: "text",
        text: item.text,
        page: null,
        address,
        ...noteUnseen(unseenOf(item), address),
        ...(item.heading === null ? {} : { heading: item.heading }),
        ...(font === null ? {} : { font }),
        ...(item.size !== null && /^\d{1,4}$/.test(item.size) ? { size: String(Number(item.size) / 2) } : {}),
      });
    }
  }
  return { blocks, notes };
}

const MOST_NOTES = 200;
const LONGEST_NOTE = 80;

/** A table within a cell speaks for itself. */
function unseenOf(item: StoryItem): string {
  return item.kind === "paragraph" ? (item.unseen ?? "") : "";
}

// Rows of an inner table are lines, its cells parted by blanks.
function textOf(item: StoryItem): string {
  if (item.kind === "paragraph") return item.text;
  const rows: string[][] = Array.from({ length: item.table.rows }, () => []);
  for (const { row, content } of item.table.cells) rows[row]?.push(content.map(textOf).join(" ").replaceAll("\n", " "));
  return rows.map((row) => row.join(" ").trim()).join("\n");
}
