// Sessions, failed sign-ins and one-time links. Tokens are here only as hashes.
import { type Kysely, sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import type { OneTimeLinksTable, SessionDoor, SessionStage } from "./people-tables.ts";

export type Session = {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly stage: SessionStage;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly from: string;
  readonly agent: string;
  readonly openedBy: SessionDoor;
};

export type SessionKey = { readonly tenant: string; readonly tokenHash: string };

/** Those of one account that have not been ended, the last used first. */
export async function listSessions(db: Kysely<StoreTables>, tenant: string, accountId: string): Promise<Session[]> {
  const rows = await db
    .selectFrom("sessions")
    .where("tenant", "=", tenant)
    .where("account_id", "=", accountId)
    .where("ended_at", "is", null)
    .selectAll()
    .orderBy("seen_at", "desc")
    .execute();
  return rows.map(sessionOf);
}

export async function addSession(
  transaction: Transaction<StoreTables>,
  { tenant, ...session }: Omit<Session, "seenAt"> & { readonly tenant: string },
): Promise<void> {
  await transaction
    .insertInto("sessions")
    .values({
      ...{ tenant, token_hash: session.tokenHash, account_id: session.accountId, stage: session.stage },
      ...{ started_at: session.startedAt, seen_at: session.startedAt, from_address: session.from, agent: session.agent },
      ...{ ended_at: null, ended_why: null, opened_by: session.openedBy },
    })
    .execute();
}

/** All in one statement: everybody's minute is over at the same time when they came at the same time. */
export async function markSeen(db: Kysely<StoreTables>, sessions: readonly SessionKey[], now: string): Promise<void> {
  const seen = JSON.stringify(sessions.map(({ tenant, tokenHash }) => ({ tenant, hash: tokenHash })));
  await db
    .updateTable("sessions")
    .set({ seen_at: now })
    .where(
      sql<boolean>`(tenant, token_hash) in (select tenant, hash from json_to_recordset(${seen}::json) as seen (tenant text, hash text))`,
    )
    .execute();
}

/** Ends one session, or all of an account but one. */
export async function endSessions(
  transaction: Kysely<StoreTables>,
  which: { readonly tenant: string } & ({ readonly tokenHash: string } | { readonly accountId: string; readonly but?: string }),
  why: string,
  now: string,
): Promise<number> {
  let query = transaction
    .updateTable("sessions")
    .set({ ended_at: now, ended_why: why })
    .where("tenant", "=", which.tenant)
    .where("ended_at", "is", null);
  if ("tokenHash" in which) query = query.where("token_hash", "=", which.tokenHash);
  else {
    query = query.where("account_id", "=", which.accountId);
    if (which.but !== undefined) query = query.where("token_hash", "<>", which.but);
  }
  return (await query.returning("token_hash").execute()).length;
}

export type FailureCount = { readonly failures: number; readonly lastAt: string; readonly lockedUntil: string | null };

export async function findFailures(db: Kysely<StoreTables>, tenant: string, subject: string): Promise<FailureCount | undefined> {
  const row = await db
    .selectFrom("sign_in_failures")
    .where("tenant", "=", tenant)
    .where("subject", "=", subject)
    .selectAll()
    .executeTakeFirst();
  return row && { failures: row.failures, lastAt: row.last_at, lockedUntil: row.locked_until };
}

export async function saveFailures(
  transaction: Transaction<StoreTables>,
  tenant: string,
  subject: string,
  count: FailureCount,
): Promise<void> {
  const values = { failures: count.failures, last_at: count.lastAt, locked_until: count.lockedUntil };
  await transaction
    .insertInto("sign_in_failures")
    .values({ tenant, subject, ...values })
    .onConflict((conflict) => conflict.columns(["tenant", "subject"]).doUpdateSet(values))
    .execute();
}

/** Counts that nothing was added to since `before` start anew. */
export async function forgetOldFailures(transaction: Transaction<StoreTables>, tenant: string, before: string): Promise<void> {
  await transaction.deleteFrom("sign_in_failures").where("tenant", "=", tenant).where("last_at", "<=", before).execute();
}

/** Which subjects are locked, with the end of the lock. */
export async function listLocks(db: Kysely<StoreTables>, tenant: string, now: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("sign_in_failures")
    .where("tenant", "=", tenant)
    .where("locked_until", ">", now)
    .select(["subject", "locked_until"])
    .execute();
  return new Map(rows.flatMap(({ subject, locked_until }) => (locked_until === null ? [] : [[subject, locked_until] as const])));
}

export async function forgetFailures(transaction: Transaction<StoreTables>, tenant: string, subject: string): Promise<void> {
  await transaction.deleteFrom("sign_in_failures").where("tenant", "=", tenant).where("subject", "=", subject).execute();
}

export type NewLink = Omit<OneTimeLinksTable, "used_at">;

export async function addLink(transaction: Transaction<StoreTables>, link: NewLink): Promise<void> {
  await transaction
    .insertInto("one_time_links")
    .values({ ...link, used_at: null })
    .execute();
}

export type OneTimeLink = Pick<OneTimeLinksTable, "purpose" | "role" | "account_id" | "created_by">;

export async function findLink(db: Kysely<StoreTables>, tenant: string, tokenHash: string, now: string): Promise<OneTimeLink | undefined> {
  return await db
    .selectFrom("one_time_links")
    .where("tenant", "=", tenant)
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .select(["purpose", "role", "account_id", "created_by"])
    .executeTakeFirst();
}

/** Uses a link up; undefined where it is unknown, used or too old. */
export async function takeLink(
  transaction: Transaction<StoreTables>,
  tenant: string,
  tokenHash: string,
  now: string,
): Promise<OneTimeLink | undefined> {
  return await transaction
    .updateTable("one_time_links")
    .set({ used_at: now })
    .where("tenant", "=", tenant)
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning(["purpose", "role", "account_id", "created_by"])
    .executeTakeFirst();
}

/** Makes every link of an account worthless that has not been used: a newer one, or a password, took its place. */
export async function endLinks(transaction: Transaction<StoreTables>, tenant: string, accountId: string, now: string): Promise<void> {
  await transaction
    .updateTable("one_time_links")
    .set({ used_at: now })
    .where("tenant", "=", tenant)
    .where("account_id", "=", accountId)
    .where("used_at", "is", null)
    .execute();
}

/** Administrators whose first link can still be used. */
export async function openFirstLinks(db: Kysely<StoreTables>, tenant: string, now: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("one_time_links")
    .where("tenant", "=", tenant)
    .where("purpose", "=", "first-administrator")
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .select("role")
    .execute();
  return rows.flatMap(({ role }) => (role === null ? [] : [role]));
}

function sessionOf(row: StoreTables["sessions"]): Session {
  return {
    ...{ tokenHash: row.token_hash, accountId: row.account_id, stage: row.stage, startedAt: row.started_at },
    ...{ seenAt: row.seen_at, from: row.from_address, agent: row.agent, openedBy: row.opened_by },
  };
}
