// The tree of units in the store: 地区 → 部门 → 单位 → 处室. A node is ended, never removed: what happened in it stays its own.
import { type Kysely, sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import type { UnitKind } from "./people-tables.ts";

export type Unit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: UnitKind;
  readonly name: string;
  readonly code: string | null;
  readonly path: string;
  readonly endedAt: string | null;
  readonly version: number;
};

type UnitRow = Omit<StoreTables["units"], "tenant">;

const COLUMNS = ["id", "parent_id", "kind", "name", "code", "path", "ended_at", "version"] as const;

export async function ensureTenant(db: Kysely<StoreTables>, tenant: string, name: string, now: string): Promise<void> {
  await db
    .insertInto("tenants")
    .values({ tenant, name, created_at: now })
    .onConflict((conflict) => conflict.column("tenant").doNothing())
    .execute();
}

export async function isTenant(db: Kysely<StoreTables>, tenant: string): Promise<boolean> {
  return (await db.selectFrom("tenants").where("tenant", "=", tenant).select("tenant").executeTakeFirst()) !== undefined;
}

/** In the order of the tree: every node after the one above it. */
export async function listUnits(db: Kysely<StoreTables>, tenant: string): Promise<Unit[]> {
  const rows = await db.selectFrom("units").where("tenant", "=", tenant).select(COLUMNS).orderBy("path").execute();
  return rows.map(unitOf);
}

export async function findUnit(db: Kysely<StoreTables>, tenant: string, id: string): Promise<Unit | undefined> {
  const row = await db.selectFrom("units").where("tenant", "=", tenant).where("id", "=", id).select(COLUMNS).executeTakeFirst();
  return row && unitOf(row);
}

/** Holds nodes to the end of the transaction; always in the same order, so that two holders never wait for each other. */
export async function lockUnits(transaction: Transaction<StoreTables>, tenant: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transaction
    .selectFrom("units")
    .where("tenant", "=", tenant)
    .where("id", "in", ids)
    .select("id")
    .orderBy("id")
    .forUpdate()
    .execute();
}

export type NewUnit = {
  readonly tenant: string;
  readonly id: string;
  readonly parent: Unit | null;
  readonly kind: UnitKind;
  readonly name: string;
  readonly code: string | null;
};

/** False where the id or the code is taken. */
export async function addUnit(transaction: Transaction<StoreTables>, { tenant, id, parent, kind, name, code }: NewUnit): Promise<boolean> {
  const row = await transaction
    .insertInto("units")
    .values({
      ...{ tenant, id, kind, name, code, version: 1, ended_at: null },
      parent_id: parent?.id ?? null,
      path: `${parent?.path ?? "/"}${id}/`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Renames a node or ends it. False where somebody changed it since `version`. */
export async function changeUnit(
  transaction: Transaction<StoreTables>,
  change: {
    readonly tenant: string;
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly code: string | null;
    readonly endedAt: string | null;
  },
): Promise<boolean> {
  const row = await transaction
    .updateTable("units")
    .set({ name: change.name, code: change.code, ended_at: change.endedAt, version: change.version + 1 })
    .where("tenant", "=", change.tenant)
    .where("id", "=", change.id)
    .where("version", "=", change.version)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** What keeps a node from being ended: people and cases that stand in it or below. */
export async function countInUnit(db: Kysely<StoreTables>, tenant: string, path: string): Promise<{ accounts: number; cases: number }> {
  const { rows } = await sql<{ accounts: number; cases: number }>`
    select (select count(*)::int from accounts a join units u on u.tenant = a.tenant and u.id = a.unit_id
              where a.tenant = ${tenant} and a.disabled_at is null and starts_with(u.path, ${path})) as accounts,
           (select count(*)::int from cases c join units u on u.tenant = c.tenant and u.id = c.unit_id
              where c.tenant = ${tenant} and starts_with(u.path, ${path})) as cases`.execute(db);
  return rows[0] ?? { accounts: 0, cases: 0 };
}

function unitOf({ id, parent_id, kind, name, code, path, ended_at, version }: UnitRow): Unit {
  return { id, parentId: parent_id, kind, name, code, path, endedAt: ended_at, version };
}
