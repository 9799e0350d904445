// A form of the dossier workbook, one value to a row, or one form to a row where many are listed: labels are found by their words;
// what a form requires is checked once every sheet has been read.
import { type Fault, fault } from "../../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../../messages/workbook.zh.ts";
import { refusalFault } from "../file-refusal.ts";
import type { DataTree } from "./data-tree.ts";
import { DOSSIER_FORMAT, inList, pathOf, type SheetSpec } from "./dossier-sheets.ts";
import { setSourced } from "./place-rows.ts";
import { expectedNames, readGrid } from "./read-grid.ts";
import { type RowsRequest, readRows, readValue } from "./read-rows.ts";
import { bareHeading, columnWords, sheetName } from "./sheet-words.ts";

/** Puts a form's values into the data; answers with its faults. */
export function readForm(tree: DataTree, { file, spec, sheet, read }: RowsRequest): readonly Fault[] {
  const { item, content, source, group, note } = WORKBOOK_WORDS.form;
  const grid = readGrid({ file, sheet, headings: [item, content, source], ignored: [group, note], read });
  const labels = new Map(spec.columns.map((column) => [bareHeading(columnWords(spec, column).heading), column]));
  const faults: Fault[] = [...grid.faults];
  const seen = new Set<string>();
  for (const row of grid.rows) {
    const label = row.cells.get(item);
    const labelPlace = { file, sheet: sheet.name, ...cellPart(row.addressOf(item)) };
    const column = label && labels.get(bareHeading(label.reading.text));
    if (!column) {
      const found = (label ?? [...row.cells.values()][0])?.reading.text ?? "";
      const known = spec.columns.map((one) => columnWords(spec, one).heading);
      faults.push(fault("unknown-key", { found, expected: expectedNames(found, known) }, labelPlace));
      continue;
    }
    const { heading } = columnWords(spec, column);
    if (seen.has(column.key)) faults.push(fault("duplicate-key", { found: heading }, labelPlace));
    if (seen.has(column.key)) continue;
    seen.add(column.key);
    tree.mark(pathOf(column), { sheet: sheet.name, heading, ...cellPart(row.addressOf(content)) });
    const cell = row.cells.get(content);
    const value = cell && readValue(column, cell, { file, sheet: sheet.name, cell: cell.address });
    if (value && !value.ok) faults.push(value.fault);
    const from = row.cells.get(source);
    if (from && !column.sourced)
      faults.push(
        refusalFault(file, "workbook-broken", {
          reason: "outside-table",
          found: from.reading.text,
          place: { sheet: sheet.name, cell: from.address },
        }),
      );
    setSourced(tree, pathOf(column), value?.ok ? value.value : undefined, column.sourced ? from?.reading.text : undefined);
  }
  return faults;
}

/** The same of a form that stands in a single row under its labels. A second row is a fault. */
export function readFormRow(tree: DataTree, { file, spec: form, sheet, read }: RowsRequest): readonly Fault[] {
  const spec = inList(form);
  const { rows, faults } = readRows({ file, spec, sheet, read });
  if (spec.columns.length < form.columns.length) tree.set(["dossier"], DOSSIER_FORMAT);
  const [row, ...more] = rows;
  const first = spec.columns[0]?.key ?? "";
  const twice = more.map((one) =>
    fault("duplicate-key", { found: sheet.name }, { file, sheet: sheet.name, ...cellPart(one.cellOf(first)) }),
  );
  if (row === undefined) return faults;
  for (const column of spec.columns) {
    const path = pathOf(column);
    const { heading } = columnWords(spec, column);
    tree.mark(path, { sheet: sheet.name, heading, ...cellPart(row.cellOf(column.key)) });
    setSourced(tree, path, row.values.get(column.key), row.sources.get(column.key));
  }
  return [...faults, ...twice];
}

/** What a form should hold and does not, at the cell where it belongs. */
export function missingInForm(tree: DataTree, file: string, spec: SheetSpec): readonly Fault[] {
  return spec.columns.flatMap((column) => {
    const needed =
      column.required === true || (column.requiredWith !== undefined && tree.get(column.requiredWith.split(".")) !== undefined);
    if (!needed || tree.get(pathOf(column)) !== undefined) return [];
    return [
      fault(
        "missing-key",
        { found: columnWords(spec, column).heading },
        { file, sheet: sheetName(spec), ...cellPart(tree.placeOf(pathOf(column))?.cell) },
      ),
    ];
  });
}

function cellPart(cell: string | undefined): { readonly cell?: string } {
  return cell === undefined ? {} : { cell };
}
