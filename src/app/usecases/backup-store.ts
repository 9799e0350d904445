// Writes a backup file of the configured store: through the server that has it open, or by opening it where none runs. The file
// appears under its name only when it is complete, on the disk and checked.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { type FileHandle, link, open, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { type Config, storePlaceOf } from "../config.ts";
import { askRunningServer } from "../control/ask-running-server.ts";
import { readServerKeys } from "../keys/server-keys.ts";
import { PRODUCT_VERSION } from "../product-folder.ts";
import type { BackupManifest } from "../store/backup/backup-manifest.ts";
import { verifyBackup } from "../store/backup/read-backup.ts";
import { type BackupProgress, type BackupSink, writeBackup } from "../store/backup/write-backup.ts";
import { syncPath } from "../store/durable-file-system.ts";
import { openAt } from "../store/open-at.ts";
import { ENGINE_FOLDER } from "../store/open-durable.ts";
import type { Store } from "../store/open-store.ts";
import { DatabaseError } from "../store/store-errors.ts";
import { messageOf, unreadableFault } from "../store/store-refusal.ts";
import { anchorAll } from "./trail/anchor-trail.ts";

export type BackupOutcome = {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
  readonly manifest: BackupManifest;
};

export type BackupInput = { readonly file: string; readonly now: string; readonly progress: BackupProgress };

/** Faults: file-exists, file-unwritable, store-damaged, and those of opening the store. */
export async function backupStore(config: Config, { file, now, progress }: BackupInput): Promise<Result<BackupOutcome>> {
  if (existsSync(file)) return failure(fault("file-exists", { found: file }, { file }));
  const part = `${file}.part`;
  let handle: FileHandle;
  try {
    handle = await open(part, "wx", 0o600);
  } catch (error) {
    return unwritable(part, error);
  }
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    const write: BackupSink = async (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
      for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done).catch(asWriteFailure)).bytesWritten;
    };
    const written = await writeFrom(config, write, now, progress);
    if (!written.ok) return written;
    await handle.sync().catch(asWriteFailure);
    const checked = await verifyBackup(part, (name) => progress(name, 0));
    if (!checked.ok) return checked;
    // Unlike a rename, a link takes no other file's place.
    await link(part, file).catch(asWriteFailure);
    syncPath(dirname(file));
    return success({ file, bytes, sha256: hash.digest("hex"), manifest: checked.value });
  } catch (error) {
    if (error instanceof WriteFailure) return unwritable(file, error.cause);
    if (error instanceof DatabaseError && error.code.startsWith("XX"))
      return failure(fault("store-damaged", { table: error.table ?? "", detail: `${error.code} ${error.message}` }));
    throw error;
  } finally {
    await handle.close();
    // It is the same file under its final name, or one that is not complete.
    await unlink(part).catch(() => undefined);
  }
}

async function writeFrom(config: Config, write: BackupSink, now: string, progress: BackupProgress): Promise<Result<true>> {
  const place = storePlaceOf(config);
  if (place.kind === "folder") {
    const answer = await askRunningServer(config.dataFolder, "/backup");
    if (answer) {
      const refused = () => failure(unreadableFault(place.folder, { ok: false, reason: "no-answer", detail: "/backup" }));
      if (answer.statusCode !== 200) return refused();
      try {
        for await (const chunk of answer) await write(chunk as Uint8Array);
      } catch (error) {
        if (error instanceof WriteFailure) throw error;
        return refused();
      }
      return success(true);
    }
    if (!existsSync(join(place.folder, ENGINE_FOLDER))) return failure(fault("file-missing", { found: place.folder }));
  }
  const opened = await openAt(place, { schema: 0 });
  if (!opened.ok) return opened;
  try {
    await anchorBeforeBackup(opened.value, config, now);
    await writeBackup({ db: opened.value.db, write, now, product: PRODUCT_VERSION, progress });
    return success(true);
  } finally {
    await opened.value.close();
  }
}

/**
 * As a running server does for its own store (control-server.ts). Without the installation's keys, or in a store from before there was a
 * trail, there is nothing to sign.
 */
async function anchorBeforeBackup(store: Store, config: Config, now: string): Promise<void> {
  const keyFolder = join(config.dataFolder, "keys");
  const { rows } = await sql<{ there: boolean }>`select to_regclass('trail_anchors') is not null as there`.execute(store.db);
  if (!rows[0]?.there || !existsSync(join(keyFolder, "trail-seal.key"))) return;
  const keys = readServerKeys(keyFolder, config.nationalCryptography);
  const anchorFolders = [join(config.dataFolder, "anchors"), ...config.anchorFolders];
  await anchorAll({ store, keys, anchorFolders, now: () => now }, "backup").catch((error: unknown) => {
    // A disk that takes no anchor must not keep a backup from being made: it may be the last chance.
    if (!(error instanceof Error && "code" in error)) throw error;
  });
}

/** The target's disk failed, not the store. */
class WriteFailure extends Error {}

function asWriteFailure(error: unknown): never {
  throw new WriteFailure("the backup could not be written", { cause: error });
}

function unwritable(file: string, error: unknown): Result<BackupOutcome> {
  const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
  return failure(fault(exists ? "file-exists" : "file-unwritable", { found: exists ? file : `${file} (${messageOf(error)})` }, { file }));
}
