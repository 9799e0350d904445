// Roles, relations, duties and acts of processes, in Chinese.
import type { ActKind, Duty, Outcome, Relation, SigningRole, SubjectKind, VoidReason } from "../../workflow/index.ts";

export type FlowWords = {
  readonly roles: Readonly<Record<SigningRole, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly duties: Readonly<Record<Duty, string>>;
  readonly acts: Readonly<Record<ActKind, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly subjects: Readonly<Record<SubjectKind, string>>;
  readonly voids: Readonly<Record<VoidReason, string>>;
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
  subjects: { targets: "绩效目标", evaluation: "绩效评价", trip: "因公出访", adjustment: "预算调整" },
  voids: {
    returned: "退回后失效",
    withdrawn: "已撤回",
    unlocked: "解锁后失效",
    "content-changed": "内容改动后失效",
  },
};
