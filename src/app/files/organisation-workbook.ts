// The workbook of units and people: written empty, read back as rows whose every value knows its cell.
import { type Fault, failure, fault, type Place, type Result, success } from "../../kernel/index.ts";
import { ORGANISATION_WORKBOOK_ZH as WORDS } from "../messages/organisation-workbook.zh.ts";
import { ROLES_ZH } from "../messages/roles.ts";
import { LOOKS } from "./dossier-workbook/sheet-looks.ts";
import type { SourceSheet, SourceWorkbook } from "./source-workbook.ts";
import type { WorkbookRow, WorkbookSheet } from "./workbook-sheet.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** A value as it was typed, trimmed; "" where nothing stands. */
export type TypedCell = { readonly text: string; readonly place: Place };
export type UnitRow = Readonly<Record<keyof typeof WORDS.units.columns, TypedCell>>;
export type PersonRow = Readonly<Record<keyof typeof WORDS.people.columns, TypedCell>>;
export type OrganisationRows = { readonly units: readonly UnitRow[]; readonly people: readonly PersonRow[] };

type SheetWords = {
  readonly name: string;
  readonly note: string;
  readonly columns: Readonly<Record<string, { readonly heading: string; readonly note: string }>>;
};

const HEADING_ROW = 3;
const BLANK_ROWS = 200;
const ROWS_WITH_LISTS = 2_000;
const WIDTHS: Readonly<Record<string, number>> = {
  kind: 10,
  name: 34,
  code: 24,
  below: 34,
  login: 20,
  person: 16,
  unit: 34,
  roles: 30,
  at: 30,
  reason: 40,
};
// A template has no day of its own; the same template gives the same bytes on every day.
const TEMPLATE_DAY = "2020-01-01";

/** The empty workbook, with lists where a value is one of few. */
export function writeOrganisationWorkbook(): Uint8Array {
  const meta = { title: WORDS.title, subject: WORDS.title, author: "", day: TEMPLATE_DAY };
  return writeXlsx([sheetOf(WORDS.units, { kind: Object.values(WORDS.kinds) }), sheetOf(WORDS.people, { roles: [] })], meta);
}

function sheetOf(words: SheetWords, lists: Readonly<Record<string, readonly string[]>>): WorkbookSheet {
  const keys = Object.keys(words.columns);
  const blank: WorkbookRow = { cells: keys.map(() => ({ style: LOOKS.left })) };
  return {
    name: words.name,
    columns: keys.map((key) => WIDTHS[key] ?? 20),
    rows: [
      { cells: [{ text: words.name, style: LOOKS.title }] },
      { cells: [{ text: words.note, style: LOOKS.hint }] },
      { cells: keys.map((key) => ({ text: words.columns[key]?.heading ?? key, style: LOOKS.heading })) },
      ...Array.from({ length: BLANK_ROWS }, () => blank),
    ],
    frozenRows: HEADING_ROW,
    print: { landscape: true, titleRows: [HEADING_ROW, HEADING_ROW] },
    choices: keys.map((key, index) => ({
      range: { row: HEADING_ROW + 1, column: index + 1, rows: ROWS_WITH_LISTS, columns: 1 },
      values: lists[key] ?? [],
      prompt: key === "roles" ? Object.values(ROLES_ZH).join("、") : (words.columns[key]?.note ?? ""),
    })),
  };
}

/** Faults, all at once: workbook-broken (a sheet that is not there), missing-key (a heading), wrong-shape (a formula for a text). */
export function readOrganisationRows(workbook: SourceWorkbook): Result<OrganisationRows> {
  const faults: Fault[] = [];
  const units = rowsOf<keyof typeof WORDS.units.columns>(workbook, WORDS.units, faults);
  const people = rowsOf<keyof typeof WORDS.people.columns>(workbook, WORDS.people, faults);
  return faults.length > 0 ? failure(...faults) : success({ units, people });
}

function rowsOf<Key extends string>(
  workbook: SourceWorkbook,
  words: SheetWords & { readonly columns: Readonly<Record<Key, { readonly heading: string }>> },
  faults: Fault[],
): readonly Readonly<Record<Key, TypedCell>>[] {
  const file = workbook.name;
  const sheet = workbook.sheets.find(({ name }) => name.trim() === words.name);
  if (!sheet) {
    faults.push(fault("missing-key", { found: words.name }, { file, sheet: words.name }));
    return [];
  }
  const keys = Object.keys(words.columns) as Key[];
  const columns = columnsOf(sheet, keys, words.columns);
  for (const key of keys)
    if (!columns.has(key))
      faults.push(fault("missing-key", { found: words.columns[key].heading }, { file, sheet: sheet.name, cell: `A${HEADING_ROW}` }));
  if (columns.size < keys.length) return [];
  return sheet.rows
    .filter(({ number }) => number > HEADING_ROW)
    .flatMap((row) => {
      const typed = (key: Key): TypedCell => {
        const column = columns.get(key) ?? 0;
        const cell = row.cells.find((one) => one.column === column);
        const place = { file, sheet: sheet.name, cell: cell?.address ?? `${String.fromCharCode(64 + column)}${row.number}` };
        if (cell?.formula !== undefined)
          faults.push(fault("wrong-shape", { found: `=${cell.formula}`, expected: words.columns[key].heading }, place));
        return { text: (cell?.kind === "none" ? "" : (cell?.text ?? "")).normalize("NFKC").trim(), place };
      };
      const cells = Object.fromEntries(keys.map((key) => [key, typed(key)])) as Record<Key, TypedCell>;
      return keys.every((key) => cells[key].text === "") ? [] : [cells];
    });
}

/** Where each heading stands in the heading row, whatever order somebody has put them in. */
function columnsOf<Key extends string>(
  sheet: SourceSheet,
  keys: readonly Key[],
  words: Readonly<Record<Key, { readonly heading: string }>>,
): ReadonlyMap<Key, number> {
  const headings = sheet.rows.find(({ number }) => number === HEADING_ROW)?.cells ?? [];
  return new Map(
    keys.flatMap((key) => {
      const cell = headings.find(({ text }) => text.trim() === words[key].heading);
      return cell ? [[key, cell.column] as const] : [];
    }),
  );
}
