// Keys of writes: claimed in the transaction of the write's effect, so that neither is there without the other.
import type { Kysely } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import type { RequestKeysTable } from "./request-key-tables.ts";

export type RequestKey = { readonly tenant: string; readonly accountId: string; readonly key: string };

export type KeyedAnswer = Pick<RequestKeysTable, "request_hash" | "answer">;

/** Takes the key; false where another request has it, and did whatever it did. One that expired is free again. */
export async function claimKey(
  db: Kysely<StoreTables>,
  {
    tenant,
    accountId,
    key,
    hash,
    now,
    expiresAt,
  }: RequestKey & { readonly hash: string; readonly now: string; readonly expiresAt: string },
): Promise<boolean> {
  const values = { request_hash: hash, expires_at: expiresAt, answer: null };
  const claimed = await db
    .insertInto("request_keys")
    .values({ tenant, account_id: accountId, key, ...values })
    .onConflict((conflict) =>
      conflict.columns(["tenant", "account_id", "key"]).doUpdateSet(values).where("request_keys.expires_at", "<=", now),
    )
    .returning("key")
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function keepAnswer(db: Kysely<StoreTables>, { tenant, accountId, key }: RequestKey, answer: Uint8Array): Promise<void> {
  await db
    .updateTable("request_keys")
    .set({ answer })
    .where("tenant", "=", tenant)
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .execute();
}

/** What became of the request with that key; undefined where there was none, or too long ago. */
export async function findKeyedAnswer(
  db: Kysely<StoreTables>,
  { tenant, accountId, key }: RequestKey,
  now: string,
): Promise<KeyedAnswer | undefined> {
  return await db
    .selectFrom("request_keys")
    .where("tenant", "=", tenant)
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .where("expires_at", ">", now)
    .select(["request_hash", "answer"])
    .executeTakeFirst();
}

/** Removes the keys that have expired, of every tenant; how many there were. */
export async function forgetKeys(db: Kysely<StoreTables>, now: string): Promise<number> {
  return (await db.deleteFrom("request_keys").where("expires_at", "<=", now).returning("key").execute()).length;
}
