// The rows of one sheet of the dossier workbook as values by column: choices as what they stand for, lists parted, what a
// column requires or rules out checked.
import { type Fault, fault } from "../../../kernel/index.ts";
import { refusalFault } from "../file-refusal.ts";
import type { CellReading } from "../recompute-formula.ts";
import type { SourceCell, SourceSheet } from "../source-workbook.ts";
import { labelsOf, offeredIn, splitIds, splitLines, valueIn } from "./cell-values.ts";
import { type ColumnSpec, placedColumns, type SheetSpec } from "./dossier-sheets.ts";
import { type GridCell, type GridRow, readGrid } from "./read-grid.ts";
import { columnWords, headingOf } from "./sheet-words.ts";

/** A row's values and the sources beside them by column key; `cellOf` gives the address of a column's cell, filled or not. */
export type RowReading = {
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  readonly sources: ReadonlyMap<string, string>;
  readonly cellOf: (key: string, source?: "source") => string | undefined;
};

export type SheetRows = { readonly rows: readonly RowReading[]; readonly faults: readonly Fault[] };
export type RowsRequest = {
  readonly file: string;
  readonly spec: SheetSpec;
  readonly sheet: SourceSheet;
  readonly read: (sheet: string, cell: SourceCell) => CellReading;
};

export function readRows({ file, spec, sheet, read }: RowsRequest): SheetRows {
  const columns = placedColumns(spec).map((column) => ({ ...column, heading: headingOf(spec, column) }));
  const grid = readGrid({ file, sheet, headings: columns.map(({ heading }) => heading), ignored: [], read });
  const faults: Fault[] = [...grid.faults];
  if (grid.headings.size > 0) {
    const lost = columns.filter(
      ({ spec: column, isSource, heading }) => column.required === true && !isSource && !grid.headings.has(heading),
    );
    faults.push(...lost.map(({ heading }) => fault("missing-key", { found: heading }, { file, sheet: sheet.name })));
  }
  const rows = grid.rows.map((row) => {
    const values = new Map<string, string | readonly string[]>();
    const sources = new Map<string, string>();
    for (const { spec: column, isSource, heading } of columns) {
      const cell = row.cells.get(heading);
      if (!cell) continue;
      if (isSource) sources.set(column.key, cell.reading.text);
      else {
        const value = readValue(column, cell, { file, sheet: sheet.name, cell: cell.address });
        if (value.ok) values.set(column.key, value.value);
        else faults.push(value.fault);
      }
    }
    faults.push(...checkRow({ file, spec, sheet, row, values }));
    const cellOf = (key: string, source?: "source") => {
      const column = columns.find((one) => one.spec.key === key && one.isSource === (source !== undefined));
      return column && row.addressOf(column.heading);
    };
    return { values, sources, cellOf };
  });
  return { rows, faults };
}

type ReadValue = { readonly ok: true; readonly value: string | readonly string[] } | { readonly ok: false; readonly fault: Fault };

/** A cell's value, or the fault that its words are none of the column's choices. */
export function readValue(
  column: ColumnSpec,
  { reading, format }: GridCell,
  place: { readonly file: string; readonly sheet: string; readonly cell: string },
): ReadValue {
  const value = valueIn(column, reading, format);
  if (value === null)
    return { ok: false, fault: fault("not-in-list", { found: reading.text, expected: offeredIn(column).join("、") }, place) };
  return { ok: true, value: column.kind === "lines" ? splitLines(value) : column.kind === "ids" ? splitIds(value) : value };
}

type RowCheck = {
  readonly file: string;
  readonly spec: SheetSpec;
  readonly sheet: SourceSheet;
  readonly row: GridRow;
  readonly values: Map<string, string | readonly string[]>;
};

// What a row lacks, and what its kind has no use for; the latter is taken out of the values, so that it is told once.
function checkRow({ file, spec, sheet, row, values }: RowCheck): Fault[] {
  const deciding = spec.layout === "list" ? spec.columns.find(({ key }) => key === spec.decidedBy) : undefined;
  const decided = deciding && values.get(deciding.key);
  return spec.columns.flatMap((column) => {
    const { heading } = columnWords(spec, column);
    const cell = row.addressOf(heading);
    const place = { sheet: sheet.name, ...(cell === undefined ? {} : { cell }) };
    if (
      column.onlyFor &&
      deciding?.choices &&
      values.has(column.key) &&
      !(typeof decided === "string" && column.onlyFor.includes(decided))
    ) {
      values.delete(column.key);
      const labels = labelsOf(deciding.choices);
      const expected = `${columnWords(spec, deciding).heading}：${column.onlyFor.map((value) => labels.get(value) ?? value).join("、")}`;
      return [refusalFault(file, "workbook-broken", { reason: "not-for-kind", found: heading, expected, place })];
    }
    const isFilled = row.cells.has(heading);
    return isFilled || cell === undefined || !isRequired(column, decided, values)
      ? []
      : [fault("missing-key", { found: heading }, { file, ...place })];
  });
}

function isRequired(column: ColumnSpec, decided: unknown, values: ReadonlyMap<string, unknown>): boolean {
  if (column.requiredWith !== undefined) return [...values.keys()].some((key) => key.startsWith(`${column.requiredWith}.`));
  if (column.required === undefined || column.required === true) return column.required === true;
  return typeof decided === "string" && column.required.includes(decided);
}
