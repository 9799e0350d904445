// One's own account as one sees it: how old the password is, the second factor, where one is signed in; and ending those sessions.
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { countRecoveryCodes, findAccount } from "../../store/people/account-repository.ts";
import { endSessions, listSessions } from "../../store/people/session-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { needsSecondFactor } from "./sign-in-policy.ts";
import { type SignedIn, whyOver } from "./signed-in.ts";

const DAY = 24 * 60 * 60_000;
/** Of a token's hash: enough to tell one's own sessions apart. */
const ID_LENGTH = 20;

export type OwnAccount = {
  readonly passwordSetAt: string | null;
  /** null where passwords do not grow old. */
  readonly passwordExpiresAt: string | null;
  readonly hasSecondFactor: boolean;
  readonly needsSecondFactor: boolean;
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly {
    readonly id: string;
    readonly startedAt: string;
    readonly seenAt: string;
    readonly from: string;
    readonly agent: string;
    readonly current: boolean;
  }[];
};

export async function readOwnAccount(deps: Deps, { actor, tokenHash }: SignedIn): Promise<OwnAccount> {
  const key = { tenant: actor.tenant, id: actor.accountId ?? "" };
  const { db } = deps.store;
  const account = await findAccount(db, key);
  const { passwordDays } = deps.signIn;
  const setAt = account?.passwordSetAt ?? null;
  const roles = actor.grants.map(({ role }) => role);
  const now = deps.now();
  const sessions = (await listSessions(db, key.tenant, key.id)).filter((session) => whyOver(deps, session, now) === null);
  return {
    passwordSetAt: setAt,
    passwordExpiresAt: setAt === null || passwordDays === 0 ? null : new Date(Date.parse(setAt) + passwordDays * DAY).toISOString(),
    hasSecondFactor: account?.secondFactor != null,
    needsSecondFactor: needsSecondFactor(deps.signIn, roles),
    recoveryCodesLeft: await countRecoveryCodes(db, key),
    sessions: sessions.map((session) => ({
      ...{ id: session.tokenHash.slice(0, ID_LENGTH), startedAt: session.startedAt, seenAt: session.seenAt },
      ...{ from: session.from, agent: session.agent, current: session.tokenHash === tokenHash },
    })),
  };
}

/** Ends one of one's own sessions, or with null every one but this. Faults: not-found. */
export async function endOwnSessions(deps: Deps, { actor, tokenHash }: SignedIn, id: string | null): Promise<Result<true>> {
  const key = { tenant: actor.tenant, accountId: actor.accountId ?? "" };
  return await deps.store.db.transaction().execute(async (transaction) => {
    const own = await listSessions(transaction, key.tenant, key.accountId);
    const chosen = own.filter((session) => (id === null ? session.tokenHash !== tokenHash : session.tokenHash.slice(0, ID_LENGTH) === id));
    if (id !== null && chosen.length === 0) return failure(fault("not-found", { found: id }));
    for (const session of chosen)
      await endSessions(transaction, { tenant: key.tenant, tokenHash: session.tokenHash }, "ended-by-owner", deps.now());
    await recordEvent(transaction, deps, {
      ...{ actor, action: "session.ended", object: { kind: "account", id: key.accountId }, after: { sessions: chosen.length } },
    });
    return success(true as const);
  });
}
