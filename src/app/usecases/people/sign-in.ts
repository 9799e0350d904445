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
import type { SessionStage } from "../../store/people/people-tables.ts";
import {
  addSession,
  endSessions,
  findFailures,
  forgetFailures,
  listSessions,
  saveFailures,
} from "../../store/people/session-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { isPassword } from "./password.ts";
import { recoveryHash, stepOfCode } from "./second-factor.ts";
import { newToken, tokenHash } from "./session-token.ts";
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
};

export type OpenedSession = { readonly token: string; readonly stage: SessionStage };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Faults: sign-in-refused; second-factor-needed where the password is right and a code is still to come. */
export async function signIn(deps: Deps, input: SignInInput): Promise<Result<OpenedSession>> {
  const { tenant, from } = input;
  const { db } = deps.store;
  const login = input.login.trim();
  const now = deps.now();
  const subjects = [
    { subject: `login:${login.toLowerCase()}`, most: deps.signIn.failuresUntilLock },
    { subject: `address:${from}`, most: deps.signIn.failuresUntilAddressWaits },
  ];
  const locks = await Promise.all(subjects.map(({ subject }) => findFailures(db, tenant, subject)));
  const locked = locks.some((lock) => lock?.lockedUntil != null && lock.lockedUntil > now);
  const account = await findAccountByLogin(db, tenant, login);
  const right = await isPassword(account?.passwordHash ?? null, input.password);
  const refuse = async (why: string): Promise<Result<OpenedSession>> => {
    await db.transaction().execute(async (transaction) => {
      for (const { subject, most } of locked ? [] : subjects) {
        const known = await findFailures(transaction, tenant, subject);
        const recent = known && Date.parse(now) - Date.parse(known.lastAt) < deps.signIn.lockMinutes * MINUTE ? known.failures : 0;
        const failures = recent + 1;
        const lockedUntil = failures >= most ? new Date(Date.parse(now) + deps.signIn.lockMinutes * MINUTE).toISOString() : null;
        await saveFailures(transaction, tenant, subject, { failures, lastAt: now, lockedUntil });
      }
      const actor: Actor = { ...nobody(tenant, from), accountId: account?.id ?? null, name: account?.name ?? "" };
      await recordEvent(transaction, deps, {
        ...{ actor, action: "session.open", object: { kind: "account", id: account?.id ?? login } },
        ...{ result: "refused", reason: why },
      });
    });
    return failure(fault("sign-in-refused"));
  };
  if (locked) return await refuse("locked");
  if (!account) return await refuse("unknown");
  if (!right) return await refuse(account.passwordHash === null ? "no-password" : "password");
  if (account.disabledAt !== null) return await refuse("disabled");
  if (account.secondFactor !== null) {
    if (input.code === null || input.code.trim() === "") return failure(fault("second-factor-needed"));
    if (!(await takeCode(deps, tenant, account, input.code))) return await refuse("code");
  }
  return success(await openSession(deps, { tenant, account, from, agent: input.agent, how: "password" }));
}

/** A code of the authenticator or of the paper, each taken once. */
async function takeCode(deps: Deps, tenant: string, account: Account, given: string): Promise<boolean> {
  const now = deps.now();
  const key = { tenant, id: account.id };
  const code = given.replace(/\s/g, "");
  const secret = openSecret(deps.keys.hiding, account.id, account.secondFactor ?? new Uint8Array());
  const step = stepOfCode(secret, code, now);
  return await deps.store.db.transaction().execute(async (transaction) => {
    if (step !== null) return await takeSecondFactorStep(transaction, key, step);
    return await takeRecoveryCode(transaction, key, recoveryHash(code), now);
  });
}

export type SessionOpening = {
  readonly tenant: string;
  readonly account: Account;
  readonly from: string;
  readonly agent: string;
  /** "password", "directory" or "link": for the trail. */
  readonly how: string;
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
    await forgetFailures(transaction, tenant, `login:${account.login.toLowerCase()}`);
    await addSession(transaction, {
      tenant,
      tokenHash: tokenHash(token),
      accountId: account.id,
      stage,
      startedAt: now,
      from,
      agent: agent.slice(0, 300),
    });
    const actor: Actor = { ...nobody(tenant, from), accountId: account.id, name: account.name, grants };
    await recordEvent(transaction, deps, { actor, action: "session.open", object: { kind: "account", id: account.id }, reason: how });
    return { token, stage };
  });
}

function stageOf(deps: Deps, account: Account, roles: readonly Role[], how: string, now: string): SessionStage {
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
