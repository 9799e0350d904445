import { describe, expect, test } from "vitest";
import { aDocument } from "../grid.builder.ts";
import { readProse } from "./read-prose.ts";

function tableOf(paragraphs: readonly string[]) {
  return readProse(aDocument(["2022年堤坝维修项目绩效自评报告", ...paragraphs]), new Set()).tables[0];
}

function rowsOf(paragraphs: readonly string[]) {
  return (tableOf(paragraphs)?.indicators ?? []).map(({ level1, level2, level3, target, actual, weight, score }) => [
    ...[level1, level2, level3, target, actual],
    ...[weight, score],
  ]);
}

describe("plan and result of an indicator in a sentence", () => {
  test.each([
    ["数量指标：维修堤坝，目标值≥12公里，实际完成12.5公里，分值10分，得10分。", "维修堤坝", "≥12公里", "12.5公里", "10", "10"],
    ["数量指标：计划维修堤坝12公里，实际维修12.5公里。", "维修堤坝", "12公里", "12.5公里", null, null],
    ["质量指标：验收合格率目标值100%，实际完成98%，得9.8分。", "验收合格率", "100%", "98%", null, "9.8"],
    ["成本指标：每公里造价控制在10万元以内，实际9.8万元，得15分。", "每公里造价", "控制在10万元以内", "9.8万元", null, "15"],
    ["社会效益指标：受益群众人数年度目标值为≥3000人，年末实际达到3200人。", "受益群众人数", "≥3000人", "3200人", null, null],
    ["产出质量。验收合格率98%，未发生返工。", "验收合格率", null, "98%", null, null],
    ["满意度指标：沿河居民满意度达到95%。", "沿河居民满意度", null, "95%", null, null],
  ])("%s", (sentence, name, target, actual, weight, score) => {
    expect(rowsOf([sentence]).map((row) => row.slice(2))).toEqual([[name, target, actual, weight, score]]);
  });

  test("items below a heading that names their kind", () => {
    const items = ["1.维修堤坝长度：目标12公里，完成12.5公里。", "2.清淤次数：目标6次，完成5次。"];
    const others = ["（二）满意度指标", "沿河居民满意率≥90%，实际为92%。"];
    expect(rowsOf(["（一）数量指标", ...items, ...others])).toEqual([
      ["", "数量指标", "维修堤坝长度", "12公里", "12.5公里", null, null],
      ["", "数量指标", "清淤次数", "6次", "5次", null, null],
      ["满意度指标", "", "沿河居民满意率", "≥90%", "92%", null, null],
    ]);
  });

  test.each(["堤坝维修已全面完成，沿河居民安全。", "目标明确，实际工作扎实。", "计划于2022年6月开工，实际按期开工。"])(
    "%s says none",
    (sentence) => {
      expect(rowsOf(["（一）数量指标", sentence])).toEqual([]);
    },
  );
});

test("money named as the form names it is a row of money, with its rate and points", () => {
  const money = "堤坝维修项目年初预算数120万元，全年预算数150万元，全年执行数142.5万元，预算执行率95%，得9.5分。";
  const table = tableOf(["一、资金情况", money, "项目综合评分为97.5分，评价等级为优。"]);
  expect(table?.funds).toEqual([
    { row: "堤坝维修项目", initial: "120", revised: "150", executed: "142.5", weight: null, rate: "95%", score: "9.5" },
  ]);
  expect(table?.total.score).toBe("97.5");
});

test("a title that ends its line is no part of the sentence below it", () => {
  const lines = ["东渠管理所2022年堤坝维修经费绩效自评报告", "根据要求，我所对2022年堤坝维修经费进行了绩效自评，自评得分96分。"];
  expect(readProse(aDocument(lines, { format: "txt" }), new Set())).toMatchObject({ title: lines[0], year: 2022 });
});
