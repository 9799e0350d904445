// Self-evaluation tables from the grids that a file itself holds: each grid is walked, and one that goes on over a page or in
// the next grid is read on with the columns it began with.
import type { ReadTable } from "../read-table.ts";
import type { SourceDocument, SourceTable, SourceText } from "../source-document.ts";
import { headFieldOf } from "../words/field-labels.ts";
import { isLevel1, isLevel2 } from "../words/level-names.ts";
import { fundColumns, indicatorColumns } from "./column-map.ts";
import { type FormDraft, finishDraft, hasRows, newDraft } from "./form-draft.ts";
import { type GridRow, ownFilled, rowsOf } from "./grid-rows.ts";
import { isFormTitle, readLineAbove } from "./read-head-row.ts";
import { walkGrid } from "./walk-grid.ts";

export type GridTables = { readonly tables: readonly ReadTable[]; readonly used: ReadonlySet<number> };

type Open = { draft: FormDraft; sheet: string | null; columns: number; block: number; fragment: boolean };

/** The forms of the document's grids, in order; `used` holds the indexes of the blocks they were read from. */
export function readGridTables(source: SourceDocument): GridTables {
  const used = new Set<number>();
  const tables: ReadTable[] = [];
  let open: Open | null = null;
  const close = () => {
    if (open && isForm(open.draft)) tables.push(finishDraft(open.draft));
    open = null;
  };
  for (const [index, block] of source.blocks.entries()) {
    if (block.kind !== "table") continue;
    const rows = rowsOf(block);
    const continues: Open | null = open !== null && goesOn(open, block, rows, source.blocks, index) ? open : null;
    if (!continues) {
      if (!looksLikeForm(rows)) continue;
      close();
    }
    const drafts = walkGrid(rows, continues ? (continues as Open).draft : draftUnder(source, index, block));
    const last = drafts.at(-1);
    for (const draft of drafts.slice(0, -1)) if (isForm(draft)) tables.push(finishDraft(draft));
    used.add(index);
    if (last) {
      // The grid's own end is the table's, where the format keeps tables whole.
      if (source.format !== "pdf" && source.format !== "ofd" && source.format !== "image" && last.indicators.length > 0)
        last.hasEnd ||= endsHere(source, index);
      open = { draft: last, sheet: block.sheet, columns: block.columns, block: index, fragment: last.columns?.inferred === true };
    }
  }
  close();
  return { tables, used };
}

function isForm(draft: FormDraft): boolean {
  return draft.indicators.length > 0 || (draft.funds.length > 0 && draft.single.project !== undefined) || draft.funds.length > 1;
}

// A head of indicators, money rows under a project's name, or names of levels beside figures.
function looksLikeForm(rows: readonly GridRow[]): boolean {
  let levels = 0;
  let project = false;
  for (const row of rows) {
    if (indicatorColumns(row)) return true;
    const own = ownFilled(row);
    project ||= own.some(({ text }) => headFieldOf(text) === "project");
    if (project && fundColumns(row)) return true;
    if (own.some(({ text }) => isLevel1(text) || isLevel2(text)) && own.length > 3) levels++;
  }
  return project ? levels > 0 : levels > 1 && !isScoreSheet(rows);
}

// Its levels and points are no form.
function isScoreSheet(rows: readonly GridRow[]): boolean {
  return rows.slice(0, 3).some((row) =>
    /一级指标\|二级指标\|(?:权重|分值)/u.test(
      ownFilled(row)
        .map(({ word }) => word)
        .join("|"),
    ),
  );
}

const MOST_BETWEEN = 12;

function goesOn(open: Open, table: SourceTable, rows: readonly GridRow[], blocks: SourceDocument["blocks"], index: number): boolean {
  if (table.sheet !== open.sheet || index - open.block > MOST_BETWEEN) return false;
  const between = blocks.slice(open.block + 1, index);
  if (between.some((block) => block.kind === "table" || isRealLine(block.text))) return false;
  const filled = rows.filter((row) => ownFilled(row).length > 0);
  const head = filled.slice(0, 4);
  if (
    head.some((row) => ownFilled(row).some(({ text }, at, all) => headFieldOf(text) === "project" && all[at + 1] !== undefined)) &&
    hasRows(open.draft)
  )
    return false;
  const [first] = filled.map(ownFilled);
  if (first?.length === 1 && first[0] && isFormTitle(first[0].text)) return false;
  if (head.some((row) => indicatorColumns(row) !== null)) return true;
  if (open.draft.columns === null) return hasRows(open.draft) || looksLikeForm(rows);
  return open.draft.hasEnd ? false : table.columns === open.columns;
}

// Page numbers and blank lines may stand between the parts of one table.
function isRealLine(text: string): boolean {
  const word = text.replace(/\s+/gu, "");
  return word !== "" && !/^[-–—第]*\d{1,4}[-–—页]*$/u.test(word) && !/^续表?$/u.test(word);
}

function endsHere(source: SourceDocument, index: number): boolean {
  const next = source.blocks.slice(index + 1).find((block) => block.kind === "table" || isRealLine(block.text));
  return next === undefined || next.kind === "text";
}

const LINES_ABOVE = 6;

function draftUnder(source: SourceDocument, index: number, table: SourceTable): FormDraft {
  const draft = newDraft(table.address);
  const above: SourceText[] = [];
  for (let at = index - 1; at >= 0 && above.length < LINES_ABOVE; at--) {
    const block = source.blocks[at];
    if (!block || block.kind === "table") break;
    if (!isRealLine(block.text)) continue;
    if (block.text.length > 80 && !isFormTitle(block.text)) break;
    above.push(block);
    if (isFormTitle(block.text)) break;
  }
  for (const line of above) readLineAbove(draft, line.text, line.address, line.doubtful === true);
  return draft;
}
