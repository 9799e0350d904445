// Builds workbooks for tests from their XML, so that a sheet can say anything a program or an attacker might write.
import { type RawEntry, rawZip } from "./raw-zip.builder.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export type XlsxParts = {
  /** What stands in `sheetData` of each sheet, by the sheet's name. */
  readonly sheets?: Readonly<Record<string, string>>;
  /** What stands behind `sheetData` in every sheet. */
  readonly behind?: string;
  /** Attributes of each sheet's entry in the workbook part, by its name. */
  readonly states?: Readonly<Record<string, string>>;
  readonly workbookPr?: string;
  readonly strings?: readonly string[];
  /** numFmt codes; look n of a cell shows format n, look 0 is General. */
  readonly formats?: readonly string[];
  /** Whole parts to add or to put in place of the usual ones; null leaves one out. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
};

/** The parts of a workbook by name. */
export function xlsxParts({
  sheets = { 表一: "" },
  behind = "",
  states = {},
  workbookPr = "",
  strings,
  formats,
  parts = {},
}: XlsxParts): Record<string, string | Uint8Array> {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const all: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/></Types>`,
    "_rels/.rels": relations([relation("r1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookPr}<sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}" ${Object.hasOwn(states, name) ? states[name] : ""}/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...names.map((_, index) => relation(`s${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`)),
      ...(strings ? [relation("strings", "sharedStrings", "sharedStrings.xml")] : []),
      ...(formats ? [relation("styles", "styles", "/xl/styles.xml")] : []),
    ]),
    ...Object.fromEntries(names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheets[name] ?? "", behind)])),
    ...(strings ? { "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${strings.map((text) => `<si>${text}</si>`).join("")}</sst>` } : {}),
    ...(formats ? { "xl/styles.xml": stylesXml(formats) } : {}),
    ...parts,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, content]) => (content === null ? [] : [[name, content]])));
}

export function anXlsx(parts: XlsxParts = {}, extra: readonly RawEntry[] = []): Uint8Array {
  return rawZip([...Object.entries(xlsxParts(parts)).map(([name, content]) => ({ name, content })), ...extra]);
}

/** A workbook of one sheet with these rows' XML. */
export function aSheet(rows: string, parts: XlsxParts = {}): Uint8Array {
  return anXlsx({ ...parts, sheets: { 表一: rows } });
}

export function sheetXml(rows: string, behind = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

function relations(entries: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join("")}</Relationships>`;
}

function stylesXml(formats: readonly string[]): string {
  const escaped = formats.map((code) => code.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;"));
  const codes = escaped.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`);
  const looks = ['<xf numFmtId="0"/>', ...formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`)];
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${looks.join("")}</cellXfs></styleSheet>`;
}
