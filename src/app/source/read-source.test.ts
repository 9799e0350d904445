import { afterEach, describe, expect, it } from "vitest";
import type { SourceDocument } from "../../reading/index.ts";
import { rawZip } from "../files/raw-zip.builder.ts";
import { anXlsx, aSheet, sheetXml } from "../files/xlsx.builder.ts";
import { aDocx, p } from "./docx.builder.ts";
import { readSource } from "./read-source.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (...bytes: number[]) => new Uint8Array(bytes);
// "绩效" in GBK, and a character that only the four bytes of GB 18030 have.
const GBK = bytesOf(0xbc, 0xa8, 0xd0, 0xa7);

async function read(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  const result = await readSource(name, bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

async function reasonOf(name: string, bytes: Uint8Array): Promise<string> {
  const result = await readSource(name, bytes);
  return result.ok ? `taken as ${result.value.format}` : result.faults.map(({ code, params }) => `${code} ${params["reason"]}`).join();
}

const linesOf = (document: SourceDocument) => document.blocks.map((block) => (block.kind === "text" ? block.text : "(table)"));
const notesOf = (document: SourceDocument) => document.notes.map(({ code, found }) => `${code} ${found}`);

describe("a file's format", () => {
  it("is what its content says, and a name that says otherwise is noted", async () => {
    const page = utf8("<!DOCTYPE html><p>自评</p>");
    expect([(await read("a.xls", page)).format, notesOf(await read("a.xls", page))]).toEqual(["html", ["extension-wrong html"]]);
    expect([(await read("a.wps", aDocx(p("自评")))).format, notesOf(await read("a.wps", aDocx(p("自评"))))]).toEqual([
      "docx",
      ["extension-wrong docx"],
    ]);
    expect((await read("a.doc", anXlsx())).format).toBe("xlsx");
    expect((await read("a", utf8("自评"))).notes).toEqual([]);
    expect((await read("a.MD", utf8("# 自评"))).format).toBe("md");
    expect((await read("a.txt", utf8("a < b 而 <p> 在文中"))).format).toBe("txt");
  });

  it("is refused by its name when nothing of it can be read", async () => {
    expect(await reasonOf("a.docx", new Uint8Array())).toBe("file-unreadable empty-file");
    expect(await reasonOf("a.rar", utf8("Rar!\u001a\u0007\u0001"))).toBe("file-kind-unknown is-archive");
    expect(await reasonOf("a.7z", bytesOf(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4))).toBe("file-kind-unknown is-archive");
    expect(await reasonOf("a.zip", rawZip([{ name: "a.txt", content: "x" }]))).toBe("file-kind-unknown is-archive");
    expect(await reasonOf("a.exe", bytesOf(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0))).toBe("file-kind-unknown wrong-kind");
    expect(await reasonOf("a.docx", oleFile("EncryptedPackage"))).toBe("file-unreadable is-encrypted");
    expect(await reasonOf("a.ppt", oleFile("PowerPoint Document"))).toBe("file-kind-unknown wrong-kind");
    expect(await reasonOf("a.doc", oleFile("WordDocument").slice(0, 600))).toBe("file-unreadable ole-damaged");
    expect(await reasonOf("a.xls", utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'))).toBe(
      "file-kind-unknown wrong-kind",
    );
  });

  it("of a torn or crafted archive ends in a refusal", async () => {
    const docx = aDocx(p("自评"));
    for (const length of [4, 30, 100, docx.length - 1]) expect(await reasonOf("a.docx", docx.slice(0, length))).toMatch(/zip-/);
    expect(await reasonOf("a.docx", rawZip([{ name: "../[Content_Types].xml", content: "x" }]))).toBe("file-unreadable zip-name");
    expect(await reasonOf("a.docx", aDocx(" ".repeat(20_000_000)))).toBe("file-too-large zip-ratio");
  });
});

describe("a plain text", () => {
  it("has a block a line, each with the characters it stands at", async () => {
    const document = await read("a.txt", utf8("\ufeff预算\r\n\r\n执行 64.5%\n"));
    expect(document.blocks.map((block) => block.kind === "text" && [block.text, block.address])).toEqual([
      ["预算", "chars:0-2"],
      ["", "chars:3-3"],
      ["执行 64.5%", "chars:4-12"],
    ]);
    expect(document.notes).toEqual([]);
  });

  it("is read in the encodings that offices use, and a guess is noted", async () => {
    const wide = new Uint8Array(Buffer.from("\ufeff绩效 10 分\n", "utf16le"));
    expect(linesOf(await read("a.txt", wide))).toEqual(["绩效 10 分"]);
    expect(linesOf(await read("a.txt", wide.subarray(2)))).toEqual(["绩效 10 分"]);
    expect(notesOf(await read("a.txt", wide.subarray(2)))).toEqual(["encoding-guessed utf-16le"]);
    expect(
      linesOf(
        await read(
          "a.txt",
          wide.slice().map((_, index, all) => all[index ^ 1] ?? 0),
        ),
      ),
    ).toEqual(["绩效 10 分"]);
    const gbk = await read("a.txt", bytesOf(...GBK, 0x81, 0x39, 0xee, 0x39));
    expect([linesOf(gbk), notesOf(gbk)]).toEqual([["绩效㐀"], ["encoding-guessed gb18030"]]);
    expect(linesOf(await read("a.txt", utf8("䶮𠮷㐀")))).toEqual(["䶮𠮷㐀"]);
  });

  it("cut in the middle of a character loses that one, and bytes that are no text are refused", async () => {
    const cut = await read("a.txt", utf8("预算执行情况").slice(0, -1));
    expect(linesOf(cut)).toEqual(["预算执行情\ufffd"]);
    expect(notesOf(cut)).toEqual(["encoding-guessed utf-8"]);
    expect(await reasonOf("a.txt", bytesOf(...Array.from({ length: 400 }, () => 0xff)))).toBe("file-unreadable text-encoding");
  });

  it("is rid of characters that nobody sees, and says which", async () => {
    const document = await read("a.txt", utf8("1\u200b0\u202e 分\u0000\u0007\u00ad\n\f次页"));
    expect(linesOf(document)).toEqual(["10 分", "次页"]);
    expect(notesOf(document)).toEqual(["characters-removed U+200B×1 U+202E×1 U+0000×1 U+0007×1 U+00AD×1"]);
  });

  it("in Markdown marks its headings, and leaves tables and code as lines", async () => {
    const document = await read("a.md", utf8("## 一、概况 ##\n| 甲 | 乙 |\n```\n# 码\n```"));
    expect(document.blocks.map((block) => block.kind === "text" && [block.text, block.heading, block.address])).toEqual([
      ["一、概况", 2, "chars:3-7"],
      ["| 甲 | 乙 |", undefined, "chars:11-20"],
      ["```", undefined, "chars:21-24"],
      ["# 码", undefined, "chars:25-28"],
      ["```", undefined, "chars:29-32"],
    ]);
  });

  it("of too many lines, or of one line without end, is refused at once", async () => {
    const started = performance.now();
    expect(await reasonOf("a.txt", utf8("\n".repeat(1_000_000)))).toBe("file-too-large too-much-text");
    expect(await reasonOf("a.txt", utf8("字".repeat(3_500_000)))).toBe("file-too-large too-much-text");
    expect(await reasonOf("a.md", utf8(`# ${" #".repeat(400_000)}x`))).toBe("taken as md");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a web page", () => {
  const page = async (html: string | Uint8Array) => read("a.html", typeof html === "string" ? utf8(html) : html);
  const gridOf = (document: SourceDocument) =>
    document.blocks.flatMap((block) =>
      block.kind === "table"
        ? [block.cells.map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${cell.text}`)]
        : [],
    );

  it("reads as a person sees it", async () => {
    const html =
      "<title>题</title><style>p{}</style><nav>首页</nav><h1>自评<br>报告</h1><p>预算\n数  1,000 <b>万元</b>&nbsp;&ge;10<sup>4</sup></p>" +
      "<div style='color:red; display : none'>藏</div><p hidden>藏</p><script>document.write('<p>码</p>')</script>一<br>二<pre>三\n四</pre>";
    const document = await page(html);
    expect(linesOf(document)).toEqual(["自评\n报告", "预算数 1,000 万元\u00a0≥10⁴", "一", "二", "三", "四"]);
    expect(document.blocks[0]).toMatchObject({ heading: 1, address: "block:0" });
  });

  it("is read in the encoding it declares, unless its bytes say better", async () => {
    const gbk = (declared: string) => new Uint8Array([...utf8(`<meta charset="${declared}"><p>`), ...GBK, ...utf8("</p>")]);
    expect(linesOf(await page(gbk("gb2312")))).toEqual(["绩效"]);
    expect((await page(gbk("gb2312"))).notes).toEqual([]);
    expect(linesOf(await page(gbk("utf-8")))).toEqual(["绩效"]);
    expect(notesOf(await page(gbk("utf-8")))).toEqual(["encoding-guessed gb18030"]);
    const wrong = await page('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>绩效评价</p>');
    expect([linesOf(wrong), notesOf(wrong)]).toEqual([["绩效评价"], ["encoding-guessed utf-8"]]);
  });

  it("has its tables on their grids, with every span", async () => {
    const html =
      "<table><caption>表一</caption><tr><td rowspan=2>甲<p>乙</p></td><td colspan=2>丙</td></tr><tr><td>丁<td>戊</tr><tr style='display:none'><td>藏</td></tr>" +
      "<tfoot><tr><td colspan=3>合计</td></tr></tfoot></table>";
    const document = await page(html);
    expect(gridOf(document)).toEqual([["0,0 2×1 甲\n乙", "0,1 1×2 丙", "1,1 1×1 丁", "1,2 1×1 戊", "2,0 1×3 合计"]]);
    expect(linesOf(document)).toEqual(["表一", "(table)"]);
  });

  it("is unfolded where a table only holds the page together", async () => {
    const data = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>";
    const document = await page(`<table><tr><td>菜单</td><td><h1>报告</h1>${data}<p>以上</p></td></tr></table>`);
    expect(linesOf(document)).toEqual(["菜单", "报告", "(table)", "以上"]);
    expect(gridOf(document)).toEqual([["0,0 1×1 甲", "0,1 1×1 1", "1,0 1×1 乙", "1,1 1×1 2"]]);
  });

  it("saved as one file gives up the page inside", async () => {
    const mht =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=BC=A8=D0=A7=\r\n</p>\r\n--b1--';
    expect(linesOf(await read("a.doc", utf8(mht)))).toEqual(["绩效"]);
  });

  it("nested without end or made to grow is refused, and blanks without end are read", async () => {
    const started = performance.now();
    expect(await reasonOf("a.html", utf8("<div>".repeat(100_000)))).toBe("file-unreadable xml-nesting");
    expect(await reasonOf("a.html", utf8(`<table>${`<tr>${"<td rowspan=65534 colspan=1000>x".repeat(3)}`.repeat(50)}`))).toBe(
      "file-too-large too-many-cells",
    );
    expect(await reasonOf("a.html", utf8(`<p>${" \n".repeat(1_000_000)}x</p>`))).toBe("taken as html");
    expect(await reasonOf("a.html", utf8(`<p style="${"display ".repeat(100_000)}">x</p>`))).toBe("taken as html");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("a workbook", () => {
  const cellsOf = (document: SourceDocument) =>
    document.blocks.flatMap((block) =>
      block.kind === "table" ? block.cells.map(({ address, text, doubtful }) => `${address} ${text}${doubtful ? " ?" : ""}`) : [],
    );

  it("shows numbers with every digit that is stored, percentages, days and units as printed", async () => {
    const formats = ["0.0%", "0.00%", '0"个"', 'yyyy"年"m"月"d"日"', "#,##0.00"];
    const cell = (at: number, look: number, value: string) => `<c r="${"ABCDEFG"[at]}1" s="${look}"><v>${value}</v></c>`;
    const bytes = aSheet(
      `<row r="1">${cell(0, 1, "0.645")}${cell(1, 2, "0.64521")}${cell(2, 3, "12")}${cell(3, 4, "43663")}${cell(4, 5, "300.32999999999998")}${cell(5, 1, "1")}${cell(6, 0, "9007199254740993")}</row>`,
      { formats },
    );
    expect(cellsOf(await read("a.xlsx", bytes))).toEqual([
      "表一!A1 64.5%",
      "表一!B1 64.521%",
      "表一!C1 12个",
      "表一!D1 2019年7月17日",
      "表一!E1 300.33",
      "表一!F1 100.0%",
      "表一!G1 9007199254740993",
    ]);
  });

  it("believes no remembered value", async () => {
    const formula = (at: string, text: string, value: string) => `<c r="${at}2"><f>${text}</f><v>${value}</v></c>`;
    const bytes = aSheet(
      `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>3</v></c></row><row r="2">${formula("A", "SUM(A1:B1)", "999999")}${formula("B", "A1+B1", "4")}${formula("C", "A1/B1", "0.333333333333333")}${formula("D", "VLOOKUP(1,A1:B1,2)", "7")}</row>`,
    );
    const document = await read("a.xlsx", bytes);
    expect(cellsOf(document)).toEqual(["表一!A1 1", "表一!B1 3", "表一!A2 4", "表一!B2 4", "表一!C2 0.333333333333333", "表一!D2 7 ?"]);
    expect(document.notes).toEqual([
      { code: "formula-recomputed-differs", address: "表一!A2", found: "=SUM(A1:B1) → 4 ≠ 999999" },
      { code: "formula-not-recomputed", address: "表一!D2", found: "=VLOOKUP(1,A1:B1,2)" },
    ]);
  });

  it("keeps what is hidden and says so", async () => {
    const row = (number: number, hidden = "") => `<row r="${number}" ${hidden}><c r="A${number}"><v>${number}</v></c></row>`;
    const document = await read(
      "a.xlsx",
      anXlsx({ sheets: { 明: row(1) + row(2, 'hidden="1"') + row(3, 'hidden="1"'), 暗: row(1) }, states: { 暗: 'state="veryHidden"' } }),
    );
    expect(cellsOf(document)).toEqual(["明!A1 1", "明!A2 2", "明!A3 3", "暗!A1 1"]);
    expect(notesOf(document)).toEqual(["hidden-rows 2-3", "hidden-sheet 暗"]);
    const columns = '<cols><col min="1" max="1" hidden="1"/><col min="2" max="2"/><col min="4" max="16384" hidden="true"/></cols>';
    const parts = {
      "xl/worksheets/sheet1.xml": sheetXml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>3</v></c><c r="E1"><v>4</v></c></row>',
      ).replace("<sheetData>", `${columns}<sheetData>`),
    };
    expect(notesOf(await read("a.xlsx", anXlsx({ sheets: { 明: "" }, parts })))).toEqual(["hidden-rows A, D-E"]);
  });

  it("has merged cells as spans, and no more room than it fills", async () => {
    const merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/><mergeCell ref="C1:XFD1"/></mergeCells>';
    const bytes = aSheet(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>9</v></c></row><row r="40000"><c r="XFD40000"><v>2</v></c></row>',
      { behind: merges },
    );
    const [table] = (await read("a.xlsx", bytes)).blocks;
    expect(table).toMatchObject({ kind: "table", sheet: "表一", rows: 5, columns: 5, address: "表一!A1" });
    expect(
      table?.kind === "table" &&
        table.cells.map((cell) => `${cell.address} ${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${cell.text}`),
    ).toEqual(["表一!A1 0,0 2×2 1", "表一!C1 0,2 1×3 ", "表一!XFD40000 4,4 1×1 2"]);
  });
});

describe("names that mean something to the language", () => {
  afterEach(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("are plain text in every format", async () => {
    expect(linesOf(await read("__proto__", utf8("__proto__")))).toEqual(["__proto__"]);
    expect(
      linesOf(
        await read("a.docx", aDocx(p("constructor", "<w:pStyle w:val='__proto__'/><w:numPr><w:numId w:val='constructor'/></w:numPr>"))),
      ),
    ).toEqual(["constructor"]);
    expect(linesOf(await read("a.html", utf8("<p __proto__=1 constructor=2>toString</p>")))).toEqual(["toString"]);
  });
});

/** The header, allocation table and directory of a compound file with one stream of this name. */
function oleFile(stream: string): Uint8Array {
  const bytes = Buffer.alloc(512 * 3);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(0, 76);
  bytes.writeUInt32LE(0xfffffffd, 512);
  bytes.writeUInt32LE(0xfffffffe, 516);
  const name = Buffer.from(`${stream}\0`, "utf16le");
  name.copy(bytes, 1024 + 128);
  bytes.writeUInt16LE(name.length, 1024 + 128 + 64);
  bytes.writeUInt8(2, 1024 + 128 + 66);
  return new Uint8Array(bytes);
}
