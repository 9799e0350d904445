// A report's own tables: lists of sub-projects with budget and spending, and sheets of scores by level; from grids, and from lines
// of text that no longer part the cells.
import type { PrintedDetailTable, PrintedScoreTable } from "../../dossier/index.ts";
import type { ReadCell } from "../read-table.ts";
import type { SourceDocument } from "../source-document.ts";
import { isTableTitle } from "./detail-columns.ts";
import { type Found, readDetailGrid, readScoreGrid } from "./read-detail-grid.ts";
import { readDetailLines } from "./read-detail-lines.ts";
import { readScoreLines } from "./read-score-lines.ts";
import { type TextLine, textLinesOf } from "./text-lines.ts";

export type DetailTables = {
  readonly details: readonly PrintedDetailTable[];
  readonly scoreTables: readonly PrintedScoreTable[];
  /** Paths as in `details.0.rows.1.spent` and `scoreTables.0.total.score`. */
  readonly cells: readonly ReadCell[];
  /** Indexes of the blocks they were read from. */
  readonly used: ReadonlySet<number>;
};

type Placed<T> = Found<T> & { readonly block: number };

/** In the order of the document, whether from grids or from lines. */
export function readDetailTables(source: SourceDocument): DetailTables {
  const used = new Set<number>();
  const details: Placed<PrintedDetailTable>[] = [];
  const scores: Placed<PrintedScoreTable>[] = [];
  for (const [index, block] of source.blocks.entries()) {
    if (block.kind !== "table") continue;
    const title = titleAbove(source, index);
    const score = readScoreGrid(block, title);
    const detail = score ? null : readDetailGrid(block, title, "detail");
    if (score) scores.push({ ...score, block: index });
    if (detail) details.push({ ...detail, block: index });
    if (score ?? detail) used.add(index);
  }
  readLines(textLinesOf(source), details, scores, used);
  const inOrder = <T>(list: Placed<T>[]) => list.toSorted((a, b) => a.block - b.block);
  const [allDetails, allScores] = [inOrder(details), inOrder(scores)];
  return {
    details: allDetails.map(({ table }, at) => ({ ...table, id: `detail-${at + 1}` })),
    scoreTables: allScores.map(({ table }) => table),
    cells: [...underPath("details", allDetails), ...underPath("scoreTables", allScores)],
    used,
  };
}

function underPath<T>(name: string, list: readonly Placed<T>[]): ReadCell[] {
  return list.flatMap(({ cells }, at) => cells.map((cell) => ({ ...cell, path: `${name}.${at}.${cell.path}` })));
}

function readLines(
  lines: readonly TextLine[],
  details: Placed<PrintedDetailTable>[],
  scores: Placed<PrintedScoreTable>[],
  used: Set<number>,
): void {
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const detail = readDetailLines(lines, at, "detail");
    const score = detail ? null : readScoreLines(lines, at, titleBefore(lines, at));
    const found = detail ?? score;
    if (!line || !found) {
      at++;
      continue;
    }
    if (detail) details.push({ ...detail, block: line.block });
    if (score) scores.push({ ...score, block: line.block });
    for (const one of lines.slice(found.start, found.end)) used.add(one.block);
    at = found.end;
  }
}

const LINES_ABOVE = 6;

function titleAbove(source: SourceDocument, index: number): string | null {
  for (let at = index - 1; at >= Math.max(0, index - LINES_ABOVE); at--) {
    const block = source.blocks[at];
    if (!block || block.kind === "table") return null;
    const text = block.text.trim();
    if (text === "" || /^[(（]?(?:金额)?单位[:：]/u.test(text)) continue;
    return isTableTitle(text) ? text : null;
  }
  return null;
}

function titleBefore(lines: readonly TextLine[], at: number): TextLine | null {
  for (let before = at - 1; before >= Math.max(0, at - LINES_ABOVE); before--) {
    const line = lines[before];
    if (!line || line.text === "") continue;
    return isTableTitle(line.text) ? line : null;
  }
  return null;
}
