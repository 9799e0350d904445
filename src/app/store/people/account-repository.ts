// Accounts and what was granted to them.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Grant, Role } from "../../../access/index.ts";
import type { StoreTables } from "../store-tables.ts";

export type Account = {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly passwordHash: string | null;
  readonly passwordSetAt: string | null;
  readonly mustChange: boolean;
  /** Sealed. */
  readonly secondFactor: Uint8Array | null;
  /** The time step of the last code taken. */
  readonly secondFactorStep: bigint | null;
  readonly disabledAt: string | null;
  readonly createdAt: string;
  readonly version: number;
};

export type AccountKey = { readonly tenant: string; readonly id: string };

export async function findAccount(db: Kysely<StoreTables>, { tenant, id }: AccountKey): Promise<Account | undefined> {
  const row = await db.selectFrom("accounts").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  return row && accountOf(row);
}

/** Small and capital letters are one login. */
export async function findAccountByLogin(db: Kysely<StoreTables>, tenant: string, login: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom("accounts")
    .where("tenant", "=", tenant)
    .where(sql<boolean>`lower(login) = lower(${login})`)
    .selectAll()
    .executeTakeFirst();
  return row && accountOf(row);
}

/** By the number that the house's directory has for the person. */
export async function findAccountByDirectory(db: Kysely<StoreTables>, tenant: string, number: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom("accounts")
    .where("tenant", "=", tenant)
    .where("directory_subject", "=", number)
    .selectAll()
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Holds the account for this transaction: what is granted to one person is decided one after the other. */
export async function lockAccount(transaction: Transaction<StoreTables>, { tenant, id }: AccountKey): Promise<Account | undefined> {
  const row = await transaction
    .selectFrom("accounts")
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  return row && accountOf(row);
}

export async function listAccounts(db: Kysely<StoreTables>, tenant: string): Promise<Account[]> {
  const rows = await db.selectFrom("accounts").where("tenant", "=", tenant).selectAll().orderBy("login").execute();
  return rows.map(accountOf);
}

export async function countAccounts(db: Kysely<StoreTables>, tenant: string): Promise<number> {
  const row = await db
    .selectFrom("accounts")
    .where("tenant", "=", tenant)
    .select(({ fn }) => fn.countAll<string>().as("accounts"))
    .executeTakeFirstOrThrow();
  return Number(row.accounts);
}

export type NewAccount = AccountKey & {
  readonly login: string;
  readonly name: string;
  readonly unitId: string;
  readonly directorySubject: string | null;
  readonly now: string;
};

/** False where the login is taken. The account cannot sign in until a password is set. */
export async function addAccount(transaction: Transaction<StoreTables>, input: NewAccount): Promise<boolean> {
  const row = await transaction
    .insertInto("accounts")
    .values({
      ...{ tenant: input.tenant, id: input.id, login: input.login, name: input.name, unit_id: input.unitId },
      ...{ password_hash: null, password_set_at: null, must_change: false, second_factor: null, second_factor_step: null },
      ...{ directory_subject: input.directorySubject, disabled_at: null, created_at: input.now, version: 1 },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Sets the password and keeps it among those that may not come again. */
export async function setPassword(
  transaction: Transaction<StoreTables>,
  { tenant, id }: AccountKey,
  { hash, mustChange, now }: { readonly hash: string; readonly mustChange: boolean; readonly now: string },
): Promise<void> {
  await transaction
    .updateTable("accounts")
    .set(({ eb }) => ({ password_hash: hash, password_set_at: now, must_change: mustChange, version: eb("version", "+", 1) }))
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .execute();
  await transaction
    .insertInto("account_passwords")
    .values({ tenant, account_id: id, set_at: now, password_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes the password away: the account cannot sign in until a new one is set. */
export async function dropPassword(transaction: Transaction<StoreTables>, { tenant, id }: AccountKey): Promise<void> {
  await transaction
    .updateTable("accounts")
    .set(({ eb }) => ({ password_hash: null, password_set_at: null, version: eb("version", "+", 1) }))
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .execute();
}

/** The password has to be changed at the next sign-in. */
export async function demandNewPassword(transaction: Transaction<StoreTables>, { tenant, id }: AccountKey): Promise<void> {
  await transaction.updateTable("accounts").set({ must_change: true }).where("tenant", "=", tenant).where("id", "=", id).execute();
}

/** The newest first. */
export async function lastPasswords(db: Kysely<StoreTables>, { tenant, id }: AccountKey, count: number): Promise<string[]> {
  const rows = await db
    .selectFrom("account_passwords")
    .where("tenant", "=", tenant)
    .where("account_id", "=", id)
    .select("password_hash")
    .orderBy("set_at", "desc")
    .limit(count)
    .execute();
  return rows.map(({ password_hash }) => password_hash);
}

/** False where somebody changed it since `version`. */
export async function changeAccount(
  transaction: Transaction<StoreTables>,
  change: AccountKey & { readonly version: number; readonly name: string; readonly unitId: string },
): Promise<boolean> {
  const row = await transaction
    .updateTable("accounts")
    .set({ name: change.name, unit_id: change.unitId, version: change.version + 1 })
    .where("tenant", "=", change.tenant)
    .where("id", "=", change.id)
    .where("version", "=", change.version)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function setDisabled(transaction: Transaction<StoreTables>, { tenant, id }: AccountKey, at: string | null): Promise<void> {
  await transaction
    .updateTable("accounts")
    .set(({ eb }) => ({ disabled_at: at, version: eb("version", "+", 1) }))
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .execute();
}

/** Sets or takes away the second factor with its recovery codes (hashes). */
export async function setSecondFactor(
  transaction: Transaction<StoreTables>,
  { tenant, id }: AccountKey,
  secret: Uint8Array | null,
  recovery: readonly string[],
): Promise<void> {
  await transaction
    .updateTable("accounts")
    .set(({ eb }) => ({ second_factor: secret, second_factor_step: null, version: eb("version", "+", 1) }))
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .execute();
  await transaction.deleteFrom("account_recovery_codes").where("tenant", "=", tenant).where("account_id", "=", id).execute();
  for (const code_hash of recovery)
    await transaction.insertInto("account_recovery_codes").values({ tenant, account_id: id, code_hash, used_at: null }).execute();
}

/** Takes the code of a time step; false where that step or a later one was taken before. */
export async function takeSecondFactorStep(
  transaction: Transaction<StoreTables>,
  { tenant, id }: AccountKey,
  step: bigint,
): Promise<boolean> {
  const row = await transaction
    .updateTable("accounts")
    .set({ second_factor_step: String(step) })
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .where(sql<boolean>`(second_factor_step is null or second_factor_step < ${String(step)}::bigint)`)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses up a recovery code; false where there is no such unused one. */
export async function takeRecoveryCode(
  transaction: Transaction<StoreTables>,
  { tenant, id }: AccountKey,
  codeHash: string,
  now: string,
): Promise<boolean> {
  const row = await transaction
    .updateTable("account_recovery_codes")
    .set({ used_at: now })
    .where("tenant", "=", tenant)
    .where("account_id", "=", id)
    .where("code_hash", "=", codeHash)
    .where("used_at", "is", null)
    .returning("code_hash")
    .executeTakeFirst();
  return row !== undefined;
}

export async function countRecoveryCodes(db: Kysely<StoreTables>, { tenant, id }: AccountKey): Promise<number> {
  const row = await db
    .selectFrom("account_recovery_codes")
    .where("tenant", "=", tenant)
    .where("account_id", "=", id)
    .where("used_at", "is", null)
    .select(({ fn }) => fn.countAll<string>().as("codes"))
    .executeTakeFirstOrThrow();
  return Number(row.codes);
}

/** How often a role was ever granted, and who holds it now with an account that may sign in. */
export async function holdersOf(
  db: Kysely<StoreTables>,
  tenant: string,
  role: Role,
): Promise<{ readonly everGranted: boolean; readonly accountIds: readonly string[] }> {
  const rows = await db
    .selectFrom("grants")
    .innerJoin("accounts", (join) => join.onRef("accounts.tenant", "=", "grants.tenant").onRef("accounts.id", "=", "grants.account_id"))
    .where("grants.tenant", "=", tenant)
    .where("grants.role", "=", role)
    .where("grants.granted", "=", true)
    .select(["grants.account_id", "grants.ended_at", "accounts.disabled_at"])
    .execute();
  const standing = rows.filter(({ ended_at, disabled_at }) => ended_at === null && disabled_at === null);
  return { everGranted: rows.length > 0, accountIds: [...new Set(standing.map(({ account_id }) => account_id))] };
}

/** The path of the nearest 单位 at or above node `u`, else its own. Its path names the nodes above it: they are looked up, not searched. */
export const BODY_PATH = sql<string>`coalesce((select b.path from units b where b.tenant = u.tenant and b.kind = 'unit'
  and b.id = any(string_to_array(u.path, '/')) order by length(b.path) desc limit 1), u.path)`;

/** What stands: granted by a second person and not ended, at nodes that have not ended. */
export async function standingGrants(db: Kysely<StoreTables>, { tenant, id }: AccountKey): Promise<Grant[]> {
  const { rows } = await sql<{ role: Role; unit_id: string; path: string; body_path: string }>`
    select g.role, g.unit_id, u.path, ${BODY_PATH} as body_path
    from grants g join units u on u.tenant = g.tenant and u.id = g.unit_id
    where g.tenant = ${tenant} and g.account_id = ${id} and g.granted and g.ended_at is null and u.ended_at is null
    order by g.role, u.path`.execute(db);
  return rows.map((row) => ({ role: row.role, unitId: row.unit_id, unitPath: row.path, bodyPath: row.body_path }));
}

export type GrantRecord = {
  readonly id: string;
  readonly accountId: string;
  readonly role: string;
  readonly unitId: string;
  readonly proposedBy: string | null;
  readonly proposedAt: string;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly granted: boolean | null;
  readonly decisionReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly version: number;
};

/** The newest first; of one account, or of all. */
export async function listGrants(db: Kysely<StoreTables>, tenant: string, accountId?: string): Promise<GrantRecord[]> {
  let query = db.selectFrom("grants").where("tenant", "=", tenant);
  if (accountId !== undefined) query = query.where("account_id", "=", accountId);
  return (await query.selectAll().orderBy("proposed_at", "desc").orderBy("id").execute()).map(grantOf);
}

export async function findGrant(db: Kysely<StoreTables>, tenant: string, id: string): Promise<GrantRecord | undefined> {
  const row = await db.selectFrom("grants").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  return row && grantOf(row);
}

export type NewGrant = {
  readonly tenant: string;
  readonly id: string;
  readonly accountId: string;
  readonly role: Role;
  readonly unitId: string;
  /** null for what the first run's link makes; it stands at once. */
  readonly proposedBy: string | null;
  readonly reason: string;
  readonly now: string;
  /** Stands without a second person: first run and demonstration only. */
  readonly atOnce: boolean;
};

/** False where the same role at the same node stands or waits already. */
export async function addGrant(transaction: Transaction<StoreTables>, input: NewGrant): Promise<boolean> {
  const row = await transaction
    .insertInto("grants")
    .values({
      ...{ tenant: input.tenant, id: input.id, account_id: input.accountId, role: input.role, unit_id: input.unitId },
      ...{ proposed_by: input.proposedBy, proposed_at: input.now, reason: input.reason, version: 1 },
      ...{ granted: input.atOnce ? true : null, decided_at: input.atOnce ? input.now : null, decided_by: null, decision_reason: null },
      ...{ ended_by: null, ended_at: null, end_reason: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** False where somebody decided or ended it meanwhile. */
export async function decideGrant(
  transaction: Transaction<StoreTables>,
  decision: {
    readonly tenant: string;
    readonly id: string;
    readonly version: number;
    readonly by: string;
    readonly granted: boolean;
    readonly reason: string | null;
    readonly now: string;
  },
): Promise<boolean> {
  const row = await transaction
    .updateTable("grants")
    .set({
      ...{ decided_by: decision.by, decided_at: decision.now, granted: decision.granted },
      ...{ decision_reason: decision.reason, version: decision.version + 1 },
    })
    .where("tenant", "=", decision.tenant)
    .where("id", "=", decision.id)
    .where("version", "=", decision.version)
    .where("decided_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function endGrant(
  transaction: Transaction<StoreTables>,
  end: {
    readonly tenant: string;
    readonly id: string;
    readonly version: number;
    readonly by: string;
    readonly reason: string;
    readonly now: string;
  },
): Promise<boolean> {
  const row = await transaction
    .updateTable("grants")
    .set({ ended_by: end.by, ended_at: end.now, end_reason: end.reason, version: end.version + 1 })
    .where("tenant", "=", end.tenant)
    .where("id", "=", end.id)
    .where("version", "=", end.version)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

function accountOf(row: StoreTables["accounts"]): Account {
  return {
    ...{ id: row.id, login: row.login, name: row.name, unitId: row.unit_id, passwordHash: row.password_hash },
    ...{ passwordSetAt: row.password_set_at, mustChange: row.must_change, secondFactor: row.second_factor },
    secondFactorStep: row.second_factor_step === null ? null : BigInt(row.second_factor_step),
    ...{ disabledAt: row.disabled_at, createdAt: row.created_at, version: row.version },
  };
}

function grantOf(row: StoreTables["grants"]): GrantRecord {
  return {
    ...{ id: row.id, accountId: row.account_id, role: row.role, unitId: row.unit_id, proposedBy: row.proposed_by },
    ...{ proposedAt: row.proposed_at, reason: row.reason, decidedBy: row.decided_by, decidedAt: row.decided_at },
    ...{ granted: row.granted, decisionReason: row.decision_reason, endedBy: row.ended_by, endedAt: row.ended_at },
    ...{ endReason: row.end_reason, version: row.version },
  };
}
