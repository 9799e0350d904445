// Workbooks made to hurt: bombs, lying headers, entities, sheets that ask for more than there is, and traps for whoever reads a
// number wrongly without noticing.
import { strToU8 } from "fflate";
import { rawZip } from "../../src/app/files/raw-zip.builder.ts";
import { anXlsx, aSheet, sheetXml, xlsxParts } from "../../src/app/files/xlsx.builder.ts";
import { type HostileFile, laughs, nested, packedZeros } from "./hostile-file.ts";

const SHEET = "xl/worksheets/sheet1.xml";
const cell = (at: string, value: string, more = "") => `<c r="${at}"${more}><v>${value}</v></c>`;
const formula = (at: string, text: string, value: string) => `<c r="${at}"><f>${text}</f><v>${value}</v></c>`;
const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const row = (cells: string, number = 1) => `<row r="${number}">${cells}</row>`;
const one = row(cell("A1", "1"));
const part = (name: string, content: string) => anXlsx({ sheets: { 表一: one }, parts: { [name]: content } });

/** The parts of a workbook with one of them packed elsewhere. */
async function bombed(name: string, bytes: number, says: { readonly size?: number } = {}): Promise<Uint8Array> {
  const packed = await packedZeros(bytes, true);
  const others = Object.entries(xlsxParts({ sheets: { 表一: one }, strings: ["<t>甲</t>"] })).filter(([other]) => other !== name);
  return rawZip([...others.map(([other, content]) => ({ name: other, content })), { name, packed, says: { size: bytes, ...says } }]);
}

export async function hostileWorkbooks(canary: string): Promise<readonly HostileFile[]> {
  const bare = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>';
  const dtd = (what: string) => `<?xml version="1.0"?><!DOCTYPE x [${what}]>${sheetXml(text("A1", "&a;")).replace(/^<\?.*?\?>/, "")}`;
  const whole = anXlsx({ sheets: { 表一: one } });
  const refused: readonly (readonly [string, Uint8Array])[] = [
    ["bomb-sheet.xlsx", await bombed(SHEET, 2 ** 30)],
    ["bomb-strings.xlsx", await bombed("xl/sharedStrings.xml", 400 * 2 ** 20)],
    ["bomb-picture.xlsx", await bombed("xl/media/image1.png", 2 ** 30)],
    ["lying-small.xlsx", await bombed(SHEET, 8 * 2 ** 20, { size: 4_000 })],
    ["lying-large.xlsx", rawZip([{ name: SHEET, content: "x", says: { size: 3 * 2 ** 30 } }])],
    ["lying-stored.xlsx", rawZip([{ name: SHEET, content: "x", method: 0, says: { size: 4095 * 2 ** 20, packed: 4095 * 2 ** 20 } }])],
    ["outside.xlsx", part(SHEET, dtd('<!ENTITY a SYSTEM "file:///etc/hostname">'))],
    ["outside-http.xlsx", part(SHEET, dtd(`<!ENTITY a SYSTEM "${canary}">`))],
    ["parameter.xlsx", part(SHEET, dtd(`<!ENTITY % b SYSTEM "${canary}">%b;`))],
    ["laughs.xlsx", part(SHEET, laughs("worksheet"))],
    ["quadratic.xlsx", part(SHEET, dtd(`<!ENTITY a "${"哈".repeat(60_000)}">`).replace("&a;", "&a;".repeat(20_000)))],
    ["deep.xlsx", part(SHEET, nested(1_000_000, "<a>", "</a>", ""))],
    ["attributes.xlsx", part(SHEET, `<worksheet ${Array.from({ length: 500_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`)],
    ["rows.xlsx", aSheet(bare.repeat(1_048_576))],
    ["far-row.xlsx", aSheet(`<row r="999999999999">${cell("A999999999999", "1")}</row>`)],
    ["row-50m.xlsx", aSheet(`<row r="50000000">${cell("A50000000", "1")}</row>`)],
    ["far-column.xlsx", aSheet(row(cell("ZZZZZZZZ1", "1")))],
    ["strings.xlsx", anXlsx({ sheets: { 表一: one }, strings: Array.from({ length: 1_000_001 }, () => "<t>甲</t>") })],
    ["looks.xlsx", anXlsx({ sheets: { 表一: one }, formats: Array.from({ length: 200_000 }, () => "0") })],
    ["merges.xlsx", aSheet(one, { behind: `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(30_000)}</mergeCells>` })],
    ["cut.xlsx", whole.subarray(0, whole.length - 300)],
    [
      "checksum.xlsx",
      rawZip(
        Object.entries(xlsxParts({ sheets: { 表一: one } })).map(([name, content]) => ({
          name,
          content,
          says: name === SHEET ? { crc: 7 } : {},
        })),
      ),
    ],
    ["entries.xlsx", rawZip(Array.from({ length: 60_000 }, (_, at) => ({ name: `${at}`, content: "" })))],
    ["twice.xlsx", anXlsx({ sheets: { 表一: one } }, [{ name: SHEET, content: sheetXml(row(cell("A1", "2"))) }])],
    ["traversal.xlsx", anXlsx({ sheets: { 表一: one } }, [{ name: "../../x.xml", content: "x" }])],
    [
      "overlap.xlsx",
      rawZip(
        Array.from({ length: 2_000 }, (_, at) => ({
          name: `${at}`,
          content: "x".repeat(at === 0 ? 100_000 : 0),
          phantom: at > 0,
          says: { offset: 0, size: 100_000 },
        })),
      ),
    ],
    ["two-systems.xlsx", Buffer.from("ID;PWXL;N;E\nC;Y1;X1;K1\nC;Y99999999;X99999999;K2\nE\n").fill(0, 3, 9)],
    ["cycle-chain.xlsx", aSheet(row(`<c r="A1" t="s"><v>7</v></c>`))],
    ["words.xlsx", aSheet(row(cell("A1", "12abc")))],
    ["grouped.xlsx", aSheet(row(cell("A1", "1,234.56")))],
    ["not-a-number.xlsx", aSheet(row(cell("A1", "NaN")))],
    ["endless.xlsx", aSheet(row(cell("A1", "1e400")))],
    ["order.xlsx", aSheet(row(cell("B1", "1") + cell("A1", "2")))],
  ];
  return [
    ...refused.map(([name, bytes]): HostileFile => ({ name, fate: "refused", bytes })),
    { name: "corner.xlsx", fate: "refused", bytes: aSheet(one + row(cell("XFD1048576", "7"), 1_048_576)) },
    { name: "far-corner.xlsx", fate: "read", bytes: aSheet(one + row(cell("XFD40000", "7"), 40_000)), says: ["7"] },
    {
      name: "false-dimension.xlsx",
      fate: "read",
      bytes: part(SHEET, sheetXml(one).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')),
      says: ["1"],
    },
    {
      name: "merged.xlsx",
      fate: "read",
      bytes: aSheet(one, { behind: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
      says: ["1"],
    },
    {
      name: "validated.xlsx",
      fate: "read",
      bytes: aSheet(one, {
        behind:
          '<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
      }),
      says: ["1"],
    },
    {
      name: "columns.xlsx",
      fate: "read",
      bytes: part(SHEET, sheetXml(one).replace("<sheetData>", '<cols><col min="1" max="100000000"/></cols><sheetData>')),
      says: ["1"],
    },
    {
      name: "shared-formula.xlsx",
      fate: "read",
      bytes: aSheet(row(`<c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">B1+1</f><v>1</v></c>`)),
    },
    {
      name: "named.xlsx",
      fate: "read",
      bytes: anXlsx({
        sheets: { 表一: one },
        workbookPr: '<definedNames><definedName name="全部">表一!$A$1:$XFD$1048576</definedName></definedNames>',
      }),
    },
    {
      name: "format.xlsx",
      fate: "read",
      bytes: aSheet(row(cell("A1", "1", ' s="1"')), { formats: [`${"[>1]0;".repeat(4_000)}${"?".repeat(20_000)}`] }),
    },
    {
      name: "prototype.xlsx",
      fate: "read",
      bytes: anXlsx({ sheets: { __proto__x: row(text("A1", "__proto__") + text("B1", "constructor")), constructor: one } }),
      says: ["__proto__", "constructor"],
    },
    {
      name: "relations.xlsx",
      fate: "read",
      bytes: anXlsx({
        sheets: { 表一: one },
        parts: {
          "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/image" Target="${canary}" TargetMode="External"/></Relationships>`,
        },
      }),
    },
    // Wrong answers without an error are worse than a crash.
    {
      name: "lie.xlsx",
      fate: "read",
      bytes: aSheet(row(cell("A1", "3") + cell("B1", "4") + formula("C1", "SUM(A1:B1)", "999999"))),
      says: ["7"],
      hides: ["999999"],
      notes: ["formula-recomputed-differs"],
    },
    {
      name: "circular.xlsx",
      fate: "read",
      bytes: aSheet(row(formula("A1", "B1+1", "1") + formula("B1", "A1+1", "2"))),
      notes: ["formula-not-recomputed"],
    },
    {
      name: "ask.xlsx",
      fate: "read",
      bytes: aSheet(row(formula("A1", `WEBSERVICE("${canary}")`, "1"))),
      notes: ["formula-not-recomputed"],
    },
    {
      name: "digits.xlsx",
      fate: "read",
      bytes: aSheet(row(cell("A1", "9007199254740993"))),
      says: ["9007199254740993"],
      hides: ["9007199254740992"],
    },
    { name: "noise.xlsx", fate: "read", bytes: aSheet(row(cell("A1", "64.519999999999996"))), says: ["64.52"] },
    { name: "zero-escape.xlsx", fate: "read", bytes: aSheet(row(text("A1", "甲_x0000_乙"))), says: ["甲\ufffd乙"], hides: ["\0"] },
    { name: "half-pair.xlsx", fate: "read", bytes: aSheet(row(text("A1", "甲_xD800_乙"))), says: ["甲\ufffd乙"], hides: ["\ud800"] },
    {
      name: "hidden.xlsx",
      fate: "read",
      bytes: anXlsx({ sheets: { 明: one, 暗: one }, states: { 暗: 'state="veryHidden"' } }),
      notes: ["hidden-sheet"],
    },
    {
      name: "hidden-rows.xlsx",
      fate: "read",
      bytes: aSheet(`${one}<row r="2" hidden="1">${cell("A2", "2")}</row>`),
      notes: ["hidden-rows"],
    },
    { name: "no-addresses.xlsx", fate: "read", bytes: aSheet(bare.repeat(200)), says: ["甲"] },
    {
      name: "leap.xlsx",
      fate: "read",
      bytes: aSheet(row(cell("A1", "60", ' s="1"') + cell("B1", "-1", ' s="1"') + cell("C1", "1e10", ' s="1"')), {
        formats: ["yyyy-mm-dd"],
      }),
      hides: ["1900-02-29", "Invalid"],
    },
    {
      name: "chain.xlsx",
      fate: "read",
      bytes: aSheet(
        Array.from({ length: 5_000 }, (_, at) =>
          row(at === 0 ? cell("A1", "1") : formula(`A${at + 1}`, `A${at}+1`, String(at + 1)), at + 1),
        ).join(""),
      ),
      says: ["5000"],
    },
    {
      name: "is-html.xlsx",
      fate: "read",
      bytes: strToU8("<!doctype html><meta charset=utf-8><table><tr><td>甲<td>乙</table>"),
      notes: ["extension-wrong"],
    },
    { name: "is-csv.xlsx", fate: "read", bytes: strToU8("甲,乙\n1,2\n"), notes: ["extension-wrong"] },
  ];
}
