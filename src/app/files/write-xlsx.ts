// Sheets → .xlsx: exact numbers, formulas with their values, merged and ruled cells, A4 print set-up (ECMA-376 part 1, §18).
import type { ReportDocument } from "../../report/index.ts";
import {
  contentTypesXml,
  corePropertiesXml,
  escapeXml,
  OFFICE_NS,
  relationshipsXml,
  rootRelationshipsXml,
  XML_DECLARATION,
  zipParts,
} from "./office-package.ts";
import {
  cellName,
  LIST_SHEET,
  rangeName,
  type SheetChoice,
  type SheetStyle,
  type WorkbookCell,
  type WorkbookSheet,
} from "./workbook-sheet.ts";
import { createStyleBook, type StyleBook } from "./xlsx-styles.ts";

/**
 * Writes sheets as a workbook. Numbers are stored with the digits they were given; every formula is computed anew when
 * the file is opened. The same sheets give the same bytes.
 * @throws when two sheets share a name or a number is not plain decimal text: both are defects of the caller.
 */
export function writeXlsx(sheets: readonly WorkbookSheet[], meta: ReportDocument["meta"]): Uint8Array {
  const lists = createListSheet();
  const strings = createStringTable();
  const styles = createStyleBook();
  const pages = sheets.map((sheet) => sheetXml(sheet, strings, styles, lists));
  const listSheet = lists.toSheet();
  const all = listSheet ? [...sheets, listSheet] : sheets;
  if (listSheet) pages.push(sheetXml(listSheet, strings, styles, lists));
  const names = new Set(all.map(({ name }) => name.toLowerCase()));
  if (names.size < all.length) throw new Error("two sheets share a name");
  const parts: Record<string, string> = {
    "[Content_Types].xml": contentTypesXml([
      ["xl/workbook.xml", `${SHEET_TYPE}.sheet.main`],
      ...all.map((_, index) => [`xl/worksheets/sheet${index + 1}.xml`, `${SHEET_TYPE}.worksheet`] as const),
      ["xl/styles.xml", `${SHEET_TYPE}.styles`],
      ["xl/sharedStrings.xml", `${SHEET_TYPE}.sharedStrings`],
    ]),
    "_rels/.rels": rootRelationshipsXml("xl/workbook.xml"),
    "docProps/core.xml": corePropertiesXml(meta),
    "xl/workbook.xml": workbookXml(all),
    "xl/_rels/workbook.xml.rels": relationshipsXml([
      ...all.map((_, index) => [`${OFFICE_NS}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
      [`${OFFICE_NS}/relationships/styles`, "styles.xml"],
      [`${OFFICE_NS}/relationships/sharedStrings`, "sharedStrings.xml"],
    ]),
    "xl/styles.xml": styles.toXml(),
    "xl/sharedStrings.xml": strings.toXml(),
  };
  for (const [index, xml] of pages.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = xml;
  return zipParts(parts, meta.day);
}

const SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const PLAIN_STYLE: SheetStyle = {};

type StringTable = { readonly indexOf: (text: string) => number; readonly toXml: () => string };
type ListSheet = { readonly place: (values: readonly string[]) => string; readonly toSheet: () => WorkbookSheet | null };

function sheetXml(sheet: WorkbookSheet, strings: StringTable, styles: StyleBook, lists: ListSheet): string {
  const columns = sheet.columns.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  const rows = sheet.rows.map(({ cells, height }, index) => {
    const row = index + 1;
    const content = cells.map((cell, column) => (cell === null ? "" : cellXml(cell, cellName(row, column + 1), strings, styles)));
    const tall = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
    return `<row r="${row}"${tall}>${content.join("")}</row>`;
  });
  const frozen = frozenXml(sheet);
  const protection = sheet.protected ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>' : "";
  const merges = (sheet.merges ?? []).map((range) => `<mergeCell ref="${rangeName(range)}"/>`);
  const choices = (sheet.choices ?? []).map((choice) => choiceXml(choice, lists));
  return `${XML_DECLARATION}<worksheet xmlns="${SHEET_NS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${columns.length > 0 ? `<cols>${columns.join("")}</cols>` : ""}<sheetData>${rows.join("")}</sheetData>${protection}${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>` : ""}${choices.length > 0 ? `<dataValidations count="${choices.length}">${choices.join("")}</dataValidations>` : ""}<printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.8" bottom="0.8" header="0.4" footer="0.4"/><pageSetup paperSize="9" orientation="${sheet.print?.landscape ? "landscape" : "portrait"}" fitToWidth="1" fitToHeight="${sheet.print?.onePage ? 1 : 0}"/><headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>`;
}

/** Panes that stay in sight while the rest moves. */
function frozenXml({ frozenRows = 0, frozenColumns = 0 }: WorkbookSheet): string {
  if (frozenRows === 0 && frozenColumns === 0) return "";
  const pane = frozenColumns === 0 ? "bottomLeft" : frozenRows === 0 ? "topRight" : "bottomRight";
  const splits = `${frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : ""}${frozenRows > 0 ? ` ySplit="${frozenRows}"` : ""}`;
  return `<pane${splits} topLeftCell="${cellName(frozenRows + 1, frozenColumns + 1)}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function cellXml(cell: WorkbookCell, name: string, strings: StringTable, styles: StyleBook): string {
  const style = cell.style ?? PLAIN_STYLE;
  const format = cell.format ?? "General";
  if (cell.formula !== undefined) {
    const look = styles.indexOf(style, format, false);
    const formula = `<f>${escapeXml(cell.formula)}</f>`;
    if (cell.number !== undefined) return `<c r="${name}" s="${look}">${formula}<v>${decimal(cell.number)}</v></c>`;
    return `<c r="${name}" s="${look}" t="str">${formula}<v>${cellText(cell.text ?? "")}</v></c>`;
  }
  if (cell.number !== undefined && holdsExactly(cell.number))
    return `<c r="${name}" s="${styles.indexOf(style, format, false)}"><v>${decimal(cell.number)}</v></c>`;
  const text = cell.text ?? cell.number ?? "";
  if (text === "") return `<c r="${name}" s="${styles.indexOf(style, format, false)}"/>`;
  // What looks like a formula is marked as literal, so that it stays text when someone edits the cell.
  return `<c r="${name}" s="${styles.indexOf(style, format, /^[=+\-@\t\r\n]/.test(text))}" t="s"><v>${strings.indexOf(text)}</v></c>`;
}

function decimal(number: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(number)) throw new Error(`not plain decimal text: "${number}"`);
  return number;
}

/** Spreadsheets keep 15 digits; a longer number stays exact only as text. */
function holdsExactly(number: string): boolean {
  return decimal(number).replace(/^-?0*\.?0*|\./g, "").length <= 15;
}

/** Cell text: XML, and Excel's own _xHHHH_ escapes kept literal. */
function cellText(text: string): string {
  return escapeXml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

function choiceXml({ range, values, prompt }: SheetChoice, lists: ListSheet): string {
  const hint = prompt === undefined ? "" : ` showInputMessage="1" prompt="${escapeXml(prompt.slice(0, 255))}"`;
  if (values.length === 0) return `<dataValidation allowBlank="1"${hint} sqref="${rangeName(range)}"/>`;
  const inline = values.join(",");
  // Excel takes a list inside the rule only up to 255 characters, and splits it at commas.
  const source = inline.length <= 255 && !values.some((value) => /[,"]/.test(value)) ? `"${inline}"` : lists.place(values);
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1"${hint} sqref="${rangeName(range)}"><formula1>${escapeXml(source)}</formula1></dataValidation>`;
}

/** The hidden sheet that holds lists too long for a rule, a column each. */
function createListSheet(): ListSheet {
  const columns: (readonly string[])[] = [];
  return {
    place: (values) => {
      columns.push(values);
      const name = cellName(1, columns.length).slice(0, -1);
      return `${LIST_SHEET}!$${name}$1:$${name}$${values.length}`;
    },
    toSheet: () => {
      if (columns.length === 0) return null;
      const longest = Math.max(...columns.map((values) => values.length));
      const rows = Array.from({ length: longest }, (_, row) => ({
        cells: columns.map((values) => (row < values.length ? { text: values[row] ?? "" } : null)),
      }));
      return { name: LIST_SHEET, columns: columns.map(() => 20), rows, hidden: true };
    },
  };
}

function createStringTable(): StringTable {
  const places = new Map<string, number>();
  let used = 0;
  return {
    indexOf: (text) => {
      used += 1;
      const place = places.get(text) ?? places.size;
      places.set(text, place);
      return place;
    },
    toXml: () =>
      `${XML_DECLARATION}<sst xmlns="${SHEET_NS}" count="${used}" uniqueCount="${places.size}">${[...places.keys()]
        .map((text) => `<si><t${text.trim() === text ? "" : ' xml:space="preserve"'}>${cellText(text)}</t></si>`)
        .join("")}</sst>`,
  };
}

function workbookXml(sheets: readonly WorkbookSheet[]): string {
  const entries = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ""} r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.flatMap(({ name, print }, index) => {
    if (!print?.titleRows) return [];
    const [first, last] = print.titleRows;
    const quoted = escapeXml(`'${name.replaceAll("'", "''")}'`);
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$${first}:$${last}</definedName>`];
  });
  return `${XML_DECLARATION}<workbook xmlns="${SHEET_NS}" xmlns:r="${OFFICE_NS}/relationships"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="14000"/></bookViews><sheets>${entries.join("")}</sheets>${titles.length > 0 ? `<definedNames>${titles.join("")}</definedNames>` : ""}<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`;
}
