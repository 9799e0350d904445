// A workbook of many projects: the sheets of the dossier workbook, each row under the number of the project it belongs to, and the
// basic facts of a project in one row. Each project's rows are read as its own dossier would be; faults of all projects come at once.
import type { DossierSources } from "../../dossier/index.ts";
import { type Fault, failure, fault, type Place, type Result, success } from "../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { assembleDossier } from "./dossier-workbook/assemble-dossier.ts";
import { SHEETS } from "./dossier-workbook/dossier-sheets.ts";
import { bareHeading, sheetName } from "./dossier-workbook/sheet-words.ts";
import { refusalFault } from "./file-refusal.ts";
import type { TypedCell } from "./organisation-workbook.ts";
import { unknownSheets } from "./read-dossier-workbook.ts";
import { readXlsx } from "./read-xlsx.ts";
import { createCellReader } from "./recompute-formula.ts";
import type { SourceCell, SourceRow, SourceSheet } from "./source-workbook.ts";
import { cellName } from "./workbook-sheet.ts";

export type ListedProject = {
  readonly number: TypedCell;
  /** The node of the tree it is to belong to, by code or name; "" for the sender's own. */
  readonly unit: TypedCell;
  readonly sources: DossierSources;
};

const WORDS = WORKBOOK_WORDS.list;
const LAST_HEADING_ROW = 10;
const BASICS = SHEETS[0] as (typeof SHEETS)[number];
const BASICS_NAME = sheetName(BASICS);

/** A sheet's rows by the project they belong to, without the columns that only the list has. */
type PartedSheet = { readonly sheet: SourceSheet; readonly headings: readonly SourceRow[]; readonly rows: Map<string, SourceRow[]> };

/** Faults: those of the dossier workbook, each at its cell; unknown-reference (a number that no project has), duplicate-id (one that two have). */
export function readProjectList(name: string, bytes: Uint8Array): Result<readonly ListedProject[]> {
  const workbook = readXlsx(name, bytes);
  if (!workbook.ok) return workbook;
  const faults = unknownSheets(workbook.value, [WORKBOOK_WORDS.help, ...SHEETS.map(sheetName)]);
  const read = createCellReader(workbook.value);
  const parted = new Map<string, PartedSheet>();
  for (const spec of SHEETS) {
    const sheet = workbook.value.sheets.find((one) => one.name.trim() === sheetName(spec));
    if (sheet && sheet.rows.length > 0) parted.set(spec.id, partSheet(name, sheet, faults));
  }
  const basics = parted.get(BASICS.id);
  if (!basics) return failure(...faults, fault("missing-key", { found: BASICS_NAME }, { file: name, sheet: BASICS_NAME }));
  if (basics.rows.size === 0 && faults.length === 0)
    return failure(fault("missing-key", { found: WORDS.number.heading }, { file: name, sheet: BASICS_NAME }));
  for (const { sheet, rows } of parted.values())
    for (const [number, [first]] of rows)
      if (!basics.rows.has(number))
        faults.push(
          fault(
            "unknown-reference",
            { found: number, expected: nearby([...basics.rows.keys()]) },
            placeIn(name, sheet, WORDS.number.heading, first),
          ),
        );
  const projects: ListedProject[] = [];
  const told = new Set(faults.map(keyOf));
  for (const [number, [row, ...more]] of basics.rows) {
    for (const one of more) faults.push(fault("duplicate-id", { found: number }, placeIn(name, basics.sheet, WORDS.number.heading, one)));
    const place = placeIn(name, basics.sheet, WORDS.number.heading, row);
    const sheetOf = (spec: { readonly id: string }): SourceSheet | undefined => {
      const one = parted.get(spec.id);
      const own = spec === BASICS ? row && [row] : one?.rows.get(number);
      return one && own && { ...one.sheet, rows: [...one.headings, ...own], merges: [] };
    };
    const sources = assembleDossier({ file: name, sheetOf, read, forms: "in-a-row" });
    if (sources.ok)
      projects.push({
        number: { text: number, place },
        unit: { text: textUnder(basics.sheet, WORDS.unit.heading, row), place: placeIn(name, basics.sheet, WORDS.unit.heading, row) },
        sources: sources.value,
      });
    else
      for (const one of sources.faults.map((each) => (each.place?.cell === undefined ? { ...each, place } : each))) {
        if (!told.has(keyOf(one))) faults.push(one);
        told.add(keyOf(one));
      }
  }
  return faults.length > 0 ? failure(...faults) : success(projects);
}

// What every project would say again, as a heading that is not known, is said once.
function keyOf({ code, place, params }: Fault): string {
  return JSON.stringify([code, place?.sheet, place?.cell, params]);
}

function nearby(numbers: readonly string[]): string {
  const shown = 12;
  return numbers.length > shown ? `${numbers.slice(0, shown).join("、")}…` : numbers.join("、");
}

function partSheet(file: string, sheet: SourceSheet, faults: Fault[]): PartedSheet {
  const heading = headingRowOf(sheet);
  const own = new Set([WORDS.number.heading, WORDS.unit.heading].map(bareHeading));
  const lead = new Set(heading?.cells.filter(({ text }) => own.has(bareHeading(text))).map(({ column }) => column));
  const strip = (row: SourceRow): SourceRow => ({ ...row, cells: row.cells.filter(({ column }) => !lead.has(column)) });
  const rows = new Map<string, SourceRow[]>();
  if (!heading) {
    faults.push(fault("missing-key", { found: WORDS.number.heading }, { file, sheet: sheet.name, cell: "A1" }));
    return { sheet, headings: [], rows };
  }
  for (const merge of sheet.merges.filter(({ bottom }) => bottom > heading.number))
    faults.push(
      refusalFault(file, "workbook-broken", {
        reason: "merged-cells",
        place: { sheet: sheet.name, cell: cellName(merge.top, merge.left) },
      }),
    );
  for (const row of sheet.rows) {
    if (row.number <= heading.number || row.cells.every(isEmpty)) continue;
    const number = textUnder(sheet, WORDS.number.heading, row);
    if (number === "") faults.push(fault("missing-key", { found: WORDS.number.heading }, placeIn(file, sheet, WORDS.number.heading, row)));
    else rows.set(number, [...(rows.get(number) ?? []), strip(row)]);
  }
  return { sheet, headings: sheet.rows.filter(({ number }) => number <= heading.number).map(strip), rows };
}

function isEmpty({ kind, text, formula }: SourceCell): boolean {
  return formula === undefined && (kind === "none" || text.trim() === "");
}

function headingRowOf(sheet: SourceSheet): SourceRow | undefined {
  return sheet.rows.find(
    ({ number, cells }) => number <= LAST_HEADING_ROW && cells.some(({ text }) => isHeading(text, WORDS.number.heading)),
  );
}

function isHeading(text: string, heading: string): boolean {
  return bareHeading(text) === bareHeading(heading);
}

function columnUnder(sheet: SourceSheet, heading: string): number | undefined {
  return headingRowOf(sheet)?.cells.find(({ text }) => isHeading(text, heading))?.column;
}

function textUnder(sheet: SourceSheet, heading: string, row: SourceRow | undefined): string {
  const column = columnUnder(sheet, heading);
  // The row itself may have been stripped of these columns by now.
  const cell = sheet.rows.find(({ number }) => number === row?.number)?.cells.find((one) => one.column === column);
  return cell === undefined || cell.kind === "none" ? "" : cell.text.normalize("NFKC").trim();
}

function placeIn(file: string, sheet: SourceSheet, heading: string, row: SourceRow | undefined): Place {
  const column = columnUnder(sheet, heading);
  return { file, sheet: sheet.name, ...(row && column !== undefined ? { cell: cellName(row.number, column) } : {}) };
}
