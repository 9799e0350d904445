// The tree of units, accounts and grants: what the system and the security administrator work with.
import { createRoute, z } from "@hono/zod-openapi";
import { ACTIONS, isRole, ROLES, type Role, type Scope, scopeOf } from "../../access/index.ts";
import { type Fault, fault } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { type Account, type GrantRecord, listAccounts, listGrants } from "../store/people/account-repository.ts";
import { listLocks } from "../store/people/session-repository.ts";
import { listUnits, type Unit } from "../store/people/unit-repository.ts";
import {
  changeAccount,
  createAccount,
  decideGrant,
  proposeGrant,
  resetAccount,
  revokeGrant,
  switchAccount,
  unlockAccount,
} from "../usecases/people/manage-accounts.ts";
import { addUnit, changeUnit } from "../usecases/people/manage-units.ts";
import { accountSubject } from "../usecases/people/sign-in-failures.ts";
import { POLICY_SOURCE } from "../usecases/people/sign-in-policy.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import {
  type AccountView,
  accountSchema,
  addUnitInputSchema,
  changeAccountInputSchema,
  changeUnitInputSchema,
  createAccountInputSchema,
  createdAccountSchema,
  createdSchema,
  decideGrantInputSchema,
  doneSchema,
  permissionTableSchema,
  proposeGrantInputSchema,
  reasonInputSchema,
  revokeGrantInputSchema,
  signInPolicyViewSchema,
  switchInputSchema,
  tokenSchema,
  type UnitView,
  unitSchema,
} from "./contract-people.ts";
import { guarded } from "./identify.ts";
import { json, params, query } from "./request-parts.ts";

export function registerPeopleRoutes(app: App, deps: Deps): void {
  registerUnitRoutes(app, deps);
  registerAccountRoutes(app, deps);
  registerGrantRoutes(app, deps);
  registerPermissionRoute(app);
}

function registerPermissionRoute(app: App): void {
  app.openapi(
    createRoute({
      ...guarded("permission.read"),
      method: "get",
      path: "/api/permissions",
      request: { query },
      responses: responds(permissionTableSchema, "who may do what, and how far"),
    }),
    (c) =>
      c.json(
        {
          rows: ACTIONS.map((action) => ({
            action,
            scopes: Object.fromEntries((["nobody", ...ROLES] as const).map((role) => [role, scopeOf(role, action)])) as Record<
              "nobody" | Role,
              Scope
            >,
          })),
        },
        200,
      ),
  );
}

function registerUnitRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("unit.read"),
      method: "get",
      path: "/api/units",
      request: { query },
      responses: responds(z.array(unitSchema).readonly(), "the tree, in its order"),
    }),
    async (c) => c.json((await listUnits(deps.store.db, c.get("actor").tenant)).map(unitView), 200),
  );

  app.openapi(
    createRoute({
      ...guarded("unit.manage"),
      method: "post",
      path: "/api/units",
      request: { query, ...json(addUnitInputSchema) },
      responses: responds(createdSchema, "the new node"),
    }),
    async (c) => {
      const added = await addUnit(deps, c.get("actor"), c.req.valid("json"));
      return added.ok ? c.json(added.value, 200) : refuse(c, added.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("unit.manage"),
      method: "put",
      path: "/api/units/{id}",
      request: { params, query, ...json(changeUnitInputSchema) },
      responses: responds(doneSchema, "changed"),
    }),
    async (c) => {
      const changed = await changeUnit(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return changed.ok ? c.json(DONE, 200) : refuse(c, changed.faults);
    },
  );
}

function registerAccountRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("account.read"),
      method: "get",
      path: "/api/accounts",
      request: { query },
      responses: responds(z.array(accountSchema).readonly(), "accounts with their grants"),
    }),
    async (c) => {
      const { tenant, accountId } = c.get("actor");
      const units = new Map((await listUnits(deps.store.db, tenant)).map((unit) => [unit.id, unit]));
      const grants = await listGrants(deps.store.db, tenant);
      const accounts = await listAccounts(deps.store.db, tenant);
      const locks = await listLocks(deps.store.db, tenant, deps.now());
      const names = new Map(accounts.map(({ id, name }) => [id, name]));
      const grantsOf = new Map<string, GrantRecord[]>();
      for (const grant of grants) grantsOf.set(grant.accountId, [...(grantsOf.get(grant.accountId) ?? []), grant]);
      return c.json(
        accounts.map((account) => accountView({ account, grants: grantsOf.get(account.id) ?? [], units, names, locks, reader: accountId })),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.create"),
      method: "post",
      path: "/api/accounts",
      request: { query, ...json(createAccountInputSchema) },
      responses: responds(createdAccountSchema, "the new account and its one-time link's token"),
    }),
    async (c) => {
      const { roles, ...input } = c.req.valid("json");
      const unknown = roleFaults(roles.map(({ role }) => role));
      if (unknown.length > 0) return refuse(c, unknown);
      const created = await createAccount(deps, c.get("actor"), {
        ...input,
        roles: roles.map(({ role, unitId }) => ({ role: role as Role, unitId })),
      });
      return created.ok ? c.json(created.value, 200) : refuse(c, created.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.change"),
      method: "put",
      path: "/api/accounts/{id}",
      request: { params, query, ...json(changeAccountInputSchema) },
      responses: responds(doneSchema, "changed"),
    }),
    async (c) => {
      const changed = await changeAccount(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return changed.ok ? c.json(DONE, 200) : refuse(c, changed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.unlock"),
      method: "post",
      path: "/api/accounts/{id}/unlock",
      request: { params, query, ...json(reasonInputSchema) },
      responses: responds(doneSchema, "no longer locked"),
    }),
    async (c) => {
      const unlocked = await unlockAccount(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("json").reason);
      return unlocked.ok ? c.json(DONE, 200) : refuse(c, unlocked.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.disable"),
      method: "put",
      path: "/api/accounts/{id}/disabled",
      request: { params, query, ...json(switchInputSchema) },
      responses: responds(doneSchema, "disabled or enabled"),
    }),
    async (c) => {
      const switched = await switchAccount(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("json"));
      return switched.ok ? c.json(DONE, 200) : refuse(c, switched.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.reset"),
      method: "post",
      path: "/api/accounts/{id}/reset",
      request: { params, query, ...json(reasonInputSchema) },
      responses: responds(tokenSchema, "a one-time link's token"),
    }),
    async (c) => {
      const reset = await resetAccount(deps, c.get("actor"), c.req.valid("param").id, c.req.valid("json").reason);
      return reset.ok ? c.json(reset.value, 200) : refuse(c, reset.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("account.read"),
      method: "get",
      path: "/api/sign-in-policy",
      request: { query },
      responses: responds(signInPolicyViewSchema, "how accounts are kept, with the source of the figures"),
    }),
    (c) => c.json({ source: POLICY_SOURCE, parameters: { ...deps.signIn } }, 200),
  );
}

function registerGrantRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...guarded("grant.propose"),
      method: "post",
      path: "/api/accounts/{id}/grants",
      request: { params, query, ...json(proposeGrantInputSchema) },
      responses: responds(createdSchema, "proposed; the security administrator decides"),
    }),
    async (c) => {
      const { role, ...input } = c.req.valid("json");
      const unknown = roleFaults([role]);
      if (unknown.length > 0) return refuse(c, unknown);
      const proposed = await proposeGrant(deps, c.get("actor"), { ...input, role: role as Role, accountId: c.req.valid("param").id });
      return proposed.ok ? c.json(proposed.value, 200) : refuse(c, proposed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("grant.decide"),
      method: "put",
      path: "/api/grants/{id}",
      request: { params, query, ...json(decideGrantInputSchema) },
      responses: responds(doneSchema, "granted or denied"),
    }),
    async (c) => {
      const decided = await decideGrant(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return decided.ok ? c.json(DONE, 200) : refuse(c, decided.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("grant.revoke"),
      method: "delete",
      path: "/api/grants/{id}",
      request: { params, query, ...json(revokeGrantInputSchema) },
      responses: responds(doneSchema, "revoked"),
    }),
    async (c) => {
      const revoked = await revokeGrant(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return revoked.ok ? c.json(DONE, 200) : refuse(c, revoked.faults);
    },
  );
}

function roleFaults(roles: readonly string[]): readonly Fault[] {
  return roles.filter((role) => !isRole(role)).map((found) => fault("not-in-list", { found, expected: "clerk, finance …" }));
}

function unitView({ id, parentId, kind, name, code, path, endedAt, version }: Unit): UnitView {
  return { id, parentId, kind, name, code, path, ended: endedAt !== null, version };
}

type AccountParts = {
  readonly account: Account;
  readonly grants: readonly GrantRecord[];
  readonly units: ReadonlyMap<string, Unit>;
  readonly names: ReadonlyMap<string, string>;
  readonly locks: ReadonlyMap<string, string>;
  readonly reader: string | null;
};

function accountView({ account, grants, units, names, locks, reader }: AccountParts): AccountView {
  const personOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? id));
  const nameOf = (id: string): string => units.get(id)?.name ?? id;
  return {
    ...{ id: account.id, login: account.login, name: account.name, unitId: account.unitId, unitName: nameOf(account.unitId) },
    ...{
      hasPassword: account.passwordHash !== null,
      hasSecondFactor: account.secondFactor !== null,
      disabled: account.disabledAt !== null,
    },
    ...{ createdAt: account.createdAt, version: account.version },
    lockedUntil: locks.get(accountSubject(account.login.toLowerCase())) ?? null,
    grants: grants.map((grant) => ({
      ...{ id: grant.id, role: grant.role as Role, unitId: grant.unitId, unitName: nameOf(grant.unitId), version: grant.version },
      state: grant.endedAt !== null ? "ended" : grant.granted === null ? "waiting" : grant.granted ? "granted" : "denied",
      ...{
        proposedBy: personOf(grant.proposedBy),
        proposedAt: grant.proposedAt,
        reason: grant.reason,
        decidedBy: personOf(grant.decidedBy),
        decidedAt: grant.decidedAt,
      },
      mayDecide: grant.proposedBy !== reader && account.id !== reader,
    })),
  };
}
