// Puts a checked backup into an empty place: the schema as it was then, every row, then a comparison of all of it, then the schema of
// today. A folder appears complete or not at all; a database is filled in one transaction.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { sql, type Transaction } from "kysely";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { syncPath } from "../durable-file-system.ts";
import { LOCK_FILE, lockFolder } from "../folder-lock.ts";
import { checksumOf } from "../migrate.ts";
import { allMigrations } from "../migrations/all-migrations.ts";
import { openAt, type StorePlace } from "../open-at.ts";
import type { Store } from "../open-store.ts";
import { DatabaseError } from "../store-errors.ts";
import { lockedFault } from "../store-refusal.ts";
import type { StoreTables } from "../store-tables.ts";
import type { BackupManifest } from "./backup-manifest.ts";
import { appliedMigrations, type BackupTable, listTables } from "./backup-tables.ts";
import { BackupDamage, type BackupFile, damagedFault, openBackup } from "./read-backup.ts";
import { tableLines } from "./table-lines.ts";
import type { BackupProgress } from "./write-backup.ts";

/** One statement of a restore may take long: it may check a million rows against another table. */
const STATEMENT_MS = 6 * 60 * 60 * 1000;

/**
 * Restores the file into the place, or says why not and leaves the place as it was. Faults: those of `openBackup` and of opening a
 * store, backup-newer, restore-not-empty, restore-differs.
 */
export async function restoreBackup(path: string, place: StorePlace, progress: BackupProgress): Promise<Result<BackupManifest>> {
  const opened = await openBackup(path);
  if (!opened.ok) return opened;
  const backup = opened.value;
  try {
    const unknown = unknownSchema(backup);
    if (unknown) return unknown;
    return place.kind === "folder" ? await restoreFolder(backup, place.folder, progress) : await restoreInto(backup, place, progress);
  } finally {
    await backup.close();
  }
}

/** A backup of a newer program, or of one whose migrations were not ours. */
function unknownSchema({ path, manifest }: BackupFile): Result<BackupManifest> | undefined {
  for (const [index, { number, name, checksum }] of manifest.schema.entries()) {
    const known = allMigrations[index];
    if (known === undefined || known.number !== number || checksumOf(known) !== checksum)
      return failure(fault("backup-newer", { file: path, found: name }, { file: path }));
  }
  return undefined;
}

/** Beside the place first; renamed when all of it is there. */
async function restoreFolder(backup: BackupFile, folder: string, progress: BackupProgress): Promise<Result<BackupManifest>> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  const locked = await lockFolder(parent);
  if (!locked.ok) return failure(lockedFault(parent, locked.holder));
  const fresh = `${folder}.restoring`;
  try {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name !== "lost+found") : [];
    if (names.some((name) => name !== LOCK_FILE)) return notEmpty(folder);
    rmSync(fresh, { recursive: true, force: true });
    const restored = await restoreInto(backup, { kind: "folder", folder: fresh }, progress);
    if (restored.ok) {
      rmSync(`${folder}/${LOCK_FILE}`, { force: true });
      renameSync(fresh, folder);
      syncPath(parent);
    } else rmSync(fresh, { recursive: true, force: true });
    return restored;
  } finally {
    await locked.lock.release();
  }
}

async function restoreInto(backup: BackupFile, place: StorePlace, progress: BackupProgress): Promise<Result<BackupManifest>> {
  const then = backup.manifest.schema.length;
  const opened = await openAt(place, { schema: then, hangAfterMs: STATEMENT_MS });
  if (!opened.ok) return opened;
  const store = opened.value;
  const filled = await fill(store, backup, progress).finally(() => store.close());
  if (!filled.ok || then === allMigrations.length) return filled;
  const upgraded = await openAt(place, { hangAfterMs: STATEMENT_MS });
  if (!upgraded.ok) return upgraded;
  await upgraded.value.close();
  return filled;
}

/** Ends the transaction without a trace, and says why. */
class Refused extends Error {
  readonly why: Result<BackupManifest>;

  constructor(why: Result<BackupManifest>) {
    super("refused");
    this.why = why;
  }
}

async function fill(store: Store, backup: BackupFile, progress: BackupProgress): Promise<Result<BackupManifest>> {
  const { manifest } = backup;
  try {
    await store.db.transaction().execute(async (transaction) => {
      const tables = await listTables(transaction);
      if ((await appliedMigrations(transaction)).length !== manifest.schema.length) throw new Refused(notEmpty(store.place));
      for (const { name } of tables) {
        const { rows } = await sql`select 1 from ${sql.id(name)} limit 1`.execute(transaction);
        if (rows.length > 0) throw new Refused(notEmpty(store.place));
      }
      const same = JSON.stringify(tables.map(shapeOf)) === JSON.stringify(manifest.tables.map(shapeOf));
      if (!same) throw new Error("the backup's tables are not those of its own schema");
      const tie = await loosenTies(transaction, tables);
      for (const table of manifest.tables) await loadTable(transaction, backup, table, progress);
      for (const { name, lastValue, isCalled } of manifest.sequences)
        await sql`select setval(${sql.lit(`public."${name}"`)}::regclass, ${lastValue}::bigint, ${isCalled})`.execute(transaction);
      await tie();
      for (const table of tables) await compareTable(transaction, table, backup);
    });
    return success(manifest);
  } catch (error) {
    if (error instanceof Refused) return error.why;
    if (error instanceof BackupDamage) return failure(damagedFault(backup.path, error.part, error.message));
    // Somebody made hashes anew over rows that the schema does not take.
    if (error instanceof DatabaseError && UNFIT.test(error.code))
      return failure(damagedFault(backup.path, error.table ?? "?", `${error.code} ${error.message}`));
    throw error;
  }
}

/** SQLSTATE classes of values that are none, and of rows that break a rule. */
const UNFIT = /^2[23]/;

/**
 * Rows come table by table, so that what they refer to may not be there yet, and triggers have nothing to say about rows that were
 * accepted long ago. Answers with the function that puts everything back, upon which the database checks every reference.
 */
async function loosenTies(transaction: Transaction<StoreTables>, tables: readonly BackupTable[]): Promise<() => Promise<void>> {
  const { rows: ties } = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`.execute(
    transaction,
  );
  for (const { table, name } of ties) await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(transaction);
  for (const { name } of tables) await sql`alter table ${sql.id(name)} disable trigger user`.execute(transaction);
  return async () => {
    for (const { name } of tables) await sql`alter table ${sql.id(name)} enable trigger user`.execute(transaction);
    for (const { table, name, definition } of ties)
      await sql`alter table ${sql.raw(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(transaction);
  };
}

async function loadTable(
  transaction: Transaction<StoreTables>,
  backup: BackupFile,
  table: BackupManifest["tables"][number],
  progress: BackupProgress,
): Promise<void> {
  const names = sql.join(table.columns.map(({ name }) => sql.id(name)));
  const values = sql.join(table.columns.map(({ type }, index) => sql`(line ->> ${sql.lit(index)})::${sql.raw(type)}`));
  let done = 0;
  for (const part of table.parts) {
    const text = (await backup.readPart(part)).toString("utf8");
    const lines = `[${text.trimEnd().replaceAll("\n", ",")}]`;
    await sql`insert into ${sql.id(table.name)} (${names}) overriding system value
      select ${values} from json_array_elements(${lines}::json) as line`.execute(transaction);
    done += part.rows;
    progress(table.name, done);
  }
}

/** Reads back what was put in: as many rows as there were, and to the byte the same. */
async function compareTable(transaction: Transaction<StoreTables>, table: BackupTable, { path, manifest }: BackupFile): Promise<void> {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const { lines } of tableLines(transaction, table)) {
    rows += lines.length;
    for (const line of lines) hash.update(`${line}\n`);
  }
  const expected = manifest.tables.find(({ name }) => name === table.name);
  if (expected?.rows === rows && expected.sha256 === hash.digest("hex")) return;
  const found = `${table.name}: ${rows} / ${expected?.rows ?? 0}`;
  throw new Refused(failure(fault("restore-differs", { file: path, found }, { file: path })));
}

function shapeOf({ name, columns }: Pick<BackupTable, "name" | "columns">) {
  return [name, columns.map((column) => [column.name, column.type])];
}

function notEmpty(place: string): Result<BackupManifest> {
  return failure(fault("restore-not-empty", { found: place }));
}
