// What an export's writers make, read back by others: text that looks like a formula is text, numbers are numbers, to the last digit.
import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { StreamedSheet } from "./export-sheet.ts";
import { streamCsv } from "./stream-csv.ts";
import { streamOds } from "./stream-ods.ts";
import { streamXlsx } from "./stream-xlsx.ts";

const MADE = new Date("2026-01-02T00:00:00");
const META = { title: "全部数据", subject: "全部数据", author: "衡效", day: "2026-01-02" };
const FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://evil.example")', "a;=1+1"];

function sheets(): readonly StreamedSheet[] {
  const columns = [
    { heading: "文本", kind: "text" },
    { heading: "金额", kind: "number" },
  ] as const;
  async function* rows() {
    for (const text of FORMULAS) yield [text, "-90071992547409.93"];
    yield ['带"引号"，<&>\u0001', null];
    yield [null, "0.10"];
  }
  return [{ title: "甲表", columns, rows: rows() }];
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

test("Excel: every text is a text cell and no cell is a formula", async () => {
  const bytes = await bytesOf(streamXlsx(sheets(), META, MADE));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  const sheet = book.getWorksheet("甲表");
  const values: unknown[] = [];
  sheet?.getColumn(1).eachCell((cell) => values.push(cell.type === ExcelJS.ValueType.Formula ? "formula" : cell.value));
  expect(values.slice(1, 4)).toEqual(["=1+1", "+1", "-1"]);
  expect(values).not.toContain("formula");
  expect(sheet?.getCell("B2").type).toBe(ExcelJS.ValueType.Number);
  const xml = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  expect(xml).toContain("<v>-90071992547409.93</v>");
  expect(xml).not.toContain("<f");
});

test("OpenDocument: told by its first bytes, typed cells, exact numbers, nothing that XML cannot hold", async () => {
  const bytes = await bytesOf(streamOds(sheets(), MADE));
  expect(strFromU8(bytes.subarray(30, 38 + "application/vnd.oasis.opendocument.spreadsheet".length))).toBe(
    "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
  );
  const xml = strFromU8(unzipSync(bytes)["content.xml"] ?? new Uint8Array());
  expect(xml).toContain('office:value-type="string"><text:p>=1+1</text:p>');
  expect(xml).toContain('office:value="-90071992547409.93"');
  expect(xml).not.toContain("formula");
  expect(xml).toContain("&lt;&amp;&gt;\ufffd");
});

test("CSV: what a spreadsheet would compute has an apostrophe before it; numbers have not", async () => {
  const files = unzipSync(await bytesOf(streamCsv(sheets(), MADE)));
  const bytes = files["甲表.csv"] ?? new Uint8Array();
  // Without the mark, Excel would take it for another encoding.
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = strFromU8(bytes);
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("文本,金额");
  expect(lines.slice(1, 5)).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)"].map((cell) => `${cell},-90071992547409.93`));
  expect(text).toContain('"\'=HYPERLINK(""http://evil.example"")"');
  expect(text).toContain("'＝1+1,");
});
