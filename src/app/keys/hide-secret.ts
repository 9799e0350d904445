// Hides a secret that has to be read again (a second factor's): AES-256-GCM, bound to what it belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `owner` is whose secret it is: moved to another row it can no longer be opened. */
export function hideSecret(key: Uint8Array, owner: string, secret: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(owner));
  return Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the bytes were not hidden with this key for this owner. */
export function openSecret(key: Uint8Array, owner: string, hidden: Uint8Array): string {
  const bytes = Buffer.from(hidden);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(owner));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString("utf8");
}
