import { describe, expect, it } from "vitest";
import type { Cell, Table } from "../../report/index.ts";
import { OFFICIAL_FAMILIES, officialChain, PACKAGED_CHAIN } from "./document-fonts.ts";
import { readPdfFonts, readPdfProperties, readPdfText } from "./office-tools.builder.ts";
import { aDocumentOf, aReportDocument, HOSTILE_TEXT } from "./sample-document.builder.ts";
import { pdfFaces, writePdf } from "./write-pdf.ts";

describe("a PDF report", () => {
  it("has the same bytes when it is written again, also after other reports", async () => {
    const first = await writePdf(aReportDocument());
    await writePdf(aDocumentOf({ kind: "heading", level: 1, text: "一、另一份报告" }));
    expect(await writePdf(aReportDocument())).toEqual(first);
  });

  it("carries the report's own properties and date", async () => {
    const properties = readPdfProperties(await writePdf(aReportDocument()));
    expect(properties.get("Title")).toBe("2019年度外事活动（出访）项目经费绩效评价报告");
    expect(properties.get("Author")).toBe("南昌市人民政府外事办公室");
    expect(properties.get("CreationDate")).toContain("May 20 00:00:00 2020");
    expect(properties.get("Keywords")).toContain("fonts: packaged");
    expect(properties.get("Page size")).toContain("A4");
    expect(properties.get("Tagged")).toBe("yes");
  });

  it("embeds every face it uses, and only packaged ones", async () => {
    const fonts = readPdfFonts(await writePdf(aReportDocument()));
    expect(fonts.every(({ embedded }) => embedded)).toBe(true);
    expect([...new Set(fonts.map(({ name }) => name.replace(/^[A-Z]+\+/, "")))].sort()).toEqual([
      "NotoSansSC-Medium",
      "NotoSerifSC-Bold",
      "NotoSerifSC-Regular",
      "NotoSerifSC-SemiBold",
    ]);
  });

  it("can be searched: its text comes out as it went in, with no radicals for characters", async () => {
    const text = readPdfText(await writePdf(aReportDocument()));
    const close = text.replace(/\s/g, "");
    for (const words of [
      "项目支出绩效自评表",
      "预算执行率64.52%",
      "金额",
      "执行率",
      "目标",
      "南昌市“一带一路”城市文明传承与发展访问团".slice(0, 9),
    ]) {
      expect(close).toContain(words);
    }
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/);
  });

  it("prints every text of every table", async () => {
    const report = aReportDocument();
    const close = readPdfText(await writePdf(report)).replace(/\s/g, "");
    const characters = new Set(close);
    const cells = report.blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : []));
    for (const { text } of cells) for (const character of text.replace(/\s/g, "")) expect(characters).toContain(character);
    for (const { text, number } of cells) if (number !== undefined) expect(close).toContain(text);
  });

  it("sets 22 lines of 28 characters on a page", async () => {
    const full = await writePdf(aDocumentOf({ kind: "paragraph", flush: true, runs: [{ text: "政".repeat(22 * 28) }] }));
    const lines = readPdfText(full)
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("政"));
    expect(lines).toEqual(new Array<string>(22).fill("政".repeat(28)));
    expect(readPdfProperties(full).get("Pages")).toBe("1");
    const more = await writePdf(aDocumentOf({ kind: "paragraph", flush: true, runs: [{ text: "政".repeat(22 * 28 + 1) }] }));
    expect(readPdfProperties(more).get("Pages")).toBe("2");
  });

  it("numbers pages between dashes and repeats the heads of tables", async () => {
    const pages = readPdfText(await writePdf(aReportDocument()))
      .split("\f")
      .slice(0, -1);
    expect(pages.length).toBeGreaterThanOrEqual(9);
    for (const [index, page] of pages.entries()) expect(page.replace(/\s/g, "")).toMatch(new RegExp(`—${index + 1}—$`));
    expect(pages.filter((page) => page.includes("子项目名称"))).toHaveLength(2);
    expect(pages.filter((page) => page.includes("三级指标") && page.includes("二级指标"))).toHaveLength(2);
  });

  it("keeps hostile text literal everywhere a text can stand", async () => {
    const text = HOSTILE_TEXT;
    const bytes = await writePdf(
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
            rows: [[{ text, header: true }], [{ text, bold: true }]],
          },
          { kind: "annex-note", names: [text] },
          { kind: "signature", unit: text, day: text },
          { kind: "annex-start", label: text, title: text, subtitle: text },
        ],
      }),
    );
    const close = readPdfText(bytes).replace(/\s/g, "");
    expect(close.split(text.replace(/\s/g, ""))).toHaveLength(16);
    expect(readPdfProperties(bytes).get("Title")).toBe(text);
  });

  it("prints rare characters of names, and replaces what no file can carry", async () => {
    const close = readPdfText(
      await writePdf(aDocumentOf({ kind: "paragraph", runs: [{ text: "喆堃㛃䶮𬀩甲\u0000乙\ud800\r\n丙" }] })),
    ).replace(/\s/g, "");
    expect(close).toContain("喆堃㛃䶮𬀩甲");
    expect(close).toContain("丙");
  });

  it("lets a row break that could not fit a page, and loses none of it", async () => {
    const long = Array.from({ length: 400 }, (_, index) => `第${index + 1}条说明`).join("；");
    const bytes = await writePdf(
      aDocumentOf({ kind: "table", id: "long", widths: [1, 3], headerRows: 0, rows: [[{ text: "长" }, { text: long }]] }),
    );
    const close = readPdfText(bytes).replace(/\s/g, "");
    expect(close).toContain("第400条");
    expect(Number(readPdfProperties(bytes).get("Pages"))).toBeGreaterThan(1);
  });

  it("never begins a page with a total alone, and never parts a small group of merged rows", async () => {
    for (let rows = 30; rows <= 42; rows++) {
      const table: Table = {
        kind: "table",
        id: "rows",
        widths: [1, 2, 1],
        headerRows: 1,
        rows: [
          [
            { text: "栏目", header: true },
            { text: "事项", header: true },
            { text: "金额", header: true },
          ],
          ...Array.from({ length: rows }, (_, index): Cell[] => [
            ...(index % 3 === 0 ? [{ text: `组${index / 3 + 1}`, rowSpan: Math.min(3, rows - index) }] : []),
            { text: `事项${index + 1}` },
            { text: "1.00", number: "1.00" },
          ]),
          [
            { text: "合计", colSpan: 2 },
            { text: `${rows}.00`, number: `${rows}.00` },
          ],
        ],
      };
      const pages = readPdfText(await writePdf(aDocumentOf(table)))
        .split("\f")
        .slice(0, -1);
      expect(pages.length).toBeGreaterThan(1);
      for (const page of pages.map((text) => text.replace(/ /g, ""))) {
        expect(page).toContain("栏目");
        expect(page.split("\n").filter((line) => line.includes("事项") && !line.includes("栏目")).length).toBeGreaterThan(0);
        const groups = page.match(/组\d+/g)?.length ?? 0;
        const items = page.match(/事项\d+/g)?.length ?? 0;
        expect(groups).toBe(Math.ceil(items / 3));
      }
    }
  });

  it("refuses no report, not even an empty one", async () => {
    expect(readPdfProperties(await writePdf(aReportDocument({ blocks: [] }))).get("Pages")).toBe("1");
  });
});

describe("the official faces of a PDF", () => {
  it("are taken in their order where the machine has them", () => {
    const has = new Set(["FandolFang", "FangSong", "SimHei", "Times New Roman"]);
    const chain = officialChain((family) => has.has(family));
    expect(chain.fang).toEqual({ families: ["FangSong", "FandolFang", "Noto Serif SC"], weight: 400 });
    expect(chain.hei.families[0]).toBe("SimHei");
    expect(chain.kai).toEqual(PACKAGED_CHAIN.kai);
    // FangSong has no bold: what is bold in it stands in Hei.
    expect(chain.bold).toMatchObject({ families: chain.hei.families, weight: 700 });
    expect(chain.latin).toEqual(["Times New Roman"]);
  });

  it("are the packaged ones where the machine has none", () => {
    expect(officialChain(() => false)).toEqual(PACKAGED_CHAIN);
  });

  it("are named in the file, as they were found", async () => {
    const faces = pdfFaces("official");
    const bytes = await writePdf(aReportDocument(), { fonts: "official" });
    const keywords = readPdfProperties(bytes).get("Keywords") ?? "";
    expect(keywords).toBe(["fonts: official", ...faces].join(", "));
    const known = [...Object.values(OFFICIAL_FAMILIES).flat(), "Noto Serif SC", "Noto Sans SC"];
    for (const face of faces) expect(known).toContain(face.slice(face.indexOf(": ") + 2));
  });
});
