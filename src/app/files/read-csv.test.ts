import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

function rowsOf(bytes: Uint8Array) {
  const file = readCsv("ledger.csv", bytes);
  if (!file.ok) throw new Error(JSON.stringify(file.faults));
  return file.value;
}

function faultsOf(bytes: Uint8Array) {
  const file = readCsv("ledger.csv", bytes);
  return file.ok
    ? []
    : file.faults.map(({ code, params, place }) => [params["reason"] ?? code, place?.line, place?.column, params["found"]]);
}

describe("reading CSV", () => {
  it("gives rows by their headings, empty fields left out", () => {
    expect(rowsOf(utf8("日期,金额,摘要\n2019-03-01,12.50,机票\n2019-03-02,,\n")).data).toEqual([
      { 日期: "2019-03-01", 金额: "12.50", 摘要: "机票" },
      { 日期: "2019-03-02" },
    ]);
  });

  it("takes UTF-8 with and without a mark, and GB18030 with its rare characters", () => {
    // 名,金额 and 䶮𠮷㐀,1 as iconv writes them: characters of two and of four bytes.
    const gb18030 = new Uint8Array(Buffer.from("c3fb2cbdf0b6ee0afe9f9534b2358139ee392c310a", "hex"));
    expect(rowsOf(gb18030).data).toEqual([{ 名: "䶮𠮷㐀", 金额: "1" }]);
    expect(rowsOf(utf8("\ufeff名,金额\n䶮𠮷,1\n")).data).toEqual([{ 名: "䶮𠮷", 金额: "1" }]);
    expect(rowsOf(new Uint8Array([...utf8("a\n"), 0xb1, 0xa8, 0xb8, 0xe6])).data).toEqual([{ a: "报告" }]);
  });

  it("keeps commas, quotes and line breaks of quoted fields", () => {
    expect(rowsOf(utf8('a,b\r\n"甲, ""乙""\r\n丙",2\r\n')).data).toEqual([{ a: '甲, "乙"\n丙', b: "2" }]);
  });

  it("knows line and column of every field, below fields of several lines too", () => {
    const file = rowsOf(utf8('a,b\n"甲\n乙",2\n\n丙,4\n'));
    expect(file.locate([0, "b"])).toEqual({ file: "ledger.csv", line: 3, column: 4, path: "0.b" });
    expect(file.locate([1, "b"])).toMatchObject({ line: 5, column: 3 });
    expect(file.locate([1])).toMatchObject({ line: 5 });
    expect(file.locate([])).toEqual({ file: "ledger.csv", line: 1 });
  });

  it("leaves out rows of which every field is empty", () => {
    expect(rowsOf(utf8("a,b\n,\n \n1,2\n,\n")).data).toEqual([{ a: "1", b: "2" }]);
  });

  it("tells every row that is not as wide as the headings", () => {
    expect(faultsOf(utf8("a,b\n1,2\n1,2,3\n4\n5,6\n"))).toEqual([
      ["csv-columns", 3, undefined, "3"],
      ["csv-columns", 4, undefined, "1"],
    ]);
  });

  it("refuses quotes that do not close or stand where none may", () => {
    expect(faultsOf(utf8('a,b\n1,"2\n3,4\n'))).toEqual([["csv-open-quote", 2, 3, '"2\n3,4\n']]);
    expect(faultsOf(utf8('a,b\n1,2"x"\n'))).toEqual([["csv-stray-quote", 2, 4, '2"x"']]);
    expect(faultsOf(utf8('a,b\n"1"x,2\n'))).toEqual([["csv-stray-quote", 2, 4, "x,2\n"]]);
    const started = performance.now();
    expect(faultsOf(utf8(`a\n"${"甲,\n".repeat(3_000_000)}`))[0]?.[0]).toBe("csv-open-quote");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("refuses headings that are missing, empty or repeated, and separators that are no commas", () => {
    expect(faultsOf(utf8(" \n\n"))).toEqual([["csv-no-header", undefined, undefined, "ledger.csv"]]);
    expect(faultsOf(utf8("a,,b\n1,2,3\n"))).toEqual([["csv-no-header", 1, 3, "ledger.csv"]]);
    expect(faultsOf(utf8("a,b,a\n1,2,3\n"))).toEqual([["duplicate-key", 1, 5, "a"]]);
    for (const separator of [";", "\t", "，"]) expect(faultsOf(utf8(`a${separator}b\n1${separator}2\n`))[0]?.[0]).toBe("csv-separator");
  });

  it("refuses bytes that are no text", () => {
    expect(faultsOf(new Uint8Array())[0]?.[0]).toBe("empty-file");
    expect(faultsOf(utf8("a\n1\u00002\n"))[0]?.[0]).toBe("csv-control");
    expect(faultsOf(new Uint8Array([0x61, 0x0a, 0xff, 0xff, 0xff]))[0]?.[0]).toBe("text-encoding");
    expect(faultsOf(new Uint8Array([0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00]))[0]?.[0]).toBe("text-encoding");
  });

  it("takes names of the language's own objects for headings like any other", () => {
    const file = rowsOf(utf8("__proto__,constructor\n1,2\n"));
    expect(Object.entries((file.data as object[])[0] ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it("gives back whatever was written by the rules", () => {
    const field = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f\r]/.test(text) && !/\p{Surrogate}/u.test(text) && text.trim() !== "");
    const quote = (text: string) => (/[",\n]/.test(text) || text.startsWith("\ufeff") ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field, field), { maxLength: 10 }), (rows) => {
        const text = ["a,b,c", ...rows.map((row) => row.map(quote).join(","))].join("\n");
        expect(rowsOf(utf8(text)).data).toEqual(rows.map(([a, b, c]) => ({ a, b, c })));
      }),
    );
  });
});
