// The words of a year of delegations, in both languages.
import type { Language } from "./language.ts";

const ZH = {
  title: (year: string) => `${year}年度出访计划`,
  example: "示例",
  exampleCosts: "下列成本所用的天数、人数为示例：",
  states: {
    planned: "计划",
    applied: "在批",
    approved: "已批",
    returned: "已回国",
    settled: "已结算",
    stopped: "超预算停付",
    cancelled: "取消",
  },
  columns: {
    id: "序号",
    title: "团组",
    division: "处室",
    state: "状态",
    departs: "出境",
    days: "天",
    people: "人",
    countries: "国家（地区）",
    budget: "预算（元）",
    spent: "票据（元）",
    payable: "可支付（元）",
    heldBack: "停付（元）",
  },
  total: "合计",
  limit: { name: "限量", most: "上限", planned: "计划", used: "已批准", left: "余量" },
  chaseNames: { report: "出访总结", passports: "证照", exception: "特事特办的补件" },
  chase: (title: string, what: string, due: string, late: number) =>
    `${title}：${what}应于${due}前交${late > 0 ? `，已逾期${late}天` : ""}`,
  outcomes: "成效登记",
  outcomeColumns: {
    trip: "团组",
    title: "成效",
    stage: "进展",
    firstOn: "最早日期",
    realised: "到账（元）",
    contribution: "贡献",
    counted: "计入",
    marks: "说明",
  },
  outcomeStages: { intention: "意向", agreement: "协议", realised: "落地", amount: "到账" },
  contributions: { direct: "直接促成", main: "主要促成", partial: "部分促成", none: "与出访无关" },
  notGraded: "未评贡献",
  counted: "计入",
  notCounted: { example: "示例，不计", marked: "不计" },
  marks: {
    "no-trip": "未写明是哪个团组",
    "before-trip": "出访之前已有",
    "no-date": "没有日期",
    "no-source": "没有来源",
    "no-baseline": "没有基线",
    "no-contribution": "未评贡献",
    "not-by-trip": "与出访无关",
    "follow-up-overdue": "到期未追踪",
  },
  costs: (count: number, each: string, personDays: number, perDay: string, agreements: number | null, perAgreement: string) =>
    `${count}个团组，每团 ${each} 元；${personDays}人天，每人天 ${perDay} 元；${agreements === null ? "没有可计入的协议登记" : `${agreements}项协议，每项 ${perAgreement} 元`}`,
};

const EN: typeof ZH = {
  title: (year) => `Plan of trips ${year}`,
  example: "example:",
  exampleCosts: "days and people behind these costs are made up:",
  states: {
    planned: "planned",
    applied: "in approval",
    approved: "approved",
    returned: "returned",
    settled: "settled",
    stopped: "stopped at budget",
    cancelled: "cancelled",
  },
  columns: {
    id: "no.",
    title: "delegation",
    division: "division",
    state: "state",
    departs: "leaves",
    days: "days",
    people: "people",
    countries: "countries",
    budget: "budget (CNY)",
    spent: "papers (CNY)",
    payable: "payable (CNY)",
    heldBack: "held back (CNY)",
  },
  total: "total",
  limit: { name: "limit", most: "most", planned: "planned", used: "approved", left: "left" },
  chaseNames: { report: "report", passports: "passports", exception: "papers of an exception" },
  chase: (title, what, due, late) => `${title}: ${what} due by ${due}${late > 0 ? `, ${late} ${late === 1 ? "day" : "days"} late` : ""}`,
  outcomes: "outcomes",
  outcomeColumns: {
    trip: "trip",
    title: "outcome",
    stage: "stage",
    firstOn: "first on",
    realised: "received (CNY)",
    contribution: "contribution",
    counted: "counted",
    marks: "note",
  },
  outcomeStages: { intention: "intention", agreement: "agreement", realised: "realised", amount: "received" },
  contributions: { direct: "direct", main: "main", partial: "partial", none: "none" },
  notGraded: "contribution not graded",
  counted: "counted",
  notCounted: { example: "example, not counted", marked: "not counted" },
  marks: {
    "no-trip": "no trip is named",
    "before-trip": "there before the trip",
    "no-date": "no date",
    "no-source": "no source",
    "no-baseline": "no baseline",
    "no-contribution": "contribution not graded",
    "not-by-trip": "not by the trip",
    "follow-up-overdue": "follow-up overdue",
  },
  costs: (count, each, personDays, perDay, agreements, perAgreement) =>
    `${count} delegations, ${each} yuan each; ${personDays} person-days, ${perDay} yuan each; ${
      agreements === null ? "no agreement is on record that counts" : `${agreements} agreements, ${perAgreement} yuan each`
    }`,
};

export type TripYearWording = typeof ZH;

export function tripYearWording(language: Language): TripYearWording {
  return language === "zh" ? ZH : EN;
}
