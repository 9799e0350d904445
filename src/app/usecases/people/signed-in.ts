// Who a session's token stands for right now: the account, its standing grants, and the step it still has to take.
import { type Actor, type Role, separationBreaches } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import type { Stand } from "../../store/kept/stand.ts";
import type { SessionDoor, SessionStage } from "../../store/people/people-tables.ts";
import { endSessions, type Session } from "../../store/people/session-repository.ts";
import { tokenHash } from "./session-token.ts";

export type SignedIn = {
  readonly actor: Actor;
  readonly login: string;
  readonly stage: SessionStage;
  readonly tokenHash: string;
  readonly startedAt: string;
  readonly unitName: string;
  readonly openedBy: SessionDoor;
  /** Roles that the person holds although they must be apart; he acts in none then. */
  readonly breaches: readonly (readonly [Role, Role])[];
};

export type BroughtToken = {
  readonly tenant: string;
  readonly token: string;
  /** The browser's address. */
  readonly from: string;
  /** Where the store stood since the request came. */
  readonly stand: Stand | undefined;
};

const MINUTE = 60_000;

/** Null where the token stands for nobody, or no longer does; a session that has run out is ended here. */
export async function whoIsSignedIn(deps: Deps, { tenant, token, from, stand }: BroughtToken): Promise<SignedIn | null> {
  const { db } = deps.store;
  const key = { tenant, tokenHash: tokenHash(token) };
  const session = await deps.reads.session(key, stand);
  if (!session) return null;
  const now = deps.now();
  const since = (instant: string): number => Date.parse(now) - Date.parse(instant);
  const ranOut = whyOver(deps, session);
  if (ranOut) {
    await endSessions(db, key, ranOut, now);
    return null;
  }
  if (session.isDisabled) return null;
  if (since(session.seenAt) > MINUTE) await deps.reads.sessionSeen(key, now);
  const { accountId, name, unitId, unitPath, login, stage, startedAt, unitName, openedBy } = session;
  const breaches = separationBreaches(session.grants.map(({ role }) => role));
  const grants = breaches.length > 0 ? [] : session.grants;
  return {
    actor: { tenant, accountId, name, unitId, unitPath, grants, from },
    ...{ login, stage, tokenHash: key.tokenHash, startedAt, unitName, openedBy, breaches },
  };
}

/** Why a session that nobody ended no longer counts; null while it does. */
export function whyOver(deps: Deps, { seenAt, startedAt }: Pick<Session, "seenAt" | "startedAt">): "idle" | "age" | null {
  const since = (instant: string): number => Date.parse(deps.now()) - Date.parse(instant);
  if (since(seenAt) >= deps.signIn.idleMinutes * MINUTE) return "idle";
  return since(startedAt) >= deps.signIn.sessionMinutes * MINUTE ? "age" : null;
}
