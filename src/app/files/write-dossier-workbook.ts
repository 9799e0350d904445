// The workbook form of a dossier: the empty template with its lists and instructions, or the same filled in from a dossier.
// What is written here is read back by read-dossier-workbook.ts without loss.
import { type DossierSources, readDossier } from "../../dossier/index.ts";
import { WORKBOOK_WORDS, WORKBOOK_ZH } from "../messages/workbook.zh.ts";
import { cellOf, joinIds, joinLines, offeredIn } from "./dossier-workbook/cell-values.ts";
import {
  CHOICES,
  type ColumnSpec,
  DOSSIER_FORMAT,
  inList,
  type PlacedColumn,
  placedColumns,
  SHEETS,
  type SheetSpec,
} from "./dossier-workbook/dossier-sheets.ts";
import { helpSheet } from "./dossier-workbook/help-sheet.ts";
import { type EntryValue, entriesOf, type SheetEntry } from "./dossier-workbook/sheet-entries.ts";
import { heightOf, LOOKS, LOWEST_ROW, styleOf, widthOf } from "./dossier-workbook/sheet-looks.ts";
import { columnWords, headingOf, sheetName, sheetNote } from "./dossier-workbook/sheet-words.ts";
import type { SheetChoice, SheetRange, SheetStyle, WorkbookCell, WorkbookRow, WorkbookSheet } from "./workbook-sheet.ts";
import { writeXlsx } from "./write-xlsx.ts";
import { LONGEST_CELL_TEXT } from "./xlsx/cell-text.ts";

const EMPTY: DossierSources = { dossier: { name: "", data: { dossier: DOSSIER_FORMAT, moneyUnit: "万元" }, locate: () => ({ file: "" }) } };
// A template has no day of its own; the same template gives the same bytes on every day.
const TEMPLATE_DAY = "2020-01-01";
const BLANK_ROWS = { template: 30, filled: 8, list: 100 } as const;
const ROWS_WITH_LISTS = 500;
const LEAD_WIDTH = 16;

/**
 * The workbook of a dossier, or the empty template for null. The same dossier gives the same bytes.
 * @throws when the dossier has faults, or a text longer than a cell can hold: nothing may be left out silently.
 */
export async function writeDossierWorkbook(sources: DossierSources | null): Promise<Uint8Array> {
  const dossier = sources && readDossier(sources);
  if (dossier && !dossier.ok)
    throw new Error(`a dossier with faults has no workbook: ${dossier.faults.map(({ code }) => code).join(", ")}`);
  const sheets = SHEETS.map((spec) =>
    spec.layout === "form"
      ? formSheet(spec, sources ?? EMPTY)
      : tableSheet(spec, { entries: sources ? entriesOf(spec, sources).map(withoutLead) : [], blank: blankIn(spec, sources) }),
  );
  const author = dossier?.ok ? dossier.value.project.unit : "";
  const title = dossier?.ok ? dossier.value.project.name : WORKBOOK_WORDS.title;
  const day = dossier?.ok ? dossier.value.evaluation.signedOn : TEMPLATE_DAY;
  const help = helpSheet({ title: WORKBOOK_WORDS.title, intro: WORKBOOK_WORDS.helpIntro, sheets: SHEETS, noteOf: sheetNote });
  return writeXlsx([help, ...sheets], { title, subject: WORKBOOK_WORDS.title, author, day });
}

/** A project of a list: its number there, the node it belongs to ("" for the sender's own), its dossier. */
export type ProjectOfList = { readonly number: string; readonly unit: string; readonly sources: DossierSources };

/** Sheets that the list of projects offers: what is known when targets are set. Its reader takes all the others too. */
const LISTED: readonly string[] = ["basics", "funds", "subprojects", "indicators", "periods", "milestones", "stages", "basis"];

/**
 * The workbook that holds many projects, each row under its project's number; the empty template for none. Read back by
 * read-project-list.ts. Sheets beyond those of the template are written where a project has something for them.
 * @throws when a dossier has faults, or a text longer than a cell can hold.
 */
export async function writeProjectList(projects: readonly ProjectOfList[]): Promise<Uint8Array> {
  const { list } = WORKBOOK_WORDS;
  const sheets = SHEETS.map(inList).flatMap((spec) => {
    const withUnit = spec.id === "basics";
    const entries = projects.flatMap(({ number, unit, sources }) =>
      entriesOf(spec, sources)
        .filter((entry) => entry.size > 0)
        .map((entry) => ({ lead: withUnit ? [number, unit] : [number], entry })),
    );
    if (entries.length === 0 && !LISTED.includes(spec.id)) return [];
    const lead = withUnit ? [list.number, list.unit] : [list.number];
    return [
      tableSheet(spec, { note: noteInList(spec), entries, blank: projects.length === 0 ? BLANK_ROWS.list : BLANK_ROWS.filled, lead }),
    ];
  });
  const help = helpSheet({
    title: list.title,
    intro: list.help,
    sheets: SHEETS.filter(({ id }) => LISTED.includes(id)).map(inList),
    noteOf: noteInList,
  });
  return writeXlsx([help, ...sheets], { title: list.title, subject: list.title, author: "", day: TEMPLATE_DAY });
}

function noteInList(spec: SheetSpec): string {
  return spec.layout === "form" ? WORKBOOK_WORDS.list.row : sheetNote(spec);
}

type LeadColumn = { readonly heading: string; readonly note: string };
type TableEntry = { readonly lead: readonly string[]; readonly entry: SheetEntry };
type TableContent = {
  /** Above the headings, in place of the sheet's own. */
  readonly note?: string;
  readonly entries: readonly TableEntry[];
  readonly blank: number;
  /** Columns before those of the sheet, with the values that each entry has in them. */
  readonly lead?: readonly LeadColumn[];
};

function withoutLead(entry: SheetEntry): TableEntry {
  return { lead: [], entry };
}

function blankIn(spec: SheetSpec, sources: DossierSources | null): number {
  if (spec.layout === "keyed") return CHOICES.fundSource.length - (sources ? entriesOf(spec, sources).length : 0);
  return sources ? BLANK_ROWS.filled : BLANK_ROWS.template;
}

function tableSheet(spec: SheetSpec, { note = sheetNote(spec), entries, blank, lead = [] }: TableContent): WorkbookSheet {
  const columns = placedColumns(spec);
  const widths = [...lead.map(() => LEAD_WIDTH), ...columns.map(widthOf)];
  const bands = bandRow(columns, lead.length);
  const above: WorkbookRow[] = [titleRow(sheetName(spec)), hintRow(note), ...(bands ? [bands.row] : [])];
  const headingRow = above.length + 1;
  const filled = entries.map((one) => entryRow(columns, widths, one));
  const empty = {
    cells: [...lead.map(() => ({ style: LOOKS.left })), ...columns.map((column) => ({ style: styleOf(column) }))],
    height: LOWEST_ROW,
  };
  const last = headingRow + Math.max(entries.length + blank, ROWS_WITH_LISTS);
  const rowsBelow = (column: number): SheetRange => ({ row: headingRow + 1, column, rows: last - headingRow, columns: 1 });
  const leadHeadings = lead.map(({ heading }, index) =>
    index === 0 ? { text: WORKBOOK_WORDS.required(heading), style: LOOKS.required } : { text: heading, style: LOOKS.heading },
  );
  return {
    name: sheetName(spec),
    columns: widths,
    rows: [
      ...above,
      {
        cells: [...leadHeadings, ...columns.map((column) => headingCell(spec, column))],
        height: headingHeight([...lead.map(({ heading }) => heading), ...columns.map((column) => headingOf(spec, column))], widths),
      },
      ...filled,
      ...Array.from({ length: blank }, () => empty),
    ],
    ...(bands ? { merges: bands.merges.map((merge) => ({ ...merge, row: headingRow - 1 })) } : {}),
    frozenRows: headingRow,
    frozenColumns: lead.length + (spec.id === "indicators" ? 4 : 0),
    print: { landscape: true, titleRows: [headingRow, headingRow] },
    choices: [
      ...lead.map(({ note }, index): SheetChoice => ({ range: rowsBelow(index + 1), values: [], prompt: note })),
      ...columns.flatMap((column, index) => (column.isSource ? [] : [choiceOf(spec, column.spec, rowsBelow(lead.length + index + 1))])),
    ],
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

function headingHeight(headings: readonly string[], widths: readonly number[]): number {
  return Math.max(24, heightOf(headings.map((heading, index) => ({ text: `${heading} *`, width: (widths[index] ?? 0) * 0.9 }))));
}

function entryRow(columns: readonly PlacedColumn[], widths: readonly number[], { lead, entry }: TableEntry): WorkbookRow {
  const own = columns.map((column): WorkbookCell => {
    const value = entry.get(column.spec.key);
    const style = styleOf(column);
    if (column.isSource) return value?.source === undefined ? { style } : { text: checked(value.source), style };
    return contentCell(column.spec, value, style);
  });
  const cells: readonly WorkbookCell[] = [...lead.map((text) => ({ text, style: LOOKS.left })), ...own];
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

// Columns that belong together stand under a common heading, `before` of others in front of them.
function bandRow(
  columns: readonly PlacedColumn[],
  before: number,
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
    .map(({ from, length }) => ({ column: before + from + 1, columns: length, rows: 1 }));
  return { row: { cells: [...Array.from({ length: before }, () => null), ...cells], height: 22 }, merges };
}

function groupName(id: string): string {
  return (WORKBOOK_ZH.groups as Readonly<Record<string, string>>)[id] ?? "";
}

/** Neighbours of one name as a run. */
function groupRuns(names: readonly string[]): readonly { readonly name: string; readonly from: number; readonly length: number }[] {
  const starts = names.flatMap((name, index) => (names[index - 1] === name && index > 0 ? [] : [index]));
  return starts.map((from, index) => ({ name: names[from] ?? "", from, length: (starts[index + 1] ?? names.length) - from }));
}
