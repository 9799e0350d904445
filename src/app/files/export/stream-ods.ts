// An OpenDocument spreadsheet (ISO/IEC 26300, 1.2) written while its rows come: typed cells, text as text.
import { escapeXml, XML_DECLARATION } from "../office-package.ts";
import type { StreamedSheet } from "./export-sheet.ts";
import { streamZip } from "./stream-zip.ts";

const TYPE = "application/vnd.oasis.opendocument.spreadsheet";
const NS = "urn:oasis:names:tc:opendocument:xmlns";
const MANIFEST = `${XML_DECLARATION}<manifest:manifest xmlns:manifest="${NS}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;

export function streamOds(sheets: readonly StreamedSheet[], made: Date): AsyncGenerator<Uint8Array> {
  return streamZip(
    [
      // First and not compressed: so the format is told by its first bytes.
      { name: "mimetype", stored: true, text: [TYPE] },
      { name: "META-INF/manifest.xml", text: [MANIFEST] },
      { name: "content.xml", text: contentXml(sheets) },
    ],
    made,
  );
}

async function* contentXml(sheets: readonly StreamedSheet[]): AsyncGenerator<string> {
  yield `${XML_DECLARATION}<office:document-content xmlns:office="${NS}:office:1.0" xmlns:table="${NS}:table:1.0" xmlns:text="${NS}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>`;
  for (const { title, columns, rows } of sheets) {
    yield `<table:table table:name="${escapeXml(title)}"><table:table-row>${columns.map(({ heading }) => textCell(heading)).join("")}</table:table-row>`;
    for await (const row of rows) {
      const cells = row.map((value, at) => {
        if (value === null) return "<table:table-cell/>";
        return columns[at]?.kind === "number" ? numberCell(value) : textCell(value);
      });
      yield `<table:table-row>${cells.join("")}</table:table-row>`;
    }
    yield "</table:table>";
  }
  yield "</office:spreadsheet></office:body></office:document-content>";
}

function numberCell(value: string): string {
  return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
}

function textCell(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => `<text:p>${escapeXml(line)}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join("")}</table:table-cell>`;
}
