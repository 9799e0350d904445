// Roles, relations, duties and acts of processes, in Chinese.

import type { ActKind, Duty, Outcome, Relation, SigningRole, VoidReason } from "../../workflow/index.ts";
import type { ReminderKind } from "../store/flows/flow-tables.ts";

export type FlowWords = {
  readonly roles: Readonly<Record<SigningRole, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly duties: Readonly<Record<Duty, string>>;
  readonly acts: Readonly<Record<ActKind, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly voids: Readonly<Record<VoidReason, string>>;
  readonly reminders: Readonly<Record<ReminderKind, string>>;
  /** What 编制 and 办理 do by signing. */
  readonly handedOn: string;
  readonly comma: string;
  readonly seat: (role: string, relation: string) => string;
  readonly onBehalf: (signer: string, principal: string) => string;
  readonly quorum: (people: number, share: string | null) => string;
  readonly signAll: string;
  readonly signSeats: string;
  readonly byDefault: (source: string) => string;
  readonly days: (count: number, working: boolean) => string;
  readonly holds: (fact: string, yes: boolean) => string;
  readonly above: (fact: string, yuan: string) => string;
  readonly events: {
    readonly started: (node: string) => string;
    readonly stated: string;
    readonly changed: (version: number) => string;
    readonly signed: (node: string, act: string) => string;
    readonly carried: (node: string, person: string) => string;
    readonly passed: (node: string) => string;
    readonly straight: (node: string) => string;
    readonly ended: (end: string) => string;
    readonly returned: (from: string, to: string, straight: boolean) => string;
    readonly withdrawn: string;
    readonly added: (person: string) => string;
    readonly transferred: (from: string, to: string) => string;
    readonly unlocked: (node: string) => string;
    readonly urged: string;
    readonly escalated: (told: string) => string;
    readonly reseated: (gone: string) => string;
  };
};

export const FLOW_WORDS_ZH: FlowWords = {
  roles: {
    clerk: "经办人",
    "division-head": "处室负责人",
    finance: "财务",
    "leading-group": "绩效领导小组",
    leadership: "党组/办公会",
    "bureau-business": "财政业务处",
    "bureau-performance": "财政绩效处",
    "third-party": "第三方",
  },
  relations: {
    starter: "发起人本人",
    division: "本处室",
    sibling: "本单位其他处室",
    unit: "本单位",
    department: "本部门",
    region: "本地区",
    tenant: "不限",
  },
  duties: { prepare: "编制", review: "审核", check: "复核", approve: "批准", "carry-out": "办理" },
  acts: {
    agree: "同意",
    disagree: "不同意",
    return: "退回",
    reject: "否决",
    withdraw: "撤回",
    "add-signer": "加签",
    transfer: "转办",
    unlock: "解锁",
    cancel: "终止",
    urge: "催办",
  },
  outcomes: { approved: "办结", rejected: "不予通过", cancelled: "已终止" },
  voids: {
    returned: "退回后失效",
    withdrawn: "已撤回",
    unlocked: "解锁后失效",
    "content-changed": "内容改动后失效",
  },
  reminders: {
    waiting: "待您办理",
    due: "即将到期",
    overdue: "已经逾期",
    escalated: "逾期，请督促",
    urged: "有人催办",
    returned: "被退回，请处理",
    ended: "已经结束",
    unlocked: "已被解锁",
    affected: "所依据的事项被解锁",
  },
  handedOn: "提交",
  comma: "、",
  seat: (role, relation) => `${role}（${relation}）`,
  onBehalf: (signer, principal) => `${signer}（代${principal}）`,
  quorum: (people, share) => (share ? `会签：至少 ${people} 人、${share} 以上同意` : `会签：至少 ${people} 人同意`),
  signAll: "会签：全部同意",
  signSeats: "会签：各方各一人",
  byDefault: (source) => `默认参数：${source}`,
  days: (count, working) => `${count} 个${working ? "工作日" : "日历日"}`,
  holds: (fact, yes) => `${fact}：${yes ? "是" : "否"}`,
  above: (fact, yuan) => `${fact}超过 ${yuan} 元`,
  events: {
    started: (node) => `发起，从“${node}”开始`,
    stated: "填明事项情况",
    changed: (version) => `内容改动，第 ${version} 版`,
    signed: (node, act) => `${node}：${act}`,
    carried: (node, person) => `${node}：${person}的意见沿用，所涉内容没有变`,
    passed: (node) => `送到“${node}”`,
    straight: (node) => `改好后直接送回“${node}”`,
    ended: (end) => end,
    returned: (from, to, straight) => `从“${from}”退回到“${to}”${straight ? "，改好后可直接送回" : ""}`,
    withdrawn: "撤回",
    added: (person) => `加签：${person}`,
    transferred: (from, to) => `转办：${from} → ${to}`,
    unlocked: (node) => `解锁，重开“${node}”`,
    urged: "催办",
    escalated: (told) => `逾期升级：告知${told}`,
    reseated: (gone) => (gone ? `办理人变动：${gone}已不在岗` : "办理人变动"),
  },
};
