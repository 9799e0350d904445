// What the checks of a printed document say of it alone: sums, rates, points, sentences, each with what it may stand for.
import { describe, expect, it } from "vitest";
import type { FindingCode } from "../finding.ts";
import { aDetail, type Changes, type Data, findingsOf, findingsWith } from "../review.builder.ts";

const codes = (changes: Changes) => findingsOf(changes).map((finding) => finding.code);
const only = (code: FindingCode, changes: Changes) => {
  const found = findingsWith(code, changes);
  expect(found).toHaveLength(1);
  return found[0];
};
const unknownFunds: Data = { funds: { current: { initial: "—", revised: "—", executed: "—" } } };
/** A printed table of another project: the dossier's facts play no part. */
const funds = (total: Data, others: readonly Data[] = []): Changes => ({
  dossier: unknownFunds,
  table: { funds: [{ row: "年度资金总额", weight: "10", ...total }, ...others], total: { weight: "100" } },
});
const row = (changes: Data): Changes => ({
  dossier: unknownFunds,
  printedRows: { count: { id: undefined, level3: "新建公厕", ...changes } },
  table: { total: undefined, grade: undefined },
});
const ofPrint = (changes: Changes) => findingsOf(changes).filter((finding) => finding.where.table === "自评表");

describe("the execution row", () => {
  it.each([
    ["465.47", "300.33", "64.5%", "6.45", []],
    ["465.47", "300.33", "64.52%", "6.45", []],
    ["465.47", "300.33", "64.6%", "6.45", ["rate-wrong"]],
    ["465.47", "300.33", "64.5%", "6.5", []],
    ["465.47", "300.33", "64.5%", "6.4", ["rate-score-wrong"]],
    ["250000", "215457.6", "86.19%", "8.62", ["rate-wrong"]],
    ["29", "27.8", "0.958", "8", ["rate-wrong", "rate-score-wrong"]],
    ["50", "10", "20", "2", []],
    ["1.56", "1.56", "1", "10", []],
    ["100.00", "110.00", "110%", "10", []],
    ["64.80", "64.80", "100%", "9", ["rate-score-wrong"]],
  ])("of %s with %s spent at %s for %s points gives %j", (revised, executed, rate, score, expected) => {
    const found = codes(funds({ initial: revised, revised, executed, rate, score }));
    expect(found.filter((code) => code.startsWith("rate-"))).toEqual(expected);
  });

  it("divided by the initial budget is told from one that is merely wrong", () => {
    expect(
      only("rate-denominator", funds({ initial: "400.00", revised: "465.47", executed: "300.33", rate: "75.08%", score: "7.51" })),
    ).toMatchObject({ severity: "warning", printed: "75.08%", expected: "64.52%", params: { initial: "400.00" } });
  });

  it("is held to the pack's intervals where it has them, completed or not", () => {
    const intervals = {
      execution: {
        cite: "附件1",
        kind: "intervals",
        denominator: "revised",
        forWeight: "10",
        regions: [
          { completed: "true", from: "0%", to: "100%", closed: "true", share: "1" },
          { completed: "false", from: "80%", to: "100%", share: "0.7" },
          { completed: "false", from: "60%", to: "80%", share: "0.5" },
          { completed: "false", from: "0%", to: "60%", share: "0" },
        ],
      },
    };
    const scored = (score: string) =>
      codes({
        ...funds({ initial: "465.47", revised: "465.47", executed: "300.33", rate: "64.5%", score }),
        parameters: intervals,
      }).includes("rate-score-wrong");
    expect(["10", "5", "7", "6.45"].map(scored)).toEqual([false, false, true, true]);
  });
});

describe("the sources of funds", () => {
  const total = { initial: "100.00", revised: "100.00", executed: "97.00", rate: "97%", score: "9.7" };
  const wrong = (...others: readonly Data[]) => codes(funds(total, others)).includes("funds-parts-sum");

  it("of the official form add up to the total", () => {
    expect(
      wrong(
        { row: "当年财政拨款", initial: "60.00", revised: "60.00", executed: "60.00" },
        { row: "上年结转资金", initial: "40.00", revised: "40.00", executed: "37.00" },
      ),
    ).toBe(false);
    expect(
      wrong(
        { row: "当年财政拨款", initial: "60.00", revised: "60.00", executed: "60.00" },
        { row: "上年结转资金", initial: "40.00", revised: "40.00", executed: "36.50" },
      ),
    ).toBe(true);
  });

  it("may be off by what rounding leaves, and a source left blank in one column is unknown", () => {
    expect(
      wrong(
        { row: "当年财政拨款", initial: "60.01", revised: "60.00", executed: "60.00" },
        { row: "上年结转资金", initial: "40.00", revised: "40.00", executed: "37.00" },
      ),
    ).toBe(false);
    expect(
      wrong(
        { row: "当年财政拨款", initial: "60.00", revised: "60.00", executed: "60.00" },
        { row: "上年结转资金", initial: "40.00", revised: "40.00" },
      ),
    ).toBe(false);
  });

  it("of other forms may be split twice over, as 中央 and 地方 within 财政", () => {
    expect(
      wrong({ row: "其中：财政资金", executed: "97.00" }, { row: "中央补助", executed: "57.00" }, { row: "地方资金", executed: "40.00" }),
    ).toBe(false);
    expect(wrong({ row: "中央补助", executed: "57.00" }, { row: "地方资金", executed: "30.00" })).toBe(true);
  });
});

describe("weights and totals", () => {
  const table = (changes: Data): Changes => ({ dossier: unknownFunds, table: changes });
  const rows = (weights: readonly string[], scores: readonly (string | undefined)[] = weights): Data => ({
    grade: undefined,
    funds: [{ row: "年度资金总额", weight: "10", score: "10" }],
    indicators: weights.map((weight, index) => ({
      level1: "产出指标",
      level2: "数量指标",
      level3: `第${index}项`,
      target: "1项",
      actual: "1项",
      weight,
      ...(scores[index] === undefined ? {} : { score: scores[index] }),
    })),
  });

  it("that are thirds of a hundred are right", () => {
    expect(codes(table({ ...rows(["30", "30", "30"]), total: { weight: "100", score: "100" } }))).not.toContain("weights-sum");
    expect(codes(table({ ...rows(["33.33", "33.33", "23.33"]), total: { weight: "100" } }))).not.toContain("weights-sum");
    expect(only("weights-sum", table({ ...rows(["20", "20", "20", "20", "20"]), total: { weight: "100" } }))).toMatchObject({
      printed: "110",
      expected: "100",
      formula: "10 + 20 + 20 + 20 + 20 + 20 = 110",
    });
  });

  it("of a table that is cut off are not judged", () => {
    expect(codes(table({ ...rows(["20", "20"]), total: undefined }))).not.toContain("weights-sum");
  });

  it("of points: a row without points may have earned up to its weight, not more", () => {
    const total = (score: string) =>
      codes(table({ ...rows(["30", "30", "30"], ["30", "24", undefined]), total: { weight: "100", score } })).includes("total-wrong");
    expect(["64", "94", "98", "60"].map(total)).toEqual([false, false, true, true]);
  });

  it("whole points add up exactly", () => {
    expect(
      only("total-wrong", table({ ...rows(["30", "30", "30"], ["30", "28", "30"]), total: { weight: "100", score: "97" } })),
    ).toMatchObject({ printed: "97", expected: "98" });
  });

  it("of levels that state their weight in brackets", () => {
    const level = (stated: string): Changes => ({
      printedRows: Object.fromEntries(["count", "quality", "time", "cost"].map((id) => [id, { level1: `产出指标（${stated}分）` }])),
    });
    expect(codes(level("50"))).not.toContain("level-weights-sum");
    expect(only("level-weights-sum", level("60"))).toMatchObject({ printed: "60", expected: "50", formula: "20 + 10 + 10 + 10 = 50" });
  });

  it.each([
    ["优", "90", []],
    ["优", "89.99", ["grade-wrong"]],
    ["良", "89.99", []],
    ["优", "89.9", ["grade-wrong"]],
    ["优", "90.0", []],
    ["良", "90.0", []],
    ["优", "89", ["grade-wrong"]],
  ])("graded %s at a printed %s gives %j", (grade, score, expected) => {
    const said: Changes = {
      dossier: unknownFunds,
      printed: { table: undefined, statements: [{ claims: "conclusion", quote: "结论", score, grade }] },
    };
    expect(codes(said).filter((code) => code === "grade-wrong")).toEqual(expected);
  });
});

describe("a score sheet beside the table", () => {
  const sheet = (cost: string, total: string): Changes => ({
    printed: {
      scoreTables: [
        {
          title: "得分表",
          rows: [
            ["项目资金", "预算执行率", "10", "9.7"],
            ["产出指标", "数量指标", "20", "20"],
            ["产出指标", "质量指标", "10", "10"],
            ["产出指标", "时效指标", "10", "9.17"],
            ["产出指标", "成本指标", "10", cost],
            ["效益指标", "经济效益指标", "30", "30"],
            ["满意度指标", "服务对象满意度指标", "10", "10"],
          ].map(([level1, level2, weight, score]) => ({ level1, level2, weight, score })),
          total: { weight: "100", score: total },
        },
      ],
    },
  });

  it("gives the same points, line by line and in all", () => {
    expect(findingsOf(sheet("10", "98.87"))).toEqual([]);
    expect(only("tables-disagree", sheet("10", "98.88"))).toMatchObject({
      where: { table: "得分表", row: "合计" },
      printed: "98.88",
      expected: "98.87",
    });
    expect(findingsWith("tables-disagree", sheet("9", "97.87")).map((finding) => finding.where.row)).toEqual(["合计", "产出指标 成本指标"]);
  });
});

describe("a printed row", () => {
  it.each([
    ["met exactly", { target: "≥12座", actual: "12座", weight: "20", score: "20" }, []],
    ["met and deducted", { target: "≥12座", actual: "12座", weight: "20", score: "18", reason: "验收推迟" }, ["met-but-deducted"]],
    [
      "met in the same words and deducted",
      { target: "2022年12月底完成", actual: "2022年12月底完成", weight: "6", score: "5", reason: "推迟" },
      ["met-but-deducted"],
    ],
    [
      "missed with full marks",
      { target: "≥4754人", actual: "4604人", weight: "5", score: "5", reason: "动态管理" },
      ["full-marks-but-missed"],
    ],
    [
      "over its limit with full marks",
      { target: "≤5300元/户", actual: "5830元/户", weight: "10", score: "10", reason: "物价" },
      ["full-marks-but-missed"],
    ],
    ["in proportion", { target: "≥12座", actual: "7座", weight: "20", score: "11.67", reason: "征地" }, []],
    ["a whole point near its proportion", { target: "≥12座", actual: "7座", weight: "20", score: "12", reason: "征地" }, []],
    ["not in proportion", { target: "≥12座", actual: "7座", weight: "20", score: "12.5", reason: "征地" }, ["score-off-rule"]],
    [
      "without a sign, in a bare number",
      { level3: "厕位达标率", target: "95%", actual: "95", weight: "10", score: "9", reason: "扣分" },
      ["met-but-deducted"],
    ],
    ["of zero that happened", { target: "≤0起", actual: "1起", weight: "10", score: "5", reason: "事故" }, ["zero-target-missed"]],
    ["in other units", { level3: "设备配备率", target: "100%", actual: "1000件", weight: "10", score: "10" }, ["unit-mismatch"]],
    ["far over its target", { target: "≥10座", actual: "14座", weight: "10", score: "10" }, ["over-achievement-unexplained"]],
    ["far over, explained", { target: "≥10座", actual: "14座", weight: "10", score: "10", reason: "增建" }, []],
    [
      "that controls: less may be better, so nothing is said",
      { level3: "三公经费控制率", target: "100%", actual: "92%", weight: "2", score: "2" },
      [],
    ],
    ["of a cost without a sign", { level3: "培训单价", target: "400元", actual: "180元", weight: "2", score: "2" }, []],
    ["with its points left out", { target: "≥12座", actual: "12座", weight: "20", score: undefined }, ["cell-missing"]],
  ] as const)("%s", (_, changes, expected) => {
    expect(
      ofPrint(row(changes))
        .filter((finding) => finding.where.row === (("level3" in changes && changes.level3) || "新建公厕"))
        .map((finding) => finding.code)
        .sort(),
    ).toEqual([...expected].sort());
  });

  it("marked 无 needs a word and keeps no points", () => {
    expect(
      ofPrint(row({ level3: "无", target: undefined, actual: undefined, weight: "5", score: "5" })).map((finding) => finding.code),
    ).toEqual(["not-applicable-scored", "blank-unexplained"]);
    expect(
      ofPrint(row({ level3: "无", target: undefined, actual: undefined, weight: undefined, score: undefined, reason: "不涉及生态" })),
    ).toEqual([]);
  });

  it("of budget execution among the indicators is scored as such", () => {
    const execution = (score: string) =>
      ofPrint(row({ level3: "预算执行率", target: "100%", actual: "100%", weight: "10", score })).map((finding) => finding.code);
    expect([execution("10"), execution("9")]).toEqual([[], ["rate-score-wrong"]]);
  });

  it("asks for no column that the table does not have", () => {
    const bare = { score: undefined, weight: undefined };
    const changes: Changes = {
      dossier: unknownFunds,
      printedRows: Object.fromEntries(["count", "quality", "time", "cost", "benefit", "satisfied"].map((id) => [id, bare])),
      table: { funds: [], total: undefined, grade: undefined },
    };
    expect(ofPrint(changes).map((finding) => finding.code)).not.toContain("cell-missing");
  });
});

describe("detail tables", () => {
  it("printed twice are compared row by row, and totals with what the rows come to", () => {
    const other = aDetail("b", { totals: { budget: "100.30", spent: "97.00" } });
    expect(only("tables-disagree", { printed: { details: [other, aDetail("a")] } })).toMatchObject({
      where: { subject: "published.b" },
      printed: "100.30",
      expected: "100.00",
    });
  });

  it("say once what both say", () => {
    const over = (id: string) =>
      aDetail(id, {
        rows: [{ no: "1", name: "春季班", budget: "100.00", spent: "101.00" }],
        totals: { budget: "100.00", spent: "101.00" },
      });
    expect(findingsWith("item-over-budget", { printed: { details: [over("a"), over("b")] } })).toHaveLength(1);
  });

  it("in 元 under a head of 万元 are told by the factor", () => {
    const inYuan = aDetail("a", {
      rows: [{ no: "1", name: "春季班", budget: "1000000.00", spent: "970000.00" }],
      totals: { budget: "1000000.00", spent: "970000.00" },
    });
    expect(findingsWith("money-unit-slip", { printed: { details: [inYuan] } }).map((finding) => finding.where.column)).toEqual([
      "预算金额",
      "支出金额",
    ]);
  });
});

describe("sentences", () => {
  const said = (...statements: readonly Data[]): Changes => ({ printed: { statements } });
  const completion = (changes: Data) =>
    said({
      claims: "completion",
      quote: "原计划256.8万元，实际269.21万元",
      indicator: "cost",
      planned: ["256.8"],
      done: ["269.21"],
      ...changes,
    });

  it.each([
    ["4.8%", []],
    ["4.83%", []],
    ["4.9%", ["rate-wrong"]],
  ])("a deviation of 269.21 from 256.8 said to be %s gives %j", (deviation, expected) => {
    expect(codes(completion({ deviation }))).toEqual(expected);
  });

  it("a deviation may be said without its sign: 28% for −27.96%", () => {
    expect(codes(completion({ planned: ["43.2"], done: ["31.12"], deviation: "28%" }))).toEqual([]);
  });

  it("dates of “this year” are of the signature's year, and the signature's own day is in time", () => {
    const dated = (date: string) =>
      findingsWith(
        "date-after-signature",
        said({ claims: "benefit", quote: "签约", indicator: "benefit", date, baseline: "无", linkedTo: "1" }),
      ).map((finding) => finding.formula);
    expect(dated("今年7月17日")).toEqual(["今年7月17日 → 2020-07-17 > 2020-05-20"]);
    expect([dated("今年5月20日"), dated("2019年7月17日"), dated("去年7月17日"), dated("今年2月30日")]).toEqual([[], [], [], []]);
  });

  it("rates of one name and one denominator are not ambiguous, whatever the zeros", () => {
    const rate = (budget: string) => ({ claims: "execution-rate", quote: `÷${budget}`, name: "执行率", rate: "97%", spent: "97", budget });
    expect(codes(said(rate("100"), rate("100.00")))).not.toContain("denominator-ambiguous");
    expect(only("denominator-ambiguous", said(rate("100"), { ...rate("97"), rate: "100%" }))?.params["count"]).toBe("2");
  });

  it("a text's amount for the whole budget is the table's", () => {
    expect(
      only(
        "text-table-disagree",
        said({ claims: "execution-rate", quote: "支出96万元", name: "执行率", rate: "96%", spent: "96.00", budget: "100.00" }),
      ),
    ).toMatchObject({ severity: "error", printed: "96.00", expected: "97.00" });
  });
});
