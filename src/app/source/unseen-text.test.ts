// Text that nobody sees is read, doubted and named, in every format; what stands on a ground of its own is seen.
import { describe, expect, it } from "vitest";
import type { SourceDocument } from "../../reading/index.ts";
import { anXlsx } from "../files/xlsx.builder.ts";
import { aDocx, tbl, tc, tr } from "./docx.builder.ts";
import { readSource } from "./read-source.ts";

async function read(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  const result = await readSource(name, bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

const unseenIn = ({ notes }: SourceDocument) =>
  notes.flatMap(({ code, address, found }) => (code === "unseen-text" ? [`${address} ${found}`] : []));
const doubtedIn = ({ blocks }: SourceDocument) =>
  blocks
    .flatMap((block): readonly { readonly text: string; readonly doubtful?: true }[] => (block.kind === "text" ? [block] : block.cells))
    .flatMap(({ doubtful, text }) => (doubtful ? [text] : []));

const run = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const white = '<w:color w:val="FFFFFF"/>';

describe("a Word file", () => {
  it("names white text on the page and in a cell, text in its cell's colour, and letters of two points", async () => {
    const dark = '<w:shd w:val="clear" w:fill="1F3864"/>';
    const bytes = aDocx(
      `<w:p>${run("得分", "")}${run("100", white)}</w:p>` +
        tbl(tr(tc(`<w:p>${run("白", white)}</w:p>`), tc(`<w:p>${run("同", '<w:color w:val="1F3860"/>')}</w:p>`, dark), tc("明"))) +
        `<w:p>${run("小", '<w:sz w:val="4"/>')}</w:p>`,
    );
    const document = await read("a.docx", bytes);
    expect(unseenIn(document)).toEqual(["block:0 100", "table:0!R1C1 白", "table:0!R1C2 同", "block:2 小"]);
    expect(doubtedIn(document)).toEqual(["得分100", "白", "同", "小"]);
  });

  it("sees white text on a coloured cell, a coloured paragraph, a highlight, and in a table whose style colours cells", async () => {
    const styles =
      '<w:style w:type="table" w:styleId="head"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>' +
      '<w:style w:type="table" w:styleId="own"><w:basedOn w:val="head"/></w:style>';
    const cell = `<w:p>${run("白", white)}</w:p>`;
    const styled = `<w:tbl><w:tblPr><w:tblStyle w:val="own"/></w:tblPr>${tr(tc(cell), tc("乙"))}</w:tbl>`;
    const bytes = aDocx(
      tbl(tr(tc(cell, '<w:shd w:fill="C00000"/>'), tc("乙"))) +
        styled +
        `<w:p><w:pPr><w:shd w:fill="000000"/></w:pPr>${run("白", white)}</w:p>` +
        `<w:p>${run("白", `${white}<w:highlight w:val="black"/>`)}${run("自", '<w:color w:val="auto"/>')}</w:p>`,
      { styles },
    );
    expect(unseenIn(await read("a.docx", bytes))).toEqual([]);
  });
});

it("a workbook names cells in their own colour, of no size, and those whose format prints nothing", async () => {
  const fonts =
    '<font><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font><font><sz val="11"/><color theme="0"/></font><font><sz val="1"/></font>';
  const solid = (colour: string) => `<fill><patternFill patternType="solid"><fgColor ${colour}/></patternFill></fill>`;
  const fills = `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('rgb="FF1F3864"')}${solid('theme="0"')}`;
  const looks = [
    [0, 0, 0],
    [1, 0, 0],
    [2, 0, 0],
    [3, 0, 0],
    [1, 2, 0],
    [1, 3, 0],
    [0, 0, 164],
    [0, 0, 165],
  ].map(([font, fill, format]) => `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}"/>`);
  const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode=";;"/></numFmts><fonts>${fonts}</fonts><fills>${fills}</fills><cellXfs>${looks.join("")}</cellXfs></styleSheet>`;
  const cells = looks.map((_, at) => `<c r="${"ABCDEFGH".charAt(at)}1" s="${at}"><v>${at}</v></c>`);
  const text = '<c r="A2" s="7" t="inlineStr"><is><t>字</t></is></c>';
  const sheet = `<row r="1">${cells.join("")}</row><row r="2">${text}</row>`;
  const document = await read("a.xlsx", anXlsx({ sheets: { 表一: sheet }, formats: [], parts: { "xl/styles.xml": styles } }));
  expect(unseenIn(document)).toEqual(["表一!B1 1", "表一!C1 2", "表一!D1 3", "表一!F1 5", "表一!G1 6", "表一!H1 7"]);
  expect(doubtedIn(document)).toEqual(["1", "2", "3", "5", "6", "7"]);
});

describe("a web page", () => {
  const page = (html: string) => read("a.html", new TextEncoder().encode(`<meta charset="utf-8">${html}`));

  it("names text in the colour of its ground, of no size, and of no opacity", async () => {
    const document = await page(
      "<p>明<span style='color:#FFF'>白</span></p><table><tr bgcolor='#1f3864'><td style='color:rgb(31, 56, 100)'>同</td><td>明</td></tr><tr><td>一</td><td>二</td></tr></table>" +
        "<p style='font-size:0'>小</p><p style='opacity:0'>透</p>",
    );
    expect(unseenIn(document)).toEqual(["block:0 白", "table:0!R1C1 同", "block:2 小", "block:3 透"]);
  });

  it("sees white text on another ground, and does not guess at what a style sheet colours", async () => {
    const head =
      "<table><tr style='background:#1f3864'><th style='color:white'>名</th><th>值</th></tr><tr><td>一</td><td>二</td></tr></table>";
    const styled = "<style>.a{background:#000}</style><div class='a'><p style='color:#fff'>白</p></div>";
    expect([unseenIn(await page(head)), unseenIn(await page(styled))]).toEqual([[], []]);
  });
});

describe("a PDF", () => {
  const pdf = (drawn: string) => {
    const objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    const whole = `%PDF-1.7\n${objects.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`).join("")}trailer<</Root 1 0 R>>\n%%EOF`;
    return read("a.pdf", new TextEncoder().encode(whole));
  };
  const say = (text: string, y: number, state = "0 g", size = 12) => `${state} BT /F ${size} Tf 50 ${y} Td (${text}) Tj ET\n`;

  it("names text in the colour of what it is drawn on, too small, or drawn as nothing", async () => {
    const box = "0 0 0.5 rg 40 590 300 30 re f\n";
    const document = await pdf(
      say("seen", 700) +
        say("white", 650, "1 g") +
        box +
        say("blue", 600, "0 0 0.5 rg") +
        say("tiny", 550, "0 g", 1) +
        say("nothing", 500, "3 Tr"),
    );
    expect(unseenIn(document).map((note) => note.split(" ")[1])).toEqual(["white", "blue", "tiny", "nothing"]);
    expect(doubtedIn(document)).toEqual(["white", "blue", "tiny", "nothing"]);
  });

  it("sees white text on a painted box", async () => {
    expect(unseenIn(await pdf(`0 0 0.5 rg 40 590 300 30 re f\n${say("head", 600, "1 g")}`))).toEqual([]);
  });
});
