// How accounts are kept: passwords, lock-out, sessions, second factor. Parameters, each with where its figure comes from; a unit sets its
// own in `sign-in-policy.yaml` in the data folder.
import { z } from "zod";
import { ROLES, type Role } from "../../../access/index.ts";

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const minutes = whole(1, 10_080);

export const signInPolicySchema = z.strictObject({
  /** Wrong tries until an account is locked. */
  failuresUntilLock: whole(3, 20).default(5),
  /** Wrong tries from one address, whatever the account, until that address has to wait. */
  failuresUntilAddressWaits: whole(5, 1000).default(50),
  lockMinutes: minutes.default(30),
  idleMinutes: minutes.default(15),
  sessionMinutes: minutes.default(480),
  passwordDays: whole(0, 3650).default(90),
  passwordsRemembered: whole(0, 24).default(5),
  /** Characters. */
  shortestPassword: whole(8, 64).default(8),
  shortestAdministratorPassword: whole(8, 64).default(12),
  /** A password as long as this need not mix kinds of characters. */
  longEnoughWithoutMixing: whole(12, 64).default(15),
  /** Of small letters, capitals, digits, others. */
  kindsOfCharacters: whole(1, 4).default(3),
  linkHours: whole(1, 168).default(24),
  sessionsAtOnce: whole(1, 20).default(5),
  /** Who has to sign in with a second factor. */
  secondFactorRoles: z
    .array(z.enum(ROLES))
    .readonly()
    .default(["system-admin", "security-admin", "audit-admin", "bureau-performance", "bureau-business"]),
});

export type SignInPolicy = z.output<typeof signInPolicySchema>;

/** Where the figures come from; shown beside them to the security administrator. 未核: the standard's own text was not at hand. */
export const POLICY_SOURCE = "GB/T 22239-2019 8.1.4.1 (figures by common practice, 未核); OWASP ASVS 5.0 V6, V7";

export function needsSecondFactor(policy: SignInPolicy, roles: readonly Role[]): boolean {
  return roles.some((role) => policy.secondFactorRoles.includes(role));
}
