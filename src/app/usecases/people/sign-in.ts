// Signing in and out. Every refusal says the same and takes the same time, whether the account is unknown, locked, disabled or the
// password wrong; the trail keeps which it was.
import { type Actor, nobody, type Role } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { openSecret } from "../../keys/hide-secret.ts";
import {
  type Account,
  findAccountByLogin,
  standingGrants,
  takeRecoveryCode,
  takeSecondFactorStep,
} from "../../store/people/account-repository.ts";
import type { SessionDoor, SessionStage } from "../../store/people/people-tables.ts";
import { addSession, endSessions, forgetFailures, listSessions } from "../../store/people/session-repository.ts";
import { isTenant } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { isPassword } from "./password.ts";
import { recoveryHash, stepOfCode } from "./second-factor.ts";
import { newToken, tokenHash } from "./session-token.ts";
import { accountSubject, countFailure, isLocked, newDevice, subjectsOf } from "./sign-in-failures.ts";
import { needsSecondFactor } from "./sign-in-policy.ts";
import type { SignedIn } from "./signed-in.ts";

export type SignInInput = {
  readonly tenant: string;
  readonly login: string;
  readonly password: string;
  /** Of the authenticator, or a recovery code; null where none was given. */
  readonly code: string | null;
  readonly from: string;
  readonly agent: string;
  /** What the browser keeps since this account signed in there; null where there is nothing. */
  readonly device: string | null;
  /** The session the browser still has: a new one takes its place. */
  readonly replaces: SignedIn | null;
};

/** `device` is for the browser to keep. */
export type OpenedSession = { readonly token: string; readonly stage: SessionStage; readonly device: string };

const DAY = 24 * 60 * 60_000;

/** Faults: sign-in-refused; second-factor-needed where the password is right and a code is still to come. */
export async function signIn(deps: Deps, input: SignInInput): Promise<Result<OpenedSession>> {
  const { from } = input;
  const { db } = deps.store;
  // Of an organisation that is not here, a try counts against its address and stands in this installation's own trail.
  const isHere = await isTenant(db, input.tenant);
  const tenant = isHere ? input.tenant : deps.tenant;
  const login = input.login.trim().normalize("NFKC").toLowerCase();
  const subjects = subjectsOf(deps, login, input.device, from).filter(({ kind }) => isHere || kind === "address");
  const locked = await isLocked(db, deps, tenant, subjects);
  const account = isHere ? await findAccountByLogin(db, tenant, login) : undefined;
  const right = await isPassword(account?.passwordHash ?? null, input.password);
  const refuse = async (why: string): Promise<Result<OpenedSession>> => {
    await db.transaction().execute(async (transaction) => {
      const newlyLocked = await countFailure(transaction, deps, tenant, locked ? [] : subjects);
      const actor: Actor = { ...nobody(tenant, from), accountId: account?.id ?? null, name: account?.name ?? "" };
      await recordEvent(transaction, deps, {
        ...{ actor, action: "session.open", object: { kind: "account", id: account?.id ?? login } },
        ...{ result: "refused", reason: newlyLocked.length > 0 ? `${why}, locked` : why },
      });
    });
    return failure(fault("sign-in-refused"));
  };
  if (locked) return await refuse("locked");
  if (!account) return await refuse(isHere ? "unknown" : "unknown-tenant");
  if (!right) return await refuse(account.passwordHash === null ? "no-password" : "password");
  if (account.disabledAt !== null) return await refuse("disabled");
  if (account.secondFactor !== null) {
    if (input.code === null || input.code.trim() === "") return failure(fault("second-factor-needed"));
    if (!(await takeCode(deps, tenant, account, { code: input.code, from }))) return await refuse("code");
  }
  if (input.replaces) await signOut(deps, input.replaces);
  return success(await openSession(deps, { tenant, account, from, agent: input.agent, how: "password" }));
}

/** A code of the authenticator or of the paper, each taken once, and the taking told: a paper's code is gone for good. */
async function takeCode(
  deps: Deps,
  tenant: string,
  account: Account,
  { code: given, from }: { readonly code: string; readonly from: string },
): Promise<boolean> {
  const now = deps.now();
  const key = { tenant, id: account.id };
  const code = given.replace(/\s/g, "");
  const secret = openSecret(deps.keys.hiding, account.id, account.secondFactor ?? new Uint8Array());
  const step = stepOfCode(secret, code, now);
  return await deps.store.db.transaction().execute(async (transaction) => {
    const taken =
      step === null
        ? await takeRecoveryCode(transaction, key, recoveryHash(code), now)
        : await takeSecondFactorStep(transaction, key, step);
    if (!taken) return false;
    const actor: Actor = { ...nobody(tenant, from), accountId: account.id, name: account.name };
    await recordEvent(transaction, deps, {
      ...{ actor, action: "account.second-factor-used", object: { kind: "account", id: account.id } },
      reason: step === null ? "recovery-code" : "authenticator",
    });
    return true;
  });
}

export type SessionOpening = {
  readonly tenant: string;
  readonly account: Account;
  readonly from: string;
  readonly agent: string;
  readonly how: SessionDoor;
};

/** Opens a session for somebody who has proved who he is; the oldest gives way where there are too many. */
export async function openSession(deps: Deps, { tenant, account, from, agent, how }: SessionOpening): Promise<OpenedSession> {
  const now = deps.now();
  const token = newToken();
  return await deps.store.db.transaction().execute(async (transaction) => {
    const grants = await standingGrants(transaction, { tenant, id: account.id });
    const stage = stageOf(
      deps,
      account,
      grants.map(({ role }) => role),
      how,
      now,
    );
    for (const session of (await listSessions(transaction, tenant, account.id)).slice(deps.signIn.sessionsAtOnce - 1))
      await endSessions(transaction, { tenant, tokenHash: session.tokenHash }, "too-many", now);
    await forgetFailures(transaction, tenant, accountSubject(account.login.toLowerCase()));
    await addSession(transaction, {
      tenant,
      tokenHash: tokenHash(token),
      accountId: account.id,
      stage,
      startedAt: now,
      from,
      agent: agent.slice(0, 300),
      openedBy: how,
    });
    const actor: Actor = { ...nobody(tenant, from), accountId: account.id, name: account.name, grants };
    await recordEvent(transaction, deps, { actor, action: "session.open", object: { kind: "account", id: account.id }, reason: how });
    return { token, stage, device: newDevice(deps, account.login.toLowerCase()) };
  });
}

function stageOf(deps: Deps, account: Account, roles: readonly Role[], how: SessionDoor, now: string): SessionStage {
  const { passwordDays } = deps.signIn;
  const tooOld =
    passwordDays > 0 && account.passwordSetAt !== null && Date.parse(now) - Date.parse(account.passwordSetAt) > passwordDays * DAY;
  // Who came by the unit's directory has his password and second factor there.
  if (how === "directory") return "open";
  if (account.mustChange || tooOld) return "change-password";
  return needsSecondFactor(deps.signIn, roles) && account.secondFactor === null ? "enrol-second-factor" : "open";
}

export async function signOut(deps: Deps, { actor, tokenHash }: SignedIn): Promise<void> {
  await deps.store.db.transaction().execute(async (transaction) => {
    await endSessions(transaction, { tenant: actor.tenant, tokenHash }, "signed-out", deps.now());
    await recordEvent(transaction, deps, { actor, action: "session.close", object: { kind: "account", id: actor.accountId ?? "" } });
  });
}
