// Wrong tries counted by account, by known device and by address; too many in a row lock the subject for a while.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { Deps } from "../../compose.ts";
import { findFailures, forgetOldFailures, saveFailures } from "../../store/people/session-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";

export type Subject = { readonly subject: string; readonly most: number };

/** What of a try a subject is. */
export type KindOfSubject = "account" | "address";

const MINUTE = 60_000;

/**
 * What a try to sign in counts against. A device from which the account signed in before has a count of its own: a stranger who types
 * wrong passwords locks the account for strangers, and not for the person it belongs to.
 */
export function subjectsOf(
  deps: Deps,
  login: string,
  device: string | null,
  from: string,
): readonly (Subject & { readonly kind: KindOfSubject })[] {
  const { failuresUntilLock, failuresUntilAddressWaits } = deps.signIn;
  const nonce = device === null ? null : knownDevice(deps, login, device);
  return [
    { kind: "account", subject: nonce === null ? accountSubject(login) : `device:${login}:${nonce}`, most: failuresUntilLock },
    { kind: "address", subject: `address:${from}`, most: failuresUntilAddressWaits },
  ];
}

export function accountSubject(login: string): string {
  return `login:${login}`;
}

export async function isLocked(db: Kysely<StoreTables>, deps: Deps, tenant: string, subjects: readonly Subject[]): Promise<boolean> {
  const locks = await Promise.all(subjects.map(({ subject }) => findFailures(db, tenant, subject)));
  return locks.some((lock) => lock?.lockedUntil != null && lock.lockedUntil > deps.now());
}

/** Counts one more wrong try; answers with the subjects that it locked. */
export async function countFailure(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  tenant: string,
  subjects: readonly Subject[],
): Promise<readonly string[]> {
  const now = deps.now();
  const before = (minutes: number): string => new Date(Date.parse(now) - minutes * MINUTE).toISOString();
  await forgetOldFailures(transaction, tenant, before(deps.signIn.lockMinutes));
  const locked: string[] = [];
  for (const { subject, most } of subjects) {
    const failures = ((await findFailures(transaction, tenant, subject))?.failures ?? 0) + 1;
    const lockedUntil = failures >= most ? before(-deps.signIn.lockMinutes) : null;
    await saveFailures(transaction, tenant, subject, { failures, lastAt: now, lockedUntil });
    if (lockedUntil !== null) locked.push(subject);
  }
  return locked;
}

/** What the browser keeps so that it is known again: a random name and the proof that this server gave it for this login. */
export function newDevice(deps: Deps, login: string): string {
  const nonce = randomBytes(16).toString("base64url");
  return `${nonce}.${proofOf(deps, login, nonce)}`;
}

function knownDevice(deps: Deps, login: string, device: string): string | null {
  const [nonce = "", proof = ""] = device.split(".");
  const expected = Buffer.from(proofOf(deps, login, nonce));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null;
}

function proofOf(deps: Deps, login: string, nonce: string): string {
  return createHmac("sha256", deps.keys.hiding).update(`device ${deps.tenant} ${login} ${nonce}`).digest("base64url");
}
