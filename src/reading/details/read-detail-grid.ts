// Detail and score tables that stand in grids of the file.
import type { PrintedDetailTable, PrintedScoreTable } from "../../dossier/index.ts";
import { isFigure, printedValue } from "../grid/cell-text.ts";
import { assignSpots, type ColumnMap } from "../grid/column-map.ts";
import { type GridRow, ownFilled, rowsOf, type Spot } from "../grid/grid-rows.ts";
import type { ReadCell } from "../read-table.ts";
import type { SourceTable } from "../source-document.ts";
import {
  type DetailColumn,
  detailColumnOf,
  isTableTitle,
  isTotalWord,
  type ScoreColumn,
  scoreColumnOf,
  unitInHeads,
} from "./detail-columns.ts";

/** A table with the places of its values; paths begin below the table ("rows.1.spent"). */
export type Found<T> = { readonly table: T; readonly cells: readonly ReadCell[] };

function headsOf<Column>(row: GridRow, columnOf: (text: string) => Column | null): ColumnMap<Column> {
  return row.flatMap(({ text, word, start, end }) => {
    const field = text === "" ? null : columnOf(text);
    return field === null ? [] : [{ field, start, end, word }];
  });
}

const ROWS_BEFORE_HEADS = 4;

/** A worksheet has its table's title in a row of its own above the heads. */
function titleIn(rows: readonly GridRow[]): string | null {
  for (const row of rows.toReversed()) {
    const [lone, ...others] = ownFilled(row);
    const text = lone && others.length === 0 ? lone.text.trim() : "";
    if (isTableTitle(text)) return text;
  }
  return null;
}

/** The detail table of a grid; null where the grid is none. */
export function readDetailGrid(grid: SourceTable, above: string | null, id: string): Found<PrintedDetailTable> | null {
  const rows = rowsOf(grid).filter((row) => ownFilled(row).length > 0);
  const at = rows.slice(0, ROWS_BEFORE_HEADS).findIndex((row) => isDetailHead(headsOf(row, detailColumnOf).map(({ field }) => field)));
  const head = rows[at];
  if (!head) return null;
  const title = titleIn(rows.slice(0, at)) ?? above;
  const columns = headsOf(head, detailColumnOf);
  const cells: ReadCell[] = [];
  const read: PrintedDetailTable["rows"] = [];
  let totals: PrintedDetailTable["totals"] = { budget: null, spent: null, rate: null };
  for (const row of rows.slice(at + 1)) {
    const isTotal = ownFilled(row).some(({ word }) => isTotalWord(word));
    const under = assignSpots(isTotal ? row.filter(({ word }) => !isTotalWord(word)) : row, columns);
    const spot = (field: DetailColumn) => columns.filter((one) => one.field === field).flatMap((one) => under.get(one) ?? [])[0] ?? null;
    const path = isTotal ? "totals" : `rows.${read.length}`;
    const value = (field: DetailColumn): string | null => {
      const here = spot(field);
      const text = here ? printedValue(here.text.replace(/\n/gu, "")) : null;
      if (text !== null && here) cells.push(cellOf(`${path}.${field}`, here));
      return text;
    };
    if (isTotal) {
      totals = { budget: value("budget"), spent: value("spent"), rate: value("rate") };
      continue;
    }
    if (spot("name")?.own !== true || printedValue(spot("name")?.text ?? "") === null) continue;
    if (detailColumnOf(spot("name")?.text ?? "") === "name") continue;
    // A remainder named across number and name is no item of the list.
    if (spot("no") !== null && spot("no")?.text !== "" && spot("no")?.text === spot("name")?.text) continue;
    const no = value("no") ?? String(read.length + 1);
    read.push({
      no,
      name: value("name") ?? "",
      division: value("division"),
      budget: value("budget"),
      spent: value("spent"),
      rate: value("rate"),
    });
  }
  if (read.length < 2 || !read.some(({ budget, spent }) => isFigure(budget ?? "") || isFigure(spent ?? ""))) return null;
  const heads = [title ?? "", ...rows.slice(0, at + 1).flatMap((row) => row.map(({ text }) => text))];
  return {
    table: { id, title: title ?? "明细表", place: grid.address, moneyUnit: unitInHeads(heads) ?? "万元", rows: read, totals },
    cells,
  };
}

/** A name and money by budget or spending, with a number, a division or both amounts to tell it from other lists. */
function isDetailHead(fields: readonly DetailColumn[]): boolean {
  const has = (field: DetailColumn) => fields.includes(field);
  return has("name") && (has("budget") ? has("spent") || has("no") : has("spent") && (has("no") || has("division")));
}

/** The score sheet of a grid; null where the grid is none. */
export function readScoreGrid(grid: SourceTable, above: string | null): Found<PrintedScoreTable> | null {
  const rows = rowsOf(grid).filter((row) => ownFilled(row).length > 0);
  const at = rows.slice(0, ROWS_BEFORE_HEADS).findIndex((row) => isScoreHead(row));
  const head = rows[at];
  if (!head) return null;
  const title = titleIn(rows.slice(0, at)) ?? above;
  const columns = headsOf(head, scoreColumnOf);
  const cells: ReadCell[] = [];
  const read: PrintedScoreTable["rows"] = [];
  let total: PrintedScoreTable["total"] = { weight: null, score: null };
  let level1 = "";
  for (const row of rows.slice(at + 1)) {
    const isTotal = ownFilled(row).some(({ word }) => isTotalWord(word));
    const under = assignSpots(isTotal ? row.filter(({ word }) => !isTotalWord(word)) : row, columns);
    const spot = (field: ScoreColumn) => columns.filter((one) => one.field === field).flatMap((one) => under.get(one) ?? [])[0] ?? null;
    const path = isTotal ? "total" : `rows.${read.length}`;
    const value = (field: ScoreColumn): string | null => {
      const here = spot(field);
      const text = here ? printedValue(here.text.replace(/\n/gu, "")) : null;
      if (text !== null && here) cells.push(cellOf(`${path}.${field}`, here));
      return text;
    };
    if (isTotal) {
      total = { weight: value("weight"), score: value("score") };
      continue;
    }
    if (isScoreHead(row)) continue;
    level1 = printedValue(spot("level1")?.text.replace(/\n/gu, "") ?? "") ?? level1;
    const level2 = value("level2") ?? (spot("level1")?.own ? level1 : "");
    if (level2 === "" || level1 === "" || printedValue(spot("weight")?.text ?? "") === null) continue;
    if (spot("level1")) cells.push(cellOf(`${path}.level1`, spot("level1") as Spot));
    read.push({ level1, level2, weight: value("weight"), score: value("score") });
  }
  return read.length < 2 ? null : { table: { title: title ?? "得分表", place: grid.address, rows: read, total }, cells };
}

function isScoreHead(row: GridRow): boolean {
  const own = row.filter(({ text }) => text !== "");
  const fields = headsOf(own, scoreColumnOf).map(({ field }) => field);
  const all = (["level1", "level2", "weight", "score"] as const).every((field) => fields.includes(field));
  return all && !own.some(({ word }) => /三级指标|指标值|完成值|完成情况/u.test(word));
}

function cellOf(path: string, { cell }: Spot): ReadCell {
  return { path, address: cell.address, confidence: cell.doubtful ? "doubtful" : "certain" };
}
