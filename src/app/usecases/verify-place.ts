// Verifies what it is given: a backup file, a data folder (through its running server where there is one), or the configured store.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import { type Config, storePlaceOf } from "../config.ts";
import { askRunningServer } from "../control/ask-running-server.ts";
import { verifyBackup } from "../store/backup/read-backup.ts";
import { type StoreReport, verifyStore } from "../store/backup/verify-store.ts";
import type { BackupProgress } from "../store/backup/write-backup.ts";
import { openAt } from "../store/open-at.ts";
import { ENGINE_FOLDER } from "../store/open-durable.ts";
import { unreadableFault } from "../store/store-refusal.ts";
import { proveTrails } from "./trail/prove-trails.ts";

export type Verified = { readonly kind: "backup" | "store"; readonly place: string } & StoreReport;

/** Faults: those of reading a backup or opening a store. What is wrong within a store is in its report. */
export async function verifyPlace(config: Config, what: string | undefined, progress: BackupProgress): Promise<Result<Verified>> {
  if (what === undefined) return await verifyConfigured(config, progress);
  const path = resolve(what);
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return failure(fault("file-missing", { found: path }, { file: path }));
  if (kind.isDirectory()) {
    // The data folder, or the store's own within it.
    const dataFolder = existsSync(join(path, ENGINE_FOLDER)) ? resolve(path, "..") : path;
    return await verifyConfigured({ ...config, dataFolder, databaseUrl: null }, progress);
  }
  const verified = await verifyBackup(path, (part) => progress(part, 0));
  if (!verified.ok) return verified;
  const { schema, tables } = verified.value;
  return success({
    ...{ kind: "backup", place: path, schema: schema.at(-1)?.name ?? null, problems: [] },
    tables: tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
  });
}

async function verifyConfigured(config: Config, progress: BackupProgress): Promise<Result<Verified>> {
  const place = storePlaceOf(config);
  if (place.kind === "folder") {
    const answer = await askRunningServer(config.dataFolder, "/verify");
    if (answer?.statusCode === 200) return success({ kind: "store", place: place.folder, ...((await json(answer)) as StoreReport) });
    if (answer) return failure(unreadableFault(place.folder, { ok: false, reason: "no-answer", detail: "/verify" }));
    if (!existsSync(join(place.folder, ENGINE_FOLDER))) return failure(fault("file-missing", { found: place.folder }));
  }
  const opened = await openAt(place, { schema: 0 });
  if (!opened.ok) return opened;
  try {
    const report = await verifyStore(opened.value.db, progress);
    const problems = [...report.problems, ...(await proveTrails(opened.value.db, config))];
    return success({ kind: "store", place: opened.value.place, ...report, problems });
  } finally {
    await opened.value.close();
  }
}
