// Rows in the plain form are read as the XML parser would read them, cell for cell and refusal for refusal.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXlsx } from "../read-xlsx.ts";
import { aSheet } from "../xlsx.builder.ts";

/** What is read, or why not. A comment within a row makes it one that only the parser takes. */
function answer(rows: string): unknown {
  const read = readXlsx("x.xlsx", aSheet(rows, { strings: ["<t>甲</t>", "<t>乙</t>"], formats: ["yyyy-mm-dd"] }));
  return read.ok ? read.value.sheets : read.faults.map(({ code, params, place }) => [code, params["reason"], place?.cell]);
}
const parsedOnly = (rows: string): string => rows.replaceAll("</row>", "<!-- --></row>");

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("支-000001", "30212", "1,234.5", "_x000D_", "a]]>b", " 空 ", "&amp;", "a&b", "\r\n", "x\ty", "", "0012", "１２"),
);
const value = fc.oneof(
  text,
  fc.constantFrom("1", "465.47", "64.519999999999996", "1e3", "9007199254740993", "43663", "43663.5", "-0", "NaN", "1,2", "0", "99999999"),
);
const cell = fc.record({
  type: fc.constantFrom("", ' t="n"', ' t="s"', ' t="str"', ' t="inlineStr"', ' t="b"', ' t="e"', ' t="d"', ' t="x"', " t='s'"),
  look: fc.constantFrom("", ' s="0"', ' s="1"', ' s="9999999"', ' s=""'),
  shape: fc.constantFrom("v", "v", "v", "is", "f", "none", "empty", "open"),
  value,
});
const row = fc.record({
  cells: fc.array(fc.tuple(fc.constantFrom(1, 1, 1, 2, 0), cell), { maxLength: 5 }),
  attributes: fc.constantFrom("", "", ' spans="1:12"', ' hidden="1"', ' ht="15" ht="15"', ' x14ac:dyDescent="0.2"', " s='1'", ' a="<"'),
  number: fc.constantFrom(1, 1, 1, 3, 0),
});

type Shape = typeof cell extends fc.Arbitrary<infer T> ? T : never;

function cellXml({ type, look, shape, value: content }: Shape, address: string): string {
  const head = `<c r="${address}"${look}${type}`;
  switch (shape) {
    case "v":
      return `${head}><v>${content}</v></c>`;
    case "is":
      return `${head}><is><t>${content}</t></is></c>`;
    case "f":
      return `${head}><f>A1+1</f><v>${content}</v></c>`;
    case "none":
      return `${head}/>`;
    case "empty":
      return `${head}></c>`;
    default:
      return `${head}><v>${content}</c>`;
  }
}

const sheet = fc.array(row, { maxLength: 4 }).map((rows) => {
  let number = 0;
  return rows
    .map(({ cells, attributes, number: step }) => {
      number += step;
      let column = 0;
      const inner = cells.map(([ahead, one]) => {
        column += ahead;
        return cellXml(one, `${String.fromCharCode(64 + Math.max(1, column))}${number}`);
      });
      return `<row r="${number}"${attributes}>${inner.join("")}</row>`;
    })
    .join("");
});

describe("plain rows", () => {
  it("are read as the parser reads them, whatever stands in them", () => {
    let taken = 0;
    fc.assert(
      fc.property(sheet, (rows) => {
        const plain = answer(rows);
        const parsed = answer(parsedOnly(rows));
        // Which of several mistakes is told first may differ in its words, never whether the sheet is taken.
        if (isRefusal(plain) || isRefusal(parsed)) expect([rows, isRefusal(plain)]).toEqual([rows, isRefusal(parsed)]);
        else expect(plain).toEqual(parsed);
        if (!isRefusal(plain)) taken += 1;
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it("refuse the same mistake at the same cell", () => {
    for (const rows of [
      '<row r="2"><c r="A2"><v>12abc</v></c></row>',
      '<row r="2"><c r="B2" t="s"><v>7</v></c></row>',
      '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
      '<row r="2"><c r="A3"><v>1</v></c></row>',
      '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
      '<row r="2"><c r="XFE2"><v>1</v></c></row>',
    ]) {
      expect(isRefusal(answer(rows))).toBe(true);
      expect(answer(rows)).toEqual(answer(parsedOnly(rows)));
    }
  });

  it("cut anywhere by the stream come out whole", () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `<row r="${n + 1}"><c r="A${n + 1}" t="str"><v>第${n}笔</v></c></row>`).join("");
    const read = readXlsx("x.xlsx", aSheet(rows));
    expect(read.ok && read.value.sheets[0]?.rows.map(({ cells }) => cells[0]?.text)).toEqual(
      Array.from({ length: 5000 }, (_, n) => `第${n}笔`),
    );
  });
});

function isRefusal(one: unknown): boolean {
  return Array.isArray(one) && Array.isArray(one[0]);
}
