// Files in the store are known by their hash; what no longer has it is not handed out. The database's own checksums of pages see a disk
// that rots, where they are on; this also sees what somebody changed past the product.
import { createHash } from "node:crypto";
import { DatabaseError } from "./store-errors.ts";

/** SQLSTATE data_corrupted: what the database itself says of a page that is not what was written. */
const DATA_CORRUPTED = "XX001";

/** The bytes, where they have this hash. @throws DatabaseError */
export function provenBytes(table: string, bytes: Uint8Array, sha256: string): Uint8Array {
  if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  throw new DatabaseError({ code: DATA_CORRUPTED, message: differs(sha256), table });
}

export function differs(sha256: string): string {
  return `the content is not that of SHA-256 ${sha256}`;
}
