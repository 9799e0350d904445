// Stores as each earlier version of the schema left them, with all that it could hold of the demonstration's records, opened by today's
// program: every row that was there is there to the byte, ledgers and trail agree with themselves.
import { createHash } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql, type Transaction } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aTestApp, type TestApp } from "../src/app/http/app.builder.ts";
import { type BackupTable, listTables } from "../src/app/store/backup/backup-tables.ts";
import { tableLines } from "../src/app/store/backup/table-lines.ts";
import { verifyStore } from "../src/app/store/backup/verify-store.ts";
import { verifyLedger } from "../src/app/store/ledger/verify-ledger.ts";
import { allMigrations } from "../src/app/store/migrations/all-migrations.ts";
import type { StorePlace } from "../src/app/store/open-at.ts";
import { aFolder, aPlace, aStoreAt, DATABASES, type DatabaseName } from "../src/app/store/store.builder.ts";
import type { StoreTables } from "../src/app/store/store-tables.ts";
import { proveStoredTrail } from "../src/app/usecases/trail/trail-file.ts";

const EARLIER = allMigrations.slice(0, -1).map(({ number }) => number);
const LEDGERS_SINCE = 8;
const TRAIL_SINCE = 4;
const CASE = "nanchang-2019";

/** Rows by table, each a list of its columns' texts by name. */
type Records = ReadonlyMap<string, readonly Readonly<Record<string, string | null>>[]>;

let source: TestApp;
let records: Records;
let empty: string;
beforeAll(async () => {
  source = await aTestApp("embedded", { watched: false });
  records = await recordsOf(source.deps.store.db);
  empty = join(aFolder(), "store");
  await (await aStoreAt({ kind: "folder", folder: empty }, { schema: 0 })).close();
});
afterAll(async () => await source.close());

/** A database with nothing in it; a folder is a copy of one that was made once. */
async function anEmptyPlace(database: DatabaseName): Promise<StorePlace> {
  if (database === "postgresql") return await aPlace(database);
  const folder = join(aFolder(), "store");
  cpSync(empty, folder, { recursive: true });
  return { kind: "folder", folder };
}

async function recordsOf(db: Kysely<StoreTables>): Promise<Records> {
  return await db.transaction().execute(async (transaction) => {
    const found = new Map<string, Record<string, string | null>[]>();
    for (const table of await listTables(transaction)) {
      const rows: Record<string, string | null>[] = [];
      for await (const { lines } of tableLines(transaction, table))
        for (const line of lines) {
          const values = JSON.parse(line) as readonly (string | null)[];
          rows.push(Object.fromEntries(table.columns.map(({ name }, index) => [name, values[index] ?? null])));
        }
      found.set(table.name, rows);
    }
    return found;
  });
}

/** Puts in what the tables of that time have columns for. Rows were accepted long ago: what they refer to is checked afterwards. */
async function fillFrom(transaction: Transaction<StoreTables>, table: BackupTable): Promise<number> {
  const rows = records.get(table.name) ?? [];
  const names = sql.join(table.columns.map(({ name }) => sql.id(name)));
  const values = sql.join(table.columns.map(({ name, type }) => sql`(line ->> ${sql.lit(name)})::${sql.raw(type)}`));
  await sql`insert into ${sql.id(table.name)} (${names}) overriding system value
    select ${values} from json_array_elements(${JSON.stringify(rows)}::json) as line`.execute(transaction);
  return rows.length;
}

/** Under which rules a kept score was made: a migration may ask for it to be made anew. The score itself stays. */
const MADE_ANEW = { table: "case_scores", column: "rules" } as const;

/** A hash of those tables' rows, of the columns that they name. */
async function hashOf(db: Kysely<StoreTables>, tables: readonly BackupTable[]): Promise<string> {
  return await db.transaction().execute(async (transaction) => {
    const hash = createHash("sha256");
    for (const table of tables.map(withoutMark))
      for await (const { lines } of tableLines(transaction, table)) hash.update(`${table.name} ${lines.join("\n")}\n`);
    return hash.digest("hex");
  });
}

function withoutMark(table: BackupTable): BackupTable {
  if (table.name !== MADE_ANEW.table) return table;
  return { ...table, columns: table.columns.filter(({ name }) => name !== MADE_ANEW.column) };
}

async function upgrade(database: DatabaseName, version: number, damage: (db: Kysely<StoreTables>) => Promise<void>) {
  const place = await anEmptyPlace(database);
  const old = await aStoreAt(place, { schema: version });
  let rows = 0;
  const tables = await old.db.transaction().execute(async (transaction) => {
    const those = await listTables(transaction);
    await sql`set local session_replication_role = replica`.execute(transaction);
    for (const table of those) rows += await fillFrom(transaction, table);
    return those;
  });
  const before = await hashOf(old.db, tables);
  await old.close();
  const { db, close } = await aStoreAt(place);
  await damage(db);
  const report = await verifyStore(db);
  const { tenant, keys } = source.deps;
  const found = {
    kept: (await hashOf(db, tables)) === before,
    schema: report.schema,
    problems: report.problems,
    ledger: version < LEDGERS_SINCE ? [] : (await verifyLedger(db, { tenant, id: CASE }))?.differences,
    trail: version < TRAIL_SINCE ? null : (await proveStoredTrail({ db, keys }, tenant, [])).broken,
  };
  await close();
  return { rows, found };
}

const WHOLE = { kept: true, schema: allMigrations.at(-1)?.name, problems: [], ledger: [], trail: null };

describe.each(DATABASES)("on %s", (database) => {
  test("a store of each earlier version keeps every row, its ledgers and its trail", async () => {
    let all = 0;
    for (const version of EARLIER) {
      const { rows, found } = await upgrade(database, version, async () => undefined);
      all += rows;
      expect([version, rows > 0, found]).toEqual([version, true, WHOLE]);
    }
    console.log(`upgrade ${database}: ${EARLIER.length} earlier versions, ${all} rows, 0 lost or changed`);
  });

  test("a migration that would change a figure or an event is seen", async () => {
    const { found } = await upgrade(database, allMigrations.length - 1, async (db) => {
      await sql`set session_replication_role = replica`.execute(db);
      await sql`update ledger_entries set amount = amount + 1 where seq = 5`.execute(db);
    });
    expect([found.kept, (found.ledger ?? []).length > 0]).toEqual([false, true]);
  });
});
