// What the roles are called: official terms where there are such.
import type { Role } from "../../access/index.ts";

export const ROLES_ZH: Readonly<Record<Role, string>> = {
  clerk: "经办人",
  "division-head": "处室负责人",
  finance: "财务",
  "leading-group": "绩效领导小组",
  leadership: "党组/办公会",
  "bureau-business": "财政业务处",
  "bureau-performance": "财政绩效处",
  "third-party": "第三方机构",
  auditor: "审计只读",
  "system-admin": "系统管理员",
  "security-admin": "安全管理员",
  "audit-admin": "审计管理员",
};

export const ROLES_EN: Readonly<Record<Role, string>> = {
  clerk: "Case officer",
  "division-head": "Head of division",
  finance: "Finance",
  "leading-group": "Performance leading group",
  leadership: "Leadership meeting",
  "bureau-business": "Finance bureau, sector division",
  "bureau-performance": "Finance bureau, performance division",
  "third-party": "Third-party evaluator",
  auditor: "Auditor, read only",
  "system-admin": "System administrator",
  "security-admin": "Security administrator",
  "audit-admin": "Audit administrator",
};

/** "clerk, finance" in words; what is no role's code stays as it is. */
export function roleNames(codes: string, names: Readonly<Record<string, string>>): string {
  return codes.replace(/[a-z]+(?:-[a-z]+)*/g, (code) => names[code] ?? code);
}
