// A table's rows as lines: each a JSON array of its columns' texts as PostgreSQL prints them, in the order of its key. The same rows
// make the same lines on every database, so that their hash tells whether two stores hold the same.
import { sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import type { BackupColumn, BackupTable } from "./backup-tables.ts";

/** So much text at a time, or one row where that is larger. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Rows at a time where no column can be large. */
const SMALL_ROWS = 1_000;
const SIZES_AT_ONCE = 5_000;

export type Lines = { readonly lines: readonly string[] };

/** Reads through cursors within the transaction, so that memory stays bounded whatever the table's size. */
export async function* tableLines(transaction: Transaction<StoreTables>, table: BackupTable): AsyncGenerator<Lines> {
  const columns = sql.join(table.columns.map(({ name }) => sql`${sql.id(name)}::text`));
  const order = sql.join(table.key.map(keyOrder));
  // The order is made of the rows before their text is, so that a sort does not carry the texts along.
  const ordered = sql`(select * from ${sql.id(table.name)} order by ${order} offset 0) as ordered`;
  await sql`declare backup_rows no scroll cursor for
    select json_build_array(variadic array[${columns}])::text as line from ${ordered}`.execute(transaction);
  for await (const count of chunkCounts(transaction, table, order)) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from backup_rows`.execute(transaction);
    if (rows.length === 0) break;
    yield { lines: rows.map(({ line }) => line) };
  }
  await sql`close backup_rows`.execute(transaction);
}

/** How many rows to take each time. */
async function* chunkCounts(
  transaction: Transaction<StoreTables>,
  table: BackupTable,
  order: ReturnType<typeof sql>,
): AsyncGenerator<number> {
  const large = table.columns.filter(({ type }) => ["bytea", "json", "jsonb"].includes(type));
  if (large.length === 0) for (;;) yield SMALL_ROWS;
  const size = sql.join(large.map(sizeOf), sql` + `);
  await sql`declare backup_sizes no scroll cursor for
    select (${size})::int8::text as size from ${sql.id(table.name)} order by ${order}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ size: string }>`fetch ${sql.lit(SIZES_AT_ONCE)} from backup_sizes`.execute(transaction);
    if (rows.length === 0) break;
    let count = 0;
    let bytes = 0;
    for (const row of rows) {
      const next = Number(row.size);
      if (count > 0 && (bytes + next > CHUNK_BYTES || count === SMALL_ROWS)) {
        yield count;
        count = 0;
        bytes = 0;
      }
      count++;
      bytes += next;
    }
    yield count;
  }
  await sql`close backup_sizes`.execute(transaction);
}

/** Bytes print as two digits each; what is stored deflated may be many times larger. */
function sizeOf({ name, type }: BackupColumn): ReturnType<typeof sql> {
  return type === "bytea" ? sql`coalesce(octet_length(${sql.id(name)}), 0) * 2` : sql`coalesce(pg_column_size(${sql.id(name)}), 0) * 6`;
}

/** Text by its bytes: other orders differ from one database to the next. */
function keyOrder({ name, type }: BackupColumn): ReturnType<typeof sql> {
  return ["text", "character varying"].includes(type) || type.startsWith("character")
    ? sql`${sql.id(name)} collate "C"`
    : sql`${sql.id(name)}`;
}
