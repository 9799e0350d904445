// Opens the embedded PostgreSQL on a folder so that an acknowledged commit is on the disk. To be called under the folder's lock.
// The engine's files are in `pg`. They are made beside it in `pg.new` and renamed once complete, so `pg` is never half a database.
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { columnParsers } from "./column-parsers.ts";
import { DurableFileSystem, syncPath } from "./durable-file-system.ts";
import { messageOf, reasonOfSystemError, reasonOfWords, refuse, type StoreRefusal } from "./store-refusal.ts";

export type OpenOptions = {
  /** Called when the engine gives up for good, with its last words. It answers nothing after that. */
  readonly onAbort?: (lastWords: string) => void;
  /** Another file system for the engine, where a test wants to look on or to make the disk fail. */
  readonly fileSystem?: (folder: string, onAbort: () => void) => DurableFileSystem;
};

export type OpenOutcome = { readonly ok: true; readonly database: PGlite; readonly created: boolean } | StoreRefusal;

export const ENGINE_FOLDER = "pg";
export const CREATION_FOLDER = "pg.new";

/** The major version of PostgreSQL whose files this engine reads. */
const ENGINE_MAJOR = "18";

/** What makes a commit durable, and damage visible. Asked of the engine each time, because it is easily lost in an upgrade. */
const DURABLE_SETTINGS: Readonly<Record<string, string>> = {
  fsync: "on",
  wal_sync_method: "fsync",
  full_page_writes: "on",
  synchronous_commit: "on",
  data_checksums: "on",
};

// "-F" is how the engine turns fsync off. Its fdatasync does nothing and reports success, hence the method.
const START_PARAMETERS: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync"],
];

/** Opens the database in the folder, creating it the first time. Refuses, changing nothing, what it cannot open. */
export async function openDurable(folder: string, options: OpenOptions = {}): Promise<OpenOutcome> {
  const engineFolder = join(folder, ENGINE_FOLDER);
  const created = !existsSync(engineFolder);
  if (created) {
    const refusal = await createEngineFolder(folder, options);
    if (refusal) return refusal;
  }
  const unfit = checkEngineFolder(engineFolder);
  if (unfit) return unfit;
  const started = await startEngine(engineFolder, options);
  if (!started.ok) return refuse(reasonOfWords(started.lastWords) ?? "damaged", started.lastWords);
  await demandDurability(started.database, started.fileSystem);
  return { ok: true, database: started.database, created };
}

async function createEngineFolder(folder: string, options: OpenOptions): Promise<StoreRefusal | undefined> {
  const creationFolder = join(folder, CREATION_FOLDER);
  try {
    rmSync(creationFolder, { recursive: true, force: true });
    const started = await startEngine(creationFolder, options);
    if (!started.ok) return refuse(reasonOfWords(started.lastWords) ?? "not-created", started.lastWords);
    await started.database.close();
    started.fileSystem.syncAll();
    renameSync(creationFolder, join(folder, ENGINE_FOLDER));
    syncPath(folder);
    return undefined;
  } catch (error) {
    return refuse(reasonOfSystemError(error) ?? "not-created", messageOf(error));
  }
}

/** Looks before the engine does: it would build a new database where it misses the old one's version file. */
function checkEngineFolder(engineFolder: string): StoreRefusal | undefined {
  try {
    const major = readFileSync(join(engineFolder, "PG_VERSION"), "utf8").trim();
    if (!/^\d+$/.test(major)) return refuse("damaged", "PG_VERSION holds no version");
    if (major !== ENGINE_MAJOR) return refuse("engine-version", major);
    // Left by an engine that was killed: the next one will not start on an empty or torn one. The lock says that none is running.
    rmSync(join(engineFolder, "postmaster.pid"), { force: true });
    return undefined;
  } catch (error) {
    const reason = reasonOfSystemError(error);
    return refuse(reason === "not-writable" || reason === "no-space" ? reason : "damaged", messageOf(error));
  }
}

type Started =
  | { readonly ok: true; readonly database: PGlite; readonly fileSystem: DurableFileSystem }
  | { readonly ok: false; readonly lastWords: string };

async function startEngine(engineFolder: string, options: OpenOptions): Promise<Started> {
  const journal: string[] = [];
  const verdict = (): string | undefined => journal.findLast((line) => /FATAL|PANIC/.test(line));
  const onAbort = (): void => options.onAbort?.(verdict() ?? journal.at(-1) ?? "aborted");
  const fileSystem = options.fileSystem?.(engineFolder, onAbort) ?? new DurableFileSystem(engineFolder, onAbort);
  try {
    const database = await PGlite.create({
      fs: fileSystem,
      startParams: START_PARAMETERS,
      parsers: columnParsers,
      onStderr: (line) => {
        journal.push(line);
        if (journal.length > 20) journal.shift();
        return false;
      },
    });
    return { ok: true, database, fileSystem };
  } catch (error) {
    return { ok: false, lastWords: verdict() ?? [wordsOf(error), ...journal.slice(-1)].join("; ") };
  }
}

/** The engine's files throw bare numbers of its own system. */
const ENGINE_ERRORS: Readonly<Record<number, string>> = {
  2: "Permission denied",
  19: "Disk quota exceeded",
  29: "I/O error",
  51: "No space left on device",
  63: "Operation not permitted",
  69: "Read-only file system",
};

function wordsOf(error: unknown): string {
  const errno = typeof error === "object" && error !== null && "errno" in error ? error.errno : undefined;
  return (typeof errno === "number" ? ENGINE_ERRORS[errno] : undefined) ?? messageOf(error);
}

async function demandDurability(database: PGlite, fileSystem: DurableFileSystem): Promise<void> {
  const names = Object.keys(DURABLE_SETTINGS);
  const { rows } = await database.query<{ name: string; setting: string }>("select name, setting from pg_settings where name = any($1)", [
    names,
  ]);
  const actual = new Map(rows.map((row) => [row.name, row.setting]));
  const wrong = names.filter((name) => actual.get(name) !== DURABLE_SETTINGS[name]);
  if (!fileSystem.hasSynced()) throw new Error("the engine is not durable: it has opened without a single sync of ours");
  if (wrong.length > 0) throw new Error(`the engine is not durable: ${wrong.map((name) => `${name}=${actual.get(name)}`).join(", ")}`);
}
