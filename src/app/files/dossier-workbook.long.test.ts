// The dossier workbook in the hands of a spreadsheet program, and workbooks as large as are taken.
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { productPath } from "../product-folder.ts";
import { convertWithLibreOffice } from "./office-tools.builder.ts";
import { parseInChild } from "./parse-in-child.ts";
import { readDossierWorkbook } from "./read-dossier-workbook.ts";
import { readXlsx, WORKBOOK_LIMITS } from "./read-xlsx.ts";
import { readYaml } from "./read-yaml.ts";
import { createCellReader } from "./recompute-formula.ts";
import { writeDossierWorkbook } from "./write-dossier-workbook.ts";

describe("a dossier workbook opened and saved by LibreOffice", () => {
  it("still says everything the founding case says, to the letter", async () => {
    const yaml = readYaml("dossier.yaml", readFileSync(productPath("examples", "nanchang-2019", "dossier.yaml"), "utf8"));
    if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
    const saved = convertWithLibreOffice("case.xlsx", await writeDossierWorkbook({ dossier: yaml.value }), "xlsx");
    const read = readDossierWorkbook("case.xlsx", saved);
    if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
    expect(read.value.dossier.data).toEqual(yaml.value.data);
  });

  it("computes simple formulas to the values that are computed here", async () => {
    const formulas = [
      "0.1+0.2",
      "ROUND(2.675,2)",
      "ROUND(-1250,-2)",
      "SUM(B1:B3,1.5)",
      "IF(B1>=90,B2/8,0)",
      "50%*B1-B3",
      "(B1+B2)*B3/2",
      "ROUND(300.33/465.47*10,2)",
    ];
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet("表一");
    [90, 12.34, 465.47].forEach((value, index) => {
      sheet.getCell(index + 1, 2).value = value;
    });
    formulas.forEach((formula, index) => {
      sheet.getCell(index + 1, 1).value = { formula, date1904: false };
    });
    const saved = convertWithLibreOffice("f.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()), "xlsx");
    const read = readXlsx("f.xlsx", saved);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const cells = read.value.sheets[0]?.rows.flatMap((row) => row.cells).filter(({ formula }) => formula !== undefined) ?? [];
    const reader = createCellReader(read.value);
    // The reader refuses a remembered value that is not the computed one, so these agree with the program's.
    expect(cells.map((cell) => reader("表一", cell).text)).toEqual([
      "0.3",
      "2.68",
      "-1300",
      "569.31",
      "1.5425",
      "-420.47",
      "23818.0999",
      "6.45",
    ]);
    expect(cells.map(({ kind }) => kind)).toEqual(formulas.map(() => "number"));
  });
});

describe("a workbook as large as is taken", () => {
  it("is read within ten seconds, here and in a child, and one row more is refused", async () => {
    const make = async (rows: number) => {
      const workbook = new ExcelJS.Workbook();
      const sheet = workbook.addWorksheet("台账");
      for (let row = 0; row < rows; row++) sheet.addRow(["2019-03-01", "当年财政拨款", `${row}`, row * 1.01, `记-${row}`, "机票"]);
      return new Uint8Array(await workbook.xlsx.writeBuffer());
    };
    const bytes = await make(WORKBOOK_LIMITS.rows);
    const started = performance.now();
    const read = readXlsx("big.xlsx", bytes);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(read.ok && read.value.sheets[0]?.rows).toHaveLength(WORKBOOK_LIMITS.rows);
    expect((await parseInChild("workbook", "big.xlsx", bytes)).ok).toBe(true);
    const more = readXlsx("big.xlsx", await make(WORKBOOK_LIMITS.rows + 1));
    expect(!more.ok && more.faults.map(({ params }) => params["reason"])).toEqual(["too-many-rows"]);
  });
});
