import { describe, expect, test } from "vitest";
import { aDocument } from "../grid.builder.ts";
import type { ReadTable } from "../read-table.ts";
import { readRunningTables } from "./read-running-tables.ts";

// A form as its text is copied: a row a line, cells parted by blanks.
const HEAD = ["项目支出绩效自评表", "（2021年度）", "项目名称 堤坝维修 主管部门 柳河县水利局 实施单位 东渠管理所"];
const FUND_HEADS = "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分";
const FUNDS = [FUND_HEADS, "年度资金总额 120.00 130.50 98.20 10 75.25% 7.52", "当年财政拨款 100.00 110.50 78.20 — — —"];
const HEADS = "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施";
const ROWS = [
  "产出指标 数量指标 维修堤坝长度 ≥12千米 12千米 20 20",
  "质量指标 验收合格率 100% 100% 15 15",
  "时效指标 完工及时率 100% 90% 15 13.5 汛期停工",
  "效益指标 社会效益指标 受益人口 ≥3万人 3.2万人 30 30",
  "满意度指标 服务对象满意度指标 居民满意度 ≥90% 93% 10 10",
];
const TOTAL = "总分 100 96.02";
const FORM = [...HEAD, ...FUNDS, HEADS, ...ROWS, TOTAL];

const SEEN = [
  ["产出指标", "数量指标", "维修堤坝长度", "≥12千米", "12千米", "20", "20", null],
  ["产出指标", "质量指标", "验收合格率", "100%", "100%", "15", "15", null],
  ["产出指标", "时效指标", "完工及时率", "100%", "90%", "15", "13.5", "汛期停工"],
  ["效益指标", "社会效益指标", "受益人口", "≥3万人", "3.2万人", "30", "30", null],
  ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "93%", "10", "10", null],
];

function read(lines: readonly string[]) {
  return readRunningTables(aDocument(lines, { format: "txt" }), new Set());
}

function tableOf(lines: readonly string[]): ReadTable {
  const [table, ...others] = read(lines).tables;
  if (!table || others.length > 0) throw new Error(`${others.length} more tables`);
  return table;
}

/** The same text without a blank: every cell touches the next. */
const glued = (lines: readonly string[]): readonly string[] => [lines.join("").replaceAll(" ", "")];

function rowsOf({ indicators }: ReadTable) {
  return indicators.map(({ level1, level2, level3, target, actual, weight, score, reason }) => [
    ...[level1, level2, level3, target, actual],
    ...[weight, score, reason],
  ]);
}

const fundsOf = ({ funds }: ReadTable) => funds.map((row) => Object.values(row).map((text) => text ?? "—"));
const confidenceOf = (table: ReadTable, path: string) => table.cells.find((cell) => cell.path === path)?.confidence;

describe("a form is read the same however its cells are parted", () => {
  test.each([
    ["by blanks, a row a line", FORM],
    ["a cell a line, empty lines between", FORM.flatMap((line) => line.split(" ").flatMap((cell) => [cell, ""]))],
    ["by bars", FORM.map((line) => (line.includes(" ") ? `|${line.replaceAll(" ", "|")}|` : line))],
    ["by nothing at all", glued(FORM)],
  ])("%s", (_, lines) => {
    const table = tableOf(lines);
    expect([table.project, table.department, table.unit, table.moneyUnit]).toEqual(["堤坝维修", "柳河县水利局", "东渠管理所", "万元"]);
    expect(fundsOf(table)).toEqual([
      ["年度资金总额", "120.00", "130.50", "98.20", "10", "75.25%", "7.52"],
      ["当年财政拨款", "100.00", "110.50", "78.20", "—", "—", "—"],
    ]);
    expect(rowsOf(table)).toEqual(SEEN);
    expect([table.total, table.hasHead, table.hasEnd]).toEqual([{ weight: "100", score: "96.02" }, true, true]);
  });
});

test("cells that the text parts are certain, cells that reading parted are likely", () => {
  const marked = tableOf(FORM.flatMap((line) => line.split(" ").flatMap((cell) => [cell, ""])));
  expect([confidenceOf(marked, "indicators.0.weight"), confidenceOf(marked, "funds.0.executed")]).toEqual(["certain", "certain"]);
  const touching = tableOf(glued(FORM));
  expect([confidenceOf(touching, "indicators.0.weight"), confidenceOf(touching, "funds.0.executed")]).toEqual(["likely", "likely"]);
});

describe("money whose figures touch", () => {
  const funds = (...rows: readonly string[]) => tableOf(glued([...HEAD, FUND_HEADS, ...rows, HEADS, ...ROWS, TOTAL]));

  test("is parted where the rate divides", () => {
    expect(fundsOf(funds("年度资金总额 840 840 546 10 65% 6.5"))).toEqual([["年度资金总额", "840", "840", "546", "10", "65%", "6.5"]]);
  });

  test("is parted where the parts add up, even when the printed rate does not divide", () => {
    const table = funds("年度资金总额 840 840 546 10 60% 6", "当年财政拨款 600 600 306 — — —", "上年结转资金 240 240 240 — — —");
    expect(fundsOf(table)).toEqual([
      ["年度资金总额", "840", "840", "546", "10", "60%", "6"],
      ["当年财政拨款", "600", "600", "306", "—", "—", "—"],
      ["上年结转资金", "240", "240", "240", "—", "—", "—"],
    ]);
  });

  test("is parted by its sums where one digit is met again and again", () => {
    const table = funds("年度资金总额 1111 1111 111 10 10% 1", "当年财政拨款 1000 1000 100 — — —", "上年结转资金 111 111 11 — — —");
    expect(fundsOf(table).map((row) => row.slice(0, 4))).toEqual([
      ["年度资金总额", "1111", "1111", "111"],
      ["当年财政拨款", "1000", "1000", "100"],
      ["上年结转资金", "111", "111", "11"],
    ]);
  });

  test("is doubtful where nothing says how to part it", () => {
    const table = funds("年度资金总额 20.5 20.5 0 — — —");
    expect([confidenceOf(table, "funds.0.revised"), confidenceOf(table, "funds.0.initial")]).toContain("doubtful");
  });
});

describe("columns in another order", () => {
  const heads = "一级指标 二级指标 三级指标 分值 年度指标值 实际完成值 得分";
  const rows = ["产出指标 数量指标 维修堤坝长度 20 12 12 20", "质量指标 验收合格率 40 100% 100% 40", "时效指标 完工及时率 30 100% 90% 27"];

  test.each([
    ["apart", (lines: readonly string[]) => lines],
    ["touching", glued],
  ])("points before the values, %s", (_, as) => {
    const { indicators } = tableOf(as([...HEAD, ...FUNDS, heads, ...rows, "总分 100 94.52"]));
    expect(indicators.map(({ target, actual, weight, score }) => [weight, target, actual, score])).toEqual([
      ["20", "12", "12", "20"],
      ["40", "100%", "100%", "40"],
      ["30", "100%", "90%", "27"],
    ]);
  });

  test("a total printed as one run of digits is the weight and the score", () => {
    expect(tableOf(glued([...HEAD, ...FUNDS, HEADS, ...ROWS, "总分 100 98"])).total).toEqual({ weight: "100", score: "98" });
  });

  test("sign, value and unit of columns of their own are one target", () => {
    const table = tableOf([
      ...HEAD,
      ...FUNDS,
      "一级指标 二级指标 三级指标 指标性质 年度指标值 度量单位 实际完成值 分值 得分",
      "产出指标 数量指标 维修堤坝长度 ≥ 12 千米 12 50 50",
      "质量指标 验收合格率 = 100 % 100 40 40",
      "总分 100 97.52",
    ]);
    expect(table.indicators.map(({ target, actual }) => [target, actual])).toEqual([
      ["≥12千米", "12"],
      ["=100%", "100"],
    ]);
  });
});

test("heads broken over lines and read down the page are heads", () => {
  const broken = "绩 效 指 标 一级指 标 二级指标 三级指标 年度 指标值 实际 完成值 分 值 得分 偏差原因分 析及改进措 施".split(" ");
  expect(rowsOf(tableOf([...HEAD, ...FUNDS, ...broken, ...ROWS, TOTAL]))).toEqual(SEEN);
});

test("a page that prints all figures first and all names behind them is put together by their order", () => {
  const figures = "≥12千米 12千米 50 50 100% 90% 30 27 ≥90% 93% 10 10 100 94.52".split(" ");
  const level2 = ["数量指标", "社会效益指标", "服务对象满意度指标"];
  const names = ["维修堤坝长度", "受益人口增长率", "沿河居民满意度"];
  const table = tableOf([...HEAD, ...FUNDS, HEADS, ...figures, ...level2, ...names, "产出指标", "效益指标", "满意度指标"]);
  expect(rowsOf(table)).toEqual([
    ["产出指标", "数量指标", "维修堤坝长度", "≥12千米", "12千米", "50", "50", null],
    ["效益指标", "社会效益指标", "受益人口增长率", "100%", "90%", "30", "27", null],
    ["满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%", "93%", "10", "10", null],
  ]);
  expect(table.total).toEqual({ weight: "100", score: "94.52" });
});

test("two forms of one text are two tables, each with its own head", () => {
  const other = FORM.map((line) => line.replace("堤坝维修 主管", "渠道清淤 主管"));
  const { tables } = read([...FORM, ...other]);
  expect(tables.map(({ project, indicators }) => [project, indicators.length])).toEqual([
    ["堤坝维修", 5],
    ["渠道清淤", 5],
  ]);
});

test("a text that begins inside a table gives its rows, without a head and without a level above", () => {
  const [begun, whole] = read([...ROWS.slice(1), TOTAL, ...FORM]).tables;
  expect([begun?.hasHead, begun?.hasEnd, begun?.project, begun?.indicators.length]).toEqual([false, true, null, 4]);
  expect(begun?.indicators[0]).toMatchObject({ level1: "", level2: "质量指标", level3: "验收合格率", weight: "15" });
  expect([whole?.hasHead, whole?.indicators.length]).toEqual([true, 5]);
});

describe("a text that breaks off within a row leaves the row out and says so", () => {
  test.each([
    ["in its name", "满意度指标 服务对象满意度指标 居民满意", "满意度指标服务对象满意度指标居民满意"],
    ["behind its target", "满意度指标 服务对象满意度指标 居民满意度 ≥90%", "居民满意度"],
    ["in its actual value", "满意度指标 服务对象满意度指标 居民满意度 ≥90% 9", "居民满意度"],
  ])("%s", (_, last, found) => {
    const { tables, notes } = read([...HEAD, ...FUNDS, HEADS, ...ROWS.slice(0, 4), last]);
    expect(tables[0]?.indicators.map(({ level3 }) => level3)).toEqual(["维修堤坝长度", "验收合格率", "完工及时率", "受益人口"]);
    expect(tables[0]?.hasEnd).toBe(false);
    expect(notes.map(({ code, found: text }) => [code, text?.replaceAll(" ", "")])).toEqual([["row-cut-off", found]]);
  });
});

test("a letter misread for a digit of the points is read as the digit, and doubted", () => {
  const table = tableOf(FORM.map((line) => line.replace("12千米 20 20", "12千米 2O 20")));
  expect([table.indicators[0]?.weight, confidenceOf(table, "indicators.0.weight")]).toEqual(["20", "doubtful"]);
  expect(confidenceOf(table, "indicators.0.score")).toBe("likely");
});

test("a row marked 无 is no indicator", () => {
  const none = FORM.map((line) => (line.startsWith("满意度指标") ? "满意度指标 服务对象满意度指标 无" : line));
  expect(tableOf(none).indicators.map(({ level3 }) => level3)).toEqual(["维修堤坝长度", "验收合格率", "完工及时率", "受益人口"]);
});

test("a notice that speaks of the form holds no table", () => {
  const notice = ["关于做好2021年度绩效自评工作的通知", "各单位应于3月底前填报项目支出绩效自评表，写明一级指标、二级指标和三级指标。"];
  expect(read(notice).tables).toEqual([]);
});

test("blocks that another reader has taken are left alone", () => {
  const source = aDocument(FORM, { format: "txt" });
  expect(readRunningTables(source, new Set(source.blocks.keys())).tables).toEqual([]);
  expect(readRunningTables(source, new Set()).used.size).toBeGreaterThan(FORM.length / 2);
});

describe("where cells touch", () => {
  const [text = ""] = glued(FORM);
  const pages = (at: number) => [`1、${text.slice(0, at)}`, "", `2、${text.slice(at)}`];

  test("a mark that a page begins with stays within words as printed, and the cell is doubted; figures are read without it", () => {
    const words = tableOf(pages(text.indexOf("堤坝长度")));
    expect([words.indicators[0]?.level3, confidenceOf(words, "indicators.0.level3")]).toEqual(["维修2、堤坝长度", "doubtful"]);
    const figures = tableOf(pages(text.indexOf("3.5汛期")));
    expect([figures.indicators[2]?.score, confidenceOf(figures, "indicators.2.score")]).toEqual(["13.5", "doubtful"]);
  });

  test("items of a list begin no page", () => {
    const items = ["1、", "2、", "3、"].map((mark) => `${mark}${"按年初计划推进各项工作，".repeat(20)}已全部完成。`);
    expect(tableOf([...items, text]).indicators.map(({ level3 }) => level3)).toEqual(SEEN.map((row) => row[2]));
  });

  test("a project's name ends with 项目 where the next label begins", () => {
    expect(tableOf(glued(FORM.map((line) => line.replace("堤坝维修 ", "堤坝维修项目 "))))).toMatchObject({
      project: "堤坝维修项目",
      department: "柳河县水利局",
    });
  });

  test("a total that lacks an amount which its parts have lacks the last of them, and says so", () => {
    const rows = [FUND_HEADS, "年度资金总额 30 30 10 100%", "其中：当年财政拨款 30 30 30 100%", "其他资金"];
    const table = tableOf(glued([...HEAD, ...rows, HEADS, ...ROWS, TOTAL]));
    expect(fundsOf(table)[0]).toEqual(["年度资金总额", "30", "30", "—", "10", "100%", "—"]);
    expect(confidenceOf(table, "funds.0.revised")).toBe("doubtful");
  });

  test("side headings that were read across are the levels they are made of", () => {
    const table = tableOf(
      glued([...HEAD, ...FUNDS, HEADS, ROWS[0] ?? "", "益标效指意指斥满度打", "服务对象满意度 居民满意度 ≥90% 93% 10 10"]),
    );
    expect(table.indicators[1]).toMatchObject({ level1: "效益指标", level2: "满意度指标", level3: "居民满意度", target: "≥90%" });
  });

  test("a target of words that the actual value repeats is parted from it and from the name", () => {
    const rows = [
      "产出指标 质量指标 河岸面貌 明显改观 明显改观",
      "可持续影响指标 管护制度 全天候可用 全天候",
      "时效指标 完工时间 2021年6月底前 2021年5月3日",
    ];
    const table = tableOf(glued([...HEAD, ...FUNDS, "绩效指标 一级指标 二级指标 三级指标 指标值 完成值", ...rows]));
    expect(table.indicators.map(({ level3, target, actual }) => [level3, target, actual])).toEqual([
      ["河岸面貌", "明显改观", "明显改观"],
      ["管护制度", "全天候可用", "全天候"],
      ["完工时间", "2021年6月底前", "2021年5月3日"],
    ]);
  });

  test("a cell that ends where only the likeness of words says so is doubted", () => {
    const rows = ["产出指标 质量指标 河岸面貌改观 绿化连片 程度较高 20 20", ...ROWS.slice(1)];
    const table = tableOf(glued([...HEAD, ...FUNDS, HEADS, ...rows]));
    expect(confidenceOf(table, "indicators.0.level3")).toBe("doubtful");
    expect(confidenceOf(table, "indicators.1.level3")).toBe("likely");
  });
});

test("a grade behind the total is the table's", () => {
  expect(tableOf([...FORM, "自评等级 优"]).grade).toBe("优");
  expect(tableOf(glued([...FORM, "评价等级 良"])).grade).toBe("良");
});

describe("where the text parts all its cells", () => {
  const replacing = (row: string, other: string) => tableOf(FORM.map((line) => (line === row ? other : line)));
  const [first = "", , third = ""] = ROWS;

  test("figures are not torn to fill an empty cell", () => {
    const table = replacing(first, "产出指标 数量指标 维修堤坝长度 ≥12千米 20 20");
    expect(rowsOf(table)[0]).toEqual(["产出指标", "数量指标", "维修堤坝长度", "≥12千米", null, "20", "20", null]);
  });

  test("a score over its weight is read as it stands", () => {
    const table = replacing(first, "产出指标 数量指标 维修堤坝长度 ≥12千米 12千米 9 10");
    expect([rowsOf(table)[0]?.slice(5, 7), confidenceOf(table, "indicators.0.score")]).toEqual([["9", "10"], "certain"]);
  });

  test("a sentence that gives a cause is the reason, though nothing says what was reached", () => {
    const table = replacing(third, "时效指标 完工及时率 ≥95% 15 13.5 受汛期影响，工期顺延，今后提前排定。");
    expect(rowsOf(table)[2]?.slice(3)).toEqual(["≥95%", null, "15", "13.5", "受汛期影响，工期顺延，今后提前排定。"]);
  });

  test("a form without closing words ends where its scores make the total of its head", () => {
    const ofHead = (score: string) => tableOf([...HEAD, `自评总分 ${score}`, ...FUNDS, HEADS, ...ROWS]).hasEnd;
    expect([ofHead("96.02"), ofHead("97.02")]).toEqual([true, false]);
  });

  test("the heading beside the rows is no part of what was achieved", () => {
    const goals = ["年度总体目标 预期目标（100字以内） 实际完成情况（200字以内）", "堤坝修好，乡民安居。 堤坝修好，乡民安居。"];
    const cells = [...HEAD, ...FUNDS, ...goals, ...HEADS.split(" "), ...ROWS, TOTAL].flatMap((line) => [...line.split(" "), ""]);
    const table = tableOf(cells);
    expect([table.goal, table.goalAchieved]).toEqual(["堤坝修好，乡民安居。", "堤坝修好，乡民安居。"]);
  });
});

describe("where recognition went wrong", () => {
  const [first = "", second = ""] = ROWS;
  const barred = (lines: readonly string[]) => lines.map((line) => (line.includes(" ") ? `${line.replaceAll(" ", " | ")} |` : line));

  test("letters in points are digits, and doubted", () => {
    const table = tableOf(
      barred(FORM.map((line) => (line === second ? "质量指标 验收合格率 100% 100% l5 1S" : line.replace(TOTAL, "总分 IO0 96.02")))),
    );
    expect([rowsOf(table)[1]?.slice(5, 7), table.total]).toEqual([["15", "15"], { weight: "100", score: "96.02" }]);
    expect(["indicators.1.weight", "indicators.1.score", "total.weight"].map((path) => confidenceOf(table, path))).toEqual([
      "doubtful",
      "doubtful",
      "doubtful",
    ]);
    expect(confidenceOf(table, "total.score")).toBe("certain");
  });

  test("a figure broken over lines puts its whole row in doubt, and no other", () => {
    const broken = FORM.map((line) =>
      line.startsWith("年度资金总额")
        ? "年度资金总额 | 120.00 | 130.50 | 98.20 | 1\n0 | 75.25% | 7.52 |"
        : line === first
          ? "产出指标 | 数量指标 | 维修堤坝长度 | ≥12千米 | 1\n2千米 | 20 | 20 |"
          : (barred([line])[0] ?? ""),
    ).flatMap((line) => line.split("\n"));
    const table = tableOf(broken);
    expect(
      ["funds.0.revised", "funds.0.score", "indicators.0.target", "indicators.0.score"].map((path) => confidenceOf(table, path)),
    ).toEqual(["doubtful", "doubtful", "doubtful", "doubtful"]);
    expect([confidenceOf(table, "funds.1.revised"), confidenceOf(table, "indicators.1.score")]).toEqual(["certain", "certain"]);
  });

  test("where cells touch, a figure that runs over a line's end puts its row in doubt", () => {
    const text = glued(FORM)[0] ?? "";
    const lines = text.replace("98.2010", "9\n8.2010").split("\n");
    expect(["funds.0.revised", "funds.0.executed"].map((path) => confidenceOf(tableOf(lines), path))).toEqual(["doubtful", "doubtful"]);
    expect(["funds.0.revised", "funds.0.executed"].map((path) => confidenceOf(tableOf([text]), path))).toEqual(["likely", "likely"]);
  });
});
