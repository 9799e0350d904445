// Writes a backup of an open store: one snapshot of all its tables, while others go on writing.
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Kysely, Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import {
  type BackupManifest,
  type BackupPart,
  FORMAT,
  FORMAT_VERSION,
  HEAD_FILE,
  MANIFEST_FILE,
  MANIFEST_HASH_FILE,
} from "./backup-manifest.ts";
import { appliedMigrations, type BackupTable, listSequences, listTables } from "./backup-tables.ts";
import { tableLines } from "./table-lines.ts";
import { TAR_END, tarHeader, tarPadding } from "./tar-archive.ts";

const deflate = promisify(gzip);

/** Text of so many bytes goes into a part. */
const PART_BYTES = 4 * 1024 * 1024;
/** Middling: most of what is large has been deflated already. */
const LEVEL = 4;

export type BackupSink = (bytes: Uint8Array) => Promise<void>;
export type BackupProgress = (table: string, rows: number) => void;

export type WriteBackupOptions = {
  readonly db: Kysely<StoreTables>;
  readonly write: BackupSink;
  /** ISO instant. */
  readonly now: string;
  /** The product's version. */
  readonly product: string;
  readonly progress?: BackupProgress;
};

/** Everything in one repeatable-read snapshot. Memory holds about two parts, or two rows where these are larger. */
export async function writeBackup({ db, write, now, product, progress }: WriteBackupOptions): Promise<BackupManifest> {
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    await write(tarHeader(name, bytes.length));
    await write(bytes);
    await write(tarPadding(bytes.length));
  };
  const head = Buffer.from(`${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION })}\n`);
  await add(HEAD_FILE, head);
  const manifest = await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction): Promise<BackupManifest> => {
      const schema = [...(await appliedMigrations(transaction))];
      const sequences = [...(await listSequences(transaction))];
      const tables: BackupManifest["tables"] = [];
      for (const table of await listTables(transaction)) tables.push(await writeTable(transaction, table, add, progress));
      return { format: FORMAT, version: FORMAT_VERSION, product, madeAt: now, headSha256: sha256(head), schema, sequences, tables };
    });
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  await add(MANIFEST_FILE, text);
  await add(MANIFEST_HASH_FILE, Buffer.from(`${sha256(text)}  ${MANIFEST_FILE}\n`));
  await write(TAR_END);
  return manifest;
}

async function writeTable(
  transaction: Transaction<StoreTables>,
  table: BackupTable,
  add: (name: string, bytes: Uint8Array) => Promise<void>,
  progress?: BackupProgress,
): Promise<BackupManifest["tables"][number]> {
  const hash = createHash("sha256");
  const parts: BackupPart[] = [];
  let rows = 0;
  let pending: string[] = [];
  let pendingBytes = 0;
  // While a part is deflated and written, the next one is read.
  let writing: Promise<void> = Promise.resolve();

  const closePart = async (): Promise<void> => {
    const text = Buffer.from(pending.join(""));
    const file = `tables/${table.name}/${String(parts.length + 1).padStart(6, "0")}.ndjson.gz`;
    const part = { file, rows: pending.length, textBytes: text.length, size: 0, sha256: "" };
    parts.push(part);
    hash.update(text);
    rows += pending.length;
    pending = [];
    pendingBytes = 0;
    await writing;
    writing = deflate(text, { level: LEVEL }).then(async (bytes) => {
      part.size = bytes.length;
      part.sha256 = sha256(bytes);
      await add(file, bytes);
    });
    // Its error is thrown where it is waited for; unobserved until then it would end the process.
    writing.catch(() => undefined);
    progress?.(table.name, rows);
  };

  for await (const { lines } of tableLines(transaction, table)) {
    for (const line of lines) {
      pending.push(`${line}\n`);
      pendingBytes += line.length;
      if (pendingBytes >= PART_BYTES) await closePart();
    }
  }
  if (pending.length > 0) await closePart();
  await writing;
  return { name: table.name, columns: [...table.columns], rows, sha256: hash.digest("hex"), parts };
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
