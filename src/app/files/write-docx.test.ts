import { load } from "cheerio";
import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Cell, Table } from "../../report/index.ts";
import { aDetailTable, aDocumentOf, aReportDocument, aSelfEvaluationForm, HOSTILE_TEXT } from "./sample-document.builder.ts";
import { writeDocx } from "./write-docx.ts";

const TWIPS_PER_MM = 1440 / 25.4;

describe("a Word report", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("has the same bytes whenever it is written", async () => {
    vi.useFakeTimers({ now: new Date("2021-03-04T05:06:07Z"), toFake: ["Date"] });
    const first = await writeDocx(aReportDocument());
    vi.setSystemTime(new Date("2030-12-31T23:59:59Z"));
    expect(await writeDocx(aReportDocument())).toEqual(first);
  });

  it("is dated by the report alone", async () => {
    const core = await partOf(aReportDocument(), "docProps/core.xml");
    expect(core.match(/\d{4}-\d\d-\d\dT[^<]*/g)).toEqual(["2020-05-20T00:00:00Z", "2020-05-20T00:00:00Z"]);
  });

  it("sets 22 lines of 28 characters in the margins of GB/T 9704", async () => {
    const text = await partOf(aReportDocument(), "word/document.xml");
    const page = attributesOf(text, "w:pgSz");
    const margin = attributesOf(text, "w:pgMar");
    const millimetres = (twips: string | undefined) => Math.round(Number(twips) / TWIPS_PER_MM);
    expect([page["w:w"], page["w:h"], margin["w:top"], margin["w:right"], margin["w:bottom"], margin["w:left"]].map(millimetres)).toEqual([
      210, 297, 37, 26, 35, 28,
    ]);
    const height = Number(page["w:h"]) - Number(margin["w:top"]) - Number(margin["w:bottom"]);
    const width = Number(page["w:w"]) - Number(margin["w:left"]) - Number(margin["w:right"]);
    const styles = await partOf(aReportDocument(), "word/styles.xml");
    const normal = /w:styleId="Normal">.*?<\/w:style>/.exec(styles)?.[0] ?? "";
    const pitch = Number(attributesOf(normal, "w:spacing")["w:line"]);
    expect(Math.floor(height / pitch)).toBe(22);
    const tracking = Number(/<w:rPr><w:spacing w:val="(-?\d+)"/.exec(normal)?.[1]);
    expect(Math.floor(width / (16 * 20 + tracking))).toBe(28);
  });

  it("gives a form that stands alone the margins of a form", async () => {
    const text = await partOf({ ...aDocumentOf(aSelfEvaluationForm()), layout: "form" }, "word/document.xml");
    const margin = attributesOf(text, "w:pgMar");
    expect(["w:top", "w:right", "w:bottom", "w:left"].map((side) => Math.round(Number(margin[side]) / TWIPS_PER_MM))).toEqual([
      15, 18, 18, 20,
    ]);
  });

  it("turns the page for a wide annex and numbers it on", async () => {
    const text = await partOf(aReportDocument(), "word/document.xml");
    expect([...text.matchAll(/<w:pgSz [^>]*>/g)].map(([size]) => size.includes('w:orient="landscape"'))).toEqual([false, true]);
    expect([...text.matchAll(/<w:footerReference /g)]).toHaveLength(4);
  });

  it("returns to upright pages after a wide annex", async () => {
    const start = (label: string, landscape: boolean) => ({ kind: "annex-start", label, title: "表", landscape }) as const;
    const text = await partOf(aDocumentOf(start("附件1", true), start("附件2", false), start("附件3", false)), "word/document.xml");
    expect([...text.matchAll(/<w:pgSz [^>]*>/g)].map(([size]) => size.includes("landscape"))).toEqual([true, false]);
    expect([...text.matchAll(/<w:pageBreakBefore\/>/g)]).toHaveLength(1);
  });

  it("names the official faces per script and says what to take where they are missing", async () => {
    const styles = await partOf(aReportDocument(), "word/styles.xml");
    const eastAsian = (id: string) => new RegExp(`w:styleId="${id}">.*?w:eastAsia="([^"]+)"`).exec(styles)?.[1];
    expect([eastAsian("Title"), eastAsian("Heading1"), eastAsian("Heading2"), eastAsian("Heading3")]).toEqual([
      "方正小标宋简体",
      "黑体",
      "楷体_GB2312",
      "仿宋_GB2312",
    ]);
    expect(styles).toContain('<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"');
    const fonts = await partOf(aReportDocument(), "word/fontTable.xml");
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong"/>');
  });

  it("gives headings the levels a navigation pane reads", async () => {
    const html = await htmlOf(aReportDocument());
    const $ = load(html);
    expect($("h1").first().text()).toBe("一、基本情况");
    expect($("h2").first().text()).toBe("（一）项目概况");
    expect($("h3").first().text()).toBe("1.项目背景");
    expect($("h4").first().text()).toBe("（1）预算执行率");
  });

  it("returns every cell of its tables with its place", async () => {
    const report = aReportDocument();
    const tables = report.blocks.filter((block) => block.kind === "table");
    expect(tables).toHaveLength(4);
    const grids = readGrids(await htmlOf(report));
    const [detail, scores, form, review] = tables as [Table, Table, Table, Table];
    expect(grids[0]).toEqual(gridOf(detail));
    expect(grids[1]).toEqual(gridOf(scores));
    expect(grids[4]).toEqual(gridOf(review));
    // The form's head repeats from its tenth row: its label stands in that head alone, the cells below it are empty.
    const expected = gridOf(form).map((row, index) => (index > 9 && index < 20 ? ["", ...row.slice(1)] : row));
    expect([...(grids[2] ?? []), ...(grids[3] ?? [])]).toEqual(expected);
  });

  it("repeats heads and keeps rows whole", async () => {
    const detail = await partOf(aDocumentOf(aDetailTable()), "word/document.xml");
    const rows = detail.match(/<w:tr>.*?<\/w:tr>/g) ?? [];
    expect(rows).toHaveLength(14);
    expect(rows.map((row) => row.includes("<w:tblHeader/>"))).toEqual([true, ...new Array<boolean>(13).fill(false)]);
    expect(rows.every((row) => row.includes("<w:cantSplit/>"))).toBe(true);
    const form = await partOf(aDocumentOf(aSelfEvaluationForm()), "word/document.xml");
    const heads = (form.match(/<w:tr>.*?<\/w:tr>/g) ?? []).flatMap((row, index) => (row.includes("<w:tblHeader/>") ? [index + 1] : []));
    expect(heads).toEqual([10]);
  });

  it("lets a row break that could not fit a page", async () => {
    const rows: readonly (readonly Cell[])[] = [[{ text: "长" }, { text: "说明".repeat(1500) }]];
    const text = await partOf(aDocumentOf({ kind: "table", id: "long", widths: [1, 3], headerRows: 0, rows }), "word/document.xml");
    expect(text).not.toContain("<w:cantSplit/>");
  });

  it("makes columns that add up to the width of the text", async () => {
    const text = await partOf(aDocumentOf({ ...aDetailTable(), widths: [1, 1, 1, 1, 1, 2] }), "word/document.xml");
    const widths = [...text.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths.reduce((a, b) => a + b, 0)).toBe(Math.round(156 * TWIPS_PER_MM));
  });

  it("keeps hostile text literal everywhere a text can stand", async () => {
    const text = HOSTILE_TEXT;
    const file = await writeDocx(
      aReportDocument({
        meta: { title: text, author: text, subject: text, day: "2020-05-20" },
        blocks: [
          { kind: "title", lines: [text], subtitle: text },
          { kind: "heading", level: 1, text },
          { kind: "paragraph", runs: [{ text }, { text, bold: true }] },
          {
            kind: "table",
            id: "t",
            caption: text,
            unitNote: text,
            widths: [1],
            headerRows: 1,
            rows: [[{ text, header: true }], [{ text }]],
          },
          { kind: "annex-note", names: [text] },
          { kind: "signature", unit: text, day: text },
          { kind: "annex-start", label: text, title: text, subtitle: text },
        ],
      }),
    );
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(file) });
    expect(value.split(text)).toHaveLength(16);
    expect(strFromU8(unzipSync(file)["docProps/core.xml"] ?? new Uint8Array())).toContain("&lt;w:p/&gt;");
  });

  it("replaces characters no file can carry instead of breaking", async () => {
    const { value } = await mammoth.extractRawText({
      buffer: Buffer.from(await writeDocx(aDocumentOf({ kind: "paragraph", runs: [{ text: "甲\u0000\u000b乙\ud800丙\uffff丁\r\n戊" }] }))),
    });
    expect(value.trim()).toBe("甲��乙�丙�丁戊");
  });
});

async function partOf(document: Parameters<typeof writeDocx>[0], path: string): Promise<string> {
  return strFromU8(unzipSync(await writeDocx(document))[path] ?? new Uint8Array());
}

async function htmlOf(document: Parameters<typeof writeDocx>[0]): Promise<string> {
  const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(await writeDocx(document)) });
  expect(messages.filter(({ type }) => type === "error")).toEqual([]);
  return value;
}

function attributesOf(xml: string, element: string): Readonly<Record<string, string>> {
  const tag = new RegExp(`<${element} ([^>]*?)/?>`).exec(xml)?.[1] ?? "";
  return Object.fromEntries([...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name ?? "", value ?? ""]));
}

/** A table's texts, each in every place it covers. */
function gridOf(table: Table): string[][] {
  return spread(table.rows.map((row) => row.map((cell) => ({ text: cell.text, across: cell.colSpan ?? 1, down: cell.rowSpan ?? 1 }))));
}

function readGrids(html: string): string[][][] {
  const $ = load(html);
  return $("table")
    .toArray()
    .map((table) =>
      spread(
        $(table)
          .find("tr")
          .toArray()
          .map((row) =>
            $(row)
              .children()
              .toArray()
              .map((cell) => ({
                text: $(cell)
                  .find("p")
                  .toArray()
                  .map((paragraph) => $(paragraph).text())
                  .join("\n"),
                across: Number($(cell).attr("colspan") ?? 1),
                down: Number($(cell).attr("rowspan") ?? 1),
              })),
          ),
      ),
    );
}

function spread(rows: readonly (readonly { readonly text: string; readonly across: number; readonly down: number }[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const { text, across, down } of row) {
      while (grid[index]?.[column] !== undefined) column++;
      for (let r = index; r < index + down; r++) for (let c = column; c < column + across; c++) (grid[r] ?? [])[c] = text;
    }
  }
  return grid;
}
