// The first sheet of a workbook of dossiers: how to fill it in, and what every column means.
import { WORKBOOK_WORDS } from "../../messages/workbook.zh.ts";
import type { WorkbookRow, WorkbookSheet } from "../workbook-sheet.ts";
import { labelsOf, offeredIn } from "./cell-values.ts";
import type { ColumnSpec, SheetSpec } from "./dossier-sheets.ts";
import { heightOf, LOOKS } from "./sheet-looks.ts";
import { columnWords, sheetName } from "./sheet-words.ts";

const WIDTHS = [18, 22, 24, 40, 58];

export type Help = {
  readonly title: string;
  readonly intro: readonly string[];
  readonly sheets: readonly SheetSpec[];
  readonly noteOf: (spec: SheetSpec) => string;
};

export function helpSheet({ title, intro: sentences, sheets, noteOf }: Help): WorkbookSheet {
  const words = WORKBOOK_WORDS.helpColumns;
  const intro = sentences.map(
    (text, index): WorkbookRow => ({ cells: [{ text: `${index + 1}. ${text}`, style: { size: 11 } }], height: 22 }),
  );
  const headings: WorkbookRow = {
    cells: [words.sheet, words.column, words.required, words.choices, words.note].map((text) => ({ text, style: LOOKS.heading })),
    height: 24,
  };
  const above: WorkbookRow[] = [
    { cells: [{ text: title, style: LOOKS.title }], height: 34 },
    ...intro,
    { cells: [], height: 10 },
    headings,
  ];
  const rows: WorkbookRow[] = [];
  const merges = [];
  for (const spec of sheets) {
    // The sheet's own note opens its block; its name spans the block.
    const first = above.length + rows.length + 1;
    rows.push(line([sheetName(spec), "", "", "", noteOf(spec)], true));
    for (const column of spec.columns)
      rows.push(
        line(
          ["", columnWords(spec, column).heading, requiredText(spec, column), offeredIn(column).join("、"), columnWords(spec, column).note],
          false,
        ),
      );
    merges.push({ row: first, column: 1, rows: spec.columns.length + 1, columns: 1 });
  }
  return {
    name: WORKBOOK_WORDS.help,
    columns: WIDTHS,
    rows: [...above, ...rows],
    merges,
    frozenRows: above.length,
    print: { titleRows: [above.length, above.length] },
  };
}

function line(texts: readonly string[], isSheet: boolean): WorkbookRow {
  return {
    cells: texts.map((text, index) => ({
      text,
      style: index === 0 ? LOOKS.band : isSheet ? { ...LOOKS.label, bold: index === 4 } : index === 4 ? LOOKS.left : LOOKS.center,
    })),
    height: heightOf(texts.slice(1).map((text, index) => ({ text, width: WIDTHS[index + 1] ?? 0 }))),
  };
}

function requiredText(spec: SheetSpec, column: ColumnSpec): string {
  if (column.required === undefined) return "";
  if (column.required === true) return WORKBOOK_WORDS.always;
  const deciding = spec.layout === "list" ? spec.columns.find(({ key }) => key === spec.decidedBy)?.choices : undefined;
  const labels = deciding ? labelsOf(deciding) : new Map<string, string>();
  return WORKBOOK_WORDS.when(column.required.map((value) => labels.get(value) ?? value).join("、"));
}
