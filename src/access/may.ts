// Decides from the declared table: whether somebody may do this at all, and to which things.
import { type Actor, rolesOf, type UnitPath } from "./actor.ts";
import { type Action, type Scope, scopeOf } from "./permissions.ts";

/** What an action is done to. */
export type Target = {
  readonly tenant: string;
  /** The node the thing belongs to; null for what belongs to the tenant as a whole. */
  readonly unitPath: UnitPath | null;
  readonly createdBy: string | null;
  readonly published: boolean;
};

/** Everything that somebody reaches by an action; what lists and searches select by. */
export type Reach = {
  readonly tenant: string;
  readonly everything: boolean;
  /** Subtrees within reach. */
  readonly paths: readonly UnitPath[];
  /** Whose own things are within reach besides; null for nobody's. */
  readonly createdBy: string | null;
  /** Whether published things are within reach besides. */
  readonly published: boolean;
};

/** Whether there is anything at all that the person may do this to. */
export function mayAtAll(actor: Actor, action: Action): boolean {
  return rolesOf(actor).some((role) => scopeOf(role, action) !== "none");
}

/** Everything within reach. Whoever may read something of the house may read what is published too. */
export function reachOf(actor: Actor, action: Action): Reach {
  const scopes: { readonly scope: Scope; readonly path: UnitPath; readonly body: UnitPath }[] = actor.grants.map(
    ({ role, unitPath, bodyPath }) => ({ scope: scopeOf(role, action), path: unitPath, body: bodyPath }),
  );
  const paths = scopes.flatMap(({ scope, path, body }) => (scope === "tree" ? [path] : scope === "unit" ? [body] : []));
  return {
    tenant: actor.tenant,
    everything: scopes.some(({ scope }) => scope === "tenant") || paths.includes("/"),
    paths: [...new Set(paths)].filter((path) => path !== "/"),
    createdBy: scopes.some(({ scope }) => scope === "own") ? actor.accountId : null,
    published: scopeOf("nobody", action) !== "none" || scopes.some(({ scope }) => scope === "published"),
  };
}

/** Whether a thing is within reach. */
export function reaches(reach: Reach, target: Target): boolean {
  if (target.tenant !== reach.tenant) return false;
  if (reach.everything || (reach.published && target.published)) return true;
  if (reach.createdBy !== null && target.createdBy === reach.createdBy) return true;
  const { unitPath } = target;
  return unitPath !== null && reach.paths.some((path) => unitPath.startsWith(path));
}

/** Whether somebody may do this to that. */
export function may(actor: Actor, action: Action, target: Target): boolean {
  return reaches(reachOf(actor, action), target);
}
