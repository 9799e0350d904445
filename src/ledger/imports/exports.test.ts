// Exports of treasury and accounting systems: headings guessed, rows read exactly or refused by what was found, lines reconciled.
import { describe, expect, it } from "vitest";
import type { Citation, Day } from "../../kernel/index.ts";
import { fen } from "../ledger.builder.ts";
import type { EconomicClasses } from "../standards.ts";
import { type ColumnMapping, guessColumns } from "./guess-columns.ts";
import { exportRowReader, type ReadRow } from "./read-export-row.ts";
import { matchRow, postingOfRow, sliceFinder } from "./reconcile.ts";

const BASIS: Citation = { kind: "default", pack: "test", instrument: "test", source: "test" };
const NAMES: Record<string, string> = { "30211": "差旅费", "30212": "因公出国（境）费用" };
const classes: EconomicClasses = {
  basis: BASIS,
  all: [],
  find: (code) => (NAMES[code] === undefined ? null : { code, name: NAMES[code] }),
  read: (text) => classes.find(text.slice(0, 5)),
  has: (code) => code in NAMES,
};

const rows = (...lines: readonly string[]) =>
  lines.map((line, index) => ({ number: index + 1, cells: line.split("|").map((cell) => (cell === "" ? null : cell)) }));

describe("guessing columns", () => {
  it("finds the heading row under titles, a field for each heading it knows, and the unit", () => {
    const guess = guessColumns(
      rows(
        "2019年度财政授权支付明细||||",
        "单位：万元||||",
        "序号|支付令号|支付日期|支付金额（万元）|政府预算经济分类|部门预算支出经济分类|收款人账号|收款人全称",
      ),
    );
    expect(guess?.mapping).toEqual({
      sheet: null,
      headingRow: 3,
      columns: { voucher: 1, day: 2, amount: 3, economicClass: 5, payee: 7 },
      unit: "万元",
      numbering: "year",
      severalLines: false,
      project: null,
    });
    expect(guess?.missing).toEqual([]);
    expect(guess?.headings.filter(({ field }) => field === null).map(({ text }) => text)).toEqual([
      "序号",
      "政府预算经济分类",
      "收款人账号",
    ]);
  });
  it("knows accounting journals: numbers begin anew each month, debit and credit are two sides", () => {
    const guess = guessColumns(rows("凭证日期|凭证号|摘 要|借方金额|贷方金额|科目名称"));
    expect(guess?.mapping).toMatchObject({
      numbering: "month",
      severalLines: true,
      unit: "元",
      columns: { debit: 3, credit: 4, summary: 2 },
    });
  });
  it("says what is missing, and gives nothing where nothing looks like headings", () => {
    expect(guessColumns(rows("日期|摘要"))?.missing).toEqual(["voucher", "amount"]);
    expect(guessColumns(rows("甲|乙", "1|2"))).toBeNull();
    expect(guessColumns([])).toBeNull();
  });
});

const MAPPING: ColumnMapping = {
  sheet: null,
  headingRow: 1,
  columns: { voucher: 0, day: 1, amount: 2, economicClass: 3, slice: 4, source: 5 },
  unit: "元",
  numbering: "month",
  severalLines: true,
  project: null,
};

function read(mapping: ColumnMapping, ...lines: readonly string[]): readonly ReadRow[] {
  const reader = exportRowReader({ mapping, classes });
  return rows("heading", ...lines)
    .map((row) => reader({ ...row, formulas: [] }))
    .slice(1);
}

/** A row's voucher, day and amount; or its number and what is wrong with it. */
function short(row: ReadRow): string {
  if (row.kind === "row") return `${row.row.voucher} ${row.row.day} ${row.row.amount}`;
  if (row.kind === "refused")
    return `row ${row.number}: ${row.faults.map(({ field, code, found }) => [field, code, found].join(" ").trim()).join("; ")}`;
  return row.kind === "total" ? `total ${row.label} ${row.amount}` : row.kind;
}

describe("reading rows", () => {
  it("takes amounts and days as exports write them, exactly", () => {
    const amounts = ["1,234.50", "¥12.3", "(5.00)", "-5", "１２．５", "0.01", "100000000000.01"];
    expect(
      read(MAPPING, ...amounts.map((amount) => `记-1|2019-07-17|${amount}`)).map((row) => (row.kind === "row" ? row.row.amount : row)),
    ).toEqual([123_450n, 1_230n, -500n, -500n, 1_250n, 1n, 10_000_000_000_001n]);
    const days = ["2019-07-17", "2019/7/17", "2019.7.17", "20190717", "2019年7月17日", "2019-07-17 08:30:00"];
    expect(new Set(read(MAPPING, ...days.map((day) => `记-1|${day}|1`)).map((row) => (row.kind === "row" ? row.row.day : row)))).toEqual(
      new Set(["2019-07-17"]),
    );
  });
  it("refuses a row for all that is wrong with it at once, and says what was found", () => {
    expect(
      read(
        MAPPING,
        "记-1|2019-02-29|12abc|99999||私房钱",
        "|43663|0.005",
        "记-2|2019-01-01|0",
        "记-3|2019-01-01|1e5",
        "记-4|2019-01-01|",
      ).map(short),
    ).toEqual([
      "row 2: day not-a-day 2019-02-29; amount not-an-amount 12abc; economicClass class-unknown 99999; source source-unknown 私房钱",
      "row 3: voucher empty; day not-a-day 43663; amount finer-than-fen 0.005",
      "row 4: amount amount-zero 0",
      "row 5: amount not-an-amount 1e5",
      "row 6: amount empty",
    ]);
  });
  it("believes no amount that a formula computed", () => {
    const reader = exportRowReader({ mapping: MAPPING, classes });
    expect(short(reader({ number: 2, cells: ["记-1", "2019-01-01", "999999"], formulas: [2] }))).toBe("row 2: amount formula 999999");
  });
  it("counts the lines of a voucher, within a month or a year", () => {
    const lines = ["记-1|2019-01-01|1", "记-1|2019-01-02|2", "记-1|2019-02-01|3"];
    expect(read(MAPPING, ...lines).map(short)).toEqual([
      "2019-01/记-1#1 2019-01-01 100",
      "2019-01/记-1#2 2019-01-02 200",
      "2019-02/记-1#1 2019-02-01 300",
    ]);
    expect(read({ ...MAPPING, numbering: "year", severalLines: false }, ...lines).map(short)).toEqual([
      "2019/记-1#1 2019-01-01 100",
      "row 3: voucher voucher-repeated 记-1",
      "row 4: voucher voucher-repeated 记-1",
    ]);
    const numbered = { ...MAPPING, columns: { ...MAPPING.columns, line: 3, economicClass: undefined as never } };
    expect(read(numbered, "记-1|2019-01-01|1|2", "记-1|2019-01-01|1|2").map(short)).toEqual([
      "2019-01/记-1#2 2019-01-01 100",
      "row 3: voucher voucher-repeated 记-1",
    ]);
  });
  it("tells totals, blank rows and other projects apart", () => {
    const mapping = { ...MAPPING, columns: { ...MAPPING.columns, project: 6 }, project: "P1" };
    expect(read(mapping, "记-1|2019-01-01|1||||P1", "记-2|2019-01-01|1||||P2", "||", "合 计||300.33", "小计").map(short)).toEqual([
      "2019-01/记-1#1 2019-01-01 100",
      "other-project",
      "blank",
      "total 合 计 30033",
      "total 小计 null",
    ]);
  });
  it("takes debits less credits, and not both on one row", () => {
    const sides = { ...MAPPING, columns: { voucher: 0, day: 1, debit: 2, credit: 3 } };
    expect(
      read(sides, "记-1|2019-01-01|5|", "记-2|2019-01-01||5", "记-3|2019-01-01|5|0", "记-4|2019-01-01|5|5", "记-5|2019-01-01|0|0").map(
        short,
      ),
    ).toEqual([
      "2019-01/记-1#1 2019-01-01 500",
      "2019-01/记-2#1 2019-01-01 -500",
      "2019-01/记-3#1 2019-01-01 500",
      "row 5: debit amount-both-sides 5 / 5",
      "row 6: debit amount-zero 0",
    ]);
  });
});

describe("reconciling", () => {
  const day = "2019-07-17" as Day;
  it("matches, or says which of the two differs", () => {
    const row = { day, amount: fen(100) };
    expect(matchRow(row, undefined)).toEqual({ kind: "missing-here" });
    expect(matchRow(row, { seq: 7, day, amount: fen(100) })).toEqual({ kind: "matched", seq: 7 });
    expect(matchRow(row, { seq: 7, day, amount: fen(101) })).toEqual({ kind: "amount-differs", seq: 7, here: 101n });
    expect(matchRow(row, { seq: 7, day: "2019-07-18" as Day, amount: fen(100) })).toEqual({
      kind: "date-differs",
      seq: 7,
      here: "2019-07-18",
    });
  });
  it("finds a slice by number, by name, by a division that has only one", () => {
    const find = sliceFinder([
      { id: "1", name: "友城代表团", division: "综合处" },
      { id: "2", name: "“一带一路”访问团", division: "礼宾处" },
      { id: "3", name: "经贸代表团", division: "礼宾处" },
    ]);
    expect(["1", "03", "2-访问团", "一带一路访问团", "综合处", "礼宾处", "别处", "12"].map(find)).toEqual([
      "1",
      "3",
      "2",
      "2",
      "1",
      null,
      null,
      null,
    ]);
  });
  it("makes a payment of a row, and a refund of one with a negative amount", () => {
    const [row] = read(MAPPING, "记-1|2019-07-17|-5|30212|1|上年结转");
    expect(row?.kind === "row" && postingOfRow(row.row, "1")).toMatchObject({
      kind: "refund",
      amount: 500n,
      source: "carry-over",
      slice: "1",
      economicClass: "30212",
    });
  });
});
