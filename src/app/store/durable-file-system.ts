// The embedded engine's file system on a real folder, with the one thing its own lacks: an fsync that reaches the disk.
// The engine's own file system has none and reports success, so that a power cut takes acknowledged commits with it.
import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** What is used of the engine's file layer. Internal to the engine: its version is pinned, and the power-loss test guards this. */
export type EngineNode = { readonly parent: EngineNode; readonly mode: number };
export type EngineStream = { readonly nfd: number; readonly node: EngineNode };
export type EngineFiles = {
  realPath(node: EngineNode): string;
  tryFSOperation<T>(operation: () => T): T;
  readonly node_ops: {
    mknod(parent: EngineNode, name: string, mode: number, device: number): EngineNode;
    rename(node: EngineNode, newParent: EngineNode, newName: string): void;
    unlink(parent: EngineNode, name: string): void;
    rmdir(parent: EngineNode, name: string): void;
    setattr(node: EngineNode, change: { readonly size?: number }): void;
  };
  readonly stream_ops: {
    write(stream: EngineStream, from: Uint8Array, offset: number, length: number, position: number): number;
    setattr(stream: EngineStream, change: { readonly size?: number }): void;
    fsync?: (stream: EngineStream) => number;
  };
};

type InitArguments = Parameters<NodeFS["init"]>;

export class DurableFileSystem extends NodeFS {
  readonly #onAbort: (() => void) | undefined;
  #synced = false;
  /** Folders with names that are not on the disk yet. */
  readonly #unsyncedFolders = new Set<string>();

  /** `onAbort` is called, from inside the engine, when it gives up for good: it answers nothing after that. */
  constructor(folder: string, onAbort?: () => void) {
    super(folder);
    this.#onAbort = onAbort;
  }

  override async init(...[engine, options]: InitArguments): ReturnType<NodeFS["init"]> {
    const started = await super.init(engine, options);
    const emscriptenOpts = started.emscriptenOpts;
    const onAbort = this.#onAbort;
    if (onAbort) emscriptenOpts.onAbort = onAbort;
    emscriptenOpts.preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: unknown) => this.hook((module as { readonly NODEFS: EngineFiles }).NODEFS),
    ];
    return started;
  }

  /** Puts our operations in place of the engine's, before it opens its first file. */
  protected hook(files: EngineFiles): void {
    const mknod = files.node_ops.mknod;
    files.node_ops.mknod = (parent, name, mode, device) => {
      const node = mknod(parent, name, mode, device);
      this.#unsyncedFolders.add(files.realPath(parent));
      return node;
    };
    // An fsync that fails becomes the engine's own I/O error, upon which it stops rather than trusting a second try.
    files.stream_ops.fsync = (stream) => {
      files.tryFSOperation(() => {
        this.syncFile(stream.nfd, files.realPath(stream.node));
        this.#synced = true;
        // A file on the disk whose name is not is lost all the same.
        const folder = files.realPath(stream.node.parent);
        if (this.#unsyncedFolders.delete(folder)) this.syncFolder(folder);
      });
      return 0;
    };
  }

  /** Whether the engine has come to our fsync at all. It does when it opens; if not, it no longer is what this was written for. */
  hasSynced(): boolean {
    return this.#synced;
  }

  /** Brings all there is to the disk, which the engine does not do when it creates a database. */
  syncAll(): void {
    this.#syncBelow(this.rootDir);
  }

  #syncBelow(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) this.#syncBelow(path);
      else if (entry.isFile()) withOpen(path, (descriptor) => this.syncFile(descriptor, path));
    }
    this.syncFolder(folder);
  }

  protected syncFile(descriptor: number, _path: string): void {
    fsyncSync(descriptor);
  }

  protected syncFolder(folder: string): void {
    syncPath(folder);
  }
}

/** Brings a file, or the names in a folder, to the disk. */
export function syncPath(path: string): void {
  withOpen(path, fsyncSync);
}

function withOpen(path: string, work: (descriptor: number) => void): void {
  const descriptor = openSync(path, "r");
  try {
    work(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
