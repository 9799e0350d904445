// The first run: the tenant, the root of its tree, and one link each for the three administrators, who are three persons. There is no
// account and no password before one of them is used.
import { ADMIN_ROLES, type AdminRole, isAdminRole, isRole, nobody, type Role } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import {
  addAccount,
  addGrant,
  findAccount,
  findAccountByLogin,
  holdersOf,
  listGrants,
  setPassword,
} from "../../store/people/account-repository.ts";
import { addLink, endLinks, findLink, openFirstLinks, takeLink } from "../../store/people/session-repository.ts";
import { addUnit, ensureTenant, findUnit, type Unit } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { LOGIN } from "./login.ts";
import { weaknesses } from "./own-account.ts";
import { hashPassword, passwordFaults } from "./password.ts";
import { newToken, tokenHash } from "./session-token.ts";
import { type OpenedSession, openSession } from "./sign-in.ts";

export const ROOT_UNIT = "root";
const HOUR = 60 * 60_000;
const PROGRAM = "program";

/** Makes sure that the tenant and the root of its tree are there. */
export async function ensureRoot(deps: Deps, tenant: string, name: string): Promise<Unit> {
  const { db } = deps.store;
  const known = await findUnit(db, tenant, ROOT_UNIT);
  if (known) return known;
  await db.transaction().execute(async (transaction) => {
    await ensureTenant(transaction, tenant, name, deps.now());
    const added = await addUnit(transaction, { tenant, id: ROOT_UNIT, parent: null, kind: "region", name, code: null });
    if (added)
      await recordEvent(transaction, deps, {
        ...{ actor: nobody(tenant, PROGRAM), action: "unit.added", object: { kind: "unit", id: ROOT_UNIT }, after: { name } },
      });
  });
  return (await findUnit(db, tenant, ROOT_UNIT)) as Unit;
}

export type FirstLink = { readonly role: AdminRole; readonly token: string };

/**
 * A link for each administrator there has never been, unless one given out before can still be used: a link that ran out unused is made
 * anew at the next start, and a role that somebody once held never comes by a link again.
 */
export async function firstLinks(deps: Deps, tenant: string): Promise<readonly FirstLink[]> {
  const { db } = deps.store;
  const now = deps.now();
  const open = await openFirstLinks(db, tenant, now);
  const held = await Promise.all(ADMIN_ROLES.map(async (role) => ((await holdersOf(db, tenant, role)).everGranted ? [role] : [])));
  const wanted = ADMIN_ROLES.filter((role) => !open.includes(role) && !held.flat().includes(role));
  if (wanted.length === 0) return [];
  const links = wanted.map((role) => ({ role, token: newToken() }));
  const expires = new Date(Date.parse(now) + deps.signIn.linkHours * HOUR).toISOString();
  await db.transaction().execute(async (transaction) => {
    for (const { role, token } of links)
      await addLink(transaction, {
        ...{ tenant, token_hash: tokenHash(token), purpose: "first-administrator", role, account_id: null },
        ...{ created_at: now, created_by: null, expires_at: expires },
      });
    await recordEvent(transaction, deps, {
      ...{ actor: nobody(tenant, PROGRAM), action: "link.created", object: { kind: "tenant", id: tenant }, after: { for: wanted } },
    });
  });
  return links;
}

export type OpenedLink = {
  readonly purpose: "first-administrator" | "set-password";
  readonly role: Role | null;
  readonly login: string | null;
  /** Characters that a password for this account must have. */
  readonly shortest: number;
};

/** What a link is for, without using it up. Faults: link-invalid. */
export async function lookAtLink(deps: Deps, tenant: string, token: string): Promise<Result<OpenedLink>> {
  const link = await findLink(deps.store.db, tenant, tokenHash(token), deps.now());
  if (!link) return failure(fault("link-invalid"));
  const account = link.account_id === null ? undefined : await findAccount(deps.store.db, { tenant, id: link.account_id });
  if (link.account_id !== null && (!account || account.disabledAt !== null)) return failure(fault("link-invalid"));
  const administrator = account ? await mayBecomeAdministrator(deps, { tenant, id: account.id }) : true;
  const shortest = administrator ? deps.signIn.shortestAdministratorPassword : deps.signIn.shortestPassword;
  return success({
    purpose: link.purpose,
    role: link.role !== null && isRole(link.role) ? link.role : null,
    login: account?.login ?? null,
    shortest,
  });
}

export type UseLinkInput = {
  readonly tenant: string;
  readonly token: string;
  /** Chosen by a first administrator; an account that exists keeps its own. */
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly from: string;
  readonly agent: string;
};

/** Uses a link up: the password is set, a first administrator's account made. Faults: link-invalid, password-weak, duplicate-id. */
export async function useLink(deps: Deps, input: UseLinkInput): Promise<Result<OpenedSession>> {
  const { tenant } = input;
  const link = await findLink(deps.store.db, tenant, tokenHash(input.token), deps.now());
  if (!link) return failure(fault("link-invalid"));
  return link.purpose === "first-administrator"
    ? await makeFirstAdministrator(deps, input, link.role as AdminRole)
    : await setByLink(deps, input, link.account_id ?? "");
}

async function makeFirstAdministrator(deps: Deps, input: UseLinkInput, role: AdminRole): Promise<Result<OpenedSession>> {
  const { tenant, from, agent } = input;
  const login = input.login.trim().normalize("NFKC");
  const name = input.name.trim();
  const missing = [login === "" ? "login" : null, name === "" ? "name" : null].filter((field) => field !== null);
  const faults = [
    ...missing.map((found) => fault("empty-text", { found })),
    ...(login === "" || LOGIN.test(login) ? [] : [fault("request-invalid", { found: login, expected: "2 … 60: a … z, 0 … 9, . _ -" })]),
    ...(await passwordFaults(input.password, { login, administrator: true }, deps.signIn, [])),
  ];
  if (faults.length > 0) return failure(...faults);
  const id = deps.newId("p");
  const hash = await hashPassword(input.password);
  const now = deps.now();
  const made = await deps.store.db.transaction().execute(async (transaction) => {
    if (await findAccountByLogin(transaction, tenant, login)) return "login-taken" as const;
    if (!(await takeLink(transaction, tenant, tokenHash(input.token), now))) return "link-used" as const;
    if (!(await addAccount(transaction, { tenant, id, login, name, unitId: ROOT_UNIT, directorySubject: null, now })))
      throw new Error("the login was taken in between");
    await setPassword(transaction, { tenant, id }, { hash, mustChange: false, now });
    const grant = { tenant, id: deps.newId("g"), accountId: id, role, unitId: ROOT_UNIT };
    await addGrant(transaction, { ...grant, proposedBy: null, reason: "first run", now, atOnce: true });
    await recordEvent(transaction, deps, {
      actor: { ...nobody(tenant, from), accountId: id, name },
      ...{ action: "account.created", object: { kind: "account", id }, after: { login, name, role }, reason: "first run" },
    });
    return "made" as const;
  });
  if (made === "link-used") return failure(fault("link-invalid"));
  if (made === "login-taken") return failure(fault("duplicate-id", { found: login }));
  const account = await findAccount(deps.store.db, { tenant, id });
  return account
    ? success(await openSession(deps, { tenant, account, from, agent, how: "link" }))
    : failure(fault("not-found", { found: id }));
}

async function setByLink(deps: Deps, input: UseLinkInput, accountId: string): Promise<Result<OpenedSession>> {
  const { tenant, from, agent } = input;
  const key = { tenant, id: accountId };
  const account = await findAccount(deps.store.db, key);
  if (!account || account.disabledAt !== null) return failure(fault("link-invalid"));
  const administrator = await mayBecomeAdministrator(deps, key);
  const faults = await weaknesses(deps, key, { login: account.login, administrator }, input.password);
  if (faults.length > 0) return failure(...faults);
  const hash = await hashPassword(input.password);
  const now = deps.now();
  const taken = await deps.store.db.transaction().execute(async (transaction) => {
    if (!(await takeLink(transaction, tenant, tokenHash(input.token), now))) return false;
    await endLinks(transaction, tenant, accountId, now);
    await setPassword(transaction, key, { hash, mustChange: false, now });
    const actor = { ...nobody(tenant, from), accountId, name: account.name };
    await recordEvent(transaction, deps, { actor, action: "account.password-set", object: { kind: "account", id: accountId } });
    return true;
  });
  if (!taken) return failure(fault("link-invalid"));
  const changed = { ...account, passwordSetAt: now, mustChange: false };
  return success(await openSession(deps, { tenant, account: changed, from, agent, how: "link" }));
}

/** Whether the account holds an administrator's role or one was proposed for it. */
async function mayBecomeAdministrator(deps: Deps, { tenant, id }: { readonly tenant: string; readonly id: string }): Promise<boolean> {
  const grants = await listGrants(deps.store.db, tenant, id);
  return grants.some(({ role, granted, endedAt }) => granted !== false && endedAt === null && isRole(role) && isAdminRole(role));
}
