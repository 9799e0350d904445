// Reads an .xlsx workbook strictly and exactly: every cell with its address, numbers as the decimals that were stored,
// formulas apart from their remembered values. What a spreadsheet program would silently repair is refused.
import type { Result } from "../../kernel/index.ts";
import { refuse, refusing } from "./file-refusal.ts";
import type { ZipArchive, ZipLimits } from "./read-zip.ts";
import type { SourceWorkbook, WorkbookLimits } from "./source-workbook.ts";
import { cellText } from "./xlsx/cell-text.ts";
import { readNumberFormats } from "./xlsx/number-formats.ts";
import { openWorkbook, SHEET_NAMESPACES, type WorkbookParts } from "./xlsx/open-workbook.ts";
import { plainStrings } from "./xlsx/plain-rows.ts";
import { readSheet, type SheetContext } from "./xlsx/read-sheet.ts";
import { readXmlPart } from "./xlsx/read-xml.ts";
import { createTextRuns } from "./xlsx/text-runs.ts";

export const WORKBOOK_LIMITS: WorkbookLimits = { rows: 50_000, cells: 1_000_000, strings: 1_000_000, merges: 20_000 };

/**
 * A workbook's sheets in the order of their tabs, hidden ones flagged, or the fault that it is none. `name` stands in places;
 * `opened` is the archive of the bytes where it is open already.
 */
export function readXlsx(
  name: string,
  bytes: Uint8Array,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
  opened: ZipArchive | null = null,
): Result<SourceWorkbook> {
  return refusing(name, "workbook-broken", () => {
    const { sheets, context } = openSheets(bytes, limits, opened);
    return {
      name,
      sheets: sheets.map(({ name: sheet, visibility, part }) => {
        const content = part === null ? { rows: [], merges: [], hiddenColumns: [] } : readSheet(context, sheet, part);
        return { name: sheet, visibility, ...content };
      }),
    };
  });
}

/** A workbook whose sheets can be read one by one. */
type OpenedSheets = { readonly sheets: WorkbookParts["sheets"]; readonly context: SheetContext };

/** @throws FileRefusal when it is no workbook. */
export function openSheets(bytes: Uint8Array, limits: WorkbookLimits, opened: ZipArchive | null, zip?: ZipLimits): OpenedSheets {
  const { archive, from1904, sheets, ...parts } = openWorkbook(bytes, opened, zip);
  const strings = readSharedStrings(archive, parts.sharedStrings, limits);
  const formats = readNumberFormats(archive, parts.styles);
  return { sheets, context: { archive, limits, strings, formats, from1904, count: { cells: 0, merges: 0 } } };
}

function readSharedStrings(archive: WorkbookParts["archive"], part: string | null, limits: WorkbookLimits): readonly string[] {
  const strings: string[] = [];
  if (part === null) return strings;
  const runs = createTextRuns(2);
  const add = (text: string): void => {
    if (strings.length >= limits.strings) refuse("too-many-strings", String(strings.length + 1), String(limits.strings));
    strings.push(cellText(text));
  };
  let inside = false;
  let isDefault = false;
  readXmlPart(archive, part, {
    open: (element, depth) => {
      if (depth === 1) isDefault = SHEET_NAMESPACES.includes(element.uri) && element.spaces.get("") === element.uri;
      inside = depth === 1 && isDefault;
      runs.open(element.local, depth);
    },
    text: runs.text,
    close: (element, depth) => {
      inside = depth === 2 && isDefault;
      runs.close(depth);
      if (depth === 2 && element.local === "si" && SHEET_NAMESPACES.includes(element.uri)) add(runs.take());
    },
    plain: { isInside: () => inside, begins: "<si>", ends: "</si>", take: plainStrings(add) },
  });
  return strings;
}
