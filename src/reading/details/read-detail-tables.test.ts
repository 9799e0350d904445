import { expect, test } from "vitest";
import { aDocument, aGrid } from "../grid.builder.ts";
import { readDetailTables } from "./read-detail-tables.ts";

test("a list of sub-projects in a grid is read with its totals and their cells", () => {
  const grid = aGrid([
    "序号|子项目名称|项目实施科室|预算金额（万元）|支出金额（万元）|执行率",
    "1|东渠清淤|工程科|30.20|30.00|99.34%",
    "2|西渠清淤|工程科|19.80|19.80|100%",
    "合计|<|<|50.00|49.80|99.6%",
  ]);
  const { details, cells, used } = readDetailTables(aDocument(["2021年度支出明细表", grid]));
  expect(details).toEqual([
    {
      id: "detail-1",
      title: "2021年度支出明细表",
      place: "table:0",
      moneyUnit: "万元",
      rows: [
        { no: "1", name: "东渠清淤", division: "工程科", budget: "30.20", spent: "30.00", rate: "99.34%" },
        { no: "2", name: "西渠清淤", division: "工程科", budget: "19.80", spent: "19.80", rate: "100%" },
      ],
      totals: { budget: "50.00", spent: "49.80", rate: "99.6%" },
    },
  ]);
  expect(cells).toContainEqual({ path: "details.0.rows.1.spent", address: "table:0!R3C5", confidence: "certain" });
  expect([...used]).toEqual([1]);
});

test("on a worksheet a table's title stands in a row of its own above the heads", () => {
  const list = aGrid(["2021年度支出明细表|<|<|<", "序号|子项目名称|预算金额|支出金额", "1|东渠清淤|30|30", "2|西渠清淤|20|19"]);
  const scores = aGrid(["2021年度得分表|<|<|<", "一级指标|二级指标|权重|得分", "项目产出|产出数量|60|60", "项目效果|社会效益|40|38"]);
  const { details, scoreTables } = readDetailTables(aDocument([list, scores]));
  expect([details[0]?.title, scoreTables[0]?.title]).toEqual(["2021年度支出明细表", "2021年度得分表"]);
});

test("a list in lines is read where its cells are broken: the first short line ends the name", () => {
  const { details, used } = readDetailTables(
    aDocument(
      [
        "具体见下表：",
        "2021 年度维修支出明细表",
        "序",
        "号",
        "子项目名称",
        "项目实施单位",
        "（科室）",
        "项目预算金额（万元）",
        "项目支出金额（万元）",
        "执行率",
        "1 东渠清淤 工程科 30.20 30.00 99.34%",
        "2",
        "2020 年西渠两岸绿化",
        "及护栏修复",
        "综合科 9.50 9.50 100%",
        "3",
        "北闸启闭机更换与调",
        "试工程",
        "",
        "闸站管",
        "理处",
        "10.30 10.30 100%",
        "合 计 50.00 49.80 99.6%",
        "此后是正文。",
      ],
      { format: "txt" },
    ),
  );
  const [table] = details;
  expect(table?.title).toBe("2021 年度维修支出明细表");
  expect(table?.rows).toEqual([
    { no: "1", name: "东渠清淤", division: "工程科", budget: "30.20", spent: "30.00", rate: "99.34%" },
    { no: "2", name: "2020年西渠两岸绿化及护栏修复", division: "综合科", budget: "9.50", spent: "9.50", rate: "100%" },
    { no: "3", name: "北闸启闭机更换与调试工程", division: "闸站管理处", budget: "10.30", spent: "10.30", rate: "100%" },
  ]);
  expect(table?.totals).toEqual({ budget: "50.00", spent: "49.80", rate: "99.6%" });
  expect(used.has(0)).toBe(false);
  expect(used.has(22)).toBe(true);
  expect(used.has(23)).toBe(false);
});

const SHEET = {
  rows: [
    { level1: "项目资金", level2: "预算执行率", weight: "10", score: "9.2" },
    { level1: "项目产出", level2: "产出数量", weight: "50", score: "50" },
    { level1: "项目产出", level2: "产出质量", weight: "40", score: "38" },
  ],
  total: { weight: "100", score: "97.2" },
};

test("a score sheet is read from a grid", () => {
  const grid = aGrid([
    "一级指标|二级指标|权重|得分",
    "项目资金|预算执行率|10|9.2",
    "项目产出|产出数量|50|50",
    "^|产出质量|40|38",
    "合计|<|100|97.2",
  ]);
  const { scoreTables, details } = readDetailTables(aDocument(["绩效评价得分表", grid]));
  expect(scoreTables).toEqual([{ title: "绩效评价得分表", place: "table:0", ...SHEET }]);
  expect(details).toEqual([]);
});

test("a score sheet is read from lines, over a page's repeated head", () => {
  const { scoreTables } = readDetailTables(
    aDocument(
      [
        "绩效评价得分表",
        "一级指标 二级指标 权重 得分",
        "项目资金 预算执行率 10 9.2",
        "项目产出",
        "产出数量 50 50",
        "一级指标 二级指标 权重 得分",
        "产出质量 40 38",
        "合计 100 97.2",
      ],
      { format: "txt" },
    ),
  );
  expect(scoreTables).toEqual([{ title: "绩效评价得分表", place: "block:0", ...SHEET }]);
});

test("numbered sentences make no table", () => {
  const { details, scoreTables } = readDetailTables(
    aDocument(["2021年预算执行情况表", "1 本年完成投资 30.20 万元。", "2 上年结转。"], { format: "txt" }),
  );
  expect(details).toEqual([]);
  expect(scoreTables).toEqual([]);
});
