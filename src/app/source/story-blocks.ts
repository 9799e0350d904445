// Stories as blocks with their places: a table inside a cell stands in the cell's text too, and comes once more as a table
// of its own behind the outer one.
import type { SourceBlock, SourceCell } from "../../reading/index.ts";
import type { StoryItem, StoryTable } from "./story-item.ts";

/** `faceOf` gives the family a face stands for, or null. */
export function blocksOf(items: readonly StoryItem[], faceOf: (face: string) => string | null): readonly SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let tables = 0;
  const addTable = ({ table }: StoryTable): void => {
    const address = `table:${tables}`;
    tables += 1;
    const cells = table.cells.map(
      ({ content, ...place }): SourceCell => ({
        ...place,
        text: content.map(textOf).join("\n"),
        address: `${address}!R${place.row + 1}C${place.column + 1}`,
      }),
    );
    blocks.push({ kind: "table", sheet: null, page: null, rows: table.rows, columns: table.columns, cells, address });
    for (const { content } of table.cells) for (const item of content) if (item.kind === "table") addTable(item);
  };
  for (const item of items) {
    if (item.kind === "table") addTable(item);
    else {
      const font = item.face === null ? null : faceOf(item.face);
      blocks.push({
        kind: "text",
        text: item.text,
        page: null,
        address: `block:${blocks.length}`,
        ...(item.heading === null ? {} : { heading: item.heading }),
        ...(font === null ? {} : { font }),
        ...(item.size !== null && /^\d{1,4}$/.test(item.size) ? { size: String(Number(item.size) / 2) } : {}),
      });
    }
  }
  return blocks;
}

// Rows of an inner table are lines, its cells parted by blanks.
function textOf(item: StoryItem): string {
  if (item.kind === "paragraph") return item.text;
  const rows: string[][] = Array.from({ length: item.table.rows }, () => []);
  for (const { row, content } of item.table.cells) rows[row]?.push(content.map(textOf).join(" ").replaceAll("\n", " "));
  return rows.map((row) => row.join(" ").trim()).join("\n");
}
