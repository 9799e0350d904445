// Passwords: what may be one, and how it is kept (argon2id with the parameters OWASP recommends for 19 MiB).
import { hash, verify } from "@node-rs/argon2";
import { dictionary } from "@zxcvbn-ts/language-common";
import { type Fault, fault } from "../../../kernel/index.ts";
import type { SignInPolicy } from "./sign-in-policy.ts";

// The package's own enumeration does not exist at run time under isolated modules; 2 is Argon2id.
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const LONGEST = 128;

/** The product's own name is the first thing somebody tries who knows where he is. */
const OWN_NAME = "hengxiao";
/** Shorter ones stand in many a good password. */
const WORDS = /[a-z]{4,}/g;
/** The most common passwords of published leaks, the most common first; E08 asks for 10,000 at least. */
const COMMON: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, COST);
}

/** The hash of 32 random bytes nobody kept, at the same cost: checked where there is no account, so that both take the same time. */
const DECOY = "$argon2id$v=19$m=19456,t=2,p=1$nxnlMOSYMIzHHf9PHt4udQ$s+moxeRvU6ZA15vOAiLpUiMbtNaI/62Az5GtEBxZGHc";

export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  const right = password.length <= LONGEST && (await verify(kept ?? DECOY, password));
  return right && kept !== null;
}

export type PasswordOwner = { readonly login: string; readonly administrator: boolean };

/** Everything that is wrong with a new password at once; `earlier` are the hashes that may not come again. */
export async function passwordFaults(
  password: string,
  owner: PasswordOwner,
  policy: SignInPolicy,
  earlier: readonly string[],
): Promise<readonly Fault[]> {
  const shortest = owner.administrator ? policy.shortestAdministratorPassword : policy.shortestPassword;
  const weak = (rule: string, expected: string): Fault => fault("password-weak", { found: rule, expected });
  const faults: Fault[] = [];
  const length = [...password].length;
  if (length < shortest) faults.push(weak("short", String(shortest)));
  if (length > LONGEST) faults.push(weak("long", String(LONGEST)));
  if (length < policy.longEnoughWithoutMixing && kindsIn(password) < policy.kindsOfCharacters)
    faults.push(weak("kinds", String(policy.kindsOfCharacters)));
  const lower = password.toLowerCase();
  if (COMMON.has(lower) || lower.includes(OWN_NAME) || /^(.)\1*$/u.test(lower) || isOneCommonWord(lower)) faults.push(weak("guessed", ""));
  if (owner.login.length >= 3 && lower.includes(owner.login.toLowerCase())) faults.push(weak("login", ""));
  for (const kept of earlier)
    if (await verify(kept, password)) {
      faults.push(weak("repeated", String(policy.passwordsRemembered)));
      break;
    }
  return faults;
}

/** "p@ssw0rd2026!" is "password": what is put around a common word, or in place of its letters, is guessed with it. */
function isOneCommonWord(lower: string): boolean {
  const plain = lower.replaceAll("@", "a").replaceAll("0", "o").replaceAll("$", "s").replaceAll("3", "e");
  return [lower, plain].some((text) => {
    const [word = "", ...others] = text.match(WORDS) ?? [];
    return others.length === 0 && COMMON.has(word);
  });
}

function kindsIn(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
}
