// Who may sit in front of the system, and which of these one person may not be at once (GB/T 22239-2019 8.1.5: 系统、安全、审计管理员分设).

/** Roles that work on cases. */
export const BUSINESS_ROLES = [
  "clerk",
  "division-head",
  "finance",
  "leading-group",
  "leadership",
  "bureau-business",
  "bureau-performance",
  "third-party",
  "auditor",
] as const;

/** The three separated administrators. */
export const ADMIN_ROLES = ["system-admin", "security-admin", "audit-admin"] as const;

/** What an account may be granted. */
export const ROLES = [...BUSINESS_ROLES, ...ADMIN_ROLES] as const;

/** People without an account: whoever opens the address, and who answers a survey by a link. */
const OUTSIDE_ROLES = ["nobody", "respondent"] as const;

export type Role = (typeof ROLES)[number];
export type AdminRole = (typeof ADMIN_ROLES)[number];
export type AnyRole = Role | (typeof OUTSIDE_ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

export function isAdminRole(role: AnyRole): role is AdminRole {
  return (ADMIN_ROLES as readonly string[]).includes(role);
}

/** Pairs of roles that one person holds although they must be apart; empty where the set may stand. */
export function separationBreaches(roles: readonly Role[]): readonly (readonly [Role, Role])[] {
  const held = [...new Set(roles)];
  return held.flatMap((one, index) => held.slice(index + 1).flatMap((other) => (mustBeApart(one, other) ? [[one, other] as const] : [])));
}

// An administrator does nothing else; who only reads for the audit decides nothing; who evaluates from outside is not of the house.
function mustBeApart(one: Role, other: Role): boolean {
  const lonely: readonly Role[] = [...ADMIN_ROLES, "auditor", "third-party"];
  return one !== other && (lonely.includes(one) || lonely.includes(other));
}
