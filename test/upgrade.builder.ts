// Stores as each earlier version of the schema left them, with all that it could hold of the demonstration's records.
import { createHash } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql, type Transaction } from "kysely";
import { afterAll, beforeAll } from "vitest";
import { aTestApp, type TestApp } from "../src/app/http/app.builder.ts";
import { type BackupTable, listTables } from "../src/app/store/backup/backup-tables.ts";
import { tableLines } from "../src/app/store/backup/table-lines.ts";
import { verifyStore } from "../src/app/store/backup/verify-store.ts";
import { verifyLedger } from "../src/app/store/ledger/verify-ledger.ts";
import { allMigrations } from "../src/app/store/migrations/all-migrations.ts";
import type { StorePlace } from "../src/app/store/open-at.ts";
import { aFolder, aPlace, aStoreAt, type DatabaseName } from "../src/app/store/store.builder.ts";
import type { StoreTables } from "../src/app/store/store-tables.ts";
import { proveStoredTrail } from "../src/app/usecases/trail/trail-file.ts";

/** Numbers of the schemas before today's. */
export const EARLIER = allMigrations.slice(0, -1).map(({ number }) => number);
const LEDGERS_SINCE = 8;
const TRAIL_SINCE = 4;
const CASE = "nanchang-2019";

/** Rows by table, each a list of its columns' texts by name. */
type Records = ReadonlyMap<string, readonly Readonly<Record<string, string | null>>[]>;

/** A store as that version left it, closed. */
export type EarlierStore = {
  readonly version: number;
  readonly place: StorePlace;
  readonly rows: number;
  readonly tables: readonly BackupTable[];
  readonly hash: string;
};

let source: TestApp;
let records: Records;
let empty: string;

/** In the file that asks for earlier stores. */
export function withRecords(): void {
  beforeAll(async () => {
    source = await aTestApp("embedded", { watched: false });
    records = await recordsOf(source.deps.store.db);
    empty = join(aFolder(), "store");
    await (await aStoreAt({ kind: "folder", folder: empty }, { schema: 0 })).close();
  });
  afterAll(async () => await source.close());
}

export async function anEarlierStore(database: DatabaseName, version: number): Promise<EarlierStore> {
  const place = await anEmptyPlace(database);
  const old = await aStoreAt(place, { schema: version });
  let rows = 0;
  const tables = await old.db.transaction().execute(async (transaction) => {
    const those = await listTables(transaction);
    await sql`set local session_replication_role = replica`.execute(transaction);
    for (const table of those) rows += await fillFrom(transaction, table);
    return those;
  });
  const hash = await hashOf(old.db, tables);
  await old.close();
  return { version, place, rows, tables, hash };
}

/** What is found of it when today's program has opened it; WHOLE where nothing is amiss. `damage` comes in between. */
export async function openedToday(
  { version, place, tables, hash }: Omit<EarlierStore, "rows">,
  damage: (db: Kysely<StoreTables>) => Promise<void> = async () => undefined,
) {
  const { db, close } = await aStoreAt(place);
  await damage(db);
  const report = await verifyStore(db);
  const { tenant, keys } = source.deps;
  const found = {
    kept: (await hashOf(db, tables)) === hash,
    schema: report.schema,
    problems: report.problems,
    ledger: version < LEDGERS_SINCE ? [] : (await verifyLedger(db, { tenant, id: CASE }))?.differences,
    trail: version < TRAIL_SINCE ? null : (await proveStoredTrail({ db, keys }, tenant, [])).broken,
  };
  await close();
  return found;
}

export const WHOLE = { kept: true, schema: allMigrations.at(-1)?.name, problems: [], ledger: [], trail: null };

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
