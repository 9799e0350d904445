// A workbook (ECMA-376 part 1, §18) written while its rows come: text in typed text cells, which no spreadsheet computes; numbers with
// the digits they were given.
import type { ReportDocument } from "../../../report/index.ts";
import {
  contentTypesXml,
  corePropertiesXml,
  escapeXml,
  OFFICE_NS,
  relationshipsXml,
  rootRelationshipsXml,
  XML_DECLARATION,
} from "../office-package.ts";
import { cellName } from "../workbook-sheet.ts";
import type { StreamedSheet } from "./export-sheet.ts";
import { streamZip } from "./stream-zip.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Characters that a cell holds. */
const LONGEST = 32_767;

export function streamXlsx(sheets: readonly StreamedSheet[], meta: ReportDocument["meta"], made: Date): AsyncGenerator<Uint8Array> {
  const paths = sheets.map((_, at) => `xl/worksheets/sheet${at + 1}.xml`);
  const names = sheets.map(({ title }, at) => `<sheet name="${escapeXml(title)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const links = paths.map((path) => [`${OFFICE_NS}/relationships/worksheet`, path.slice("xl/".length)] as const);
  const parts = [
    [
      "[Content_Types].xml",
      contentTypesXml([["xl/workbook.xml", `${TYPE}.sheet.main`], ...paths.map((path) => [path, `${TYPE}.worksheet`] as const)]),
    ],
    ["_rels/.rels", rootRelationshipsXml("xl/workbook.xml")],
    ["docProps/core.xml", corePropertiesXml(meta)],
    [
      "xl/workbook.xml",
      `${XML_DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE_NS}/relationships"><sheets>${names.join("")}</sheets></workbook>`,
    ],
    ["xl/_rels/workbook.xml.rels", relationshipsXml(links)],
  ] as const;
  return streamZip(
    [
      ...parts.map(([name, text]) => ({ name, text: [text] })),
      ...sheets.map((sheet, at) => ({ name: paths[at] ?? "", text: sheetXml(sheet) })),
    ],
    made,
  );
}

async function* sheetXml({ columns, rows }: StreamedSheet): AsyncGenerator<string> {
  yield `${XML_DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  yield `<row r="1">${columns.map(({ heading }, at) => textCell(cellName(1, at + 1), heading)).join("")}</row>`;
  let number = 1;
  for await (const row of rows) {
    number += 1;
    const cells = row.map((value, at) => {
      if (value === null) return "";
      const name = cellName(number, at + 1);
      return columns[at]?.kind === "number" ? `<c r="${name}"><v>${value}</v></c>` : textCell(name, value);
    });
    yield `<row r="${number}">${cells.join("")}</row>`;
  }
  yield "</sheetData></worksheet>";
}

function textCell(name: string, text: string): string {
  return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, LONGEST))}</t></is></c>`;
}
