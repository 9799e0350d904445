// Accounts and grants: the system administrator makes accounts and proposes roles, the security administrator decides, and nobody decides
// what he proposed or what is for himself. What a person may takes effect, and ends, at his next request.
import type { Transaction } from "kysely";
import { type Actor, ADMIN_ROLES, isAdminRole, type Role, separationBreaches } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import {
  type AccountKey,
  addAccount,
  addGrant,
  changeAccount as changeStoredAccount,
  decideGrant as decideStoredGrant,
  demandNewPassword,
  dropPassword,
  endGrant,
  findAccount,
  findAccountByLogin,
  findGrant,
  holdersOf,
  listGrants,
  lockAccount,
  setDisabled,
  setSecondFactor,
} from "../../store/people/account-repository.ts";
import { addLink, endLinks, endSessions, findFailures, forgetFailures, type NewLink } from "../../store/people/session-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { versionConflict } from "../version-conflict.ts";
import { newToken, tokenHash } from "./session-token.ts";
import { accountSubject } from "./sign-in-failures.ts";

const HOUR = 60 * 60_000;

export type WantedRole = { readonly role: Role; readonly unitId: string };
export type CreateAccountInput = {
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly directorySubject: string | null;
  /** Proposed with the account; each waits for the security administrator. */
  readonly roles: readonly WantedRole[];
  readonly reason: string;
};

/** `token` opens the page where the person chooses a password; it is shown once. */
export type CreatedAccount = { readonly id: string; readonly token: string };

/** Faults, all at once: duplicate-id (login), unknown-reference (unit), separation-of-duties. */
export async function createAccount(deps: Deps, actor: Actor, input: CreateAccountInput): Promise<Result<CreatedAccount>> {
  const { tenant } = actor;
  const { db } = deps.store;
  const units = [...new Set([input.unitId, ...input.roles.map(({ unitId }) => unitId)])];
  const unknown = (await Promise.all(units.map(async (id) => ((await isStanding(db, tenant, id)) ? [] : [id])))).flat();
  const faults = [
    ...unknown.map((found) => fault("unknown-reference", { found })),
    ...separationBreaches(input.roles.map(({ role }) => role)).map(([one, other]) =>
      fault("separation-of-duties", { found: `${one}, ${other}` }),
    ),
  ];
  if (faults.length > 0) return failure(...faults);
  const id = deps.newId("p");
  const token = newToken();
  const now = deps.now();
  const added = await db.transaction().execute(async (transaction) => {
    const account = {
      tenant,
      id,
      login: input.login.normalize("NFKC"),
      name: input.name,
      unitId: input.unitId,
      directorySubject: input.directorySubject,
      now,
    };
    if ((await findAccountByLogin(transaction, tenant, account.login)) || !(await addAccount(transaction, account))) return false;
    await addLink(transaction, setPasswordLink(deps, actor, id, token));
    for (const { role, unitId } of input.roles)
      await addGrant(transaction, {
        ...{ tenant, id: deps.newId("g"), accountId: id, role, unitId, proposedBy: actor.accountId },
        ...{ reason: input.reason, now, atOnce: false },
      });
    const { login, name, roles } = input;
    await recordEvent(transaction, deps, {
      ...{ actor, action: "account.created", object: { kind: "account", id }, after: { login, name, unitId: input.unitId, roles } },
      reason: input.reason,
    });
    return true;
  });
  return added ? success({ id, token }) : failure(fault("duplicate-id", { found: input.login }));
}

export function setPasswordLink(deps: Deps, actor: Actor, accountId: string, token: string): NewLink {
  const now = deps.now();
  return {
    ...{ tenant: actor.tenant, token_hash: tokenHash(token), purpose: "set-password", role: null, account_id: accountId },
    ...{ created_at: now, created_by: actor.accountId, expires_at: new Date(Date.parse(now) + deps.signIn.linkHours * HOUR).toISOString() },
  };
}

/**
 * A lost password or authenticator, or an account in wrong hands: sessions end, password, second factor and earlier links are taken off,
 * a link lets the person choose anew.
 */
export async function resetAccount(deps: Deps, actor: Actor, id: string, reason: string): Promise<Result<{ readonly token: string }>> {
  const key = { tenant: actor.tenant, id };
  if (id === actor.accountId) return failure(fault("separation-of-duties", { found: actor.name }));
  if (!(await findAccount(deps.store.db, key))) return failure(fault("not-found", { found: id }));
  const token = newToken();
  await deps.store.db.transaction().execute(async (transaction) => {
    await dropPassword(transaction, key);
    await setSecondFactor(transaction, key, null, []);
    await endSessions(transaction, { tenant: key.tenant, accountId: id }, "reset", deps.now());
    await endLinks(transaction, key.tenant, id, deps.now());
    await addLink(transaction, setPasswordLink(deps, actor, id, token));
    await recordEvent(transaction, deps, { actor, action: "account.reset", object: { kind: "account", id }, reason });
  });
  return success({ token });
}

export type ChangeAccountInput = { readonly id: string; readonly version: number; readonly name: string; readonly unitId: string };

/** Another name, or another unit that the person belongs to; what was granted stands. Faults: not-found, unknown-reference, version-conflict. */
export async function changeAccount(deps: Deps, actor: Actor, input: ChangeAccountInput): Promise<Result<true>> {
  const { tenant } = actor;
  const account = await findAccount(deps.store.db, { tenant, id: input.id });
  if (!account) return failure(fault("not-found", { found: input.id }));
  if (!(await isStanding(deps.store.db, tenant, input.unitId))) return failure(fault("unknown-reference", { found: input.unitId }));
  return await deps.store.db.transaction().execute(async (transaction) => {
    if (!(await changeStoredAccount(transaction, { tenant, ...input }))) return failure(await lateChange(transaction, tenant, input));
    await recordEvent(transaction, deps, {
      ...{ actor, action: "account.changed", object: { kind: "account", id: input.id } },
      ...{ before: { name: account.name, unitId: account.unitId }, after: { name: input.name, unitId: input.unitId } },
    });
    return success(true as const);
  });
}

/** Ends the lock that wrong passwords put on an account. Faults: not-found, already-done. */
export async function unlockAccount(deps: Deps, actor: Actor, id: string, reason: string): Promise<Result<true>> {
  const { tenant } = actor;
  const account = await findAccount(deps.store.db, { tenant, id });
  if (!account) return failure(fault("not-found", { found: id }));
  const subject = accountSubject(account.login.toLowerCase());
  if (!(await findFailures(deps.store.db, tenant, subject))?.lockedUntil) return failure(fault("already-done", { found: account.login }));
  await deps.store.db.transaction().execute(async (transaction) => {
    await forgetFailures(transaction, tenant, subject);
    await recordEvent(transaction, deps, { actor, action: "account.unlocked", object: { kind: "account", id }, reason });
  });
  return success(true);
}

/**
 * Disables an account and ends its sessions, or lets it sign in again. Faults: not-found, already-done, separation-of-duties (one's own),
 * last-administrator.
 */
export async function switchAccount(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { readonly disabled: boolean; readonly reason: string },
): Promise<Result<true>> {
  const key = { tenant: actor.tenant, id };
  if (id === actor.accountId) return failure(fault("separation-of-duties", { found: actor.name }));
  const account = await findAccount(deps.store.db, key);
  if (!account) return failure(fault("not-found", { found: id }));
  if ((account.disabledAt !== null) === input.disabled) return failure(fault("already-done", { found: account.login }));
  const only = input.disabled ? await onlyHolderOf(deps, key) : null;
  if (only !== null) return failure(fault("last-administrator", { found: only }));
  await deps.store.db.transaction().execute(async (transaction) => {
    await setDisabled(transaction, key, input.disabled ? deps.now() : null);
    if (input.disabled) await endSessions(transaction, { tenant: key.tenant, accountId: id }, "disabled", deps.now());
    await recordEvent(transaction, deps, {
      ...{ actor, action: input.disabled ? "account.disabled" : "account.enabled", object: { kind: "account", id }, reason: input.reason },
    });
  });
  return success(true);
}

export type ProposeGrantInput = WantedRole & { readonly accountId: string; readonly reason: string };

/** Faults: not-found, unknown-reference, separation-of-duties (with what the person holds or waits for), already-done. */
export async function proposeGrant(deps: Deps, actor: Actor, input: ProposeGrantInput): Promise<Result<{ readonly id: string }>> {
  const { tenant } = actor;
  const { db } = deps.store;
  if (input.accountId === actor.accountId) return failure(fault("separation-of-duties", { found: actor.name }));
  if (!(await isStanding(db, tenant, input.unitId))) return failure(fault("unknown-reference", { found: input.unitId }));
  const id = deps.newId("g");
  return await db.transaction().execute(async (transaction) => {
    if (!(await lockAccount(transaction, { tenant, id: input.accountId }))) return failure(fault("not-found", { found: input.accountId }));
    const breaches = separationBreaches([...(await heldRoles(transaction, tenant, input.accountId)), input.role]);
    if (breaches.length > 0)
      return failure(...breaches.map(([one, other]) => fault("separation-of-duties", { found: `${one}, ${other}` })));
    const { accountId, role, unitId, reason } = input;
    const added = await addGrant(transaction, {
      tenant,
      id,
      accountId,
      role,
      unitId,
      proposedBy: actor.accountId,
      reason,
      now: deps.now(),
      atOnce: false,
    });
    if (!added) return failure(fault("already-done", { found: role }));
    await recordEvent(transaction, deps, {
      actor,
      action: "grant.proposed",
      object: { kind: "grant", id },
      after: { accountId, role, unitId },
      reason,
    });
    return success({ id });
  });
}

export type DecideGrantInput = { readonly id: string; readonly version: number; readonly granted: boolean; readonly reason: string | null };

/** Faults: not-found, already-done, version-conflict, separation-of-duties (one's own proposal or person, or roles that must be apart). */
export async function decideGrant(deps: Deps, actor: Actor, input: DecideGrantInput): Promise<Result<true>> {
  const { tenant } = actor;
  return await deps.store.db.transaction().execute(async (transaction) => {
    const grant = await findGrant(transaction, tenant, input.id);
    if (!grant) return failure(fault("not-found", { found: input.id }));
    if (grant.decidedAt !== null || grant.endedAt !== null) return failure(fault("already-done", { found: input.id }));
    if (grant.proposedBy === actor.accountId || grant.accountId === actor.accountId)
      return failure(fault("separation-of-duties", { found: actor.name }));
    const account = await lockAccount(transaction, { tenant, id: grant.accountId });
    const others = (await listGrants(transaction, tenant, grant.accountId)).filter(
      (one) => one.id !== grant.id && one.granted && one.endedAt === null,
    );
    const breaches = input.granted ? separationBreaches([...others.map(({ role }) => role as Role), grant.role as Role]) : [];
    if (breaches.length > 0)
      return failure(...breaches.map(([one, other]) => fault("separation-of-duties", { found: `${one}, ${other}` })));
    const { id, version, granted, reason } = input;
    const decided = await decideStoredGrant(transaction, {
      tenant,
      id,
      version,
      by: actor.accountId ?? "",
      granted,
      reason,
      now: deps.now(),
    });
    if (!decided) return failure(await lateGrant(transaction, tenant, input));
    await recordEvent(transaction, deps, {
      ...{ actor, action: granted ? "grant.granted" : "grant.denied", object: { kind: "grant", id } },
      ...{ after: { accountId: grant.accountId, role: grant.role, unitId: grant.unitId }, reason },
    });
    // The password may have been chosen when a shorter one would do.
    if (granted && isAdminRole(grant.role as Role) && account?.passwordSetAt != null && account.passwordSetAt < grant.proposedAt)
      await demandNewPassword(transaction, { tenant, id: grant.accountId });
    if (granted) await endSessions(transaction, { tenant, accountId: grant.accountId }, "role-changed", deps.now());
    return success(true as const);
  });
}

/** Takes a role away; it holds from the person's next request on. */
export async function revokeGrant(
  deps: Deps,
  actor: Actor,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Result<true>> {
  const { tenant } = actor;
  return await deps.store.db.transaction().execute(async (transaction) => {
    const grant = await findGrant(transaction, tenant, input.id);
    if (!grant || grant.endedAt !== null) return failure(fault("not-found", { found: input.id }));
    if (grant.accountId === actor.accountId) return failure(fault("separation-of-duties", { found: actor.name }));
    if (grant.granted === true && isAdminRole(grant.role as Role)) {
      const { accountIds } = await holdersOf(transaction, tenant, grant.role as Role);
      if (accountIds.every((id) => id === grant.accountId)) return failure(fault("last-administrator", { found: grant.role }));
    }
    const ended = await endGrant(transaction, { tenant, ...input, by: actor.accountId ?? "", now: deps.now() });
    if (!ended) return failure(await lateGrant(transaction, tenant, input));
    await endSessions(transaction, { tenant, accountId: grant.accountId }, "role-changed", deps.now());
    await recordEvent(transaction, deps, {
      ...{ actor, action: "grant.revoked", object: { kind: "grant", id: input.id } },
      ...{ before: { accountId: grant.accountId, role: grant.role, unitId: grant.unitId }, reason: input.reason },
    });
    return success(true as const);
  });
}

/** The account as it stands now: it was first read before the transaction. */
async function lateChange(transaction: Transaction<StoreTables>, tenant: string, { id, version }: ChangeAccountInput): Promise<Fault> {
  const current = (await findAccount(transaction, { tenant, id }))?.version ?? 0;
  return await versionConflict(transaction, { tenant, kind: "account", id, asked: version, current });
}

type GrantVersion = { readonly id: string; readonly version: number };

/** Against the grant as it stands now: who was waited for has committed since it was first read. */
async function lateGrant(transaction: Transaction<StoreTables>, tenant: string, { id, version }: GrantVersion): Promise<Fault> {
  const current = (await findGrant(transaction, tenant, id))?.version ?? 0;
  return await versionConflict(transaction, { tenant, kind: "grant", id, asked: version, current });
}

async function heldRoles(transaction: Parameters<typeof listGrants>[0], tenant: string, accountId: string): Promise<readonly Role[]> {
  const grants = await listGrants(transaction, tenant, accountId);
  return grants.filter(({ granted, endedAt }) => granted !== false && endedAt === null).map(({ role }) => role as Role);
}

async function isStanding(db: Parameters<typeof findUnit>[0], tenant: string, unitId: string): Promise<boolean> {
  const unit = await findUnit(db, tenant, unitId);
  return unit !== undefined && unit.endedAt === null;
}

/** The administrator's role that nobody else could act in; without it nobody could give it back. null where there is none. */
async function onlyHolderOf(deps: Deps, { tenant, id }: AccountKey): Promise<Role | null> {
  for (const role of ADMIN_ROLES) {
    const { accountIds } = await holdersOf(deps.store.db, tenant, role);
    if (accountIds.length === 1 && accountIds[0] === id) return role;
  }
  return null;
}
