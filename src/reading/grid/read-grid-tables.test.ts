import { expect, test } from "vitest";
import { aDocument, aGrid } from "../grid.builder.ts";
import type { ReadIndicatorRow, ReadTable } from "../read-table.ts";
import type { SourceDocument, SourceTable } from "../source-document.ts";
import { readGridTables } from "./read-grid-tables.ts";

function tablesOf(blocks: readonly (SourceTable | string)[], changes: Partial<SourceDocument> = {}): readonly ReadTable[] {
  return readGridTables(aDocument(blocks, changes)).tables;
}

function tableOf(lines: readonly string[], changes: Partial<SourceDocument> = {}): ReadTable {
  const [table] = tablesOf([aGrid(lines)], changes);
  if (!table) throw new Error("no table was read");
  return table;
}

function rowsOf(table: ReadTable, ...fields: (keyof ReadIndicatorRow)[]): unknown[][] {
  return table.indicators.map((row) => fields.map((field) => row[field]));
}

const OFFICIAL = [
  "项目支出绩效自评表|<|<|<|<|<|<|<|<",
  "（2021年度）|<|<|<|<|<|<|<|<",
  "项目名称|<|堤坝维修|<|<|<|<|<|<",
  "主管部门|<|柳河县水利局|<|实施单位|<|堤坝管理所|<|<",
  "项目资金\\n（万元）|<||年初\\n预算数|全年\\n预算数|全年\\n执行数|分值|执行率|得分",
  "^|<|年度资金总额：|120.50|130.50|98.20|10|75.25%|7.52",
  "^|<|其中：当年财政拨款|120.50|120.50|88.20|—|—|—",
  "^|<|上年结转资金||10|10|—|—|—",
  "^|<|其他资金||||—|—|—",
  "年度\\n总体\\n目标|预期目标|<|<|<|实际完成情况|<|<|<",
  "^|修好三段堤坝。|<|<|<|修好了两段。|<|<|<",
  "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
  "^|产出指标\\n（50 分）|数量指标（30分）|指标1：维修堤坝段数|≥3段|2段|30|20|汛期推迟开工",
  "^|^|^|指标2：|||||",
  "^|^|^|……|||||",
  "^|^|质量指标|验收合格率|100%|100%|20|20|",
  "^|效益指标|社会效益指标|受益人口|≥800人|850人|30|30|",
  "^|^|生态效益指标|无|||||",
  "^|满意度指标|服务对象满意度指标|村民满意度|≥90%|92%|10|10|",
  "总分|<|<|<|<|<|100|87.52|",
] as const;

test("the official form is read with its head, money rows, goals, indicators and totals", () => {
  const table = tableOf(OFFICIAL);
  expect(table).toMatchObject({
    title: "项目支出绩效自评表",
    project: "堤坝维修",
    department: "柳河县水利局",
    unit: "堤坝管理所",
    year: 2021,
    moneyUnit: "万元",
    goal: "修好三段堤坝。",
    goalAchieved: "修好了两段。",
    total: { weight: "100", score: "87.52" },
    hasHead: true,
    hasEnd: true,
  });
  expect(table.funds).toEqual([
    { row: "年度资金总额", initial: "120.50", revised: "130.50", executed: "98.20", weight: "10", rate: "75.25%", score: "7.52" },
    { row: "其中：当年财政拨款", initial: "120.50", revised: "120.50", executed: "88.20", weight: null, rate: null, score: null },
    { row: "上年结转资金", initial: null, revised: "10", executed: "10", weight: null, rate: null, score: null },
    { row: "其他资金", initial: null, revised: null, executed: null, weight: null, rate: null, score: null },
  ]);
  expect(rowsOf(table, "level1", "level2", "level3", "target", "actual", "weight", "score", "reason")).toEqual([
    ["产出指标", "数量指标", "维修堤坝段数", "≥3段", "2段", "30", "20", "汛期推迟开工"],
    ["产出指标", "质量指标", "验收合格率", "100%", "100%", "20", "20", null],
    ["效益指标", "社会效益指标", "受益人口", "≥800人", "850人", "30", "30", null],
    ["满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "92%", "10", "10", null],
  ]);
});

test("points beside a level's name are parted from the name", () => {
  const [first, second] = tableOf(OFFICIAL).indicators;
  expect(first).toMatchObject({ level1Points: "50", level2Points: "30" });
  expect(second).toMatchObject({ level1Points: "50", level2Points: null });
});

test("every value keeps the address of its cell and is certain", () => {
  const { cells } = tableOf(OFFICIAL);
  expect(cells).toContainEqual({ path: "indicators.0.score", address: "table:0!R13C8", confidence: "certain" });
  expect(cells).toContainEqual({ path: "funds.0.executed", address: "table:0!R6C6", confidence: "certain" });
  expect(cells).toContainEqual({ path: "project", address: "table:0!R3C3", confidence: "certain" });
  expect(cells.every(({ confidence }) => confidence === "certain")).toBe(true);
});

test("a cell that the file doubts, and letters where points belong, are doubtful", () => {
  const grid = aGrid(OFFICIAL.map((line) => line.replace("20|20|", "2O|20|")));
  const doubted = { ...grid, cells: grid.cells.map((cell) => (cell.text === "92%" ? { ...cell, doubtful: true as const } : cell)) };
  const [table] = tablesOf([doubted]);
  const doubtful = table?.cells.filter(({ confidence }) => confidence === "doubtful").map(({ path }) => path);
  expect(doubtful).toEqual(["indicators.1.weight", "indicators.3.actual"]);
});

test("a score cell over two rows belongs to the first and says how many it covers", () => {
  const table = tableOf([
    "项目名称|<|阅览室设备|<|<|<",
    "一级指标|二级指标|三级指标|年初目标值(A)|实际完成值(B)|得分",
    "产出指标|数量指标|书架|20组|20组|10",
    "^|^|座椅|60把|60把|^",
    "^|质量指标|合格率|100%|100%|10",
  ]);
  expect(rowsOf(table, "level3", "score", "scoreRows")).toEqual([
    ["书架", "10", 2],
    ["座椅", null, 0],
    ["合格率", "10", 1],
  ]);
  expect(table.columns.indicators).not.toContain("weight");
});

test("sign, value and unit in cells of their own are joined in that order, and a direction is left out", () => {
  const table = tableOf([
    "指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|得分系数(%)|指标权重(分)|指标得分(分)|是否核心指标",
    "培训次数|次|≥|6||12|100%|5|5|是",
    "资金合规|无|定性指标|好|较好|好|100%|5|5|否",
    "发放率|%|=|100||100|100%|10|9|否",
  ]);
  expect(rowsOf(table, "target", "actual", "weight", "score")).toEqual([
    ["≥6次", "12", "5", "5"],
    ["较好", "好", "5", "5"],
    ["=100%", "100", "10", "9"],
  ]);
});

test("heads in two rows are put together", () => {
  const table = tableOf([
    "项目名称|示例|<|<|<|<|<|<|<",
    "绩效指标|<|<|年度指标值|<|<|实际完成值|分值|得分",
    "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|^|^|^",
    "产出指标|数量指标|补助金额|=|7200|元|7200|10|9",
  ]);
  expect(rowsOf(table, "level2", "level3", "target", "actual", "weight", "score")).toEqual([
    ["数量指标", "补助金额", "=7200元", "7200", "10", "9"],
  ]);
});

test("points of the money row may stand in the label instead of a column", () => {
  const table = tableOf([
    "项目名称|<|共享工程|<|<|<",
    "预算执行情况(万元)(20分)||预算数(A)|执行数(B)|执行率(B/A)|得分(20分*执行率)",
    "^|年度财政资金总额|5|4|80%|16",
  ]);
  expect(table.funds).toEqual([
    { row: "年度财政资金总额", initial: null, revised: "5", executed: "4", weight: "20", rate: "80%", score: "16" },
  ]);
});

test("money printed as label and value is read, with its unit parted", () => {
  const table = tableOf([
    "专项名称|监管补助|<|<|<",
    "预算执行情况|预算数：|2.38|执行数：|2.38万元",
    "^|其中:中央补助|2.38  万元|其中:中央补助|2.38万元",
    "一级指标|二级指标|三级指标|年度指标值|实际完成值",
    "产出指标|质量指标|培训|已完成|已完成",
  ]);
  expect(table.moneyUnit).toBe("万元");
  expect(table.funds.map(({ row, revised, executed }) => [row, revised, executed])).toEqual([
    ["预算执行情况", "2.38", "2.38"],
    ["其中:中央补助", "2.38", "2.38"],
  ]);
});

test("instructions of the form are kept apart from answers", () => {
  const table = tableOf([
    "项目名称|示例|<|<",
    "年度目标|预期目标|实际完成情况|<",
    "^|修路|对照年度目标，说明完成情况(100字以内)|<",
    "一级指标|二级指标|三级指标|完成值",
    "产出指标|数量指标|里程|3公里",
  ]);
  expect(table.goalAchieved).toBeNull();
  expect(table.formHints).toEqual(["对照年度目标，说明完成情况(100字以内)"]);
});

test("a title or a project's name below a finished form begins another", () => {
  const second = OFFICIAL.map((line) => line.replace("堤坝维修", "水闸改造"));
  const tables = tablesOf([aGrid([...OFFICIAL, ...second])]);
  expect(tables.map(({ project, indicators }) => [project, indicators.length])).toEqual([
    ["堤坝维修", 4],
    ["水闸改造", 4],
  ]);
});

test("a table goes on over a page, with or without its heads", () => {
  const heads = "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施";
  const rest = ["|效益指标|社会效益指标|受益人口|≥800人|850人|30|30|", "总分|<|<|<|<|<|100|87.52|"];
  const first = aGrid(OFFICIAL.slice(0, 16));
  for (const part of [rest, [heads, ...rest]]) {
    const tables = tablesOf([first, "— 2 —", aGrid(part)], { format: "pdf" });
    expect(tables).toHaveLength(1);
    expect(tables[0]?.indicators.map(({ level3 }) => level3)).toEqual(["维修堤坝段数", "验收合格率", "受益人口"]);
    expect(tables[0]?.total.score).toBe("87.52");
  }
});

test("a grid that starts inside a table is read by what stands in its columns, and nothing of it is certain", () => {
  const table = tableOf([
    "||讲座场次|=|10|场|10|5|5|",
    "|可持续影响指标|机制健全|定性|健全||健全|5|5|",
    "满意度指标|服务对象满意度指标|读者满意度|≥|95|%|95|5|4|",
    "合计|<|<|<|<|<|<|100|99|",
  ]);
  expect(table.hasHead).toBe(false);
  expect(rowsOf(table, "level1", "level2", "level3", "target", "actual", "weight", "score")).toEqual([
    ["", "", "讲座场次", "=10场", "10", "5", "5"],
    ["", "可持续影响指标", "机制健全", "定性健全", "健全", "5", "5"],
    ["满意度指标", "服务对象满意度指标", "读者满意度", "≥95%", "95", "5", "4"],
  ]);
  expect(table.cells.find(({ path }) => path === "indicators.2.score")?.confidence).toBe("likely");
});

test("lines above the grid give title, year, unit of money and the filling unit", () => {
  const [table] = tablesOf([
    "2022年度街道路灯项目自评表",
    "单位名称：城管科  金额单位：元",
    aGrid(["项目名称|路灯|<", "一级指标|三级指标|完成值", "产出指标|路灯数|30盏"]),
  ]);
  expect(table).toMatchObject({ title: "2022年度街道路灯项目自评表", year: 2022, moneyUnit: "元", unit: "城管科" });
});

test("grids that are no forms are left alone", () => {
  const detail = aGrid(["序号|项目名称|预算数|执行数|执行率", "1|甲路|10|10|100%", "合计|<|10|10|100%"]);
  const scores = aGrid(["一级指标|二级指标|权重|得分", "产出|数量|50|50", "合计|<|50|50"]);
  const list = aGrid(["姓名|单位", "张|水利局"]);
  const { tables, used } = readGridTables(aDocument([detail, scores, list]));
  expect(tables).toEqual([]);
  expect(used.size).toBe(0);
});
