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
  /** Milliseconds since 1970: before that, time alone changes nothing of it. */
  readonly unchangedUntil: number;
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
  const ranOut = whyOver(deps, session, now);
  if (ranOut) {
    await endSessions(db, key, ranOut, now);
    return null;
  }
  if (session.isDisabled) return null;
  const { noteAt, idleAt, oldAt } = timesOf(deps, session);
  if (Date.parse(now) > noteAt) await deps.reads.sessionSeen(key, now);
  const { accountId, name, unitId, unitPath, login, stage, startedAt, unitName, openedBy } = session;
  const breaches = separationBreaches(session.grants.map(({ role }) => role));
  const grants = breaches.length > 0 ? [] : session.grants;
  return {
    actor: { tenant, accountId, name, unitId, unitPath, grants, from },
    ...{ login, stage, tokenHash: key.tokenHash, startedAt, unitName, openedBy, breaches },
    unchangedUntil: Math.min(noteAt, idleAt, oldAt),
  };
}

/** Why a session that nobody ended no longer counts; null while it does. */
export function whyOver(deps: Deps, times: Times, now: string): "idle" | "age" | null {
  const { idleAt, oldAt } = timesOf(deps, times);
  if (Date.parse(now) >= idleAt) return "idle";
  return Date.parse(now) >= oldAt ? "age" : null;
}

type Times = Pick<Session, "seenAt" | "startedAt">;

/** From when on its use has to be noted again, and when it runs out. */
function timesOf({ signIn }: Deps, { seenAt, startedAt }: Times) {
  const [seen, started] = [Date.parse(seenAt), Date.parse(startedAt)];
  return { noteAt: seen + MINUTE, idleAt: seen + signIn.idleMinutes * MINUTE, oldAt: started + signIn.sessionMinutes * MINUTE };
}
