import { expect, test } from "vitest";
import { aDocument, aGrid } from "./grid.builder.ts";
import { readDocument } from "./read-document.ts";

const FORM = [
  "项目名称|<|堤坝维修|<|<|<",
  "一级指标|二级指标|三级指标|年度指标值|分值|得分",
  "产出指标|数量指标|维修段数|3段|60|60",
  "^|质量指标|合格率|100%|40|38",
  "总分|<|<|<|100|98",
];

test("a report on one worksheet is read like a report: sections, its own tables, the annexed form", () => {
  const sheet = aGrid(
    [
      "2021年堤坝维修绩效自评报告",
      "一、基本情况",
      "截至年末，实际支出9.8万元。",
      "2021年支出明细表",
      "序号|子项目名称|预算金额|支出金额",
      "1|东段|5|5",
      "2|西段|5|4.8",
      "合计|<|10|9.8",
      "二、评价结论",
      "经自评，综合得分98分，等级为“优”。",
      "三、存在问题",
      "资料归集不够及时。",
      "柳河县水利局",
      "2022年3月9日",
      "项目支出绩效自评表",
      ...FORM,
    ],
    { sheet: "报告" },
  );
  const read = readDocument(aDocument([sheet], { format: "xlsx" }));
  expect(read).toMatchObject({ title: "2021年堤坝维修绩效自评报告", signedOn: "2022-03-09", issuer: "柳河县水利局" });
  expect(read.sections).toHaveLength(3);
  expect(read.details[0]?.totals).toEqual({ budget: "10", spent: "9.8", rate: null });
  expect(read.tables.map(({ project, indicators }) => [project, indicators.length])).toEqual([["堤坝维修", 2]]);
  expect(read.source.blocks).toHaveLength(1);
});

test("a worksheet that is a form stays one grid", () => {
  const read = readDocument(aDocument([aGrid(["自评表", ...FORM], { sheet: "表1" })], { format: "xlsx" }));
  expect(read.tables[0]).toMatchObject({ title: "自评表", project: "堤坝维修", total: { weight: "100", score: "98" } });
});
