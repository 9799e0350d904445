import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Table } from "../../report/index.ts";
import { aDetailTable, aReportDocument, aSelfEvaluationForm, HOSTILE_TEXT } from "./sample-document.builder.ts";
import { documentToSheets, tableToSheet, toSheetFormula } from "./table-to-sheet.ts";
import { cellName, columnName, rangeName, sheetNameOf, type WorkbookCell, type WorkbookSheet } from "./workbook-sheet.ts";
import { writeXlsx } from "./write-xlsx.ts";

const meta = aReportDocument().meta;

describe("a workbook", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("has the same bytes whenever it is written", () => {
    const write = () => writeXlsx([tableToSheet(aSelfEvaluationForm(), "自评表"), tableToSheet(aDetailTable(), "明细")], meta);
    vi.useFakeTimers({ now: new Date("2021-03-04T05:06:07Z"), toFake: ["Date"] });
    const first = write();
    vi.setSystemTime(new Date("2030-12-31T23:59:59Z"));
    expect(write()).toEqual(first);
  });

  it("returns every cell of a form with its place, its merged cells and its rules", async () => {
    const form = aSelfEvaluationForm();
    const sheet = await readSheet([tableToSheet(form, "自评表", { title: "项目支出绩效自评表", subtitle: "（2019年度）" })]);
    expect(sheet.getCell("A1").value).toBe("项目支出绩效自评表");
    expect(sheet.getCell("A2").value).toBe("（2019年度）");
    const grid = gridOf(form);
    for (const [index, row] of grid.entries()) {
      for (const [column, cell] of row.entries()) {
        const found = sheet.getCell(index + 3, column + 1);
        const value = found.formula ? found.result : found.value;
        const expected = cell.number === undefined ? cell.text || null : Number(cell.number);
        expect([found.address, value]).toEqual([found.address, expected]);
        expect(found.border.top?.style).toBe("thin");
      }
    }
    expect([...sheet.model.merges].sort()).toContain("A12:A22");
    expect(sheet.model.merges).toHaveLength(2 + form.rows.flat().filter(({ colSpan = 1, rowSpan = 1 }) => colSpan * rowSpan > 1).length);
  });

  it("keeps the digits of a number as they were given", () => {
    const xml = sheetXmlOf(
      sheetOf([{ number: "465.47" }, { number: "0.1" }, { number: "35.70", format: "0.00" }, { number: "-123456789012.345" }]),
    );
    expect([...xml.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => value)).toEqual(["465.47", "0.1", "35.70", "-123456789012.345"]);
  });

  it("keeps a number of more than fifteen digits exact, as text", async () => {
    const sheet = await readSheet([
      sheetOf([{ number: "9007199254740993" }, { number: "1234567890123456.78" }, { number: "123456789012345" }]),
    ]);
    expect(sheet.getCell("A1").value).toBe("9007199254740993");
    expect(sheet.getCell("B1").value).toBe("1234567890123456.78");
    expect(sheet.getCell("C1").value).toBe(123456789012345);
  });

  it("refuses what is not plain decimal text as a number", () => {
    for (const number of ["1e3", "1,234", "12%", "", "NaN", "<v>"])
      expect(() => writeXlsx([sheetOf([{ number }])], meta)).toThrow("not plain decimal text");
  });

  it("never takes text for a formula", async () => {
    const texts = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", HOSTILE_TEXT, "_x0041_"];
    const sheet = await readSheet([sheetOf(texts.map((text) => ({ text })))]);
    for (const [index, text] of texts.entries()) {
      const cell = sheet.getCell(1, index + 1);
      expect(cell.formula).toBeUndefined();
      // exceljs does not undo the escape that keeps "_x0041_" from being read as "A".
      expect(String(cell.value).replace("_x005F_", "_")).toBe(text);
    }
    expect(sheetXmlOf(sheetOf([{ text: "=1+1" }]))).not.toContain("<f>");
    const styles = partOf(writeXlsx([sheetOf([{ text: "=1+1" }, { text: "1+1" }])], meta), "xl/styles.xml");
    expect(styles.match(/quotePrefix="1"/g)).toHaveLength(1);
  });

  it("holds formulas in the sheet's own terms with the value they have, and asks for a fresh computation", async () => {
    const bytes = writeXlsx([tableToSheet(aDetailTable(), "明细")], meta);
    const sheet = await openSheet(bytes);
    expect(sheet.getCell("D16").formula).toBe("SUM(D4:D15)");
    expect(sheet.getCell("D16").result).toBe(300);
    expect(sheet.getCell("E16").result).toBe(300.33);
    expect(sheet.getCell("F5").formula).toBe("ROUND(E5/D5,4)");
    expect(sheet.getCell("F5").numFmt).toBe("0.00%");
    expect(partOf(bytes, "xl/workbook.xml")).toContain('fullCalcOnLoad="1"');
  });

  it("translates only formulas made of cells, numbers and known functions", () => {
    expect(toSheetFormula("SUM(R4C7:R15C7)", 0)).toBe("SUM(G4:G15)");
    expect(toSheetFormula("IF(R1C1>=90,R2C28,ROUND(R3C3/2,2))", 10)).toBe("IF(A11>=90,AB12,ROUND(C13/2,2))");
    for (const formula of ["HYPERLINK(R1C1)", "R1C1&'x'!A1", "cmd|' /C calc'!A0", "WEBSERVICE(1)", "A1+1"]) {
      expect(() => toSheetFormula(formula, 0)).toThrow("not a formula of a table");
    }
  });

  it("freezes and repeats heads, and prints a form on one A4 page", () => {
    const bytes = writeXlsx([tableToSheet(aDetailTable(), "明细's"), tableToSheet(aSelfEvaluationForm(), "自评表")], meta);
    expect(partOf(bytes, "xl/worksheets/sheet1.xml")).toContain(
      '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>',
    );
    const workbook = partOf(bytes, "xl/workbook.xml");
    expect(workbook).toContain(`localSheetId="0">'明细''s'!$3:$3<`);
    expect(workbook).toContain(`localSheetId="1">'自评表'!$10:$10<`);
    expect(partOf(bytes, "xl/worksheets/sheet2.xml")).toContain('paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="1"');
    const long: Table = {
      ...aDetailTable(),
      rows: [aDetailTable().rows[0] ?? [], ...Array.from({ length: 80 }, () => aDetailTable().rows[1] ?? [])],
    };
    expect(sheetXmlOf(tableToSheet(long, "长表"))).toContain('fitToHeight="0"');
  });

  it("makes rows tall enough for what wraps in them, merged or not", () => {
    const table = (text: string): Table => ({
      kind: "table",
      id: "t",
      widths: [1, 3],
      headerRows: 0,
      rows: [[{ text, rowSpan: 2 }, { text: "短" }], [{ text: "短" }], [{ text: "短" }, { text: "说明".repeat(60) }]],
    });
    const heights = (text: string) => tableToSheet(table(text), "t").rows.map(({ height }) => height ?? 0);
    const [first = 0, second = 0, third = 0] = heights("短");
    expect([first, second]).toEqual([22, 22]);
    expect(third).toBeGreaterThan(60);
    const [tallFirst = 0, tallSecond = 0, sameThird = 0] = heights("国内费用".repeat(12));
    expect(tallFirst + tallSecond).toBeGreaterThan(5 * 15);
    expect(sameThird).toBe(third);
  });

  it("offers lists, long ones too, and protects what is not to be changed", async () => {
    const long = Array.from({ length: 60 }, (_, index) => `选项${index + 1}，第${index + 1}类`);
    const input: WorkbookSheet = {
      ...sheetOf([{ text: "等级", style: { unlocked: true } }, { text: "固定" }]),
      protected: true,
      choices: [
        { range: { row: 1, column: 1, rows: 5, columns: 1 }, values: ["优", "良", "中", "差"], prompt: "选择等级" },
        { range: { row: 1, column: 2, rows: 1, columns: 1 }, values: long },
      ],
    };
    const bytes = writeXlsx([input], meta);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(arrayBufferOf(bytes));
    const sheet = workbook.worksheets[0];
    expect(sheet?.getCell("A3").dataValidation).toMatchObject({ type: "list", formulae: ['"优,良,中,差"'], prompt: "选择等级" });
    expect(sheet?.getCell("B1").dataValidation).toMatchObject({ type: "list", formulae: ["_lists!$A$1:$A$60"] });
    expect(workbook.getWorksheet("_lists")?.state).toBe("hidden");
    expect(workbook.getWorksheet("_lists")?.getCell("A60").value).toBe(long[59]);
    expect(sheet?.getCell("A1").protection).toMatchObject({ locked: false });
    expect(partOf(bytes, "xl/worksheets/sheet1.xml")).toContain('<sheetProtection sheet="1"');
  });

  it("takes every table of a report, each under its own name and heading", () => {
    const sheets = documentToSheets(aReportDocument({ blocks: [...aReportDocument().blocks, aDetailTable()] }));
    expect(sheets.map(({ name }) => name)).toEqual([
      "2019年度外事活动（出访）专项支出明细表",
      "绩效评价得分表",
      "项目支出绩效自评表",
      "复核事项及处理情况一览表",
      "2019年度外事活动（出访）专项支出明细表 2",
    ]);
    expect(sheets[2]?.rows.slice(0, 2).map(({ cells }) => cells[0]?.text)).toEqual(["项目支出绩效自评表", "（2019年度）"]);
    expect(sheets.map(({ print }) => print?.landscape)).toEqual([false, false, false, true, true]);
    expect(() => writeXlsx(sheets, meta)).not.toThrow();
  });

  it("refuses two sheets of one name, which Excel would not open", () => {
    expect(() => writeXlsx([sheetOf([]), sheetOf([])], meta)).toThrow("two sheets share a name");
  });

  it("names cells, ranges and sheets as Excel does", () => {
    expect([columnName(1), columnName(26), columnName(27), columnName(702), columnName(703)]).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
    expect(cellName(7, 3)).toBe("C7");
    expect(rangeName({ row: 2, column: 1, rows: 3, columns: 2 })).toBe("A2:B4");
    expect(sheetNameOf("支出[明细]: 2019/2020?'")).toBe("支出 明细   2019 2020");
    expect([...sheetNameOf("长".repeat(40))]).toHaveLength(31);
    expect(sheetNameOf("")).toBe("Sheet");
  });
});

function sheetOf(cells: readonly WorkbookCell[]): WorkbookSheet {
  return { name: "表", columns: [10], rows: [{ cells }] };
}

function partOf(bytes: Uint8Array, path: string): string {
  return strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());
}

function sheetXmlOf(sheet: WorkbookSheet): string {
  return partOf(writeXlsx([sheet], meta), "xl/worksheets/sheet1.xml");
}

async function readSheet(sheets: readonly WorkbookSheet[]): Promise<ExcelJS.Worksheet> {
  return openSheet(writeXlsx(sheets, meta));
}

async function openSheet(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(arrayBufferOf(bytes));
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error("the workbook has no sheet");
  return sheet;
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** A table's cells, each in every place it covers. */
function gridOf(table: Table): { readonly text: string; readonly number?: string }[][] {
  const grid: { readonly text: string; readonly number?: string }[][] = table.rows.map(() => []);
  for (const [index, row] of table.rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[index]?.[column] !== undefined) column++;
      for (let r = index; r < index + (cell.rowSpan ?? 1); r++) {
        for (let c = column; c < column + (cell.colSpan ?? 1); c++) (grid[r] ?? [])[c] = cell;
      }
    }
  }
  return grid;
}
