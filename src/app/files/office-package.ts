// What every Office file is made of: a zip whose bytes depend on its content alone, relationships, properties, safe XML text.
import { strToU8, zipSync } from "fflate";
import type { ReportDocument } from "../../report/index.ts";

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006";
export const OFFICE_NS = "http://schemas.openxmlformats.org/officeDocument/2006";

/** Zips text parts in the order given; every entry is dated by the document's day. */
export function zipParts(parts: Readonly<Record<string, string>>, day: string): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])), {
    level: 6,
    mtime: localMidnight(day),
  });
}

/** [Content_Types].xml for parts given as [path, type]; relationships and core properties are known. */
export function contentTypesXml(parts: readonly (readonly [path: string, type: string])[]): string {
  const overrides = parts.map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}+xml"/>`);
  return `${XML_DECLARATION}<Types xmlns="${PACKAGE_NS}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;
}

/** A relationships part; the targets are numbered rId1, rId2, … in their order. */
export function relationshipsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`);
  return `${XML_DECLARATION}<Relationships xmlns="${PACKAGE_NS}/relationships">${each.join("")}</Relationships>`;
}

/** _rels/.rels of a package with this main part. */
export function rootRelationshipsXml(mainPart: string): string {
  return relationshipsXml([
    [`${OFFICE_NS}/relationships/officeDocument`, mainPart],
    [`${PACKAGE_NS}/relationships/metadata/core-properties`, "docProps/core.xml"],
  ]);
}

/** docProps/core.xml: the document's own day is the only time it knows. */
export function corePropertiesXml(meta: ReportDocument["meta"]): string {
  const author = escapeXml(meta.author);
  const time = `${meta.day}T00:00:00Z`;
  return `${XML_DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE_NS}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(meta.title)}</dc:title><dc:subject>${escapeXml(meta.subject)}</dc:subject><dc:creator>${author}</dc:creator><cp:lastModifiedBy>${author}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified><dc:language>zh-CN</dc:language></cp:coreProperties>`;
}

/** Text as XML content or attribute value; characters that XML cannot carry are replaced, line breaks kept. */
export function escapeXml(text: string): string {
  return printable(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Text without what no file format carries: control characters and broken surrogates become "�"; CRLF becomes LF. */
export function printable(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "\ufffd");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const PLAIN = /^[\t\n -~\u00a0-\ud7ff\ue000-\ufffd]*$/;
const UNPRINTABLE = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Midnight in the machine's own zone: zip times carry no zone, so the bytes are the same in every one. Zips know the years 1980 to 2099. */
function localMidnight(day: string): Date {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Math.min(2099, Math.max(1980, year ?? 1980)), (month ?? 1) - 1, date ?? 1);
}
