// Reads a backup file and trusts nothing in it: every byte is either hashed or demanded to be what it must be.
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import { messageOf } from "../store-refusal.ts";
import {
  type BackupManifest,
  type BackupPart,
  FORMAT_VERSION,
  HEAD_FILE,
  headSchema,
  MANIFEST_FILE,
  MANIFEST_HASH_FILE,
  manifestSchema,
} from "./backup-manifest.ts";
import { TarDamage, type TarEntry, tarEntries } from "./tar-archive.ts";

const inflate = promisify(gunzip);

export type BackupFile = {
  readonly path: string;
  readonly size: number;
  readonly manifest: BackupManifest;
  /** The lines of one part, checked again as they are read. Throws `BackupDamage`. */
  readPart(part: BackupPart): Promise<Buffer>;
  close(): Promise<void>;
};

/** A part that is not what was written. */
export class BackupDamage extends Error {
  override readonly name = "BackupDamage";
  readonly part: string;

  constructor(part: string, message: string) {
    super(message);
    this.part = part;
  }
}

/** Opens a backup and, beyond that, reads every line of it: each table's rows and hash are what the manifest says. */
export async function verifyBackup(path: string, progress: ReadProgress = () => undefined): Promise<Result<BackupManifest>> {
  const opened = await openBackup(path, progress);
  if (!opened.ok) return opened;
  const { manifest, readPart, close } = opened.value;
  try {
    for (const table of manifest.tables) {
      const hash = createHash("sha256");
      let rows = 0;
      for (const part of table.parts) {
        const text = await readPart(part);
        hash.update(text);
        rows += text.reduce((count, byte) => (byte === LINE_FEED ? count + 1 : count), 0);
        progress(part.file);
      }
      if (rows !== table.rows || hash.digest("hex") !== table.sha256) throw new BackupDamage(table.name, "its lines are not as they were");
    }
    return success(manifest);
  } catch (error) {
    if (error instanceof BackupDamage) return failure(damagedFault(path, error.part, error.message));
    throw error;
  } finally {
    await close();
  }
}

const LINE_FEED = 10;

export type ReadProgress = (part: string) => void;

/** Opens a backup and checks it whole. Faults: file-missing, backup-foreign, backup-newer, backup-damaged (with the part). */
export async function openBackup(path: string, progress: ReadProgress = () => undefined): Promise<Result<BackupFile>> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    return failure(fault("file-missing", { found: `${path} (${messageOf(error)})` }, { file: path }));
  }
  const checked = await checkBackup(handle, path, progress).catch((error: unknown) => {
    if (error instanceof TarDamage || error instanceof BackupDamage) return failure(damagedFault(path, error.part, error.message));
    throw error;
  });
  if (!checked.ok) await handle.close();
  return checked;
}

async function checkBackup(handle: FileHandle, path: string, progress: ReadProgress): Promise<Result<BackupFile>> {
  const { size } = await handle.stat();
  const read = async (at: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, at);
    return bytes.subarray(0, bytesRead);
  };
  const entries = new Map<string, TarEntry & { readonly sha256: string }>();
  let first = "";
  try {
    for await (const entry of tarEntries(read, size)) {
      if (entries.size === 0) {
        first = entry.name;
        if (first !== HEAD_FILE) break;
      }
      if (entries.has(entry.name)) throw new BackupDamage(entry.name, "it is there twice");
      progress(entry.name);
      entries.set(entry.name, { ...entry, sha256: await hashOf(read, entry) });
    }
  } catch (error) {
    if (error instanceof TarDamage && first === "" && error.part !== HEAD_FILE)
      return failure(fault("backup-foreign", { file: path }, { file: path }));
    throw error;
  }
  if (first !== HEAD_FILE) return failure(fault("backup-foreign", { file: path }, { file: path }));
  const textOf = async (name: string): Promise<string> => {
    const entry = entries.get(name);
    if (entry === undefined) throw new BackupDamage(name, "it is missing");
    return Buffer.from(await read(entry.at, entry.size)).toString("utf8");
  };
  const head = headSchema.safeParse(parseJson(await textOf(HEAD_FILE)));
  if (!head.success) throw new BackupDamage(HEAD_FILE, "it is not as it was written");
  if (head.data.version > FORMAT_VERSION)
    return failure(fault("backup-newer", { file: path, found: `${HEAD_FILE}: ${head.data.version}` }, { file: path }));
  const manifestHash = entries.get(MANIFEST_FILE)?.sha256;
  if ((await textOf(MANIFEST_HASH_FILE)) !== `${manifestHash}  ${MANIFEST_FILE}\n`)
    throw new BackupDamage(MANIFEST_FILE, `it does not match ${MANIFEST_HASH_FILE}`);
  const parsed = manifestSchema.safeParse(parseJson(await textOf(MANIFEST_FILE)));
  if (!parsed.success) throw new BackupDamage(MANIFEST_FILE, "it is not of the form that is known");
  const manifest = parsed.data;
  const faults = [...comparePlaces(manifest, entries)].map(([part, found]) => damagedFault(path, part, found));
  if (faults.length > 0) return failure(...(faults as [Fault, ...Fault[]]));

  const readPart = async (part: BackupPart): Promise<Buffer> => {
    const entry = entries.get(part.file);
    const bytes = entry && (await read(entry.at, entry.size));
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== part.sha256)
      throw new BackupDamage(part.file, "it has changed since it was checked");
    return await inflate(bytes, { maxOutputLength: Math.max(1, part.textBytes) }).catch((error: unknown) => {
      throw new BackupDamage(part.file, messageOf(error));
    });
  };
  return success({ path, size, manifest, readPart, close: async () => await handle.close() });
}

/** What the manifest says against what is there; by name of the part, each once. */
function comparePlaces(
  manifest: BackupManifest,
  entries: ReadonlyMap<string, { readonly size: number; readonly sha256: string }>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const expected = new Set([HEAD_FILE, MANIFEST_FILE, MANIFEST_HASH_FILE]);
  if (entries.get(HEAD_FILE)?.sha256 !== manifest.headSha256) found.set(HEAD_FILE, "its hash differs");
  for (const part of manifest.tables.flatMap(({ parts }) => parts)) {
    expected.add(part.file);
    const entry = entries.get(part.file);
    if (entry === undefined) found.set(part.file, "it is missing");
    else if (entry.sha256 !== part.sha256 || entry.size !== part.size) found.set(part.file, "its hash differs");
  }
  for (const { name, rows, parts } of manifest.tables)
    if (parts.reduce((sum, part) => sum + part.rows, 0) !== rows) found.set(name, "its rows do not add up");
  for (const name of entries.keys()) if (!expected.has(name)) found.set(name, "it does not belong there");
  return found;
}

const HASH_BYTES = 1024 * 1024;

async function hashOf(read: (at: number, size: number) => Promise<Uint8Array>, { at, size, name }: TarEntry): Promise<string> {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await read(at + done, Math.min(HASH_BYTES, size - done));
    if (bytes.length === 0) throw new BackupDamage(name, "the file ends too early");
    hash.update(bytes);
    done += bytes.length;
  }
  return hash.digest("hex");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Refused by whoever looks at its shape.
    return undefined;
  }
}

export function damagedFault(path: string, part: string, detail: string): Fault {
  return fault("backup-damaged", { file: path, part, detail }, { file: path });
}
