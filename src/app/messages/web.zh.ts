// The words of the web pages in Chinese; each newer area has its own file in web/.

import { ACTIONS_ZH } from "./actions.ts";
import { ROLES_ZH } from "./roles.ts";
import { AUDITS_ZH } from "./web/audits.zh.ts";
import { CASE_VIEWS_ZH } from "./web/case-views.zh.ts";
import { CASES_ZH } from "./web/cases.zh.ts";
import { PACKS_ZH } from "./web/packs.zh.ts";
import { PEOPLE_ZH } from "./web/people.zh.ts";
import { SCORED_ZH } from "./web/scored.zh.ts";
import { SESSION_ZH } from "./web/session.zh.ts";
import type { Words } from "./words.ts";

/** Official terms by the page's own key; the value is the term as the rule packs define it. */
export const OFFICIAL_TERMS = {
  goal: "绩效目标",
  executionRate: "预算执行率",
  grade: "等级",
  carryOver: "上年结转资金",
  initial: "年初预算数",
  revised: "全年预算数",
  executed: "全年执行数",
  weight: "分值",
  target: "年度指标值",
  actual: "实际完成值",
} as const;

export type TermKey = keyof typeof OFFICIAL_TERMS;

export const WEB_ZH = {
  product: "衡效",
  tagline: "项目支出绩效评价 · 逐分有据",
  footer: "得分由规则和事实计算，每一分都能点开到条款。条款内容为本系统的概括，以公布的原文为准。",
  skip: "跳到正文",
  nav: { label: "主导航", cases: "项目", audits: "审核", packs: "规则包", glossary: "条款释义" },
  roles: ROLES_ZH,
  session: SESSION_ZH,
  people: PEOPLE_ZH,
  actionNames: ACTIONS_ZH,
  language: {
    label: "界面语言",
    zh: "中文",
    en: "English",
    short: { zh: "中", en: "EN" },
    button: (short: string, name: string) => `${short} ${name}`,
  },
  none: "—",
  unknown: "缺数据",
  yes: "是",
  no: "否",
  close: "关闭",
  loading: "正在读取…",
  retry: "重试",
  print: "打印",
  pair: (label: string, value: string) => `${label}：${value}`,
  bracket: (outer: string, inner: string) => `${outer}（${inner}）`,
  year: (year: number) => `${year} 年度`,
  errors: {
    title: "没能完成",
    offline: "连不上服务",
    offlineRemedy: "确认服务仍在运行，然后重试",
    reference: (reference: string) => `编号 ${reference}`,
    notFound: "没有这个页面",
    notFoundRemedy: "地址可能已变，从项目列表重新进入",
    broken: "页面出错",
    brokenRemedy: "刷新页面；若仍出错，请把上面的说明告诉系统管理员",
    home: "回到项目列表",
    showLatest: "显示最新内容",
    latestShown: "已显示最新内容；您填的还在，看过再提交",
  },
  terms: {
    goal: "绩效目标",
    executionRate: "预算执行率",
    grade: "等级",
    carryOver: "上年结转资金",
    initial: "年初预算数",
    revised: "全年预算数",
    executed: "全年执行数",
    weight: "分值",
    target: "年度指标值",
    actual: "实际完成值",
  },
  term: {
    open: (term: string) => `“${term}”的含义`,

    source: (instrument: string, article: string) => `${instrument} ${article}`,
  },
  citation: {
    open: (text: string) => `打开 ${text}`,
    notOriginal: "本系统的概括，以公布的原文为准",
    none: "这一条还没有概括",
    default: "默认参数，非法规",
    defaultWhy: "办法对此没有规定，本系统采用下列默认做法，可在规则包中改写：",
    more: "在释义页查看",
  },
  severity: { error: "错误", warning: "疑点", hint: "提示" },
  severityCount: { error: (n: number) => `${n} 处错误`, warning: (n: number) => `${n} 处疑点`, hint: (n: number) => `${n} 条提示` },
  ...CASES_ZH,
  ...SCORED_ZH,
  ...CASE_VIEWS_ZH,
  ...AUDITS_ZH,
  ...PACKS_ZH,
} as const;

/** What each language must say. */
export type WebWording = Words<typeof WEB_ZH>;
