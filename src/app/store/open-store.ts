// The store: a folder, one process, one embedded PostgreSQL in a thread of its own, its schema brought up to date. Start reading here.
import { accessSync, constants, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Kysely } from "kysely";
import { failure, type Result, success } from "../../kernel/index.ts";
import { syncPath } from "./durable-file-system.ts";
import { embeddedSessions } from "./embedded-sessions.ts";
import { type EngineEvent, startEngineHost } from "./engine-host.ts";
import { type FolderLock, LOCK_FILE, lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { CREATION_FOLDER, ENGINE_FOLDER } from "./open-durable.ts";
import { type StoreChanges, watchChanges } from "./store-changes.ts";
import { kyselyOn } from "./store-dialect.ts";
import { lockedFault, messageOf, reasonOfSystemError, refuse, type StoreRefusal, unreadableFault } from "./store-refusal.ts";
import type { StoreTables } from "./store-tables.ts";

export type StoreOptions = {
  /** The store's own folder; made if it is missing. */
  readonly folder: string;
  /** A query without an answer for so long means a hanging engine, which is then replaced. Default 60 seconds. */
  readonly hangAfterMs?: number;
  /** How long the engine may take to open, recovery included. Default 120 seconds. */
  readonly openWithinMs?: number;
  /** How long a transaction may do nothing while others wait for the session. Default 10 seconds. */
  readonly idleAfterMs?: number;
  /** How long closing waits for what is under way, and then again for the engine. Default 10 seconds. */
  readonly closeWithinMs?: number;
  /** Up to which migration the schema is brought; default the last. 0 leaves it as it is. */
  readonly schema?: number;
  /** Told of every end and restart of the engine, for the log. */
  readonly report?: (event: StoreEvent) => void;
};

/** What happened to the database while the store was open. */
export type StoreEvent = EngineEvent | { readonly kind: "connection-lost"; readonly why: string };

export type Store = {
  readonly db: Kysely<StoreTables>;
  /** What was written to, where this process alone writes: null on a server, which others may use. */
  readonly changes: StoreChanges | null;
  /** The folder, or the server's address without the password. */
  readonly place: string;
  /** Whether this opening created the database. */
  readonly created: boolean;
  /** Waits for what is under way, shuts the database down and gives the folder free. A second call waits for the first. */
  close(): Promise<void>;
};

/** Opens the store, or says why not: `store-locked` (another process has the folder) or `store-unreadable` (with its reason). */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const unfit = prepareFolder(options.folder);
  if (unfit) return failure(unreadableFault(options.folder, unfit));
  const folder = realpathSync(options.folder);
  const locked = await lockFolder(folder);
  if (!locked.ok) return failure(lockedFault(folder, locked.holder));
  try {
    const opened = await openUnderLock(folder, options, locked.lock);
    if ("db" in opened) return success(opened);
    await locked.lock.release();
    return failure(unreadableFault(folder, opened));
  } catch (error) {
    await locked.lock.release();
    throw error;
  }
}

async function openUnderLock(folder: string, options: StoreOptions, lock: FolderLock): Promise<Store | StoreRefusal> {
  const { hangAfterMs = 60_000, openWithinMs = 120_000, idleAfterMs = 10_000, closeWithinMs = 10_000 } = options;
  const report = options.report ?? (() => undefined);
  const started = await startEngineHost({ folder, hangAfterMs, openWithinMs, closeWithinMs, report });
  if (!started.ok) return started;
  const { source, changes } = watchChanges(embeddedSessions({ host: started.host, idleAfterMs, drainWithinMs: closeWithinMs }));
  const db = kyselyOn<StoreTables>(source);
  try {
    const migrated = await migrate(db, allMigrations, options.schema);
    if (!migrated.ok) {
      await db.destroy();
      return migrated;
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= db.destroy().finally(() => lock.release());
    return closing;
  };
  return { db, changes, place: folder, created: started.created, close };
}

/** Makes the folder if need be and sees that it is ours to write in. Nothing is created among files that are not a store's. */
function prepareFolder(folder: string): StoreRefusal | undefined {
  if (process.platform !== "linux") return refuse("platform", process.platform);
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) syncPath(dirname(made));
    const names = readdirSync(folder);
    const ours = new Set([ENGINE_FOLDER, CREATION_FOLDER, LOCK_FILE, "lost+found"]);
    const foreign = names.find((name) => !ours.has(name));
    if (foreign !== undefined && !names.includes(ENGINE_FOLDER)) return refuse("not-a-store", foreign);
    const all = constants.R_OK | constants.W_OK | constants.X_OK;
    accessSync(folder, all);
    if (names.includes(ENGINE_FOLDER)) accessSync(join(folder, ENGINE_FOLDER), all);
    return undefined;
  } catch (error) {
    return refuse(reasonOfSystemError(error) ?? "not-writable", messageOf(error));
  }
}
