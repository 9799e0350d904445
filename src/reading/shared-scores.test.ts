import { expect, test } from "vitest";
import { aDocument } from "./grid.builder.ts";
import { readDocument } from "./read-document.ts";

const HEAD = ["2022年度堤坝维修自评表", "项目名称 堤坝维修 主管部门 柳河县水利局 项目实施单位 东渠管理所"];
const FUNDS = ["预算执行情况（万元）（20分） 预算数（A） 执行数（B） 执行率（B/A） 得分（20分*执行率）", "年度财政资金总额 5 5 100% 20"];
const HEADS = "一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分";

function scoreRowsOf(rows: readonly string[], total: string, format: "txt" | "docx" = "txt") {
  const lines = [...HEAD, ...FUNDS, HEADS, ...rows, `总分 ${total}`];
  return readDocument(aDocument(lines, { format })).tables[0]?.indicators.map(({ score, scoreRows }) => [score, scoreRows]);
}

const OUTPUT = ["产出指标 数量指标 维修堤坝长度 12千米 12千米 40", "清淤次数 6次 6次", "质量指标 验收合格率 100% 100% 20"];
const BENEFIT = ["效益指标 社会效益指标 受益人口 3万人 3万人 10", "受益村庄 4个 4个"];

test("a kind's score in its first row covers the rows below it", () => {
  expect(scoreRowsOf([...OUTPUT, ...BENEFIT], "95")).toEqual([
    ["40", 2],
    [null, 0],
    ["20", 1],
    ["10", 2],
    [null, 0],
  ]);
});

test("of a single kind only where the printed scores make the total", () => {
  expect(scoreRowsOf(OUTPUT, "80")).toEqual([
    ["40", 2],
    [null, 0],
    ["20", 1],
  ]);
  expect(scoreRowsOf(OUTPUT, "85")).toEqual([
    ["40", 1],
    [null, 1],
    ["20", 1],
  ]);
});

test("not where another kind has a score in each row", () => {
  const own = ["效益指标 社会效益指标 受益人口 3万人 3万人 5", "受益村庄 4个 4个 5"];
  expect(scoreRowsOf([...OUTPUT, ...own], "95")?.map(([, rows]) => rows)).toEqual([1, 1, 1, 1, 1]);
});
