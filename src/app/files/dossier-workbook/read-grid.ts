// A sheet of the dossier workbook as rows under known headings. Headings are found by their words, not by their place;
// what stands outside them, merged cells, errors and formulas that cannot be computed are faults.
import { nearestNames } from "../../../dossier/index.ts";
import { type Fault, fault } from "../../../kernel/index.ts";
import { FileRefusal, refusalFault } from "../file-refusal.ts";
import type { CellReading } from "../recompute-formula.ts";
import type { SourceCell, SourceSheet } from "../source-workbook.ts";
import { cellName } from "../workbook-sheet.ts";
import { bareHeading } from "./sheet-words.ts";

/** A filled cell: what it reads as, and the format it is shown with. */
export type GridCell = { readonly address: string; readonly reading: CellReading; readonly format: string };

/** A row with something in it: its filled cells by heading, and the address of every cell a heading has there. */
export type GridRow = { readonly cells: ReadonlyMap<string, GridCell>; readonly addressOf: (heading: string) => string | undefined };

export type Grid = { readonly rows: readonly GridRow[]; readonly headings: ReadonlyMap<string, string>; readonly faults: readonly Fault[] };

export type GridRequest = {
  readonly file: string;
  readonly sheet: SourceSheet;
  readonly headings: readonly string[];
  /** Headings whose columns are not read. */
  readonly ignored: readonly string[];
  readonly read: (sheet: string, cell: SourceCell) => CellReading;
};

// Titles and hints may stand above the headings, not more.
const LAST_HEADING_ROW = 10;

/** Reads the rows below the headings. Rows without content are left out. `headings` of the grid are those found, with their cells. */
export function readGrid({ file, sheet, headings, ignored, read }: GridRequest): Grid {
  const known = [...headings, ...ignored];
  const bare = new Map(known.map((heading) => [bareHeading(heading), heading]));
  const candidates = sheet.rows.filter(({ number }) => number <= LAST_HEADING_ROW);
  const matches = (cells: readonly SourceCell[]) => cells.filter(({ text }) => bare.has(bareHeading(text))).length;
  const headingRow = candidates.toSorted((a, b) => matches(b.cells) - matches(a.cells) || a.number - b.number)[0];
  if (!headingRow || matches(headingRow.cells) === 0) {
    if (sheet.rows.length === 0) return { rows: [], headings: new Map(), faults: [] };
    return {
      rows: [],
      headings: new Map(),
      faults: [
        refusalFault(file, "workbook-broken", {
          reason: "heading-missing",
          found: sheet.name,
          expected: known.slice(0, 6).join("、"),
          place: { sheet: sheet.name },
        }),
      ],
    };
  }
  const faults: Fault[] = [];
  const columns = new Map<number, string>();
  const found = new Map<string, string>();
  for (const cell of headingRow.cells) {
    const place = { file, sheet: sheet.name, cell: cell.address };
    const heading = bare.get(bareHeading(cell.text));
    if (cell.text.trim() === "") continue;
    if (heading === undefined) faults.push(fault("unknown-key", { found: cell.text, expected: expectedNames(cell.text, headings) }, place));
    else if (found.has(heading)) faults.push(fault("duplicate-key", { found: heading }, place));
    else {
      found.set(heading, cell.address);
      columns.set(cell.column, heading);
    }
  }
  const isRead = new Set(headings);
  const columnOf = new Map([...columns].map(([column, heading]) => [heading, column]));
  const firstRead = Math.min(...[...columns].filter(([, heading]) => isRead.has(heading)).map(([column]) => column));
  for (const merge of sheet.merges) {
    if (merge.bottom <= headingRow.number || merge.right < firstRead) continue;
    faults.push(
      refusalFault(file, "workbook-broken", {
        reason: "merged-cells",
        place: { sheet: sheet.name, cell: cellName(merge.top, merge.left) },
      }),
    );
  }
  const unknown = new Set(
    headingRow.cells.filter(({ column, text }) => text.trim() !== "" && !columns.has(column)).map(({ column }) => column),
  );
  const rows: GridRow[] = [];
  for (const row of sheet.rows) {
    if (row.number <= headingRow.number) continue;
    const cells = new Map<string, GridCell>();
    for (const cell of row.cells) {
      const heading = columns.get(cell.column);
      const reading = readCell(cell);
      if (reading === null || reading.text.trim() === "" || unknown.has(cell.column)) continue;
      if (heading === undefined)
        faults.push(
          refusalFault(file, "workbook-broken", {
            reason: "outside-table",
            found: reading.text,
            place: { sheet: sheet.name, cell: cell.address },
          }),
        );
      else if (isRead.has(heading)) cells.set(heading, { address: cell.address, reading, format: cell.format });
    }
    const addressOf = (heading: string) => {
      const column = columnOf.get(heading);
      return column === undefined ? undefined : cellName(row.number, column);
    };
    if (cells.size > 0) rows.push({ cells, addressOf });
  }
  return { rows, headings: found, faults };

  function readCell(cell: SourceCell): CellReading | null {
    try {
      const reading = read(sheet.name, cell);
      if (reading.kind === "none") return null;
      if (reading.kind !== "error") return reading;
      faults.push(
        refusalFault(file, "workbook-broken", {
          reason: "error-cell",
          found: reading.text,
          place: { sheet: sheet.name, cell: cell.address },
        }),
      );
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      faults.push(refusalFault(file, "workbook-broken", error.refusal));
    }
    return null;
  }
}

/** What may have been meant, else what there is. */
export function expectedNames(found: string, known: readonly string[]): string {
  const near = nearestNames(bareHeading(found), known, 3);
  return (near.length > 0 ? near : known.slice(0, 12)).join("、");
}
