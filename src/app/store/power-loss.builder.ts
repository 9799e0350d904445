// Power cuts, simulated. The engine's file operations are written down as they happen, each fsync with them; from that record a disk
// is made as it might be found after a cut at any moment: what was synced is there, of the rest anything may be there or not.
// Harsher than ext4 or xfs: names in a folder count as stored only once that folder was synced.
import { cpSync, fstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { DurableFileSystem, type EngineFiles } from "./durable-file-system.ts";

/** A file is known by a number that is never used twice; `file:` numbers those there were at the start by their path. */
type FileId = string;

type FileChange =
  | { readonly kind: "write"; readonly id: FileId; readonly offset: number; readonly data: Buffer }
  | { readonly kind: "size"; readonly id: FileId; readonly size: number };

type NameChange =
  | { readonly kind: "create"; readonly path: string; readonly id: FileId | undefined }
  | { readonly kind: "remove"; readonly path: string }
  | { readonly kind: "rename"; readonly path: string; readonly to: string };

type Entry =
  | FileChange
  | NameChange
  | { readonly kind: "sync-file"; readonly id: FileId }
  | { readonly kind: "sync-folder"; readonly path: string }
  /** A commit the engine has answered. */
  | { readonly kind: "acknowledged"; readonly commit: number };

export type DiskRecord = { readonly base: string; readonly entries: Entry[] };

/** A random number in [0, 1), from a seed. */
export type Chance = () => number;

export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export class RecordingFileSystem extends DurableFileSystem {
  readonly #folder: string;
  readonly #entries: Entry[];
  readonly #ids = new Map<number, FileId>();
  #lastId = 0;

  /** Writes down into `entries` what happens in `folder` from now on. */
  constructor(folder: string, onAbort: () => void, entries: Entry[]) {
    super(folder, onAbort);
    this.#folder = folder;
    this.#entries = entries;
    for (const path of filesBelow(folder)) this.#ids.set(statSync(join(folder, path)).ino, path);
  }

  protected override hook(files: EngineFiles): void {
    super.hook(files);
    const { mknod, rename, unlink, rmdir, setattr } = files.node_ops;
    const { write, setattr: setStreamAttribute } = files.stream_ops;
    const pathIn = (folder: string, name: string): string => relative(this.#folder, join(folder, name));
    files.node_ops.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device);
      const stats = statSync(files.realPath(node));
      const id = stats.isDirectory() ? undefined : `new-${++this.#lastId}`;
      if (id) this.#ids.set(stats.ino, id);
      this.#entries.push({ kind: "create", path: pathIn(files.realPath(parent), name), id });
      return node;
    };
    files.node_ops.rename = (node, newParent, newName) => {
      const path = relative(this.#folder, files.realPath(node));
      rename(node, newParent, newName);
      this.#entries.push({ kind: "rename", path, to: pathIn(files.realPath(newParent), newName) });
    };
    files.node_ops.unlink = (parent, name) => {
      unlink(parent, name);
      this.#entries.push({ kind: "remove", path: pathIn(files.realPath(parent), name) });
    };
    files.node_ops.rmdir = (parent, name) => {
      rmdir(parent, name);
      this.#entries.push({ kind: "remove", path: pathIn(files.realPath(parent), name) });
    };
    files.node_ops.setattr = (node, change) => {
      setattr(node, change);
      if (change.size !== undefined) this.#resized(statSync(files.realPath(node)).ino, change.size);
    };
    files.stream_ops.setattr = (stream, change) => {
      setStreamAttribute(stream, change);
      if (change.size !== undefined) this.#resized(fstatSync(stream.nfd).ino, change.size);
    };
    files.stream_ops.write = (stream, from, offset, length, position) => {
      const written = write(stream, from, offset, length, position);
      const id = this.#idOf(fstatSync(stream.nfd).ino);
      const data = Buffer.from(from.slice(offset, offset + written));
      this.#entries.push({ kind: "write", id, offset: position, data });
      return written;
    };
  }

  protected override syncFile(descriptor: number, path: string): void {
    super.syncFile(descriptor, path);
    const stats = fstatSync(descriptor);
    this.#entries.push(
      stats.isDirectory() ? { kind: "sync-folder", path: relative(this.#folder, path) } : { kind: "sync-file", id: this.#idOf(stats.ino) },
    );
  }

  protected override syncFolder(folder: string): void {
    super.syncFolder(folder);
    this.#entries.push({ kind: "sync-folder", path: relative(this.#folder, folder) });
  }

  #resized(inode: number, size: number): void {
    this.#entries.push({ kind: "size", id: this.#idOf(inode), size });
  }

  #idOf(inode: number): FileId {
    const id = this.#ids.get(inode);
    if (id === undefined) throw new Error(`a file that was neither there nor created: inode ${inode}`);
    return id;
  }
}

/** The same, and a disk that keeps nothing it was asked to keep: what the engine does when left to itself. */
export class ForgetfulFileSystem extends RecordingFileSystem {
  protected override syncFile(): void {
    // A sync that is not one.
  }
  protected override syncFolder(): void {
    // A sync that is not one.
  }
}

/** What survives of the changes that were not synced: none, each piece by chance, or those before a chance moment. */
export type Survival = "none" | "half" | "prefix";

const PAGE = 4096;

/** Writes into `target` the disk as it might be found after a cut before entry `cut` of the record. */
export function writeDiskAfterCut(record: DiskRecord, cut: number, survival: Survival, chance: Chance, target: string): void {
  const entries = record.entries.slice(0, cut);
  const names = survivingNames(entries, survival, chance);
  cpSync(record.base, target, { recursive: true });
  for (const path of names.removed) rmSync(join(target, path), { recursive: true, force: true });
  for (const folder of names.folders) mkdirSync(join(target, folder), { recursive: true });
  const contents = survivingContents(record.base, entries, survival, chance);
  const present = new Map([...filesBelow(record.base)].map((path) => [path, path]));
  for (const path of names.removed) present.delete(path);
  for (const [path, id] of names.files) present.set(path, id);
  for (const [path, id] of present) {
    const content = contents.get(id) ?? (id === path ? undefined : startingContent(record.base, id));
    if (content === undefined) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), content);
  }
}

/** Names changed since the start: which files stand where, and what is gone. Per folder, in order: all up to its last sync, then a prefix. */
function survivingNames(entries: readonly Entry[], survival: Survival, chance: Chance) {
  const unsynced = new Map<string, number>();
  const changes: { readonly change: NameChange; readonly folder: string }[] = [];
  for (const entry of entries) {
    if (entry.kind === "sync-folder") unsynced.set(entry.path, changes.length);
    else if (entry.kind === "create" || entry.kind === "remove" || entry.kind === "rename") {
      changes.push({ change: entry, folder: folderOf(entry.path) });
    }
  }
  const reach = new Map<string, number>();
  const limitOf = (folder: string): number => {
    const known = reach.get(folder);
    if (known !== undefined) return known;
    const synced = unsynced.get(folder) ?? 0;
    const limit = survival === "none" ? synced : synced + Math.floor(chance() * (changes.length - synced + 1));
    reach.set(folder, limit);
    return limit;
  };
  const files = new Map<string, FileId>();
  const folders = new Set<string>();
  const removed = new Set<string>();
  for (const [index, { change, folder }] of changes.entries()) {
    if (index >= limitOf(folder)) continue;
    if (change.kind === "create") {
      removed.add(change.path);
      if (change.id === undefined) folders.add(change.path);
      else files.set(change.path, change.id);
    } else if (change.kind === "remove") {
      files.delete(change.path);
      folders.delete(change.path);
      removed.add(change.path);
    } else {
      const id = files.get(change.path) ?? change.path;
      files.delete(change.path);
      removed.add(change.path).add(change.to);
      files.set(change.to, id);
    }
  }
  return { files, folders, removed };
}

function survivingContents(base: string, entries: readonly Entry[], survival: Survival, chance: Chance): Map<FileId, Buffer> {
  const contents = new Map<FileId, Buffer>();
  const pending = new Map<FileId, { readonly change: FileChange; readonly order: number }[]>();
  const contentOf = (id: FileId): Buffer => contents.get(id) ?? startingContent(base, id);
  for (const [order, entry] of entries.entries()) {
    if (entry.kind === "write" || entry.kind === "size") {
      const changes = pending.get(entry.id) ?? [];
      changes.push({ change: entry, order });
      pending.set(entry.id, changes);
    } else if (entry.kind === "sync-file") {
      const changes = pending.get(entry.id) ?? [];
      if (changes.length === 0) continue;
      let content = contentOf(entry.id);
      for (const { change } of changes) content = changed(content, change);
      contents.set(entry.id, content);
      pending.delete(entry.id);
    }
  }
  const moment = Math.floor(chance() * (entries.length + 1));
  for (const [id, changes] of pending) {
    let content = contentOf(id);
    for (const { change, order } of changes) {
      if (survival === "prefix" && order < moment) content = changed(content, change);
      if (survival === "half") for (const piece of piecesOf(change)) if (chance() < 0.5) content = changed(content, piece);
    }
    contents.set(id, content);
  }
  return contents;
}

/** A write torn at the borders of the disk's pages. */
function piecesOf(change: FileChange): FileChange[] {
  if (change.kind === "size") return [change];
  const pieces: FileChange[] = [];
  for (let from = 0; from < change.data.length; ) {
    const to = Math.min(change.data.length, from + PAGE - ((change.offset + from) % PAGE));
    pieces.push({ ...change, offset: change.offset + from, data: change.data.subarray(from, to) });
    from = to;
  }
  return pieces;
}

/** The content after the change; in place where it fits. */
function changed(content: Buffer, change: FileChange): Buffer {
  if (change.kind === "size") return resized(content, change.size);
  const end = change.offset + change.data.length;
  const next = end > content.length ? resized(content, end) : content;
  change.data.copy(next, change.offset);
  return next;
}

function resized(content: Buffer, size: number): Buffer {
  const next = Buffer.alloc(size);
  content.copy(next);
  return next;
}

function startingContent(base: string, id: FileId): Buffer {
  return id.startsWith("new-") ? Buffer.alloc(0) : readFileSync(join(base, id));
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

function* filesBelow(folder: string, below = ""): Generator<string> {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) yield* filesBelow(folder, path);
    else if (entry.isFile()) yield path;
  }
}
