// A form as a web page, in UTF-8 or GBK, and as a PDF.
import { writePdf } from "../../src/app/files/write-pdf.ts";
import { unreachable } from "../../src/kernel/index.ts";
import type { Block } from "../../src/report/index.ts";
import { type FormDocument, type FormTable, type FormText, type PlacedCell, placeCells } from "./form-document.ts";
import { escapeXml } from "./render-office.ts";

export function renderHtml(form: FormDocument, encoding: "utf-8" | "gbk"): Uint8Array {
  const body = form.blocks.map((block) => {
    if (block.kind === "table") return htmlTable(block);
    const tag = block.style === "title" ? "h1" : block.style === "heading" ? "h2" : block.style === "subheading" ? "h3" : "p";
    return `<${tag}>${escapeXml(block.text)}</${tag}>`;
  });
  const page = `<!DOCTYPE html>
<html><head><meta charset="${encoding}"><title>${escapeXml(form.title)}</title><style>td{border:1px solid}</style></head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/open">政务公开</a></div><div class="content">
${body.join("\n")}
</div><div class="foot">主办单位：信息中心</div><script>var shown = 1;</script></body></html>
`;
  return encoding === "utf-8" ? new TextEncoder().encode(page) : encodeGbk(page);
}

function htmlTable(table: FormTable): string {
  const placed = placeCells(table);
  const rows = table.rows.map((_, row) => {
    const cells = placed.filter((entry) => entry.row === row).map(htmlCell);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table cellspacing="0">${rows.join("\n")}</table>`;
}

function htmlCell({ text, across, down }: PlacedCell): string {
  const spans = `${down > 1 ? ` rowspan="${down}"` : ""}${across > 1 ? ` colspan="${across}"` : ""}`;
  return `<td${spans}>${text === "" ? "&nbsp;" : `<p><span>${escapeXml(text).replaceAll("\n", "<br>")}</span></p>`}</td>`;
}

let gbkCodes: ReadonlyMap<string, readonly number[]> | undefined;

/** GBK bytes; what GBK lacks becomes a character reference. */
function encodeGbk(text: string): Uint8Array {
  gbkCodes ??= readGbkCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128) bytes.push(code);
    else bytes.push(...(gbkCodes.get(character) ?? [...`&#${code};`].map((c) => c.charCodeAt(0))));
  }
  return Uint8Array.from(bytes);
}

function readGbkCodes(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder("gbk");
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? "" : decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== "\ufffd" && !codes.has(character)) codes.set(character, [lead, trail]);
    }
  return codes;
}

export async function renderPdf(form: FormDocument): Promise<Uint8Array> {
  const blocks = form.blocks.map((block, at) => (block.kind === "table" ? pdfTable(block, at) : pdfText(block)));
  return await writePdf({ meta: { title: form.title, author: "", day: "2024-05-20", subject: "" }, blocks });
}

function pdfText({ style, text }: FormText): Block {
  switch (style) {
    case "title":
      return { kind: "title", lines: [text] };
    case "heading":
      return { kind: "heading", level: 1, text };
    case "subheading":
      return { kind: "heading", level: 2, text };
    case "subtitle":
    case "paragraph":
    case "right":
      return { kind: "paragraph", runs: [{ text }] };
    case "note":
      return { kind: "paragraph", runs: [{ text }], note: true };
    default:
      return unreachable(style);
  }
}

function pdfTable(table: FormTable, at: number): Block {
  const placed = placeCells(table);
  const rows = table.rows.map((_, row) =>
    placed
      .filter((entry) => entry.row === row)
      .map(({ text, across, down }) => ({
        text,
        ...(across > 1 ? { colSpan: across } : {}),
        ...(down > 1 ? { rowSpan: down } : {}),
      })),
  );
  return { kind: "table", id: `table-${at}`, widths: Array.from({ length: table.columns }, () => 1), headerRows: 0, rows };
}
