// Brings the schema up to this program's version: numbered, forward only, each migration in one transaction, the lock first.
import { createHash } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Migration } from "./migration.ts";
import { refuse, type StoreRefusal } from "./store-refusal.ts";

export type MigrateOutcome = { readonly ok: true; readonly applied: readonly string[] } | StoreRefusal;

/** Any number, the same for every program that migrates this schema. */
const ADVISORY_LOCK = 4_861_733_152;

type AppliedRow = { number: number; name: string; checksum: string };

/**
 * Applies what is missing up to that number, one transaction each, and says what it applied. Refuses, changing nothing, where a
 * migration applied earlier reads differently today or is unknown to this program. Two programs at once take turns at each migration.
 */
export async function migrate<DB>(db: Kysely<DB>, migrations: readonly Migration[], upTo = migrations.length): Promise<MigrateOutcome> {
  demandOrder(migrations);
  const applied: string[] = [];
  for (;;) {
    const step = await db.transaction().execute((transaction) => applyNext(transaction, migrations, upTo));
    if (step === "done") return { ok: true, applied };
    if (typeof step !== "string") return step;
    applied.push(step);
  }
}

/** Of name and statements; what a migration's text was when it was applied. */
export function checksumOf(migration: Migration): string {
  return createHash("sha256")
    .update(JSON.stringify([migration.number, migration.name, migration.statements]))
    .digest("hex");
}

/** The name of the migration applied, "done" if there was none to apply, or why none can be. */
async function applyNext<DB>(transaction: Transaction<DB>, migrations: readonly Migration[], upTo: number): Promise<string | StoreRefusal> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCK)})`.execute(transaction);
  await sql`create table if not exists schema_migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`.execute(transaction);
  const { rows } = await sql<AppliedRow>`select number, name, checksum from schema_migrations order by number`.execute(transaction);
  for (const [index, row] of rows.entries()) {
    const known = migrations[index];
    if (known === undefined) return refuse("newer-schema", row.name);
    if (known.number !== row.number || checksumOf(known) !== row.checksum) return refuse("migration-changed", row.name);
  }
  const next = migrations[rows.length];
  if (next === undefined || next.number > upTo) return "done";
  for (const statement of next.statements) await sql.raw(statement).execute(transaction);
  await sql`insert into schema_migrations (number, name, checksum)
    values (${next.number}, ${next.name}, ${checksumOf(next)})`.execute(transaction);
  return next.name;
}

function demandOrder(migrations: readonly Migration[]): void {
  for (const [index, { number, name }] of migrations.entries()) {
    if (number !== index + 1) throw new Error(`migration ${name} stands where number ${index + 1} belongs`);
  }
}
