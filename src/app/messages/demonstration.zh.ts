// Names of the demonstration's tree and accounts: offices, not persons.
import type { DemonstrationNames } from "../usecases/people/demonstration-accounts.ts";

export const DEMONSTRATION_ZH: DemonstrationNames = {
  region: "南昌市",
  nodes: [
    { id: "foreign-affairs-department", parent: "root", kind: "department", name: "市外事主管部门" },
    { id: "foreign-affairs", parent: "foreign-affairs-department", kind: "unit", name: "市外事办公室" },
    { id: "first-division", parent: "foreign-affairs", kind: "division", name: "因公出访处" },
    { id: "second-division", parent: "foreign-affairs", kind: "division", name: "对外交流处" },
    { id: "finance-division", parent: "foreign-affairs", kind: "division", name: "办公室（财务）" },
  ],
  people: {
    clerk: "经办人甲",
    "division-head": "处室负责人乙",
    finance: "财务丙",
    "leading-group": "绩效领导小组丁",
    leadership: "党组秘书戊",
    "bureau-business": "财政业务处己",
    "bureau-performance": "财政绩效处庚",
    "third-party": "第三方机构辛",
    auditor: "审计人员壬",
    "system-admin": "系统管理员",
    "security-admin": "安全管理员",
    "audit-admin": "审计管理员",
  },
  members: [
    { id: "division-head-2", role: "division-head", unit: "second-division", name: "处室负责人癸" },
    { id: "leading-group-2", role: "leading-group", unit: "foreign-affairs", name: "绩效领导小组子" },
    { id: "leading-group-3", role: "leading-group", unit: "foreign-affairs", name: "绩效领导小组丑" },
    { id: "leadership-2", role: "leadership", unit: "foreign-affairs", name: "党组成员寅" },
  ],
};
