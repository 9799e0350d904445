// The second factor: codes of an authenticator by time (RFC 6238), and recovery codes on paper, each good once.
import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const STEP_SECONDS = 30;
/** Steps that a clock may be off, either way. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

function totpOf(secret: string, login: string): TOTP {
  return new TOTP({
    issuer: "Hengxiao",
    label: login,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    digits: 6,
    algorithm: "SHA1",
  });
}

export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator reads from a picture. */
export function enrolmentUri(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** The time step whose code this is, near `now`; null where it is none. */
export function stepOfCode(secret: string, code: string, now: string): bigint | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = Date.parse(now);
  const delta = totpOf(secret, "").validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : BigInt(Math.floor(timestamp / 1000 / STEP_SECONDS) + delta);
}

/** Fresh recovery codes: 80 bits each, in groups that can be read out. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomBytes(10).toString("hex").match(/.{5}/g)?.join("-") ?? "");
}

export function recoveryHash(code: string): string {
  return createHash("sha256").update(code.trim().toLowerCase()).digest("hex");
}
