// Who a session's token stands for right now: the account, its standing grants, and the step it still has to take.
import type { Actor } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import { findAccount, standingGrants } from "../../store/people/account-repository.ts";
import type { SessionStage } from "../../store/people/people-tables.ts";
import { endSessions, findSession, markSeen } from "../../store/people/session-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { tokenHash } from "./session-token.ts";

export type SignedIn = {
  readonly actor: Actor;
  readonly login: string;
  readonly stage: SessionStage;
  readonly tokenHash: string;
  readonly startedAt: string;
};

const MINUTE = 60_000;

/** Null where the token stands for nobody, or no longer does; a session that has run out is ended here. */
export async function whoIsSignedIn(deps: Deps, tenant: string, token: string, from: string): Promise<SignedIn | null> {
  const { db } = deps.store;
  const key = { tenant, tokenHash: tokenHash(token) };
  const session = await findSession(db, key);
  if (!session) return null;
  const now = deps.now();
  const since = (instant: string): number => Date.parse(now) - Date.parse(instant);
  const ranOut =
    since(session.seenAt) > deps.signIn.idleMinutes * MINUTE
      ? "idle"
      : since(session.startedAt) > deps.signIn.sessionMinutes * MINUTE
        ? "age"
        : null;
  if (ranOut) {
    await endSessions(db, key, ranOut, now);
    return null;
  }
  const account = await findAccount(db, { tenant, id: session.accountId });
  if (!account || account.disabledAt !== null) return null;
  if (since(session.seenAt) > MINUTE) await markSeen(db, key, now);
  const grants = session.stage === "open" ? await standingGrants(db, { tenant, id: account.id }) : [];
  const unit = await findUnit(db, tenant, account.unitId);
  return {
    actor: { tenant, accountId: account.id, name: account.name, unitId: account.unitId, unitPath: unit?.path ?? null, grants, from },
    login: account.login,
    stage: session.stage,
    tokenHash: key.tokenHash,
    startedAt: session.startedAt,
  };
}
