import { load } from "cheerio";
import fc from "fast-check";
import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import type { SourceDocument, SourceTable } from "../../reading/index.ts";
import { aDetailTable, aDocumentOf, aReportDocument, aSelfEvaluationForm } from "../files/sample-document.builder.ts";
import { writeDocx } from "../files/write-docx.ts";
import { aDocx, p, tbl, tc, tr } from "./docx.builder.ts";
import { readDocxSource } from "./read-docx-source.ts";

function read(bytes: Uint8Array): SourceDocument {
  const result = readDocxSource("报告.docx", bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

const textsOf = (bytes: Uint8Array) => read(bytes).blocks.flatMap((block) => (block.kind === "text" ? [block.text] : []));
const tablesOf = (bytes: Uint8Array) => read(bytes).blocks.filter((block): block is SourceTable => block.kind === "table");
const reasonOf = (bytes: Uint8Array) => {
  const result = readDocxSource("报告.docx", bytes);
  return result.ok ? "taken" : result.faults.map(({ params }) => params["reason"]).join();
};
/** Cells as row, column, rows × columns and text. */
const gridOf = (table: SourceTable | undefined) =>
  table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => `${row},${column} ${rowSpan}×${columnSpan} ${text}`);

describe("the text of a Word file", () => {
  it("comes in reading order with the place of every block", () => {
    const { blocks } = read(aDocx(p("一") + tbl(tr(tc("甲"), tc("乙"))) + p("") + p("二")));
    expect(blocks.map(({ kind, address }) => `${kind} ${address}`)).toEqual(["text block:0", "table table:0", "text block:2"]);
  });

  it("keeps tabs, line breaks and hyphens, and leaves out what is only a hint where a line may end", () => {
    const runs =
      "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C\u00adD</w:t></w:r>";
    expect(textsOf(aDocx(`<w:p>${runs}</w:p>`))).toEqual(["甲\t乙\nA-BCD"]);
  });

  it("shows ticks and boxes of symbol fonts as the characters they are", () => {
    const sym = (font: string, char: string) => `<w:sym w:font="${font}" w:char="${char}"/>`;
    const dressed = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>';
    expect(
      textsOf(aDocx(`<w:p><w:r>${sym("Wingdings", "F0FE")}${sym("Wingdings", "F0A8")}${sym("Wingdings 2", "F050")}</w:r>${dressed}</w:p>`)),
    ).toEqual(["☑□√☑"]);
  });

  it("keeps raised digits apart from the number they belong to", () => {
    const raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>';
    expect(textsOf(aDocx(`<w:p><w:r><w:t>10</w:t></w:r>${raised}</w:p>`))).toEqual(["10⁴"]);
  });

  it("is what remains when every tracked change is accepted, and the change is noted", () => {
    const body =
      "<w:p><w:r><w:t>预算</w:t></w:r><w:del w:id='1'><w:r><w:delText>33.92</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>33.59</w:t></w:r></w:ins></w:p>" +
      "<w:p><w:moveFrom w:id='3'><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo w:id='4'><w:r><w:t>移走</w:t></w:r></w:moveTo></w:p>" +
      "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>" +
      tbl(tr(tc("留")), `<w:tr><w:trPr><w:del w:id='6'/></w:trPr>${tc("删")}</w:tr>`);
    const { blocks, notes } = read(aDocx(body));
    expect(blocks.map((block) => (block.kind === "text" ? block.text : gridOf(block)))).toEqual([
      "预算33.59",
      "移走",
      "前半后半",
      ["0,0 1×1 留"],
    ]);
    expect(notes.map(({ code }) => code)).toEqual(["tracked-changes-accepted"]);
  });

  it("has the result of a field and not its code, and ticks boxes of old forms", () => {
    const char = (kind: string, inner = "") => `<w:r><w:fldChar w:fldCharType="${kind}">${inner}</w:fldChar></w:r>`;
    const field = `${char("begin")}<w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>码</w:t></w:r>${char("separate")}<w:r><w:t>2020年</w:t></w:r>${char("end")}`;
    const box = `${char("begin", "<w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData>")}${char("end")}`;
    expect(textsOf(aDocx(`<w:p>${field}${box}</w:p>`))).toEqual(["2020年☑"]);
  });

  it("leaves out hidden text, by its own mark or its style's, and says what it was", () => {
    const hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>";
    const styled = "<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>藏</w:t></w:r>";
    const styles = "<w:style w:type='character' w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>";
    const { blocks, notes } = read(aDocx(`<w:p><w:r><w:t>明</w:t></w:r>${hidden}${styled}</w:p>`, { styles }));
    expect(blocks.map((block) => block.kind === "text" && block.text)).toEqual(["明"]);
    expect(notes).toEqual([{ code: "characters-removed", address: null, found: "密 / 藏" }]);
  });

  it("of a text box stands once, whichever form the reader understands", () => {
    const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const choice = (requires: string) =>
      `<w:p><w:r><w:t>旁</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="${requires}">${box("框")}</mc:Choice><mc:Fallback>${box("旧框")}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(textsOf(aDocx(choice("wps")))).toEqual(["旁", "框"]);
    expect(textsOf(aDocx(choice("x")))).toEqual(["旁", "旧框"]);
  });

  it("begins with headers and footers once, without page numbers, and ends with the notes", () => {
    const section =
      '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>';
    const body = `<w:p><w:pPr>${section}</w:pPr><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>${section}`;
    const footnotes = `<w:footnote w:id="0" w:type="separator">${p("——")}</w:footnote><w:footnote w:id="2">${p("脚注")}</w:footnote>`;
    expect(textsOf(aDocx(body, { header1: p("内部资料"), footer1: p("第 1 页 共 9 页"), footnotes }))).toEqual([
      "内部资料",
      "正文",
      "脚注",
    ]);
  });

  it("carries the automatic numbers of its headings", () => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="7">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCountingThousand", "（%2）")}${level(2, "decimal", "%3.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`;
    const styles =
      "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    const numbered = (text: string, at: number) => p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>`);
    const first = (text: string) => p(text, "<w:pStyle w:val='1'/>");
    const bytes = aDocx(
      first("情况") + numbered("概况", 1) + numbered("5 万元", 2) + numbered("目标", 1) + first("结论") + numbered("得分", 1),
      {
        numbering,
        styles,
      },
    );
    expect(textsOf(bytes)).toEqual(["一、情况", "（一）概况", "1. 5 万元", "（二）目标", "二、结论", "（一）得分"]);
    expect(read(bytes).blocks.map((block) => (block.kind === "text" ? block.heading : 0))).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      1,
      undefined,
    ]);
  });

  it("knows its type through styles, and the page in millimetres", () => {
    const styles =
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia='宋体'/><w:sz w:val='21'/></w:rPr></w:rPrDefault></w:docDefaults>" +
      "<w:style w:type='paragraph' w:styleId='b'><w:rPr><w:rFonts w:eastAsia='仿宋_GB2312'/></w:rPr></w:style><w:style w:type='paragraph' w:styleId='c'><w:basedOn w:val='b'/><w:rPr><w:sz w:val='32'/></w:rPr></w:style>";
    const page =
      '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588"/></w:sectPr>';
    const { blocks, pageSetup } = read(aDocx(p("无") + p("有", "<w:pStyle w:val='c'/>") + page, { styles }));
    expect(blocks).toMatchObject([
      { font: "宋体", size: "10.5" },
      { font: "仿宋_GB2312", size: "16" },
    ]);
    expect(pageSetup).toEqual({ width: "210", height: "297", margins: { top: "37", right: "26", bottom: "35", left: "28" } });
  });

  it("reads alike in the strict namespaces and under other prefixes", () => {
    const strict = 'xmlns:v="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:w="urn:example:other"';
    const body = '<v:tbl><v:tr><v:tc><v:tcPr><v:gridSpan v:val="2"/></v:tcPr><v:p><v:r><v:t>甲</v:t></v:r></v:p></v:tc></v:tr></v:tbl>';
    const bytes = aDocx("", { parts: { "word/document.xml": `<v:document ${strict}><v:body>${body}<w:p/></v:body></v:document>` } });
    expect(gridOf(tablesOf(bytes)[0])).toEqual(["0,0 1×2 甲"]);
  });
});

describe("a table of a Word file", () => {
  it("stands on its grid with every span", () => {
    const merge = (value: string) => `<w:vMerge w:val="${value}"/>`;
    const [table] = tablesOf(
      aDocx(
        tbl(
          tr(tc("甲", `<w:gridSpan w:val="2"/>${merge("restart")}`), tc("乙")),
          tr(tc("不见", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc("丙")),
          `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc("丁")}${tc("戊")}</w:tr>`,
          tr(tc("并", '<w:hMerge w:val="restart"/>'), tc("x", "<w:hMerge/>"), tc("己")),
        ),
      ),
    );
    expect([table?.rows, table?.columns]).toEqual([4, 3]);
    expect(gridOf(table)).toEqual(["0,0 2×2 甲", "0,2 1×1 乙", "1,2 1×1 丙", "2,1 1×1 丁", "2,2 1×1 戊", "3,0 1×2 并", "3,2 1×1 己"]);
    expect(table?.cells.at(-1)?.address).toBe("table:0!R4C3");
  });

  it("inside a cell is a table of its own and part of the cell's text", () => {
    const inner = tbl(tr(tc("a"), tc("b")), tr(tc("c"), tc("d")));
    const [outer, nested] = tablesOf(aDocx(tbl(tr(tc(p("前") + inner + p("后")), tc("旁")))));
    expect(outer?.cells.map(({ text }) => text)).toEqual(["前\na b\nc d\n后", "旁"]);
    expect(nested?.cells.map(({ text, address }) => `${address} ${text}`)).toEqual([
      "table:1!R1C1 a",
      "table:1!R1C2 b",
      "table:1!R2C1 c",
      "table:1!R2C2 d",
    ]);
  });

  it("covers every place at most once, however spans are drawn", () => {
    const cell = fc.record({
      span: fc.integer({ min: 0, max: 4 }),
      merge: fc.constantFrom("", "<w:vMerge/>", '<w:vMerge w:val="restart"/>'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const xml = tbl(...rows.map((row) => tr(...row.map(({ span, merge }) => tc("x", `<w:gridSpan w:val="${span}"/>${merge}`)))));
        for (const table of tablesOf(aDocx(xml))) {
          const covered = new Set<string>();
          for (const { row, column, rowSpan, columnSpan } of table.cells) {
            expect(row + rowSpan <= table.rows && column + columnSpan <= table.columns).toBe(true);
            for (let r = row; r < row + rowSpan; r++)
              for (let c = column; c < column + columnSpan; c++) {
                expect(covered.has(`${r},${c}`)).toBe(false);
                covered.add(`${r},${c}`);
              }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has the cells and spans that another reader finds in what we write", async () => {
    const docx = await writeDocx(aDocumentOf(aSelfEvaluationForm(), aDetailTable()));
    const page = load((await mammoth.convertToHtml({ buffer: Buffer.from(docx) })).value);
    const theirs = page("table")
      .toArray()
      .map((table) =>
        page(table)
          .find("td, th")
          .toArray()
          .map((cell) =>
            [page(cell).attr("rowspan") ?? "1", page(cell).attr("colspan") ?? "1", page(cell).text().replace(/\s+/g, "")].join(" "),
          ),
      );
    const ours = tablesOf(docx).map(({ cells }) =>
      cells.map(({ rowSpan, columnSpan, text }) => [rowSpan, columnSpan, text.replace(/\s+/g, "")].join(" ")),
    );
    expect(ours).toEqual(theirs);
    expect(ours.flat().length).toBeGreaterThan(132);
  });

  it("and every paragraph of a whole report reads as it was written", async () => {
    const docx = await writeDocx(aReportDocument());
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
    const plain = (text: string) => text.replace(/\s+/g, "");
    const ours = read(docx).blocks.map((block) => (block.kind === "text" ? block.text : block.cells.map(({ text }) => text).join("")));
    // The footer is no part of their text, and stands first in ours.
    expect(plain(ours.join(""))).toContain(plain(value).slice(0, 500));
    expect(plain(ours.join("")).length).toBe(plain(value).length);
  });
});

describe("a Word file that is none, or a hostile one", () => {
  it("says when a part of another format is embedded, which it does not read", () => {
    const read = readDocxSource("a.docx", aDocx(`${p("正文")}<w:altChunk r:id="c1"/>`));
    expect(read.ok && read.value.notes).toEqual([{ code: "embedded-part-unread", address: null, found: "c1" }]);
  });

  it("is refused with its reason", () => {
    expect(reasonOf(aDocx("", { parts: { "word/document.xml": null } }))).toBe("part-missing");
    expect(reasonOf(aDocx("", { parts: { "word/document.xml": '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>' } }))).toBe("xml-doctype");
    expect(reasonOf(aDocx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"))).toBe("xml-syntax");
    expect(reasonOf(aDocx("<w:p>".repeat(100_000)))).toBe("xml-nesting");
    expect(reasonOf(aDocx("<w:p/>".repeat(1_000_000)))).toBe("zip-ratio");
    expect(reasonOf(aDocx("<w:p/>".repeat(150_000)))).toBe("too-much-text");
    expect(reasonOf(aDocx(tbl(tr(tc("x", '<w:gridSpan w:val="999999999"/>')))))).toBe("too-many-cells");
    expect(reasonOf(aDocx(p("一")).slice(0, -30))).toBe("zip-truncated");
    expect(reasonOf(aDocx(p("一"), {}, [{ name: "../../etc/passwd", content: "x" }]))).toBe("zip-name");
    expect(reasonOf(aDocx(tr(tc("无表"))))).toBe("xml-syntax");
  });

  it("with hundreds of thousands of blanks ends in no time", () => {
    const started = performance.now();
    expect(textsOf(aDocx(p(`甲${" ".repeat(300_000)}乙`)))[0]?.length).toBe(300_002);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
