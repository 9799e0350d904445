// Reads an .xlsx workbook strictly and exactly: every cell with its address, numbers as the decimals that were stored,
// formulas apart from their remembered values. What a spreadsheet program would silently repair is refused.
import type { Result } from "../../kernel/index.ts";
import { refuse, refusing } from "./file-refusal.ts";
import { cellName } from "./workbook-sheet.ts";
import { cellText, dayOfSerial, storedNumber } from "./xlsx/cell-text.ts";
import { shiftFormula } from "./xlsx/formula-tokens.ts";
import { type NumberFormat, readNumberFormats } from "./xlsx/number-formats.ts";
import { openWorkbook, SHEET_NAMESPACES, type SheetVisibility, type WorkbookParts } from "./xlsx/open-workbook.ts";
import { attributeOf, readXmlPart, type XmlElement } from "./xlsx/read-xml.ts";
import { createTextRuns } from "./xlsx/text-runs.ts";

/** A workbook's sheets in the order of their tabs, hidden ones flagged, or the fault that it is none. `name` stands in places. */
export function readXlsx(name: string, bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): Result<SourceWorkbook> {
  return refusing(name, "workbook-broken", () => {
    const parts = openWorkbook(bytes);
    const context = {
      parts,
      limits,
      strings: readSharedStrings(parts, limits),
      formats: readNumberFormats(parts.archive, parts.styles),
      count: { cells: 0, merges: 0 },
    };
    const sheets = parts.sheets.map(({ name: sheet, visibility, part }) => ({
      name: sheet,
      visibility,
      ...(part === null ? NO_CELLS : readSheet(context, sheet, part)),
    }));
    return { name, sheets };
  });
}

const NO_CELLS = { rows: [], merges: [] };
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

type Context = {
  readonly parts: WorkbookParts;
  readonly limits: WorkbookLimits;
  readonly strings: readonly string[];
  readonly formats: (look: number) => NumberFormat;
  readonly count: { cells: number; merges: number };
};

function readSharedStrings({ archive, sharedStrings }: WorkbookParts, limits: WorkbookLimits): readonly string[] {
  const strings: string[] = [];
  if (sharedStrings === null) return strings;
  const runs = createTextRuns(2);
  readXmlPart(archive, sharedStrings, {
    open: (element, depth) => {
      if (depth === 2 && strings.length >= limits.strings) refuse("too-many-strings", String(strings.length + 1), String(limits.strings));
      runs.open(element.local, depth);
    },
    text: runs.text,
    close: (element, depth) => {
      runs.close(depth);
      if (depth === 2 && element.local === "si") strings.push(cellText(runs.take()));
    },
  });
  return strings;
}

