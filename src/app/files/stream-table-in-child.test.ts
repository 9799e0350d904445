// Long tables through the bounded child: every row in order, from workbooks and from text in any encoding, and refusals by name.
import { describe, expect, it } from "vitest";
import { streamTableInChild } from "./stream-table-in-child.ts";
import type { TableRow } from "./table-rows.ts";
import { serialOfDay } from "./xlsx/cell-text.ts";
import { anXlsx, aSheet } from "./xlsx.builder.ts";

const SLOW = 60_000;
/** Text in GBK: what its decoder makes of every pair of bytes, turned round. */
function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const pairs = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) pairs.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return new Uint8Array([...text].flatMap((sign) => (sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : (pairs.get(sign) ?? [63]))));
}

async function readAll(
  bytes: Uint8Array,
  sheet: string | null = null,
): Promise<{ readonly rows: TableRow[]; readonly end: unknown; readonly batches: number }> {
  const rows: TableRow[] = [];
  let batches = 0;
  const read = await streamTableInChild({ name: "export", bytes, sheet }, async (batch) => {
    batches += 1;
    await new Promise((resolve) => setImmediate(resolve));
    rows.push(...batch);
  });
  return {
    rows,
    batches,
    end: read.ok
      ? read.value
      : read.faults.map(({ code, params, place }) => [code, params["reason"], place?.line ?? place?.cell].filter(Boolean)),
  };
}

describe("workbooks", () => {
  it(
    "come row by row, formulas marked, empty cells null, days by their format",
    async () => {
      const day = serialOfDay("2019-07-17");
      const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>凭证号</t></is></c></row><row r="3"><c r="A3" s="1"><v>${day}</v></c><c r="C3"><f>1+1</f><v>2</v></c></row>`;
      const read = await readAll(aSheet(rows, { formats: ["yyyy-mm-dd"] }));
      expect(read.rows).toEqual([
        { number: 1, cells: ["凭证号"], formulas: [] },
        { number: 3, cells: ["2019-07-17", null, "2"], formulas: [2] },
      ]);
      expect(read.end).toEqual({ sheets: [{ name: "表一", visibility: "visible" }], sheet: "表一", encoding: null });
    },
    SLOW,
  );
  it(
    "of several sheets give the one asked for, and name the hidden ones",
    async () => {
      const row = (text: string) => `<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`;
      const bytes = anXlsx({ sheets: { 说明: row("藏"), 明细: row("明") }, states: { 说明: 'state="hidden"' } });
      expect((await readAll(bytes)).rows[0]?.cells).toEqual(["明"]);
      expect((await readAll(bytes, "说明")).rows[0]?.cells).toEqual(["藏"]);
      expect((await readAll(bytes, "别的")).end).toEqual([["workbook-broken", "part-missing"]]);
    },
    SLOW,
  );
  it(
    "of fifty thousand rows come in batches, each taken before the next",
    async () => {
      const many = Array.from({ length: 50_000 }, (_, n) => `<row r="${n + 1}"><c r="A${n + 1}"><v>${n}</v></c></row>`).join("");
      const read = await readAll(aSheet(many));
      expect([read.rows.length, read.batches, read.rows.at(-1)?.cells[0]]).toEqual([50_000, 50, "49999"]);
    },
    SLOW,
  );
});

describe("delimited text", () => {
  const text = '凭证号,日期,摘要,金额\r\n支-1,2019-07-17,"机票，""往返""",1\n支-2,2019-07-18,="0012","1,234.50"\n,,,\n';
  it(
    "is read in UTF-8, GB18030 and UTF-16, with commas, tabs or semicolons",
    async () => {
      const expected = [
        ["凭证号", "日期", "摘要", "金额"],
        ["支-1", "2019-07-17", '机票，"往返"', "1"],
        ["支-2", "2019-07-18", "0012", "1,234.50"],
      ];
      const encoded: (readonly [string, Uint8Array])[] = [
        ["utf-8", new TextEncoder().encode(text)],
        ["utf-8", new TextEncoder().encode(`\ufeff${text}`)],
        ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le")],
        ["gb18030", inGbk(text)],
        ["utf-8", new TextEncoder().encode(text.replaceAll(/,(?=[^"]*(?:"[^"]*"[^"]*)*$)/gm, "\t"))],
      ];
      for (const [encoding, bytes] of encoded) {
        const read = await readAll(bytes);
        expect([encoding, read.rows.map(({ cells }) => cells)]).toEqual([encoding, expected]);
        expect(read.end).toMatchObject({ encoding });
      }
    },
    SLOW,
  );
  it(
    "that is broken is refused by name, with its line",
    async () => {
      expect((await readAll(new TextEncoder().encode('a,b\n"1,2\n'))).end).toEqual([["csv-broken", "csv-open-quote", 2]]);
      expect((await readAll(new Uint8Array())).end).toEqual([["file-unreadable", "empty-file"]]);
      expect((await readAll(new TextEncoder().encode("a\u0001b"))).end).toEqual([["csv-broken", "csv-control"]]);
      expect((await readAll(new Uint8Array([0x50, 0x4b, 3, 4]))).end).toEqual([["workbook-broken", "zip-truncated"]]);
    },
    SLOW,
  );
});
