// A form as a workbook or a Word file, with cells merged as people merge them.
import { strToU8, zipSync } from "fflate";
import type { WorkbookCell, WorkbookSheet } from "../../src/app/files/workbook-sheet.ts";
import { writeXlsx } from "../../src/app/files/write-xlsx.ts";
import { type FormBlock, type FormDocument, type FormTable, placeCells } from "./form-document.ts";

/** One sheet a table, texts before it in rows of their own. `typed`: figures are numbers, rates numbers shown as percents. */
export function renderXlsx(form: FormDocument, typed: boolean): Uint8Array {
  const groups: FormBlock[][] = [[]];
  for (const [at, block] of form.blocks.entries()) {
    const before = form.blocks.slice(0, at).some(({ kind }) => kind === "table");
    if (block.kind === "text" && block.style === "title" && before) groups.push([]);
    groups[groups.length - 1]?.push(block);
  }
  const sheets = groups.map((blocks, at) => sheetOf(blocks, `自评表${at + 1}`, typed));
  return writeXlsx(sheets, { title: form.title, author: "", day: "2024-05-20", subject: "" });
}

function sheetOf(blocks: readonly FormBlock[], name: string, typed: boolean): WorkbookSheet {
  const columns = Math.max(1, ...blocks.map((block) => (block.kind === "table" ? block.columns : 1)));
  const rows: (WorkbookCell | null)[][] = [];
  const merges: { row: number; column: number; rows: number; columns: number }[] = [];
  for (const block of blocks) {
    const top = rows.length;
    if (block.kind === "text") {
      rows.push([{ text: block.text }]);
      if (columns > 1) merges.push({ row: top + 1, column: 1, rows: 1, columns });
      continue;
    }
    for (const _ of block.rows) rows.push(Array.from({ length: block.columns }, () => null));
    for (const { row, column, across, down, text } of placeCells(block)) {
      const line = rows[top + row];
      if (line && text !== "") line[column] = { ...typedCell(text, typed), style: { border: true, wrap: true } };
      if (across > 1 || down > 1) merges.push({ row: top + row + 1, column: column + 1, rows: down, columns: across });
    }
  }
  return { name, columns: Array.from({ length: columns }, () => 12), rows: rows.map((cells) => ({ cells })), merges };
}

function typedCell(text: string, typed: boolean): WorkbookCell {
  if (!typed) return { text };
  const plain = /^(\d{1,10})(?:\.(\d+))?$/u.exec(text);
  if (plain) return { number: text, format: plain[2] === undefined ? "General" : `0.${"0".repeat(plain[2].length)}` };
  const percent = /^(\d{1,3})(?:\.(\d+))?%$/u.exec(text);
  if (!percent) return { text };
  const digits = `${(percent[1] ?? "").padStart(3, "0")}${percent[2] ?? ""}`;
  const decimals = percent[2]?.length ?? 0;
  const point = digits.length - decimals - 2;
  return {
    number: `${digits.slice(0, point).replace(/^0+(?=\d)/u, "")}.${digits.slice(point)}`,
    format: `0${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}%`,
  };
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

export function renderDocx(form: FormDocument): Uint8Array {
  const body = form.blocks.map((block) =>
    block.kind === "text"
      ? paragraph(block.text, block.style === "heading" ? "1" : block.style === "subheading" ? "2" : null)
      : wordTable(block),
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `${HEAD}<w:styles xmlns:w="${W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`,
    "word/document.xml": `${HEAD}<w:document xmlns:w="${W}"><w:body>${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), { mtime: "2024-05-20" });
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

// Word parts a paragraph into runs wherever someone typed twice; a reader must join them.
function paragraph(content: string, style: string | null): string {
  const half = Math.floor(content.length / 2);
  const runs = [content.slice(0, half), content.slice(half)].filter((part) => part !== "");
  const look = style === null ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${look}${runs.map((run) => `<w:r><w:t xml:space="preserve">${escapeXml(run)}</w:t></w:r>`).join("")}</w:p>`;
}

function wordTable(table: FormTable): string {
  const placed = placeCells(table);
  const rows = table.rows.map((_, row) => {
    const cells = placed.filter((entry) => entry.row <= row && row < entry.row + entry.down).toSorted((a, b) => a.column - b.column);
    return `<w:tr>${cells
      .map(({ row: top, across, down, text }) => {
        const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : "";
        const merge = down > 1 ? (top === row ? '<w:vMerge w:val="restart"/>' : "<w:vMerge/>") : "";
        return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${
          top === row
            ? text
                .split("\n")
                .map((line) => paragraph(line, null))
                .join("")
            : "<w:p/>"
        }</w:tc>`;
      })
      .join("")}</w:tr>`;
  });
  return `<w:tbl><w:tblPr/><w:tblGrid>${"<w:gridCol/>".repeat(table.columns)}</w:tblGrid>${rows.join("")}</w:tbl><w:p/>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
