// For every code about indicators, sentences and the look of documents that a published document can show: a document that has
// it, and the nearest one that has not.
import { aGrid } from "../../reading/grid.builder.ts";
import type { SourceDocument } from "../../reading/index.ts";
import type { FindingCode } from "../finding.ts";
import { aFormFile, aReport, type FormLines, type ReportLines } from "./document.builder.ts";
import { aDetail, CLASSES, type DocumentCase, row } from "./document-cases-figures.builder.ts";

const MONEY = "2019年该项目全年预算100万元，实际支出97万元，预算执行率为97%。";
const quantity = (cells: string): SourceDocument => row(0, `产出指标|数量指标|${cells}|15|15|`);
const benefit = (cells: string): SourceDocument => row(4, `效益指标|经济效益指标|${cells}`);
const satisfied = (cells: string): SourceDocument => row(5, `满意度指标|服务对象满意度指标|${cells}|10|10|`);
const details = (rows: readonly string[]): SourceDocument => aReport({ money: [MONEY, ...aDetail(rows, "100.00|97.00|97%")] });
const renamed = (name: string, division = "培训科"): SourceDocument =>
  details(CLASSES.map((line, at) => (at === 1 ? `2|${name}|${division}|20.25|19.80|97.78%` : line)));
const told = (lines: ReportLines): SourceDocument => aReport(lines);
const form: FormLines = { rows: { 0: "产出指标|数量指标|培训开班情况|100%|100%|15|15|" } };
const targets = (target: string) =>
  aGrid([
    "项目支出绩效目标表（2019年度）|<|<|<|<",
    "项目名称|技能培训补助经费|<|<|<",
    "一级指标|二级指标|三级指标|年度指标值|分值",
    `产出指标|数量指标|培训场次|${target}|15`,
    "产出指标|质量指标|考核合格率|≥90%|15",
    "效益指标|经济效益指标|新增就业人数|≥40人|30",
  ]);
const page = (width: string) => ({ pageSetup: { width, height: "297", margins: { top: "37", right: "26", bottom: "35", left: "28" } } });
const headed = (font: string): SourceDocument => {
  const document = aReport();
  return {
    ...document,
    blocks: document.blocks.map((block) => (block.kind === "text" && /^[一二三]、/u.test(block.text) ? { ...block, font } : block)),
  };
};
const note = (code: "formula-not-recomputed" | "hidden-sheet"): SourceDocument => ({
  ...aFormFile(),
  notes: [{ code, address: "表一!D2", found: "=VLOOKUP(1,A1:B1,2)" }],
});
const scanned = (unsure: boolean): SourceDocument => {
  const document = aFormFile();
  const mark = unsure ? { doubtful: true as const } : {};
  return {
    ...document,
    blocks: document.blocks.map((block) =>
      block.kind === "table" ? { ...block, cells: block.cells.map((cell) => ({ ...cell, ...mark })) } : block,
    ),
  };
};
const trips = (...rows: readonly string[]): SourceDocument =>
  told({ money: [MONEY, aGrid(["团组名称|出访国家（地区）|人数|出访时间|天数", ...rows])] });
const asked = "发放调查问卷36份，回收有效调查问卷36份，经统计，满意度";

export const TEXT_DOCUMENTS = {
  "percent-for-count": { found: quantity("培训12个班次数量|100%|100%"), near: quantity("培训班完成率|100%|100%") },
  "target-in-name": { found: quantity("举办12期培训|100%|100%"), near: quantity("举办培训期数|≥12期|12期") },
  "actual-contradicts-text": {
    found: told({
      output: [
        "在产出数量上，培训开班情况原计划于上、下半年各完成6场培训，实际完成情况为上半年完成3场培训，下半年完成9场培训。完成率为100%。",
      ],
      form,
    }),
    near: told({
      output: [
        "在产出数量上，培训开班情况原计划于上、下半年各完成6场培训，实际完成情况为上半年完成6场培训，下半年完成6场培训。完成率为100%。",
      ],
      form,
    }),
  },
  "actual-not-derivable": {
    found: told({
      output: [
        "4、产出成本情况（10分）",
        "年初计划为场地费用43.2万元，上下浮动率控制在10%以内（38.88-47.52万元），实际支出中，场地费用为31.12万元，浮动率为28%。",
      ],
      form: {
        rows: { 3: "产出指标|成本指标|场地费用控制在43.2万元的±10%|100%|60%|10|6|精简场地，今后细化" },
        total: "总分|<|<|<|<|100|94.20|",
      },
      conclusion: ["最终评价结果为94.20分，评价等级为“优”。"],
    }),
    near: told({
      output: [
        "4、产出成本情况（10分）",
        "年初计划为场地费用43.2万元，上下浮动率控制在10%以内（38.88-47.52万元），实际支出中，场地费用为31.12万元，浮动率为28%。",
      ],
      form: {
        rows: { 3: "产出指标|成本指标|场地费用控制在43.2万元的±10%|100%|72%|10|7.2|精简场地，今后细化" },
        total: "总分|<|<|<|<|100|95.40|",
      },
      conclusion: ["最终评价结果为95.40分，评价等级为“优”。"],
    }),
  },
  "required-level-missing": {
    found: aFormFile({
      rows: { 4: "产出指标|成本指标|场地费用|≤30万元|30万元|30|28.5|", 5: "满意度指标|服务对象满意度指标|学员满意度|≥90%|92%|10|10|" },
    }),
    near: aFormFile(),
  },
  "level-misplaced": { found: quantity("培训资金拨付次数|≥4次|4次"), near: quantity("培训场次|≥4次|4次") },
  "duplicate-indicator": { found: benefit("培训场次|≥12场|12场|30|30|"), near: aFormFile() },
  unmeasurable: { found: benefit("提升技能水平|明显提升|明显提升|30|30|"), near: benefit("技能等级提升人数|明显提升|明显提升|30|30|") },
  "fake-quantified": { found: benefit("推动技能提升|≥95%|100%|30|30|"), near: benefit("技能鉴定通过率|≥95%|100%|30|30|") },
  "irrelevant-indicator": {
    found: aFormFile({
      project: "农田灌溉设施补助",
      goals: ["改造灌溉渠道，保障粮食种植", "改造完成，粮食增产"],
      rows: { 4: "效益指标|经济效益指标|敬老院入住人数|≥40人|40人|30|30|" },
    }),
    near: aFormFile({
      project: "农田灌溉设施补助",
      goals: ["改造灌溉渠道，保障粮食种植", "改造完成，粮食增产"],
      rows: { 4: "效益指标|经济效益指标|粮食增产农户|≥40人|40人|30|30|" },
    }),
  },
  "direction-wrong": {
    found: row(3, "产出指标|成本指标|培训成本|≥90万元|97万元|10|10|"),
    near: row(3, "产出指标|成本指标|培训成本|≤97万元|97万元|10|10|"),
  },
  "cell-missing": { found: quantity("培训场次|≥12场|"), near: aFormFile() },
  "not-numeric": { found: quantity("培训场次|按计划完成|按计划完成"), near: quantity("培训场次|十二场|十二场") },
  "differs-from-approved": { found: aFormFile({}, targets("≥15场")), near: aFormFile({}, targets("≥12场")) },
  "too-few-or-many": { found: aFormFile({ rows: { 0: "", 1: "", 2: "" } }), near: aFormFile({ rows: { 0: "", 1: "" } }) },
  "overweight-indicator": { found: benefit("新增就业人数|≥40人|40人|30.5|30.5|"), near: benefit("新增就业人数|≥40人|40人|30|30|") },
  "satisfaction-from-insiders": { found: satisfied("本单位职工满意度|≥90%|92%"), near: aFormFile() },
  "satisfaction-thin-sample": { found: satisfied("学员满意度|≥90%|100%"), near: satisfied("学员满意度|≥90%|99.9%") },
  "satisfaction-without-survey": {
    found: row(5, "满意度指标|服务对象满意度指标|学员满意度|≥90%|92%|10|8|未开展问卷调查，今后补做"),
    near: row(5, "满意度指标|服务对象满意度指标|学员满意度|≥90%|88%|10|9.78|等候时间较长，今后改进"),
  },
  "timeliness-without-date": {
    found: row(2, "产出指标|时效指标|培训进度|正常|正常|10|10|"),
    near: row(2, "产出指标|时效指标|培训进度|按期|按期|10|10|"),
  },
  "blank-unexplained": {
    found: aFormFile({ more: ["效益指标|生态效益指标|无|||||"] }),
    near: aFormFile({ more: ["效益指标|生态效益指标|无|||||不涉及生态"] }),
  },
  "year-mismatch": { found: renamed("2018年夏季班"), near: renamed("2019年夏季班") },
  "goal-is-slogan": {
    found: aFormFile({ goals: ["全方位服务高质量发展，奋发有为，再上新台阶", "各项工作进展顺利"] }),
    near: aFormFile({ goals: ["全方位服务高质量发展，举办培训12场", "各项工作进展顺利"] }),
  },
  "actual-copied": {
    found: aFormFile({
      goals: ["面向全市待业人员举办技能培训并帮助学员实现稳定就业", "面向全市待业人员举办技能培训并帮助学员实现稳定就业。"],
    }),
    near: aFormFile({ goals: ["面向全市待业人员举办技能培训并帮助学员实现稳定就业", "全年开班12场，结业学员中有38人在本市企业签约"] }),
  },
  "percent-over-100": {
    found: row(1, "产出指标|质量指标|考核合格率|≥90%|103%|15|15|"),
    near: row(1, "产出指标|质量指标|考核合格率|≥90%|100%|15|15|"),
  },
  "unit-mismatch": { found: quantity("培训场次|≥12场|12人"), near: quantity("培训人次|≥12人|12人次") },
  "rate-infeasible": {
    found: told({
      satisfaction: ["（五）满意度指标", `${asked}得分为96分。`],
      form: { rows: { 5: "满意度指标|服务对象满意度指标|学员满意度|≥90%|96%|10|10|" } },
    }),
    near: told({
      satisfaction: ["（五）满意度指标", `${asked}得分为97.2分。`],
      form: { rows: { 5: "满意度指标|服务对象满意度指标|学员满意度|≥90%|97.2%|10|10|" } },
    }),
  },
  "benefit-unattributed": {
    found: told({ benefit: ["经济效益情况。引进的示例汽车公司投资1.5亿美元的项目发展强劲。"] }),
    near: told({ benefit: ["经济效益情况。学员就业情况较好。"] }),
  },
  "section-missing": { found: told({ drop: "一、基本情况" }), near: told({}) },
  "project-count-mismatch": {
    found: told({ output: ["项目包括以下四个子项目：1.春季班，2.夏季班，3.秋季班。"] }),
    near: told({ output: ["项目包括以下三个子项目：1.春季班，2.夏季班，3.秋季班。"] }),
  },
  "shares-sum": {
    found: told({ output: ["学员中，男性占62%，女性占48%。"] }),
    near: told({ output: ["学员中，男性占62%，女性占38%。"] }),
  },
  "advice-fewer-than-problems": {
    found: told({ problems: ["1．报名渠道较窄。", "2．师资不足。", "3．场地偏远。"] }),
    near: told({ problems: ["1．报名渠道较窄。", "2．师资不足。"] }),
  },
  "claim-contradicted": { found: told({ output: ["各项指标均已完成。"] }), near: told({ output: ["多数指标完成。"] }) },
  "doc-number-brackets": {
    found: told({ output: ["依据《管理办法》（财预[2020]10号）开展评价。"] }),
    near: told({ output: ["依据《管理办法》（财预〔2020〕10号）开展评价。"] }),
  },
  "doc-number-unknown": {
    found: told({ output: ["依据《管理办法》（财预〔2021〕10号）开展评价。"] }),
    near: told({ output: ["依据《管理办法》（财预〔2020〕10号）开展评价。"] }),
  },
  "text-table-disagree": {
    found: told({ money: ["2019年该项目全年预算100万元，实际支出96万元，预算执行率为96%。"] }),
    near: told({}),
  },
  "no-corrective-action": { found: benefit("新增就业人数|≥40人|38人|30|28.5|两名学员尚在择业"), near: aFormFile() },
  "grade-missing": { found: told({ conclusion: ["最终评价结果为98.20分。"] }), near: told({}) },
  "annex-missing-note": {
    found: told({ other: ["无"], annexes: [], form: null }),
    near: told({ other: ["无"], form: null }),
  },
  "annex-missing": { found: told({ form: null, annexes: [] }), near: told({ form: null }) },
  "grade-despite-violation": {
    found: told({ problems: ["1．部分科室挪用培训经费。"] }),
    near: told({ problems: ["1．未发现挪用培训经费。"] }),
  },
  "date-after-signature": {
    found: told({ output: ["2020年5月21日，评价组到现场核对了资料。"] }),
    near: told({ output: ["2020年5月20日，评价组到现场核对了资料。"] }),
  },
  "payer-not-owner": { found: renamed("夏季班", "示例县教育局"), near: renamed("夏季班", "示例市人社局") },
  "trip-party-too-large": {
    found: trips("经贸团|日本|7|2019年4月8日至4月12日|5"),
    near: trips("经贸团|日本|6|2019年4月8日至4月12日|5"),
  },
  "trip-too-long": {
    found: told({ output: ["4月8日至16日，友城代表团一行5人赴日本、韩国开展友城交流。"] }),
    near: told({ output: ["4月8日至15日，友城代表团一行5人赴日本、韩国开展友城交流。"] }),
  },
  "trip-days-miscounted": {
    found: trips("经贸团|日本|6|2019.4.8-4.11|5天"),
    near: trips("经贸团|日本|6|2019.4.8-4.12|5天"),
  },
  "party-split": {
    found: trips("经贸一团|日本、韩国|4|2019-04-08至2019-04-15|8", "经贸二团|韩国、日本|3|2019-04-08至2019-04-15|8"),
    near: trips("经贸一团|日本、韩国|4|2019-04-08至2019-04-15|8", "经贸二团|韩国、日本|3|2019-05-08至2019-05-15|8"),
  },
  "evaluator-not-independent": {
    found: told({ output: ["受局领导委托，我局委托下属示例市培训研究中心对该项目开展绩效评价。"] }),
    near: told({ output: ["我局委托示例会计师事务所对该项目开展绩效评价。"] }),
  },
  "submitted-late": { found: told({ signed: "2020年7月1日" }), near: told({ signed: "2020年6月30日" }) },
  "not-recomputed": { found: note("formula-not-recomputed"), near: note("hidden-sheet") },
  "heading-style": { found: headed("宋体"), near: headed("黑体") },
  "page-format": { found: aReport({}, page("216")), near: aReport({}, page("210")) },
  "doubtful-cell": { found: scanned(true), near: scanned(false) },
} as const satisfies Partial<Record<FindingCode, DocumentCase>>;
