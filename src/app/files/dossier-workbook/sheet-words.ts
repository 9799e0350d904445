// What sheets and columns of the dossier workbook are called, for its writer and its reader alike.
import { type ColumnWords, WORKBOOK_WORDS, WORKBOOK_ZH } from "../../messages/workbook.zh.ts";
import type { ColumnSpec, PlacedColumn, SheetSpec } from "./dossier-sheets.ts";

type SheetWords = { readonly name: string; readonly note: string; readonly columns: Readonly<Record<string, ColumnWords>> };

/** The wording is complete by its type; what is looked up here comes from the same table. */
function wordsOf(sheet: SheetSpec): SheetWords {
  const words = (WORKBOOK_ZH.sheets as Readonly<Record<string, SheetWords>>)[sheet.id];
  if (!words) throw new Error(`no words for sheet ${sheet.id}`);
  return words;
}

export function sheetName(sheet: SheetSpec): string {
  return wordsOf(sheet).name;
}

export function sheetNote(sheet: SheetSpec): string {
  return wordsOf(sheet).note;
}

export function columnWords(sheet: SheetSpec, column: ColumnSpec): ColumnWords {
  const words = wordsOf(sheet).columns[column.key];
  if (!words) throw new Error(`no words for ${sheet.id}.${column.key}`);
  return words;
}

/** The heading of a column as it stands on its sheet, without the mark of required ones. */
export function headingOf(sheet: SheetSpec, { spec, isSource }: PlacedColumn): string {
  const { heading } = columnWords(sheet, spec);
  return isSource ? WORKBOOK_WORDS.source(heading) : heading;
}

/** A heading or label as someone left it, ready to be compared. */
export function bareHeading(text: string): string {
  return text.replace(/\s+/g, "").replace(/[*＊]+$/, "");
}
