import { describe, expect, test } from "vitest";
import { aDocument } from "../grid.builder.ts";
import { levelsOfRows } from "./levels-of-rows.ts";
import { readRunningTables } from "./read-running-tables.ts";

// A page's lines from top to bottom: cells stand in the middle of their rows, narrow ones broken over lines.
const PAGE = [
  "项目支出绩效自评表",
  "（2021年度）",
  "项目名称 堤坝维修",
  "主管部门 柳河县水利局 实施单位 东渠管理所",
  "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分",
  "年度资金总额 120.00 130.50 98.20 10 75.25% 7.52",
  "偏差原因分析及改进措",
  "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
  "施",
  "数量指标 维修堤坝长度 ≥12千米 12千米 20 20",
  "验收合格率 100% 100% 10 10",
  "质量指标",
  "一次验收通过率 100% 100% 5 5",
  "产出指标 2021年10月 2021年11月 汛期停工，已调整后",
  "时效指标 主体完工时间 15 13.5",
  "底前 3日 续工期。",
  "绩效指标 社会效益指 受益人口",
  "≥3万人 3.2万人 20 20",
  "标 数量",
  "效益指标",
  "可持续影响",
  "管护机制 健全 健全 10 10",
  "指标",
  "服务对象满",
  "满意度指标 居民满意度 ≥90% 93% 10 10",
  "意度指标",
  "总分 100 96.02",
];

const read = (lines: readonly string[]) => readRunningTables(aDocument(lines, { format: "txt" }), new Set()).tables[0];

describe("rows of a page that was read line by line over all cells", () => {
  const table = read(PAGE);

  test("are put together from the middle of each row outwards, levels over the rows they stand in the middle of", () => {
    expect(
      table?.indicators.map(({ level1, level2, level3, target, actual, weight, score, reason }) => [
        ...[level1, level2, level3, target, actual],
        ...[weight, score, reason],
      ]),
    ).toEqual([
      ["产出指标", "数量指标", "维修堤坝长度", "≥12千米", "12千米", "20", "20", null],
      ["产出指标", "质量指标", "验收合格率", "100%", "100%", "10", "10", null],
      ["产出指标", "质量指标", "一次验收通过率", "100%", "100%", "5", "5", null],
      ["产出指标", "时效指标", "主体完工时间", "2021年10月底前", "2021年11月3日", "15", "13.5", "汛期停工，已调整后续工期。"],
      ["效益指标", "社会效益指标", "受益人口数量", "≥3万人", "3.2万人", "20", "20", null],
      ["效益指标", "可持续影响指标", "管护机制", "健全", "健全", "10", "10", null],
      ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "93%", "10", "10", null],
    ]);
    expect(table?.total).toEqual({ weight: "100", score: "96.02" });
  });

  test("a cell that was put together of parts is doubted, a whole one is not", () => {
    const confidenceOf = (path: string) => table?.cells.find((cell) => cell.path === path)?.confidence;
    expect(confidenceOf("indicators.3.target")).toBe("doubtful");
    expect(confidenceOf("indicators.1.target")).toBe("likely");
  });

  test("nothing of the rows is sure where the parts do not pair", () => {
    const other = read(PAGE.filter((line) => line !== "底前 3日 续工期。"));
    const cells = other?.cells.filter(({ path }) => path.startsWith("indicators.")) ?? [];
    expect(cells.length).toBeGreaterThan(10);
    expect(new Set(cells.map(({ confidence }) => confidence))).toEqual(new Set(["doubtful"]));
  });
});

describe("levels over rows", () => {
  test.each([
    [
      5,
      [
        ["a", 1],
        ["b", 3.5],
      ],
      ["a", "a", "a", "b", "b"],
    ],
    [
      4,
      [
        ["a", 0],
        ["b", 2],
      ],
      ["a", "b", "b", "b"],
    ],
    [
      3,
      [
        ["a", 0.4],
        ["b", 1.8],
      ],
      ["a", "a", "b"],
    ],
  ] as const)("%i rows under %j", (rows, labels, expected) => {
    expect(
      levelsOfRows(
        rows,
        labels.map(([label, at]) => ({ label, at })),
      ),
    ).toEqual(expected);
  });

  test("without a label, or with more of them than rows, no row has one", () => {
    expect(levelsOfRows(2, [])).toEqual([null, null]);
    expect(
      levelsOfRows(1, [
        { label: "a", at: 0 },
        { label: "b", at: 0 },
      ]),
    ).toEqual([null]);
  });
});
