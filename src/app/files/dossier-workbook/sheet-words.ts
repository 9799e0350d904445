// What sheets and columns of the dossier workbook are called, for its writer and its reader alike.
import { type ColumnWords, WORKBOOK_WORDS, WORKBOOK_ZH } from "../../messages/workbook.zh.ts";
import type { ColumnSpec, PlacedColumn, SheetId } from "./dossier-sheets.ts";

export function sheetName(id: SheetId): string {
  return WORKBOOK_ZH.sheets[id].name;
}

/** Heading and note of a column; every column has them, or the wording would not compile. */
export function columnWords(id: SheetId, column: ColumnSpec): ColumnWords {
  const words = (WORKBOOK_ZH.sheets[id].columns as Readonly<Record<string, ColumnWords>>)[column.key];
  if (!words) throw new Error(`no words for ${id}.${column.key}`);
  return words;
}

/** The heading of a column as it stands on its sheet, without the mark of required ones. */
export function headingOf(id: SheetId, { spec, isSource }: PlacedColumn): string {
  const { heading } = columnWords(id, spec);
  return isSource ? WORKBOOK_WORDS.source(heading) : heading;
}

/** A heading or label as someone left it, ready to be compared. */
export function bareHeading(text: string): string {
  return text.replace(/\s+/g, "").replace(/[*＊]+$/, "");
}
