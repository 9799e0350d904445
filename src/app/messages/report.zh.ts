// The words of the official report. Official documents are Chinese; there is no English twin.
import type { ReportWording } from "../../report/index.ts";
import { citationText } from "./citations.ts";
import { actualText, targetText } from "./indicator-values.ts";
import { tripYearWording } from "./trip-year.ts";

const YEAR_WORDS = tripYearWording("zh");

export const reportZh: ReportWording = {
  title: ({ unit, year, project }) => [unit, `${year}年度${project}`, "绩效评价报告"],
  addressee: (name) => `${name}：`,
  subject: "项目支出绩效评价",
  unitNote: (unit) => `单位：${unit}`,
  score: (points) => `${points}分`,
  weightNote: (points) => `（${points}分）`,
  total: "合计",
  unallocated: "未分配到子项目",
  none: "无",
  dash: "—",
  fundsTable: {
    caption: "资金投入与执行情况表",
    source: "资金来源",
    initial: "年初预算数",
    revised: "全年预算数",
    executed: "全年执行数",
    rate: "执行率",
    denominator: "执行率口径",
  },
  fundSources: { total: "年度资金总额", current: "当年财政拨款", carryOver: "上年结转资金", other: "其他资金" },
  rateNote: (name) => `全年执行数÷全年预算数（${name}）`,
  subprojectTable: {
    caption: "子项目支出明细表",
    no: "序号",
    name: "子项目名称",
    division: "实施单位（处室）",
    budget: "预算金额",
    spent: "支出金额",
    rate: "执行率",
    note: "备注",
  },
  exception: (document) => `超预算已批准，${document}`,
  scoreTable: { caption: "绩效评价得分表", level1: "一级指标", level2: "二级指标", weight: "分值", score: "得分" },
  indicatorHeading: (name, weight) => `${name}（${weight}分）`,
  indicatorFacts: ({ name, target, actual, weight, score }) =>
    `${name}：年度指标值${target}，实际完成值${actual}，分值${weight}分，得${score}分。`,
  deduction: ({ lost, reason }) => `扣${lost}分，原因：${reason.replace(/[。；;]+$/, "")}。`,
  noReason: "未说明",
  discretion: ({ suggested, score, by, paper }) => `按规则计算应得${suggested}分，${by}评定为${score}分（工作底稿：${paper}）。`,
  outcomes: {
    caption: (indicator) => `成效登记：${indicator}`,
    head: { title: "成效", stage: "进展", amount: "到账金额（元）", part: "出访的作用", others: "其他促成因素" },
    stage: (stage, on) => `${YEAR_WORDS.outcomeStages[stage]}${on === null ? "" : `（${on}）`}`,
    part: (contribution) => (contribution === "unknown" ? "未评定" : YEAR_WORDS.contributions[contribution]),
    marked: (marks) => `不计：${marks.map((mark) => YEAR_WORDS.marks[mark]).join("、")}`,
    sum: ({ all, counted, reached, realised }) =>
      `成效登记簿截至评价日有对应本指标的成效${all}项，可计入${counted}项${counted === 0 ? "" : `：达成协议${reached.agreement}项，落地${reached.realised}项，到账${reached.amount}项，到账金额${realised}元`}。`,
    left: (grounds, left) =>
      `不计入${left}项：${grounds.map(({ mark, outcomes }) => `${YEAR_WORDS.marks[mark]}${outcomes}项`).join("，")}（一项可有几个原因）。`,
    factors: (parts, others) =>
      `因素分析：可计入的成效中，${parts
        .map(
          ({ contribution, outcomes, realised }) =>
            `${contribution === "unknown" ? "出访作用未评定" : `出访${YEAR_WORDS.contributions[contribution]}`}${outcomes}项（到账${realised}元）`,
        )
        .join("，")}；其他促成因素：${others.length === 0 ? "未登记" : others.join("、")}。`,
  },
  problemCause: (problem, cause) => `${problem}.${cause}`,
  adviceDuty: ({ owner, deadline }) => `（责任单位：${owner}；完成时限：${deadline}）`,
  form: {
    project: "项目名称",
    department: "主管部门",
    unit: "实施单位",
    funds: (unit) => `项目资金（${unit}）`,
    goal: "年度总体目标",
    goalExpected: "预期目标",
    goalAchieved: "实际完成情况",
    indicators: "绩效指标",
    level3: "三级指标",
    target: "年度指标值",
    actual: "实际完成值",
    reason: "偏差原因分析及改进措施",
  },
  target: (indicator) => targetText(indicator, "zh"),
  actual: (indicator) => actualText(indicator, "zh"),
  annex: (number) => `附件${number}`,
  findings: {
    title: "核对发现问题清单",
    intro: (count) =>
      `系统对本项目的事实、得分和已公布文本逐项核对，共发现：${count}。得分由原始数据和所列条款计算，问题不影响正文合计数的正确性。`,
    clean: "系统逐项核对，未发现问题。",
    no: "序号",
    severity: "性质",
    message: "问题（位置、依据）",
    problem: ({ place, message, basis }) => `${message.replace(/。$/, "")}（${place}${basis === "" ? "" : `；${basis}`}）。`,
    printed: "填报值",
    expected: "应为",
    remedy: "处理建议",
    severities: { error: "错误", warning: "疑点", hint: "提示" },
  },
  comparison: {
    title: "不同规则下的得分对比",
    intro:
      "同一组事实按各规则分别计分；评价人员有记录的评判在各规则下保留，预算执行率等由规则决定的得分重新计算。加粗的得分与本报告所用规则不同。",
    item: "指标",
    grade: "等级",
    silent: "未作规定",
    replayed: (name) => `${name}：评价日不在该规则施行期内，仅作重放对比，不评判权重方案。`,
  },
  citation: (citation) => citationText(citation, "zh"),
};
