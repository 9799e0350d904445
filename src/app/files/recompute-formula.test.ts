import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRefusal } from "./file-refusal.ts";
import { readXlsx } from "./read-xlsx.ts";
import { createCellReader } from "./recompute-formula.ts";
import { anXlsx } from "./xlsx.builder.ts";

type Cells = Readonly<Record<string, string>>;

/** Cells as people see them: "=…" a formula (with "|…" the value it remembers), figures numbers, the rest text. */
function rowsOf(cells: Cells): string {
  const byRow = new Map<number, string[]>();
  for (const [address, content] of Object.entries(cells)) {
    const [formula = "", remembered] = content.split("|");
    const value = remembered === undefined ? "" : `<v>${remembered}</v>`;
    const escaped = formula.slice(1).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const xml = content.startsWith("=")
      ? `<c r="${address}"${remembered !== undefined && !/^-?[\d.]+$/.test(remembered) ? ' t="str"' : ""}><f>${escaped}</f>${value}</c>`
      : /^-?[\d.]+$/.test(content)
        ? `<c r="${address}"><v>${content}</v></c>`
        : content.startsWith("#")
          ? `<c r="${address}" t="e"><v>${content}</v></c>`
          : `<c r="${address}" t="inlineStr"><is><t>${content}</t></is></c>`;
    const row = Number(address.replace(/\D/g, ""));
    byRow.set(row, [...(byRow.get(row) ?? []), xml]);
  }
  return [...byRow]
    .sort(([a], [b]) => a - b)
    .map(([number, xml]) => `<row r="${number}">${xml.join("")}</row>`)
    .join("");
}

function value(cells: Cells, address = "A1", others: Readonly<Record<string, Cells>> = {}): string {
  const workbook = readXlsx(
    "case.xlsx",
    anXlsx({ sheets: { 表一: rowsOf(cells), ...Object.fromEntries(Object.entries(others).map(([name, one]) => [name, rowsOf(one)])) } }),
  );
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.faults));
  const read = createCellReader(workbook.value);
  const cell = workbook.value.sheets[0]?.rows.flatMap((row) => row.cells).find((one) => one.address === address);
  if (!cell) throw new Error(`nothing at ${address}`);
  try {
    return read("表一", cell).text;
  } catch (error) {
    if (error instanceof FileRefusal) return `${error.refusal.reason} ${error.refusal.place?.cell}`;
    throw error;
  }
}

describe("computing a workbook's formula anew", () => {
  it("adds, multiplies and divides exactly, with the precedence of spreadsheets", () => {
    expect(value({ A1: "=0.1+0.2" })).toBe("0.3");
    expect(value({ A1: "=1+2*3-4/8" })).toBe("6.5");
    expect(value({ A1: "=(1+2)*(3-4)/-2" })).toBe("1.5");
    expect(value({ A1: "=--3" })).toBe("3");
    expect(value({ A1: "=50%*465.47" })).toBe("232.735");
    expect(value({ A1: "=10-2-3" })).toBe("5");
  });

  it("follows references to other cells and sheets, fixed or not, and to cells that are formulas themselves", () => {
    expect(value({ A1: "=B1+$C$1", B1: "=C1*2", C1: "134.86" })).toBe("404.58");
    expect(value({ A1: "=资金!B2+'其他 表'!A1" }, "A1", { 资金: { B2: "165.47" }, "其他 表": { A1: "134.86" } })).toBe("300.33");
    expect(value({ A1: "=B1", B1: "较好" })).toBe("较好");
    expect(value({ A1: "=B1+1" })).toBe("1");
  });

  it("sums numbers of ranges and leaves out texts and blanks", () => {
    expect(value({ A1: "=SUM(B1:C2,10,B1)", B1: "1.1", C1: "元", B2: "2.2", C2: "3.3" })).toBe("17.7");
    expect(value({ A1: "=SUM(C2:B1)", B1: "1", C2: "3" })).toBe("4");
    expect(value({ A1: "=SUM(B1:XFD1048576)", B1: "7" })).toBe("7");
  });

  it("rounds half away from zero, also before the point", () => {
    expect(value({ A1: "=ROUND(2.675,2)" })).toBe("2.68");
    expect(value({ A1: "=ROUND(-2.675,2)" })).toBe("-2.68");
    expect(value({ A1: "=ROUND(300.33/465.47*10,2)" })).toBe("6.45");
    expect(value({ A1: "=ROUND(1250,-2)" })).toBe("1300");
  });

  it("chooses by comparison and computes only the branch it takes", () => {
    expect(value({ A1: '=IF(B1>=90,"优",IF(B1>=80,"良","中"))', B1: "89.99" })).toBe("良");
    expect(value({ A1: "=IF(B1=0,0,C1/B1)", C1: "5" })).toBe("0");
    expect(value({ A1: '=IF(B1="","空",1/0)' })).toBe("空");
    expect(value({ A1: '=IF(B1<>"优","否","是")', B1: "优" })).toBe("是");
    expect(value({ A1: "=1<=1" })).toBe("true");
  });

  it("agrees with the value the workbook remembers up to the last digits of a double, and refuses any other", () => {
    expect(value({ A1: "=B1*3|0.30000000000000004", B1: "0.1" })).toBe("0.3");
    expect(value({ A1: "=B1*3|0.3001", B1: "0.1" })).toBe("formula-stale A1");
    expect(value({ A1: "=SUM(B1:B2)|999999", B1: "1", B2: "2" })).toBe("formula-stale A1");
    expect(value({ A1: '=IF(B1>0,"是","否")|否', B1: "1" })).toBe("formula-stale A1");
  });

  it("refuses what it does not know, naming the cell", () => {
    for (const formula of [
      "=VLOOKUP(B1,C1:D9,2)",
      '=B1&"x"',
      "=2^3",
      "=B:B",
      "=[1]表一!A1",
      "=B1:B2",
      "=SUM(",
      "=1+",
      "=)",
      "={1,2}",
      "=名称",
      "=NOW()",
      "=不存在!A1",
      "=ROUND(1,20)",
      "=SUM(1)2",
    ]) {
      expect([formula, value({ A1: formula, B1: "1", B2: "2" })]).toEqual([formula, "formula-unsupported A1"]);
    }
    expect(value({ A1: "=B1", B1: "=VLOOKUP(1,2,3)" })).toBe("formula-unsupported B1");
  });

  it("refuses results that are no plain value", () => {
    expect(value({ A1: "=1/0" })).toBe("formula-value A1");
    expect(value({ A1: "=B1+1", B1: "十二" })).toBe("formula-value A1");
    expect(value({ A1: "=1/3" })).toBe("formula-endless A1");
    expect(value({ A1: "=B1", B1: "#N/A" })).toBe("error-cell B1");
  });

  it("refuses cells that depend on themselves, and chains and nests without end", () => {
    expect(value({ A1: "=A1+1" })).toBe("formula-cycle A1");
    expect(value({ A1: "=B1", B1: "=SUM(A1:A2)" })).toBe("formula-cycle A1");
    const chain = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`A${index + 1}`, `=A${index + 2}`]));
    expect(value(chain)).toMatch(/^formula-cycle/);
    expect(value({ A1: `=${"(".repeat(200)}1${")".repeat(200)}` })).toBe("formula-unsupported A1");
  });

  it("gives sums of decimals that no order of adding changes", () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amounts, (cents) => {
        const text = (cent: number) =>
          `${cent < 0 ? "-" : ""}${String(Math.abs(cent))
            .padStart(3, "0")
            .replace(/(\d\d)$/, ".$1")}`;
        const total = cents.reduce((sum, cent) => sum + BigInt(cent), 0n);
        const column = Object.fromEntries(cents.map((cent, index) => [`B${index + 1}`, text(cent)]));
        const expected = text(Number(total)).replace(/\.?0+$/, "");
        expect(value({ A1: "=SUM(B1:B99)", ...column })).toBe(expected === "-0" || expected === "" ? "0" : expected);
        expect(value({ A1: `=${cents.map((_, index) => `B${index + 1}`).join("+")}`, ...column })).toBe(
          expected === "-0" || expected === "" ? "0" : expected,
        );
      }),
      { numRuns: 50 },
    );
  });
});
