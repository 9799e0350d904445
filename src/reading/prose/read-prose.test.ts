import { expect, test } from "vitest";
import { aDocument } from "../grid.builder.ts";
import type { SourceDocument } from "../source-document.ts";
import { readProse } from "./read-prose.ts";

function prose(paragraphs: readonly string[], changes: Partial<SourceDocument> = {}) {
  return readProse(aDocument(paragraphs, changes), new Set());
}

function claimsOf<Kind extends string>(paragraphs: readonly string[], kind: Kind) {
  return prose(paragraphs).statements.filter(({ claims }) => claims === kind);
}

test("a report gives its title, sections, annexes, issuer, day and year", () => {
  const read = prose([
    "柳河县水利局",
    "2021年堤坝维修项目经费",
    "绩效评价报告",
    "县财政局：",
    "一、基本情况",
    "（一）项目概况",
    "堤坝共三段。",
    "二、评价结论（后附评分表）",
    "附件：项目支出绩效自评表",
    "柳河县水利局",
    "2022年3月9日",
  ]);
  expect(read).toMatchObject({
    title: "2021年堤坝维修项目经费绩效评价报告",
    issuer: "柳河县水利局",
    signedOn: "2022-03-09",
    year: 2021,
    sections: ["一、基本情况", "二、评价结论"],
    annexes: ["项目支出绩效自评表"],
  });
  expect(read.cells).toContainEqual({ path: "signedOn", address: "block:10", confidence: "likely" });
});

test("a day in Chinese numerals is a day", () => {
  expect(prose(["柳河县水利局", "二〇二二年十二月二十一日"]).signedOn).toBe("2022-12-21");
});

test("lines broken at the margin are one paragraph, and a claim knows the line it stands in", () => {
  const read = prose(
    [
      "一、资金情况",
      "",
      "截至 2021 年 12 月 31 日，县财政局共下拨资金 130.5 万元，实",
      "",
      "际支出为 98.2 万元，预算总体执行率为 75.2%。",
      "",
      "以下是本项目完成情况的说明，其余各项另行报告，请一并审阅为盼。",
      "",
    ],
    { format: "txt" },
  );
  expect(read.statements).toEqual([
    { claims: "appropriated", quote: "县财政局共下拨资金130.5万元", place: "一", amount: "130.5" },
    {
      claims: "execution-rate",
      quote: "预算总体执行率为75.2%",
      place: "一",
      name: "预算总体执行率",
      rate: "75.2%",
      spent: "98.2",
      budget: "130.5",
    },
  ]);
  expect(read.cells).toContainEqual({ path: "statements.1", address: "block:4", confidence: "likely" });
});

test("two rates in one sentence take no amounts: nobody can tell which they divide", () => {
  const [first, second] = claimsOf(["甲项目支出10万元，预算20万元，执行率50%，乙项目执行率60%。"], "execution-rate");
  expect(first).toMatchObject({ rate: "50%", spent: null, budget: null });
  expect(second).toMatchObject({ rate: "60%", spent: null, budget: null });
});

test("plan and result by halves of the year, with the points taken and why", () => {
  const [claim] = claimsOf(
    [
      "四、指标分析",
      "3、产出时效情况（5分）",
      "原计划于上、下半年各完成4场培训，实际情况为上半年完成1场培训，下半年完成7场培训。完成率为100%。但由于讲师外出，所以集中在下半年，扣1分，得4分。",
    ],
    "completion",
  );
  expect(claim).toMatchObject({
    indicator: "时效指标",
    place: "四3",
    planned: ["4", "4"],
    done: ["1", "7"],
    rate: "100%",
    deducted: "1",
    reason: "讲师外出",
  });
});

test("each indicator of a paragraph has its own plan, result and deviation", () => {
  const claims = claimsOf(
    [
      "产出成本情况",
      "4、产出成本情况（10分）",
      "年初计划培训费为80.5万元，上下浮动率控制在10%以内（72.45万元-88.55万元），实际支出中，培训费为84.1万元，浮动率为4.5%，得5分。年初计划差旅费20万元，实际支出中，差旅费为15万元，浮动率为25%，主要原因是线上授课，扣2分，得3分。",
    ],
    "completion",
  );
  expect(claims).toHaveLength(2);
  expect(claims[0]).toMatchObject({ planned: ["80.5"], done: ["84.1"], deviation: "4.5%", deducted: null });
  expect(claims[1]).toMatchObject({ planned: ["20"], done: ["15"], deviation: "25%", deducted: "2", reason: "线上授课" });
});

test("satisfaction that was found is a claim, satisfaction that was wished for is none", () => {
  const paragraphs = ["（五）满意度指标", "发出问卷38份，收回有效问卷36份，经问卷统计，满意度得分为96分。", "调查要求达到满意度90%以上。"];
  expect(claimsOf(paragraphs, "satisfaction")).toEqual([
    { claims: "satisfaction", quote: "满意度得分为96分", place: "（五）", indicator: "满意度指标", rate: null, score: "96", answers: "36" },
  ]);
});

test("benefits keep their amounts and dates", () => {
  const claims = claimsOf(
    ["1、经济效益情况（15分）", "引进的某汽车公司投资1.58亿美元。今年7月17日，某电池集团增资10亿元。促成两家企业合作建厂项目。"],
    "benefit",
  );
  expect(claims.map((claim) => (claim.claims === "benefit" ? [claim.amount, claim.date] : []))).toEqual([
    ["1.58亿美元", null],
    ["10亿元", "今年7月17日"],
    [null, null],
  ]);
});

test("the conclusion has its score and grade; points in brackets behind a heading have not", () => {
  expect(claimsOf(["最终评价结果为92.45分，绩效评价等级为“优”。"], "conclusion")).toEqual([
    { claims: "conclusion", quote: "最终评价结果为92.45分，绩效评价等级为“优”", place: null, score: "92.45", grade: "优" },
  ]);
  expect(claimsOf(["本部分情况良好（自评得分10分）。"], "conclusion")).toEqual([]);
});

test("instruments are named once, without the words before their mark", () => {
  const paragraphs = ["根据《办法》（赣财行[2014]10号）和通知（财行〔2017〕434号）执行。", "再按赣财行[2014]10号办理。"];
  expect(claimsOf(paragraphs, "instrument").map((claim) => claim.quote)).toEqual(["赣财行[2014]10号", "财行〔2017〕434号"]);
});

test("indicators with rates of completion in sentences make a table", () => {
  const [table] = prose([
    "青河市图书馆2022年度项目支出绩效自评报告(免费开放补助经费)",
    "一、自评结论",
    "(一)自评得分",
    "98分。",
    "(二)目标完成情况",
    "1.产出指标",
    "数量指标:全年开放天数300天,完成率100%;全年讲座20场,完成率95%。",
    "2.效益指标",
    "居民阅读需求有效提高,完成率100%。",
  ]).tables;
  expect(table).toMatchObject({ project: "免费开放补助经费", unit: "青河市图书馆", year: 2022, total: { weight: null, score: "98" } });
  expect(table?.indicators.map(({ level1, level2, level3, target, actual }) => [level1, level2, level3, target, actual])).toEqual([
    ["产出指标", "数量指标", "全年开放天数", "300天", "100%"],
    ["产出指标", "数量指标", "全年讲座", "20场", "95%"],
    ["效益指标", "", "居民阅读需求", "有效提高", "100%"],
  ]);
  expect(table?.cells.every(({ confidence }) => confidence === "likely")).toBe(true);
});

test("points behind levels make weights and scores, and the heading that sums them up the total", () => {
  const [scored] = prose([
    "一、项目概况(自评得分100分)",
    "二、预算执行情况(自评得分10分)",
    "该项目用统筹整合资金60万元，全年执行数60万元，执行率100%。",
    "三、指标完成情况(自评得分90分)",
    "(一)完成绩效产出指标(自评得分90分)",
    "1.数量指标(自评得分50分):新建水池6座。",
    "2.质量指标(自评得分40分):验收合格比例为100%。",
  ]).tables;
  expect(scored?.funds).toEqual([
    { row: "统筹整合资金", initial: null, revised: "60", executed: "60", weight: null, rate: "100%", score: "10" },
  ]);
  expect(scored?.indicators.map(({ level2, level3, actual, score }) => [level2, level3, actual, score])).toEqual([
    ["数量指标", "新建水池", "6座", "50"],
    ["质量指标", "验收合格比例", "100%", "40"],
  ]);
  expect(scored?.total.score).toBe("100");
  const [full] = prose([
    "二、自评结论(满分100分,实得97分)",
    "(一)投入(满分15分,实得14分)",
    "1.项目申报(满分5分,实得4分)",
    "按计划申报。",
  ]).tables;
  expect(full?.indicators[0]).toMatchObject({ level1: "投入", level1Points: "15", level3: "项目申报", weight: "5", score: "4" });
  expect(full?.total).toEqual({ weight: "100", score: "97" });
});

test("a report without indicators in its sentences makes no table", () => {
  expect(prose(["一、基本情况", "我局修好了三段堤坝。", "二、问题", "资料归集不够及时。"]).tables).toEqual([]);
});
