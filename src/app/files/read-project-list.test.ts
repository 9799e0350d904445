// The workbook of many projects: what is written is read back project by project, and what is wrong is told at its cell.
import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { anIndicator, dossierData, dossierFile } from "../../dossier/dossier.builder.ts";
import type { DossierSources } from "../../dossier/index.ts";
import { productPath } from "../product-folder.ts";
import { readProjectList } from "./read-project-list.ts";
import { readXlsx } from "./read-xlsx.ts";
import { readYaml } from "./read-yaml.ts";
import { type ProjectOfList, writeProjectList } from "./write-dossier-workbook.ts";

function founding(): DossierSources {
  const yaml = readYaml("dossier.yaml", readFileSync(productPath("examples/nanchang-2019/dossier.yaml"), "utf8"));
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
  return { dossier: yaml.value };
}

const PROJECTS: readonly ProjectOfList[] = [
  { number: "A-01", unit: "360101", sources: { dossier: dossierFile(dossierData()) } },
  {
    number: "007",
    unit: "",
    sources: { dossier: dossierFile(dossierData({ indicators: [anIndicator({ weight: "30" }), anIndicator({ id: "second" })] })) },
  },
];

async function changed(change: (workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await writeProjectList(PROJECTS)) as unknown as ExcelJS.Buffer);
  change(workbook);
  const read = readProjectList("清单.xlsx", new Uint8Array(await workbook.xlsx.writeBuffer()));
  return read.ok
    ? []
    : read.faults.map(
        ({ code, params, place }) => `${String(params["reason"] ?? code)} ${place?.sheet}!${place?.cell ?? ""} ${params["found"]}`,
      );
}

describe("a list of projects", () => {
  it("is read back as the dossiers it was written from", async () => {
    const read = readProjectList("清单.xlsx", await writeProjectList([...PROJECTS, { number: "N", unit: "", sources: founding() }]));
    if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
    expect(read.value.map(({ number, unit }) => [number.text, unit.text])).toEqual([
      ["A-01", "360101"],
      ["007", ""],
      ["N", ""],
    ]);
    for (const [index, { sources }] of [...PROJECTS, { sources: founding() }].entries())
      expect(read.value[index]?.sources.dossier.data).toEqual(sources.dossier.data);
    expect(read.value[1]?.sources.dossier.locate(["indicators", 1, "weight"])).toMatchObject({ sheet: "指标", cell: "F7" });
  });

  it("offers an empty workbook in which a fault names what is to be filled in", async () => {
    const bytes = await writeProjectList([]);
    const sheets = readXlsx("t.xlsx", bytes);
    expect(sheets.ok && sheets.value.sheets.map(({ name }) => name).slice(0, 5)).toEqual(["说明", "基本信息", "资金", "子项目", "指标"]);
    const read = readProjectList("t.xlsx", bytes);
    expect(read.ok ? [] : read.faults).toMatchObject([{ code: "missing-key", params: { found: "项目编号" } }]);
  });

  it("tells every fault of every project at its cell, and what all share once", async () => {
    const told = await changed((workbook) => {
      const basics = workbook.getWorksheet("基本信息");
      const indicators = workbook.getWorksheet("指标");
      const funds = workbook.getWorksheet("资金");
      if (!basics || !indicators || !funds) throw new Error("a sheet is missing");
      const heads = basics.getRow(4).values as string[];
      basics.getCell(
        5,
        heads.findIndex((text) => text?.startsWith("项目名称")),
      ).value = null;
      basics.getCell(
        6,
        heads.findIndex((text) => text?.startsWith("评价年度")),
      ).value = "明年";
      basics.getRow(7).getCell(1).value = "A-01";
      indicators.getCell("A5").value = "B-99";
      indicators.getCell("A6").value = null;
      funds.getCell("Z3").value = "自加";
    });
    expect(told).toEqual(
      expect.arrayContaining([
        "missing-key 基本信息!E5 项目名称",
        "duplicate-id 基本信息!A7 A-01",
        "unknown-reference 指标!A5 B-99",
        "missing-key 指标!A6 项目编号",
        "unknown-key 资金!Z3 自加",
      ]),
    );
    expect(told.filter((one) => one.startsWith("unknown-key"))).toHaveLength(1);
    expect(told.some((one) => one.includes("基本信息!F6"))).toBe(true);
  });

  it("misses a project's indicators at the project's own row", async () => {
    const told = await changed((workbook) => {
      const indicators = workbook.getWorksheet("指标");
      for (const row of [6, 7]) indicators?.getRow(row).eachCell((cell) => (cell.value = null));
    });
    expect(told).toEqual(["missing-key 基本信息!A6 指标"]);
  });
});
