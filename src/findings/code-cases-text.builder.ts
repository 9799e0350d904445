// For every code about indicators, surveys, benefits and documents: a case that has it, and the nearest one that has not.
import type { CodeCase } from "./code-cases-figures.builder.ts";
import type { FindingCode } from "./finding.ts";
import { aDetail, aSubproject, type Changes, type Data } from "./review.builder.ts";

const count = (changes: Data): Changes => ({ rows: { count: changes } });
const named = (level3: string, more: Data = {}): Changes => count({ level3, ...more });
const percent = { target: { kind: "at-least", value: "100", unit: "%" }, actual: { value: "100" } };
const benefit = (changes: Data): Changes => ({ rows: { benefit: changes } });
const tiered = (level3: string) => benefit({ level3, target: { kind: "tier", text: level3 } });
const survey = (changes: Data): Data => ({
  indicator: "satisfied",
  respondents: "学员",
  relation: "beneficiaries",
  issued: "60",
  returned: "55",
  valid: "50",
  satisfied: "46",
  ...changes,
});
const surveyed = (changes: Data, rate = "92%"): Changes => ({
  rows: { satisfied: { actual: { rate } } },
  dossier: { surveys: [survey(changes)] },
});
const claim = (changes: Data): Changes => ({
  ...benefit({ claims: [{ text: "结业学员签约就业", baseline: "上年签约20人", date: "2019-11-05", linkedTo: ["1"], ...changes }] }),
  dossier: { subprojects: [aSubproject("1")] },
});
const goals = (overall: string, achieved = "完成12场培训，学员就业46人"): Changes => ({ dossier: { goals: { overall, achieved } } });
const report = (narrative: Data, more: Data = {}): Changes => ({
  dossier: { narrative, annexes: ["项目支出绩效自评表", "满意度调查问卷"], ...more },
});
const overview = "项目面向待业人员开展技能培训";
const written = (text: string, more: Data = {}): Changes => report({ overview: text }, more);
const completion = (changes: Data): Changes => ({
  printed: {
    statements: [
      {
        claims: "completion",
        quote: "上、下半年各计划6场，实际6场和5场",
        indicator: "time",
        planned: ["6", "6"],
        done: ["6", "5"],
        ...changes,
      },
    ],
  },
});
const problems = (number: number, advice: number, text = "报名渠道较窄"): Data => ({
  problems: Array.from({ length: number }, (_, index) => ({ id: `p${index}`, text })),
  advice: Array.from({ length: advice }, () => ({ text: "增设报名点" })),
});
const eco = (notApplicable: string): Changes => ({
  more: [{ id: "eco", level1: "效益指标", level2: "生态效益指标", level3: "生态效益", notApplicable }],
});
const evidence = (on: string): Changes => ({
  dossier: { evidence: [{ id: "paper", title: "就业登记表", kind: "正式资料", supports: ["benefit"], on }] },
});
const approved = (changes: Data): Changes => count({ approved: changes });
const many = (length: number): Changes => ({
  more: Array.from({ length }, (_, index) => ({
    id: `m${index}`,
    level1: "产出指标",
    level2: "质量指标",
    level3: `第${index}类教材合格率`,
    weight: "0",
    target: { kind: "at-least", value: "90", unit: "%" },
    actual: { value: "90" },
  })),
});
const withLevel = (required: string): Data => ({
  levels: {
    cite: "附1",
    tree: [
      {
        id: "output",
        title: "产出指标",
        level2: [
          { id: "quantity", title: "数量指标" },
          { id: "quality", title: "质量指标" },
          { id: "timeliness", title: "时效指标" },
          { id: "cost", title: "成本指标" },
          { id: "safety", title: "安全指标", required },
        ],
      },
      { id: "benefit", title: "效益指标", level2: [{ id: "economic", title: "经济效益指标" }] },
      { id: "satisfaction", title: "满意度指标", level2: [{ id: "served", title: "服务对象满意度指标" }] },
    ],
  },
});

export const TEXT_CASES = {
  "percent-for-count": { found: named("培训人次", percent), near: named("培训计划完成率", percent) },
  "target-in-name": {
    found: named("举办12场培训", { ...percent }),
    near: named("举办培训", { target: { kind: "at-least", value: "12", unit: "场" } }),
  },
  "actual-contradicts-text": {
    found: {
      ...completion({ planned: ["6", "6"], done: ["4", "8"], quote: "实际4场和8场" }),
      printedRows: { time: { target: "100%", actual: "100%", score: "10" } },
      table: { total: { weight: "100", score: "99.70" } },
    },
    near: {
      ...completion({ planned: ["6", "6"], done: ["6", "6"] }),
      printedRows: { time: { target: "100%", actual: "100%", score: "10" } },
      table: { total: { weight: "100", score: "99.70" } },
    },
  },
  "actual-not-derivable": {
    found: { printedRows: { count: { target: "100%", actual: "90%", score: "18", reason: "少办" } } },
    near: { printedRows: { count: { target: "100%", actual: "100%" } } },
  },
  "required-level-missing": { found: { indicators: withLevel("true") }, near: { indicators: withLevel("false") } },
  "level-misplaced": { found: named("资金拨付场次"), near: named("培训场次") },
  "duplicate-indicator": {
    found: { rows: { quality: { level3: "培训场次" } } },
    near: { rows: { quality: { level3: "培训场次合格率" } } },
  },
  unmeasurable: { found: tiered("促进就业创业"), near: tiered("促进就业的人数占比提高") },
  "fake-quantified": {
    found: benefit({ level3: "促进就业创业", ...percent, recorded: { score: "30", by: "组", reason: "依据", paper: "底稿1" } }),
    near: benefit({ level3: "促进就业达标率", ...percent, recorded: { score: "30", by: "组", reason: "依据", paper: "底稿1" } }),
  },
  "irrelevant-indicator": {
    found: named("养老护理床位数"),
    near: { ...named("养老护理床位数"), dossier: { goals: { overall: "面向养老机构培训护理员12场", achieved: "办成12场，结业46人" } } },
  },
  "direction-wrong": {
    found: { rows: { cost: { target: { kind: "at-least", value: "390", unit: "元" } } } },
    near: { rows: { cost: { target: { kind: "at-most", value: "400", unit: "元" } } } },
  },
  "cell-missing": { found: count({ actual: { value: "—" } }), near: count({ actual: { value: "12" } }) },
  "not-numeric": {
    found: { printedRows: { count: { target: "按计划完成", actual: "已完成" } } },
    near: { printedRows: { count: { target: "12场", actual: "12场" } } },
  },
  "differs-from-approved": { found: approved({ weight: "15" }), near: approved({ weight: "15", adjustment: "示〔2019〕3号" }) },
  "changed-without-approval": { found: approved({ target: "15场" }), near: approved({ target: "15场", adjustment: "示〔2019〕3号" }) },
  "too-few-or-many": { found: many(15), near: many(14) },
  "overweight-indicator": {
    found: { rows: { benefit: { weight: "30.5" }, satisfied: { weight: "9.5" } } },
    near: { rows: { benefit: { weight: "30" } } },
  },
  "satisfaction-from-insiders": { found: surveyed({ relation: "insiders" }), near: surveyed({ relation: "public" }) },
  "satisfaction-thin-sample": { found: surveyed({ valid: "25", satisfied: "23" }), near: surveyed({ valid: "50", satisfied: "46" }) },
  "satisfaction-without-survey": { found: { dossier: { surveys: [] } }, near: {} },
  "timeliness-without-date": {
    found: { rows: { time: { level3: "培训进度", target: { kind: "yes-no", text: "按计划推进" }, actual: { met: "true" } } } },
    near: { rows: { time: { level3: "培训进度", target: { kind: "yes-no", text: "12月底前办完" }, actual: { met: "true" } } } },
  },
  "blank-unexplained": { found: eco("无"), near: eco("培训不涉及生态环境") },
  "year-mismatch": {
    found: { dossier: { subprojects: [aSubproject("1", { name: "2018年春季班" })] } },
    near: { dossier: { subprojects: [aSubproject("1", { name: "2018年春季班", forYearReason: "2018年开班，2019年结算" })] } },
  },
  "goal-is-slogan": { found: goals("全方位提升水平，为全市发展作出新贡献"), near: goals("全方位提升水平，办成12场培训，为发展作出新贡献") },
  "actual-copied": {
    found: goals("全年面向待业人员办成十二场技能培训，帮助四十人实现就业", "全年面向待业人员办成十二场技能培训，帮助四十人实现就业。"),
    near: goals("全年面向待业人员办成十二场技能培训，帮助四十人实现就业", "办了十二场，结业五十人，其中四十六人找到工作，较上年多六人"),
  },
  "percent-over-100": {
    found: { rows: { quality: { level3: "教材覆盖面比例", actual: { value: "101" } } } },
    near: { rows: { quality: { level3: "教材覆盖面比例", actual: { value: "100" } } } },
  },
  "unit-mismatch": { found: count({ actual: { value: "12", unit: "人" } }), near: count({ actual: { value: "12", unit: "场" } }) },
  "rate-infeasible": {
    found: surveyed({ issued: "36", returned: "36", valid: "36", satisfied: "—", score: "96" }, "96%"),
    near: surveyed({ issued: "36", returned: "36", valid: "36", satisfied: "—" }, "97.2%"),
  },
  "benefit-unattributed": { found: claim({ baseline: "—" }), near: claim({}) },
  "payer-not-owner": {
    found: { dossier: { subprojects: [aSubproject("1", { owner: "另一单位" })] } },
    near: { dossier: { subprojects: [aSubproject("1", { owner: "示例单位" })] } },
  },
  "section-missing": { found: report({ other: overview }), near: written(overview) },
  "project-count-mismatch": {
    found: { printed: { details: [aDetail("a")] }, dossier: { subprojects: [aSubproject("1"), aSubproject("2")] } },
    near: { printed: { details: [aDetail("a")] }, dossier: { subprojects: ["1", "2", "3", "4"].map((no) => aSubproject(no)) } },
  },
  "shares-sum": {
    found: written("学员中待业青年占62.5%，下岗职工占41.5%", { figures: figures("62.5%", "41.5%") }),
    near: written("学员中待业青年占62.5%，下岗职工占37.5%", { figures: figures("62.5%", "37.5%") }),
  },
  "advice-fewer-than-problems": { found: { dossier: problems(3, 1) }, near: { dossier: problems(3, 2) } },
  "claim-contradicted": {
    found: written("各项指标均已完成"),
    near: {
      ...written("各项指标均已完成"),
      rows: {
        time: {
          actual: {
            periods: [
              { name: "上半年", value: "6" },
              { name: "下半年", value: "6" },
            ],
          },
        },
        quality: {
          actual: { value: "94" },
          recorded: { score: "9.89" },
          deviation: "个别批次返工",
          corrective: "加强抽检",
          target: { kind: "at-least", value: "94", unit: "%" },
        },
      },
    },
  },
  "doc-number-brackets": { found: written("按照示培[2019]3号文件实施"), near: written("按照示培〔2019〕3号文件实施") },
  "doc-number-unknown": { found: written("根据财预〔2019〕10号评价"), near: written("根据财预〔2020〕10号评价") },
  "text-table-disagree": { found: completion({ deducted: "2" }), near: completion({ deducted: "0.83" }) },
  "no-corrective-action": { found: { rows: { time: { corrective: "—" } } }, near: {} },
  "grade-missing": {
    found: { printed: { statements: [{ claims: "conclusion", quote: "得98.87分", score: "98.87" }] } },
    near: { printed: { statements: [{ claims: "conclusion", quote: "得98.87分，等级优", score: "98.87", grade: "优" }] } },
  },
  "annex-missing-note": { found: report({ overview }, { annexes: [], other: "无" }), near: report({ overview }, { other: "无" }) },
  "annex-missing": { found: report({ overview }, { annexes: ["项目支出绩效自评表"] }), near: report({ overview }) },
  "grade-despite-violation": {
    found: { dossier: problems(1, 1, "挪用培训费1万元") },
    near: { dossier: problems(1, 1, "未发现挪用培训费") },
  },
  "date-after-signature": { found: evidence("2020-05-21"), near: evidence("2020-05-20") },
  "unbound-figure": { found: written("全年培训37场"), near: written("全年培训{{indicator.count.actual}}场，2019年12月31日前结束") },
  "not-recomputed": {
    found: { parameters: { milestones: undefined }, rows: { time: milestone("9") } },
    near: { rows: { time: milestone("9") } },
  },
  "full-width-digits": { found: count({ actual: { value: "１２" } }), near: count({ actual: { value: "12" } }) },
} satisfies Partial<Record<FindingCode, CodeCase>>;

function figures(...values: readonly string[]): readonly Data[] {
  return values.map((value, index) => ({ id: `f${index}`, value, source: "报名表" }));
}

function milestone(score: string): Data {
  return {
    target: { kind: "milestones", milestones: [{ name: "结业", due: "2019-12-31" }] },
    actual: { milestones: [{ name: "结业", done: "2019-12-20" }] },
    deviation: "—",
    corrective: "—",
    recorded: { score, by: "组", reason: "依据", paper: "底稿3" },
  };
}
