// The tables of a database as a backup sees them, read from the database itself: columns, order of rows, sequences, ties.
import { sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";

export type BackupColumn = { readonly name: string; readonly type: string };

export type BackupTable = {
  readonly name: string;
  /** In the order they were made; what the database computes by itself is left out. */
  readonly columns: readonly BackupColumn[];
  readonly key: readonly BackupColumn[];
};

export type BackupSequence = { readonly name: string; readonly lastValue: string; readonly isCalled: boolean };

/** What describes the database itself and is made by the migrations, and copies that are made again of what is in a backup. */
const NOT_DATA = ["schema_migrations", "packed_blocks"];

/** By name. */
export async function listTables(transaction: Transaction<StoreTables>): Promise<readonly BackupTable[]> {
  const { rows } = await sql<{ name: string; columns: BackupColumn[]; key: BackupColumn[] | null }>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)::text
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by array_position(i.indkey::int2[], a.attnum))::text
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in (${sql.join(NOT_DATA)})
    order by c.relname collate "C"`.execute(transaction);
  return rows.map(({ name, columns, key }) => {
    if (key === null) throw new Error(`table ${name} has no primary key`);
    return { name, columns: parsed(columns), key: parsed(key) };
  });
}

export async function listSequences(transaction: Transaction<StoreTables>): Promise<readonly BackupSequence[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`.execute(transaction);
  const sequences: BackupSequence[] = [];
  for (const { name } of rows) {
    const found = await sql<{ last: string; called: boolean }>`
      select last_value::text as last, is_called as called from ${sql.id(name)}`.execute(transaction);
    const state = found.rows[0];
    if (state) sequences.push({ name, lastValue: state.last, isCalled: state.called });
  }
  return sequences;
}

export type AppliedMigration = { readonly number: number; readonly name: string; readonly checksum: string };

/** The migrations the database has seen, in order; none in a database that is not a store's. */
export async function appliedMigrations(transaction: Transaction<StoreTables>): Promise<readonly AppliedMigration[]> {
  const { rows: known } = await sql<{ known: boolean }>`select to_regclass('public.schema_migrations') is not null as known`.execute(
    transaction,
  );
  if (!known[0]?.known) return [];
  const { rows } = await sql<AppliedMigration>`select number, name, checksum from schema_migrations order by number`.execute(transaction);
  return rows;
}

function parsed(json: unknown): readonly BackupColumn[] {
  return JSON.parse(String(json)) as readonly BackupColumn[];
}
