import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rawZip } from "./raw-zip.builder.ts";
import { readXlsx, WORKBOOK_LIMITS } from "./read-xlsx.ts";
import type { SourceCell, SourceWorkbook, WorkbookLimits } from "./source-workbook.ts";
import { anXlsx, aSheet, sheetXml, xlsxParts } from "./xlsx.builder.ts";

function read(bytes: Uint8Array, limits?: WorkbookLimits): SourceWorkbook {
  const workbook = readXlsx("case.xlsx", bytes, limits);
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.faults));
  return workbook.value;
}

function cellsOf(bytes: Uint8Array): SourceCell[] {
  return read(bytes).sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells));
}

/** What is wrong: the fault's code, its reason and the cell. */
function refusal(bytes: Uint8Array, limits?: WorkbookLimits): readonly (string | undefined)[] {
  const workbook = readXlsx("case.xlsx", bytes, limits);
  if (workbook.ok) return ["taken"];
  expect(workbook.faults).toHaveLength(1);
  const [one] = workbook.faults;
  expect(one?.place?.file).toBe("case.xlsx");
  return [one?.code, one?.params["reason"], ...(one?.place?.cell ? [one.place.cell] : [])];
}

const row = (cells: string, number = 1) => `<row r="${number}">${cells}</row>`;
const number = (address: string, value: string, look = 0) => `<c r="${address}" s="${look}"><v>${value}</v></c>`;
const inline = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is>${text}</is></c>`;

describe("reading a workbook", () => {
  it("gives numbers as the decimals that were stored, none of them through a float", () => {
    const cells = cellsOf(
      aSheet(
        row(
          number("A1", "64.519999999999996") +
            number("B1", "9007199254740993") +
            number("C1", "4.6547000000000003E2") +
            number("D1", "1E+30"),
        ),
      ),
    );
    expect(cells.map(({ address, kind, text }) => [address, kind, text])).toEqual([
      ["A1", "number", "64.52"],
      ["B1", "number", "9007199254740993"],
      ["C1", "number", "465.47"],
      ["D1", "number", `1${"0".repeat(30)}`],
    ]);
  });

  it("refuses a number cell that holds no number instead of reading what it can of it", () => {
    for (const value of ["1,234.56", "12abc", "NaN", "1e400", "０１"])
      expect(refusal(aSheet(row(number("B7", value), 7)))).toEqual(["workbook-broken", "cell-value", "B7"]);
  });

  it("joins the runs of a rich text and leaves out its reading aids", () => {
    const strings = [
      "<t>名称</t>",
      '<r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r><rPh sb="0" eb="1"><t>ふ</t></rPh><phoneticPr/>',
      '<t xml:space="preserve"> 甲 </t>',
    ];
    const cells = cellsOf(
      aSheet(
        row(
          `${[0, 1, 2].map((index) => `<c r="${"ABC"[index]}1" t="s"><v>${index}</v></c>`).join("")}${inline("D1", "<r><t>行</t></r><r><t>内</t></r>")}`,
        ),
        { strings },
      ),
    );
    expect(cells.map(({ text }) => text)).toEqual(["名称", "富文本", " 甲 ", "行内"]);
  });

  it("tells booleans, errors and days apart from numbers and texts", () => {
    const formats = [
      'yyyy"年"m"月"d"日"',
      "[$-804]aaaa",
      "0.00_ ",
      '"month"0',
      "[h]:mm",
      "[Red]0;[Blue]-0",
      'G/通用格式"天"',
      "h:mm AM/PM",
    ];
    const rows = row(
      `<c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="str"><v>算得</v></c><c r="D1" t="d"><v>2019-07-17</v></c>${formats.map((_, index) => number(`${"EFGHIJKL"[index]}1`, "43663", index + 1)).join("")}`,
    );
    expect(cellsOf(aSheet(rows, { formats })).map(({ kind, text }) => [kind, text])).toEqual([
      ["yes-no", "true"],
      ["error", "#DIV/0!"],
      ["text", "算得"],
      ["day", "2019-07-17"],
      ["day", "2019-07-17"],
      ["number", "43663"],
      ...["number", "number", "number", "number", "number"].map((kind) => [kind, "43663"]),
      ["day", "2019-07-17"],
    ]);
  });

  it("counts days from 1904 where the workbook says so, and leaves a day that never was a number", () => {
    expect(
      cellsOf(aSheet(row(number("A1", "42201", 1)), { formats: ["yyyy/m/d"], workbookPr: '<workbookPr date1904="1"/>' }))[0]?.text,
    ).toBe("2019-07-17");
    expect(cellsOf(aSheet(row(number("A1", "60", 1)), { formats: ["yyyy/m/d"] }))[0]).toMatchObject({ kind: "number", text: "60" });
  });

  it("keeps formulas apart from the values they are remembered with, shared ones moved to their cell", () => {
    const rows = `${row('<c r="A1"><f>SUM(B1:C1)</f><v>999999</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">$A1*2+Sheet2!C$4</f><v>2</v></c>')}${row('<c r="B2"><f t="shared" si="0"/><v>4</v></c>', 2)}${row('<c r="B3"><f t="shared" si="0"/></c><c r="C3"><f t="array" ref="C3:C4">A1:A2</f><v>0</v></c>', 3)}`;
    expect(cellsOf(aSheet(rows)).map(({ address, formula, text, kind }) => [address, formula, kind, text])).toEqual([
      ["A1", "SUM(B1:C1)", "number", "999999"],
      ["B1", "$A1*2+Sheet2!C$4", "number", "2"],
      ["B2", "$A2*2+Sheet2!C$4", "number", "4"],
      ["B3", "$A3*2+Sheet2!C$4", "none", ""],
      ["C3", "{A1:A2}", "number", "0"],
    ]);
  });

  it("gives sheets in the order of their tabs with hidden ones and merged ranges named", () => {
    const workbook = read(
      anXlsx({
        sheets: { 乙: row(number("A1", "1")), 甲: '<row r="1" hidden="1"><c r="A1"><v>2</v></c></row>', 丙: "" },
        states: { 甲: 'state="hidden"', 丙: 'state="veryHidden"' },
        behind: '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
      }),
    );
    expect(workbook.sheets.map(({ name, visibility }) => [name, visibility])).toEqual([
      ["乙", "visible"],
      ["甲", "hidden"],
      ["丙", "very-hidden"],
    ]);
    expect(workbook.sheets[0]?.merges).toEqual([{ top: 1, left: 1, bottom: 2, right: 3 }]);
    expect(workbook.sheets[1]?.rows[0]?.hidden).toBe(true);
  });

  it("numbers rows and cells without addresses by their order", () => {
    const cells = cellsOf(aSheet('<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'));
    expect(cells.map(({ address }) => address)).toEqual(["A1", "B1", "C5", "D5"]);
  });

  it("takes what stands in other namespaces for no part of the sheet", () => {
    const rows = `${row(number("A1", "1"))}<x:row xmlns:x="urn:x" r="2"><x:c r="A2"><x:v>9</x:v></x:c></x:row>`;
    expect(cellsOf(aSheet(rows)).map(({ text }) => text)).toEqual(["1"]);
  });

  it("agrees with another reader on what spreadsheet programs write", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.oneof(
              fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }),
              fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
              fc.boolean(),
              fc.constant(null),
            ),
            { minLength: 1, maxLength: 6 },
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async (rows) => {
          const written = new ExcelJS.Workbook();
          written.addWorksheet("表一").addRows(rows);
          const bytes = new Uint8Array(await written.xlsx.writeBuffer());
          const again = new ExcelJS.Workbook();
          await again.xlsx.load(bytes as unknown as ExcelJS.Buffer);
          const theirs: (readonly [string, unknown])[] = [];
          again.worksheets[0]?.eachRow((one) => one.eachCell((cell) => theirs.push([cell.address, cell.value === "" ? null : cell.value])));
          const ours = cellsOf(bytes).map(
            ({ address, kind, text }) => [address, kind === "number" ? Number(text) : kind === "yes-no" ? text === "true" : text] as const,
          );
          const plain = (value: unknown) =>
            typeof value === "string"
              ? value.replace(/\r\n?/g, "\n").replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
              : value === 0
                ? 0
                : value;
          expect(ours.map(([address, value]) => [address, plain(value)])).toEqual(
            theirs.filter(([, value]) => value !== null).map(([address, value]) => [address, plain(value)]),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a file that is no workbook", () => {
  it("is named for what it is", () => {
    const cfb = (text: string) =>
      new Uint8Array(
        Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(500), Buffer.from(text, "utf16le")]),
      );
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(refusal(new Uint8Array())).toEqual(["file-unreadable", "empty-file"]);
    expect(refusal(cfb("Workbook"))).toEqual(["file-kind-unknown", "is-old-xls"]);
    expect(refusal(cfb("EncryptedPackage"))).toEqual(["file-unreadable", "is-encrypted"]);
    expect(refusal(bytes("\ufeff<html><table><tr><td>1</td></tr></table></html>"))).toEqual(["file-kind-unknown", "is-html"]);
    expect(refusal(bytes("序号,金额\n1,2\n"))).toEqual(["file-kind-unknown", "is-text"]);
    expect(refusal(new Uint8Array(Buffer.concat([Buffer.from([0, 1, 2]), randomBytes(100)])))).toEqual(["file-kind-unknown", "wrong-kind"]);
    expect(refusal(anXlsx({ parts: { mimetype: "application/vnd.oasis.opendocument.spreadsheet" } }))).toEqual([
      "file-kind-unknown",
      "is-open-document",
    ]);
    expect(refusal(anXlsx({ parts: { "xl/vbaProject.bin": "x" } }))).toEqual(["file-kind-unknown", "has-macros"]);
    const types = (type: string) => ({
      parts: {
        "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
      },
    });
    expect(refusal(anXlsx(types("application/vnd.ms-excel.sheet.binary.macroEnabled.main")))).toEqual(["file-kind-unknown", "has-macros"]);
    expect(refusal(anXlsx(types("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")))).toEqual([
      "file-kind-unknown",
      "wrong-kind",
    ]);
  });

  it("is refused when parts of it are missing, cut off or packed twice", () => {
    const whole = aSheet(row(number("A1", "1")));
    expect(refusal(whole.subarray(0, whole.length - 40))).toEqual(["workbook-broken", "zip-truncated"]);
    for (const part of ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
      expect(refusal(anXlsx({ parts: { [part]: null } }))).toEqual(["workbook-broken", "part-missing"]);
    expect(refusal(anXlsx({}, [{ name: "xl/Worksheets/sheet1.xml", content: sheetXml("") }]))).toEqual([
      "workbook-broken",
      "zip-duplicate",
    ]);
    expect(refusal(anXlsx({}, [{ name: "../../etc/passwd", content: "x" }]))).toEqual(["workbook-broken", "zip-name"]);
    expect(refusal(anXlsx({}, [{ name: "x", content: "x", flags: 0x801 }]))).toEqual(["file-unreadable", "is-encrypted"]);
  });
});

describe("a hostile workbook", () => {
  it("that unpacks a thousandfold is refused before it is inflated", () => {
    const bomb = deflateRawSync(Buffer.alloc(100 * 2 ** 20, 0x20), { level: 9 });
    const parts = xlsxParts({ parts: { "xl/worksheets/sheet1.xml": null } });
    const bytes = rawZip([
      ...Object.entries(parts).map(([name, content]) => ({ name, content })),
      { name: "xl/worksheets/sheet1.xml", packed: bomb, says: { size: 100 * 2 ** 20 } },
    ]);
    const started = performance.now();
    expect(refusal(bytes)).toEqual(["file-too-large", "zip-ratio"]);
    expect(performance.now() - started).toBeLessThan(2000);
    const lying = rawZip([
      ...Object.entries(parts).map(([name, content]) => ({ name, content })),
      { name: "xl/worksheets/sheet1.xml", packed: bomb, says: { size: 2 ** 20 } },
    ]);
    expect(refusal(lying)).toEqual(["workbook-broken", "zip-damaged"]);
  });

  it("with a document type is refused whatever the type declares", () => {
    const declarations = [
      '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
      '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>',
    ];
    for (const declaration of declarations) {
      for (const part of ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"]) {
        const xml = String(xlsxParts({})[part]).replace(/^(?:<\?xml[^>]*\?>)?/, (head) => head + declaration);
        expect(refusal(anXlsx({ parts: { [part]: xml } }))).toEqual(["workbook-broken", "xml-doctype"]);
      }
    }
  });

  it("with an entity nobody declared, broken XML, other encodings, depth or attributes is refused", () => {
    expect(refusal(aSheet(row(inline("A1", "<t>&xxe;</t>"))))).toEqual(["workbook-broken", "xml-syntax"]);
    expect(refusal(aSheet("<row><c>"))).toEqual(["workbook-broken", "xml-syntax"]);
    expect(refusal(anXlsx({ parts: { "xl/worksheets/sheet1.xml": sheetXml("").replace("UTF-8", "GBK") } }))).toEqual([
      "workbook-broken",
      "xml-encoding",
    ]);
    expect(refusal(anXlsx({ parts: { "xl/worksheets/sheet1.xml": new Uint8Array([0x3c, 0xff, 0xfe, 0x80]) } }))).toEqual([
      "workbook-broken",
      "xml-encoding",
    ]);
    expect(refusal(aSheet("<a>".repeat(100_000)))).toEqual(["workbook-broken", "xml-nesting"]);
    const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(" ");
    expect(refusal(aSheet(`<row ${attributes}/>`))).toEqual(["workbook-broken", "xml-attributes"]);
  });

  it("with a cell or a row twice, out of order or out of the sheet is refused", () => {
    expect(refusal(aSheet(row(number("A1", "1") + number("A1", "2"))))).toEqual(["workbook-broken", "cell-order", "A1"]);
    expect(refusal(aSheet(row(number("B1", "1") + number("A1", "2"))))).toEqual(["workbook-broken", "cell-order", "A1"]);
    expect(refusal(aSheet(row("", 2) + row("", 2)))).toEqual(["workbook-broken", "cell-order"]);
    expect(refusal(aSheet(row("", 3) + row("", 2)))).toEqual(["workbook-broken", "cell-order"]);
    for (const address of ["A2", "XFE1", "ZZZZ1", "A01", "A", "1", "$A$1", "a1", "A1:B2", "A99999999999"])
      expect(refusal(aSheet(row(number(address, "1"))))[1]).toBe("cell-address");
    for (const rowNumber of ["0", "1048577", "999999999999", "-1", "x", "1e3"])
      expect(refusal(aSheet(`<row r="${rowNumber}"/>`))).toEqual(["workbook-broken", "cell-address"]);
  });

  it("with more rows, cells or texts than anybody fills in is refused at the limit", () => {
    const limits = { ...WORKBOOK_LIMITS, rows: 100, cells: 250, strings: 3, merges: 2 };
    const rows = (count: number, from = 1) =>
      Array.from({ length: count }, (_, index) => row(number(`A${from + index}`, "1"), from + index)).join("");
    expect(read(aSheet(rows(100)), limits).sheets[0]?.rows).toHaveLength(100);
    expect(refusal(aSheet(rows(101)), limits)).toEqual(["file-too-large", "too-many-rows"]);
    expect(refusal(aSheet(row(number("XFD1048576", "1"), 1_048_576)))).toEqual(["file-too-large", "too-many-rows"]);
    expect(
      refusal(
        aSheet(
          Array.from({ length: 60 }, (_, index) =>
            row(
              "ABCDE"
                .split("")
                .map((letter) => number(`${letter}${index + 1}`, "1"))
                .join(""),
              index + 1,
            ),
          ).join(""),
        ),
        limits,
      ),
    ).toEqual(["file-too-large", "too-many-cells"]);
    expect(refusal(aSheet("", { strings: ["<t>1</t>", "<t>2</t>", "<t>3</t>", "<t>4</t>"] }), limits)).toEqual([
      "file-too-large",
      "too-many-strings",
    ]);
    expect(refusal(aSheet("", { behind: `<mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(3)}</mergeCells>` }), limits)).toEqual([
      "file-too-large",
      "too-many-merges",
    ]);
  });

  it("with a million filled rows is refused long before all of them are read", () => {
    const rows = Array.from({ length: 1_048_576 }, (_, index) => `<row><c><v>${index}</v></c></row>`).join("");
    const bytes = aSheet(rows);
    const started = performance.now();
    expect(refusal(bytes)).toEqual(["file-too-large", "too-many-rows"]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("that merges, validates or names whole sheets is read without spreading them out", () => {
    const behind =
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576" type="list"><formula1>"a,b"</formula1></dataValidation></dataValidations>';
    const started = performance.now();
    expect(read(aSheet(row(number("A1", "1")), { behind })).sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1_048_576, right: 16_384 },
    ]);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(refusal(aSheet("", { behind: '<mergeCells><mergeCell ref="A1:B"/></mergeCells>' }))).toEqual(["workbook-broken", "merge-range"]);
    expect(refusal(aSheet("", { behind: '<mergeCells><mergeCell ref="B2:A1"/></mergeCells>' }))).toEqual([
      "workbook-broken",
      "merge-range",
    ]);
  });

  it("with names of the language's own objects gives them as plain text", () => {
    const workbook = read(
      anXlsx({
        sheets: { __proto__x: row(inline("A1", "<t>__proto__</t>") + inline("B1", "<t>constructor</t>")), constructor: "" },
        strings: ["<t>toString</t>"],
      }),
    );
    expect(workbook.sheets.map(({ name }) => name)).toEqual(["__proto__x", "constructor"]);
    expect(workbook.sheets[0]?.rows[0]?.cells.map(({ text }) => text)).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("that points outside itself is read without following", () => {
    const rels = String(xlsxParts({})["xl/_rels/workbook.xml.rels"]).replace(
      "</Relationships>",
      '<Relationship Id="x" Type="http://x/externalLink" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>',
    );
    expect(read(anXlsx({ parts: { "xl/_rels/workbook.xml.rels": rels } })).sheets).toHaveLength(1);
    const outside = String(xlsxParts({})["xl/_rels/workbook.xml.rels"]).replace("worksheets/sheet1.xml", "../../../etc/passwd");
    expect(refusal(anXlsx({ parts: { "xl/_rels/workbook.xml.rels": outside } }))).toEqual(["workbook-broken", "part-missing"]);
  });

  it("with a text nobody stored, sheets of one name or values of no type is refused", () => {
    expect(refusal(aSheet(row('<c r="C1" t="s"><v>7</v></c>'), { strings: ["<t>a</t>"] }))).toEqual([
      "workbook-broken",
      "string-missing",
      "C1",
    ]);
    expect(refusal(aSheet(row('<c r="C1" t="s"><v>-1</v></c>'), { strings: ["<t>a</t>"] }))).toEqual([
      "workbook-broken",
      "string-missing",
      "C1",
    ]);
    expect(refusal(aSheet(row('<c r="C1" t="zz"><v>1</v></c>')))).toEqual(["workbook-broken", "cell-value", "C1"]);
    expect(refusal(aSheet(row('<c r="C1" t="b"><v>7</v></c>')))).toEqual(["workbook-broken", "cell-value", "C1"]);
    expect(refusal(anXlsx({ sheets: { a: "", A: "" } }))).toEqual(["workbook-broken", "sheet-name"]);
    expect(refusal(aSheet(row(inline("A1", `<t>${"字".repeat(32_768)}</t>`))))).toEqual(["workbook-broken", "cell-text-length"]);
  });

  it("ends in an answer whatever characters of its sheet are changed", () => {
    const xml = sheetXml(row(`${number("A1", "12.5", 1)}${inline("B1", "<r><t>甲</t></r>")}<c r="C1"><f>SUM(A1:B1)</f><v>3</v></c>`));
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ at: fc.nat(xml.length - 1), text: fc.constantFrom("", "<", ">", "&", '"', "/", "A", "9", "\0", "]]>", "<c>", "é") }),
          { minLength: 1, maxLength: 4 },
        ),
        (changes) => {
          const changed = changes.reduce((text, { at, text: put }) => text.slice(0, at) + put + text.slice(at + 1), xml);
          const result = readXlsx("fuzz.xlsx", anXlsx({ formats: ["0.00"], parts: { "xl/worksheets/sheet1.xml": changed } }));
          expect(result.ok || result.faults.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
