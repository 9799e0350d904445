// The closed words of a process definition: who may stand in it, how near to the case, which duty a node is, what it is about.
import type { Role } from "../../access/index.ts";

/** Business roles that may sign. The three administrators, 审计只读 and people without an account never do. */
export const SIGNING_ROLES = [
  "clerk",
  "division-head",
  "finance",
  "leading-group",
  "leadership",
  "bureau-business",
  "bureau-performance",
  "third-party",
] as const satisfies readonly Role[];
export type SigningRole = (typeof SIGNING_ROLES)[number];

/**
 * How near a holder of a role stands to the case: the person who began it; at the case's own 处室; at another 处室 of the same
 * 单位; anywhere in the same 单位, 部门, 地区; anywhere.
 */
export const RELATIONS = ["starter", "division", "sibling", "unit", "department", "region", "tenant"] as const;
export type Relation = (typeof RELATIONS)[number];

/** 编制, 审核, 复核, 批准, 办理. */
export const DUTIES = ["prepare", "review", "check", "approve", "carry-out"] as const;
export type Duty = (typeof DUTIES)[number];

/** Duties that one person must never hold together in one case (财预〔2020〕10号 第二十四条; internal control): every process declares them. */
export const ALWAYS_SEPARATED: readonly (readonly [Duty, Duty])[] = [
  ["prepare", "review"],
  ["prepare", "check"],
  ["prepare", "approve"],
  ["review", "check"],
];

export const SUBJECTS = ["targets", "evaluation", "trip", "adjustment"] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export const OUTCOMES = ["approved", "rejected", "cancelled"] as const;
export type Outcome = (typeof OUTCOMES)[number];
