// What a person does with his own account: a new password, a second factor. Each opens the session a step further, under a new token.
import { isAdminRole } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { hideSecret } from "../../keys/hide-secret.ts";
import {
  type Account,
  findAccount,
  lastPasswords,
  setPassword,
  setSecondFactor,
  standingGrants,
  takeSecondFactorStep,
} from "../../store/people/account-repository.ts";
import { endLinks, endSessions } from "../../store/people/session-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { hashPassword, isPassword, type PasswordOwner, passwordFaults } from "./password.ts";
import { enrolmentUri, newRecoveryCodes, newSecret, recoveryHash, stepOfCode } from "./second-factor.ts";
import { type OpenedSession, openSession } from "./sign-in.ts";
import { accountSubject, countFailure } from "./sign-in-failures.ts";
import type { SignedIn } from "./signed-in.ts";

/** Every other session of the account ends, and this one goes on under a new token. Faults: password-wrong, password-weak (all at once). */
export async function changeOwnPassword(
  deps: Deps,
  signedIn: SignedIn,
  input: { readonly current: string; readonly next: string; readonly agent: string },
): Promise<Result<OpenedSession>> {
  const { actor } = signedIn;
  const key = { tenant: actor.tenant, id: actor.accountId ?? "" };
  const { db } = deps.store;
  const account = await findAccount(db, key);
  if (!account || !(await provesHimself(deps, signedIn, account, input.current))) return failure(fault("password-wrong"));
  const roles = (await standingGrants(db, key)).map(({ role }) => role);
  const faults = await weaknesses(deps, key, { login: account.login, administrator: roles.some(isAdminRole) }, input.next);
  if (faults.length > 0) return failure(...faults);
  const hash = await hashPassword(input.next);
  await db.transaction().execute(async (transaction) => {
    await setPassword(transaction, key, { hash, mustChange: false, now: deps.now() });
    await endLinks(transaction, key.tenant, key.id, deps.now());
    await endSessions(transaction, { tenant: key.tenant, accountId: key.id }, "password-changed", deps.now());
    await recordEvent(transaction, deps, { actor, action: "account.password-changed", object: { kind: "account", id: key.id } });
  });
  const changed = { ...account, passwordSetAt: deps.now(), mustChange: false };
  return success(await openSession(deps, { tenant: key.tenant, account: changed, from: actor.from, agent: input.agent, how: "password" }));
}

export async function weaknesses(deps: Deps, key: { readonly tenant: string; readonly id: string }, owner: PasswordOwner, next: string) {
  const earlier = await lastPasswords(deps.store.db, key, deps.signIn.passwordsRemembered);
  return await passwordFaults(next, owner, deps.signIn, earlier);
}

/** Whoever is signed in proves by the password that he is still the one; wrong tries count as they do at the door, and end the session. */
async function provesHimself(deps: Deps, signedIn: SignedIn, account: Account, password: string): Promise<boolean> {
  const { actor } = signedIn;
  if (await isPassword(account.passwordHash, password)) return true;
  await deps.store.db.transaction().execute(async (transaction) => {
    const login = account.login.toLowerCase();
    const subject = { subject: accountSubject(login), most: deps.signIn.failuresUntilLock };
    const locked = await countFailure(transaction, deps, actor.tenant, [subject]);
    if (locked.length > 0)
      await endSessions(transaction, { tenant: actor.tenant, tokenHash: signedIn.tokenHash }, "wrong-passwords", deps.now());
    await recordEvent(transaction, deps, {
      ...{ actor, action: "account.password-changed", object: { kind: "account", id: account.id } },
      ...{ result: "refused", reason: locked.length > 0 ? "password, locked" : "password" },
    });
  });
  return false;
}

export type Enrolment = { readonly secret: string; readonly uri: string };

/** A secret to be read into an authenticator; it counts only once a code of it is confirmed. */
export function beginEnrolment(signedIn: SignedIn): Enrolment {
  const secret = newSecret();
  return { secret, uri: enrolmentUri(secret, signedIn.login) };
}

export type Enrolled = OpenedSession & { readonly recoveryCodes: readonly string[] };

/** Faults: password-wrong where the session is open already, second-factor-wrong where the code is not one of the secret's. */
export async function confirmEnrolment(
  deps: Deps,
  signedIn: SignedIn,
  input: { readonly secret: string; readonly code: string; readonly password: string; readonly agent: string },
): Promise<Result<Enrolled>> {
  const { actor } = signedIn;
  const key = { tenant: actor.tenant, id: actor.accountId ?? "" };
  const owner = await findAccount(deps.store.db, key);
  if (!owner) return failure(fault("not-found", { found: key.id }));
  if (signedIn.stage === "open" && !(await provesHimself(deps, signedIn, owner, input.password))) return failure(fault("password-wrong"));
  const step = /^[A-Z2-7]{32}$/.test(input.secret) ? stepOfCode(input.secret, input.code.replace(/\s/g, ""), deps.now()) : null;
  if (step === null) return failure(fault("second-factor-wrong"));
  const recoveryCodes = newRecoveryCodes();
  const hidden = hideSecret(deps.keys.hiding, key.id, input.secret);
  await deps.store.db.transaction().execute(async (transaction) => {
    await setSecondFactor(transaction, key, hidden, recoveryCodes.map(recoveryHash));
    await takeSecondFactorStep(transaction, key, step);
    await endSessions(transaction, { tenant: key.tenant, accountId: key.id }, "second-factor-enrolled", deps.now());
    await recordEvent(transaction, deps, { actor, action: "account.second-factor-enrolled", object: { kind: "account", id: key.id } });
  });
  const account = await findAccount(deps.store.db, key);
  if (!account) return failure(fault("not-found", { found: key.id }));
  const opened = await openSession(deps, { tenant: key.tenant, account, from: actor.from, agent: input.agent, how: "password" });
  return success({ ...opened, recoveryCodes });
}
