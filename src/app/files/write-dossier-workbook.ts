// The workbook form of a dossier: the empty template with its lists and instructions, or the same filled in from a dossier.
// What is written here is read back by read-dossier-workbook.ts without loss.
import { type DossierSources, readDossier } from "../../dossier/index.ts";
import { WORKBOOK_WORDS, WORKBOOK_ZH } from "../messages/workbook.zh.ts";
import { cellOf, joinIds, joinLines, offeredIn } from "./dossier-workbook/cell-values.ts";
import { CHOICES, type ColumnSpec, type PlacedColumn, placedColumns, SHEETS, type SheetSpec } from "./dossier-workbook/dossier-sheets.ts";
import { helpSheet } from "./dossier-workbook/help-sheet.ts";
import { type EntryValue, entriesOf, type SheetEntry } from "./dossier-workbook/sheet-entries.ts";
import { heightOf, LOOKS, LOWEST_ROW, styleOf, widthOf } from "./dossier-workbook/sheet-looks.ts";
import { columnWords, headingOf, sheetName, sheetNote } from "./dossier-workbook/sheet-words.ts";
import type { SheetChoice, SheetRange, SheetStyle, WorkbookCell, WorkbookRow, WorkbookSheet } from "./workbook-sheet.ts";
import { writeXlsx } from "./write-xlsx.ts";
import { LONGEST_CELL_TEXT } from "./xlsx/cell-text.ts";

const EMPTY: DossierSources = { dossier: { name: "", data: { dossier: "1", moneyUnit: "万元" }, locate: () => ({ file: "" }) } };
// A template has no day of its own; the same template gives the same bytes on every day.
const TEMPLATE_DAY = "2020-01-01";
const BLANK_ROWS = { template: 30, filled: 8 } as const;
const ROWS_WITH_LISTS = 500;

/**
 * The workbook of a dossier, or the empty template for null. The same dossier gives the same bytes.
 * @throws when the dossier has faults, or a text longer than a cell can hold: nothing may be left out silently.
 */
export async function writeDossierWorkbook(sources: DossierSources | null): Promise<Uint8Array> {
  const dossier = sources && readDossier(sources);
  if (dossier && !dossier.ok)
    throw new Error(`a dossier with faults has no workbook: ${dossier.faults.map(({ code }) => code).join(", ")}`);
  const sheets = SHEETS.map((spec) => (spec.layout === "form" ? formSheet(spec, sources ?? EMPTY) : tableSheet(spec, sources)));
  const author = dossier?.ok ? dossier.value.project.unit : "";
  const title = dossier?.ok ? dossier.value.project.name : WORKBOOK_WORDS.title;
  const day = dossier?.ok ? dossier.value.evaluation.signedOn : TEMPLATE_DAY;
  return writeXlsx([helpSheet(), ...sheets], { title, subject: WORKBOOK_WORDS.title, author, day });
}

function tableSheet(spec: SheetSpec, sources: DossierSources | null): WorkbookSheet {
  const columns = placedColumns(spec);
  const widths = columns.map(widthOf);
  const entries = sources ? entriesOf(spec, sources) : [];
  const bands = bandRow(columns);
  const above: WorkbookRow[] = [titleRow(sheetName(spec)), hintRow(sheetNote(spec)), ...(bands ? [bands.row] : [])];
  const headingRow = above.length + 1;
  const filled = entries.map((entry) => entryRow(columns, widths, entry));
  const blank = { cells: columns.map((column) => ({ style: styleOf(column) })), height: LOWEST_ROW };
  const more = spec.layout === "keyed" ? CHOICES.fundSource.length - entries.length : sources ? BLANK_ROWS.filled : BLANK_ROWS.template;
  const last = headingRow + Math.max(entries.length + more, ROWS_WITH_LISTS);
  return {
    name: sheetName(spec),
    columns: widths,
    rows: [
      ...above,
      { cells: columns.map((column) => headingCell(spec, column)), height: headingHeight(spec, columns, widths) },
      ...filled,
      ...Array.from({ length: more }, () => blank),
    ],
    ...(bands ? { merges: bands.merges.map((merge) => ({ ...merge, row: headingRow - 1 })) } : {}),
    frozenRows: headingRow,
    frozenColumns: spec.id === "indicators" ? 4 : 0,
    print: { landscape: true, titleRows: [headingRow, headingRow] },
    choices: columns.flatMap((column, index) =>
      column.isSource ? [] : [choiceOf(spec, column.spec, { row: headingRow + 1, column: index + 1, rows: last - headingRow, columns: 1 })],
    ),
  };
}

function formSheet(spec: SheetSpec, sources: DossierSources): WorkbookSheet {
  const words = WORKBOOK_WORDS.form;
  const widths = [10, 24, 60, 28, 46];
  const [entry] = entriesOf(spec, sources);
  const headings: WorkbookRow = {
    cells: [words.group, words.item, words.content, words.source, words.note].map((text) => ({ text, style: LOOKS.heading })),
    height: 24,
  };
  const above = [titleRow(sheetName(spec)), hintRow(sheetNote(spec)), headings];
  const rows = spec.columns.map((column): WorkbookRow => {
    const { heading, note } = columnWords(spec, column);
    const value = entry?.get(column.key);
    const required = column.required === true;
    const content = contentCell(column, value, LOOKS.formContent);
    const source: WorkbookCell = column.sourced
      ? { ...(value?.source === undefined ? {} : { text: checked(value.source) }), style: LOOKS.source }
      : { style: LOOKS.closed };
    return {
      cells: [
        { style: LOOKS.band },
        { text: required ? WORKBOOK_WORDS.required(heading) : heading, style: required ? LOOKS.requiredLabel : LOOKS.label },
        content,
        source,
        { text: note, style: LOOKS.note },
      ],
      height: heightOf([
        { text: content.text ?? "", width: widths[2] ?? 0 },
        { text: value?.source ?? "", width: widths[3] ?? 0 },
        { text: note, width: (widths[4] ?? 0) * 1.1 },
      ]),
    };
  });
  const groups = groupRuns(spec.columns.map(({ group }) => group ?? ""));
  for (const { name, from } of groups) {
    const row = rows[from];
    if (row) rows[from] = { ...row, cells: [{ text: groupName(name), style: LOOKS.band }, ...row.cells.slice(1)] };
  }
  return {
    name: sheetName(spec),
    columns: widths,
    rows: [...above, ...rows],
    merges: groups
      .filter(({ length }) => length > 1)
      .map(({ from, length }) => ({ row: above.length + from + 1, column: 1, rows: length, columns: 1 })),
    frozenRows: above.length,
    print: { titleRows: [above.length, above.length] },
    choices: spec.columns.map((column, index) => choiceOf(spec, column, { row: above.length + index + 1, column: 3, rows: 1, columns: 1 })),
  };
}

function titleRow(text: string): WorkbookRow {
  return { cells: [{ text, style: LOOKS.title }], height: 30 };
}

function hintRow(text: string): WorkbookRow {
  return { cells: [{ text, style: LOOKS.hint }], height: 20 };
}

function headingCell(spec: SheetSpec, column: PlacedColumn): WorkbookCell {
  const heading = headingOf(spec, column);
  const required = !column.isSource && column.spec.required === true;
  return { text: required ? WORKBOOK_WORDS.required(heading) : heading, style: required ? LOOKS.required : LOOKS.heading };
}

function headingHeight(spec: SheetSpec, columns: readonly PlacedColumn[], widths: readonly number[]): number {
  return Math.max(
    24,
    heightOf(columns.map((column, index) => ({ text: `${headingOf(spec, column)} *`, width: (widths[index] ?? 0) * 0.9 }))),
  );
}

function entryRow(columns: readonly PlacedColumn[], widths: readonly number[], entry: SheetEntry): WorkbookRow {
  const cells = columns.map((column): WorkbookCell => {
    const value = entry.get(column.spec.key);
    const style = styleOf(column);
    if (column.isSource) return value?.source === undefined ? { style } : { text: checked(value.source), style };
    return contentCell(column.spec, value, style);
  });
  return { cells, height: heightOf(cells.map(({ text }, index) => ({ text: text ?? "", width: widths[index] ?? 0 }))) };
}

function contentCell(column: ColumnSpec, content: EntryValue | undefined, style: SheetStyle): WorkbookCell {
  const value = content?.value;
  if (value === undefined) return { style };
  if (typeof value === "string") return { ...cellOf(column, checked(value)), style };
  return { text: checked(column.kind === "ids" ? joinIds(value) : joinLines(value)), style };
}

function checked(text: string): string {
  if (text.length > LONGEST_CELL_TEXT) throw new Error(`a text of ${text.length} characters does not fit a cell`);
  return text;
}

function choiceOf(spec: SheetSpec, column: ColumnSpec, range: SheetRange): SheetChoice {
  return { range, values: offeredIn(column), prompt: columnWords(spec, column).note };
}

// Columns that belong together stand under a common heading.
function bandRow(
  columns: readonly PlacedColumn[],
): { readonly row: WorkbookRow; readonly merges: readonly Omit<SheetRange, "row">[] } | null {
  const runs = groupRuns(columns.map(({ spec }) => spec.group ?? ""));
  if (runs.every(({ name }) => name === "")) return null;
  const cells = columns.map(({ spec }, index): WorkbookCell => {
    const starts = runs.find(({ from }) => from === index);
    if (!spec.group) return {};
    return { ...(starts ? { text: groupName(starts.name) } : {}), style: LOOKS.band };
  });
  const merges = runs
    .filter(({ name, length }) => name !== "" && length > 1)
    .map(({ from, length }) => ({ column: from + 1, columns: length, rows: 1 }));
  return { row: { cells, height: 22 }, merges };
}

function groupName(id: string): string {
  return (WORKBOOK_ZH.groups as Readonly<Record<string, string>>)[id] ?? "";
}

/** Neighbours of one name as a run. */
function groupRuns(names: readonly string[]): readonly { readonly name: string; readonly from: number; readonly length: number }[] {
  const starts = names.flatMap((name, index) => (names[index - 1] === name && index > 0 ? [] : [index]));
  return starts.map((from, index) => ({ name: names[from] ?? "", from, length: (starts[index + 1] ?? names.length) - from }));
}
