// Tables of a plain text, whose cells and rows are no longer marked or only half: found by the forms' own words, read by a search
// over all ways to cut them.
import type { ReadTable } from "../read-table.ts";
import type { SourceDocument, SourceNote } from "../source-document.ts";
import type { RowColumn } from "./cell-likelihood.ts";
import { tableOf } from "./compose-table.ts";
import { nameCutOff, rowCutOff } from "./cut-off-rows.ts";
import { isInPageOrder } from "./page-order.ts";
import { readFundRows } from "./read-fund-rows.ts";
import { readHead, type Span } from "./read-head.ts";
import { type KnownSums, NO_SUMS, readIndicatorRows, type TapeRows } from "./read-indicator-rows.ts";
import { readPageRows } from "./read-page-rows.ts";
import { readScatteredRows } from "./read-scattered-rows.ts";
import { knownSums, readTotal } from "./read-total.ts";
import { type Region, regionsOf } from "./table-regions.ts";
import { columnsOf, headsIn, namesNear, sectionsOf, withPoints } from "./table-sections.ts";
import { type Tape, tapeOf } from "./tape.ts";

/** Tables read from the document's text blocks; blocks already in use are left alone. */
export function readRunningTables(
  source: SourceDocument,
  used: ReadonlySet<number>,
): { readonly tables: readonly ReadTable[]; readonly used: ReadonlySet<number>; readonly notes: readonly SourceNote[] } {
  const tape = tapeOf(source, used);
  const taken = new Set<number>();
  const notes: SourceNote[] = [];
  const tables = regionsOf(tape).flatMap((region) => {
    const table = readRegion(tape.styledAs(region.start, region.end), region);
    if (!table) return [];
    for (let index = region.start; index < table.end; index++) taken.add(tape.blockOf(index));
    if (table.cut) notes.push({ code: "row-cut-off", ...table.cut });
    return [table.table];
  });
  return { tables, used: taken, notes };
}

const SCATTERED: readonly RowColumn[] = ["level3", "target", "actual", "weight", "score", "reason"];
const SCHEMES: readonly (readonly RowColumn[])[] = [
  ["level3", "target", "actual", "weight", "score", "reason"],
  ["level3", "symbol", "target", "unit", "actual", "weight", "score", "reason"],
  ["level3", "weight", "target", "actual", "score", "reason"],
  ["level3", "target", "weight", "score"],
];

type RegionTable = { readonly table: ReadTable; readonly end: number; readonly cut: Omit<SourceNote, "code"> | null };

function readRegion(tape: Tape, region: Region): RegionTable | null {
  const sections = sectionsOf(tape, region);
  const headEnd = Math.min(sections.funds.start, sections.heads.start, sections.rows.start);
  const head = readHead(tape, region.start, region.head, Math.max(headEnd, region.head));
  const funds = readFundRows(tape, sections.funds.start, sections.funds.end, sections.heads.start);
  const found = columnsOf(headsIn(tape, sections));
  const total = readTotal(tape, sections.rows.end, region.end, head.selfScore, found?.includes("weight") ?? true);
  // Rows that the text breaks off within add up to nothing that is printed.
  const known = sections.ended || head.selfScore ? knownSums(tape, funds, total) : { weights: [], scores: [] };
  const scattered = readScatteredRows(tape, sections.heads.start, region.end);
  const inPageOrder = scattered === null && isInPageOrder(tape, sections.rows);
  const byPlace = inPageOrder ? readPageRows(tape, sections.rows, namesNear(tape, sections)) : null;
  const best = scattered
    ? { columns: SCATTERED, read: { rows: scattered.rows, fit: 0, borneOut: NO_SUMS } }
    : byPlace
      ? { columns: byPlace.columns, read: { ...byPlace, borneOut: NO_SUMS } }
      : bestRows(tape, sections.rows, found ? withPoints(found) : SCHEMES, known);
  const { columns } = best;
  const cut = sections.ended || scattered ? null : rowCutOff(tape, best.read.rows);
  const read = cut ? { ...best.read, rows: best.read.rows.slice(0, -1) } : best.read;
  if (read.rows.length === 0 && funds.rows.every(({ cells }) => cells.size === 0)) return null;
  const sums = scattered?.total ? { ...total, ...scattered.total } : total;
  const table = tableOf(tape, region, {
    sections,
    head,
    funds,
    columns,
    read,
    total: sums,
    scattered: scattered !== null,
    guessed: inPageOrder && byPlace === null,
  });
  const named = cut?.cells.get("level3") ?? (sections.ended || scattered ? null : nameCutOff(tape, sections.rows, read.rows));
  return {
    table,
    end: total.end,
    cut: named && { address: tape.addressOf(named.start, named.end), found: tape.printed(named.start, named.end) },
  };
}

function bestRows(
  tape: Tape,
  rows: Span,
  schemes: readonly (readonly RowColumn[])[],
  known: KnownSums,
): { readonly columns: readonly RowColumn[]; readonly read: TapeRows } {
  const read = schemes.map((columns) => ({ columns, read: readIndicatorRows(tape, rows.start, rows.end, columns, known) }));
  return read.toSorted((a, b) => b.read.fit - a.read.fit)[0] ?? { columns: [], read: { rows: [], fit: 0, borneOut: NO_SUMS } };
}
