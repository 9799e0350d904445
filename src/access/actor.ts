// Who does something, with what was granted to him and where.
import type { AnyRole, Role } from "./role.ts";

/** A node's place in the tree 地区 → 部门 → 单位 → 处室, as "/region/department/unit/division/"; "/" is the tenant itself. */
export type UnitPath = string;

export type Grant = {
  readonly role: Role;
  readonly unitId: string;
  readonly unitPath: UnitPath;
  /** The path of the nearest 单位 at or above the node; the node's own where there is none. */
  readonly bodyPath: UnitPath;
};

export type Actor = {
  readonly tenant: string;
  /** null for people without an account. */
  readonly accountId: string | null;
  readonly name: string;
  /** The unit the person belongs to; what he creates belongs there. null without an account. */
  readonly unitId: string | null;
  readonly unitPath: UnitPath | null;
  readonly grants: readonly Grant[];
  /** Where the request came from: a network address, or the program itself. */
  readonly from: string;
};

/** Somebody without an account. */
export function nobody(tenant: string, from: string): Actor {
  return { tenant, accountId: null, name: "", unitId: null, unitPath: null, grants: [], from };
}

/** The roles somebody acts in; "nobody" where he has none. */
export function rolesOf(actor: Actor): readonly AnyRole[] {
  return actor.grants.length === 0 ? ["nobody"] : [...new Set(actor.grants.map(({ role }) => role))];
}
