// Why a store cannot be opened: the closed lists behind the faults `store-unreadable`, `store-locked` and `server-unusable`.
import { type Fault, fault } from "../../kernel/index.ts";

export type StoreRefusalReason =
  /** The folder cannot be made or written to. */
  | "not-writable"
  /** Something that is not a folder stands at the path. */
  | "not-a-folder"
  /** The folder holds files that are not a store's; nothing is created among them. */
  | "not-a-store"
  | "no-space"
  /** The store could not be created the first time. */
  | "not-created"
  /** Written by another major version of PostgreSQL; `detail` names it. */
  | "engine-version"
  /** The files are there and the engine will not start on them. */
  | "damaged"
  /** The engine did not answer in time. */
  | "no-answer"
  /** A migration that was already applied has been changed since; `detail` names it. */
  | "migration-changed"
  /** The store was written by a newer version of this program; `detail` names the first unknown migration. */
  | "newer-schema"
  /** Folders can only be locked on Linux. */
  | "platform";

export type StoreRefusal = { readonly ok: false; readonly reason: StoreRefusalReason; readonly detail: string };

/** Why a PostgreSQL server cannot be used. What concerns the schema has the same names as in a folder. */
export type ServerRefusalReason =
  /** DATABASE_URL is none. */
  | "server-address"
  | "server-unreachable"
  /** User or password is wrong, or the server does not let this user in from here. */
  | "server-login"
  | "server-no-database"
  /** The user may not make tables, or not use those there are. */
  | "server-permission"
  /** A standby, or set to read only. */
  | "server-read-only"
  /** Starting up, shutting down or out of connections. */
  | "server-busy"
  /** Another machine without TLS, or a certificate that does not hold. */
  | "server-tls"
  /** Older than the oldest version supported. */
  | "server-version"
  /** Not UTF-8. */
  | "server-encoding"
  /** Set so that a power cut takes acknowledged commits. */
  | "server-not-durable"
  /** The database holds tables that are not this product's. */
  | "server-not-ours"
  | Extract<StoreRefusalReason, "no-space" | "no-answer" | "migration-changed" | "newer-schema">;

export type ServerRefusal = { readonly ok: false; readonly reason: ServerRefusalReason; readonly detail: string };

export function refuseServer(reason: ServerRefusalReason, detail: string): ServerRefusal {
  return { ok: false, reason, detail: detail.slice(0, 400) };
}

/** Params: `address` (without the password), `reason`, `detail` (in the server's own words). */
export function serverFault(address: string, { reason, detail }: ServerRefusal): Fault {
  return fault("server-unusable", { address, reason, detail });
}

export function refuse(reason: StoreRefusalReason, detail: string): StoreRefusal {
  return { ok: false, reason, detail: detail.slice(0, 400) };
}

/** Params: `folder`, `reason` (one of the list), `detail` (what the system or the engine said, in its own words). */
export function unreadableFault(folder: string, refusal: StoreRefusal): Fault {
  return fault("store-unreadable", { folder, reason: refusal.reason, detail: refusal.detail });
}

/** Params: `folder`, and `pid` where the holder told it. */
export function lockedFault(folder: string, holder: number | undefined): Fault {
  return fault("store-locked", holder === undefined ? { folder } : { folder, pid: String(holder) });
}

/** The reason behind an error of the operating system, or undefined if it is none we know. */
export function reasonOfSystemError(error: unknown): StoreRefusalReason | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "not-writable";
    case "ENOTDIR":
    case "EEXIST":
      return "not-a-folder";
    case "ENOSPC":
    case "EDQUOT":
      return "no-space";
    default:
      return undefined;
  }
}

/** The reason behind what the engine printed in the system's words: a full disk is not damage. */
export function reasonOfWords(words: string): StoreRefusalReason | undefined {
  if (/No space left on device|quota exceeded/i.test(words)) return "no-space";
  if (/Permission denied|Read-only file system|Operation not permitted/i.test(words)) return "not-writable";
  return undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
