// ReportDocument → PDF through Typst: the page of GB/T 9704-2012, embedded faces, text that can be searched and copied.
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { printDay, readDay, unreachable } from "../../kernel/index.ts";
import type { Block, Cell, ReportDocument, Run, Table } from "../../report/index.ts";
import { officialFontFolders, packagedFontFolders } from "./document-fonts.ts";
import { LANDSCAPE, LINE_PITCH, type PageBox, PORTRAIT, pointsOf, tableTextSize, textWidth } from "./page-geometry.ts";
import { type FaceChain, pageSettings, typstString, typstTemplate } from "./pdf-template.ts";
import { alignmentOf, type PlacedCell, splitForRepeat, type TableGrid } from "./table-grid.ts";
import { countLines, widthInEms } from "./text-width.ts";
import { printable } from "./zip-package.ts";

export async function writePdf(document: ReportDocument): Promise<Uint8Array> {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: [...packagedFontFolders()] }] });
  const source = typstSource(document, CHAIN);
  const compiled = compiler.compile({ mainFileContent: source });
  const result = compiled.result;
  if (!result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics) + source.slice(0, 6000));
  const bytes = compiler.pdf(result);
  compiler.evictCache(10);
  return bytes;
}
let compiler: NodeCompiler | undefined;
const CHAIN: FaceChain = {
  latin: [],
  faces: {
    title: { families: ["Noto Serif SC"], weight: 700 },
    hei: { families: ["Noto Sans SC"], weight: 500 },
    kai: { families: ["Noto Serif SC"], weight: 600 },
    fang: { families: ["Noto Serif SC"], weight: 400 },
    song: { families: ["Noto Serif SC"], weight: 400 },
  },
};

export function typstSource(document: ReportDocument, chain: FaceChain): string {
  const { title, author, subject, day } = document.meta;
  let page = PORTRAIT;
  const body = document.blocks.map((block, index) => {
    const first = index === 0;
    let turn = "";
    if (block.kind === "annex-start") {
      const next = block.landscape ? LANDSCAPE : PORTRAIT;
      turn = next !== page ? `set page(${pageSettings(next)})\n` : first ? "" : "pagebreak(weak: true)\n";
      page = next;
    }
    return turn + blockSource(block, page, closesWith(document.blocks[index + 1]));
  });
  const date = readDay(day);
  return `#{\nset document(title: ${text(title)}, author: ${text(author)}, description: ${text(subject)}, date: ${date ? `datetime(year: ${Number(date.slice(0, 4))}, month: ${Number(date.slice(5, 7))}, day: ${Number(date.slice(8))})` : "none"})\n${typstTemplate(chain)}\n${body.join("\n")}\n}`;
}
function closesWith(next: Block | undefined): boolean {
  return next?.kind === "annex-note" || next?.kind === "signature";
}

function blockSource(block: Block, page: PageBox, keepNext: boolean): string {
  switch (block.kind) {
    case "title":
      return `title(${block.subtitle === undefined ? "none" : text(block.subtitle)}, ${block.lines.map(text).join(", ")})`;
    case "heading":
      return `h(${block.level}, ${text(block.text)})`;
    case "paragraph": {
      const call = `${block.note ? "note" : block.flush ? "flush" : "p"}(${block.runs.flatMap(runSource).join(", ")})`;
      return keepNext ? `keep(${call})` : call;
    }
    case "table":
      return tableSource(block, page);
    case "annex-note":
      return `annexes(${["附件：", ...block.names].map(text).join(", ")})`;
    case "signature": {
      const known = readDay(block.day);
      const date = known ? printDay(known) : block.day;
      const half = Math.max(4 + widthInEms(date) / 2, widthInEms(block.unit) / 2);
      return `signature(${2 * half}, ${text(block.unit)}, ${text(date)})`;
    }
    case "annex-start":
      return `annex(${text(block.label)}, ${block.subtitle === undefined ? "none" : text(block.subtitle)}, ${text(block.title)})`;
    case "page-break":
      return "pagebreak(weak: true)";
    default:
      return unreachable(block);
  }
}

function runSource(run: Run): string {
  return run.bold ? `b(${text(run.text)})` : text(run.text);
}

function text(value: string): string {
  const lines = printable(value).split("\n").map(typstString);
  return lines.length === 1 ? (lines[0] ?? '""') : `{ ${lines.join("; linebreak(); ")} }`;
}

function tableSource(table: Table, page: PageBox): string {
  const size = tableTextSize(table.widths.length, page);
  const parts = splitForRepeat(table).map((grid) => gridSource(grid, size));
  return `tbl(${size}pt, (${table.widths.map((width) => `${width}fr`).join(", ")}), ${table.caption === undefined ? "none" : text(table.caption)}, ${table.unitNote === undefined ? "none" : text(table.unitNote)}, ${parts.join(", ")})`;
}

function gridSource(grid: TableGrid, _size: number): string {
  const rows = grid.rows.map((cells) => cells.map(cellSource).join(", "));
  const head = rows.slice(0, grid.headerRows);
  const rest = rows.slice(grid.headerRows);
  return `(${head.length > 0 ? `table.header(${head.join(",\n")}),\n` : ""}${rest.filter((row) => row !== "").join(",\n")},)`;
}

function cellSource({ cell, colSpan, rowSpan, openTop, openBottom }: PlacedCell): string {
  const options: string[] = [];
  if (colSpan > 1) options.push(`colspan: ${colSpan}`);
  if (rowSpan > 1) options.push(`rowspan: ${rowSpan}`);
  else options.push("breakable: false");
  const align = alignmentOf(cell);
  if (align !== "center") options.push(`align: ${align} + horizon`);
  if (openTop) options.push("stroke: (top: none)");
  if (openBottom) options.push("stroke: (bottom: none)");
  let body = text(cell.text);
  if (cell.header) body = `head(${body})`;
  if (cell.bold) body = `b(${body})`;
  return `table.cell(${[...options, body].join(", ")})`;
}
