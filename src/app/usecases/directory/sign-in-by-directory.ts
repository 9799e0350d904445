// Signing in by the house's directory: whoever it says has come must have an account here already, with the directory's number in it; what
// he may is what was granted to him here. Who needs a second factor must have shown one there.
import { type Actor, nobody } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import { findAccountByDirectory, standingGrants } from "../../store/people/account-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { type OpenedSession, openSession, signOut } from "../people/sign-in.ts";
import { needsSecondFactor } from "../people/sign-in-policy.ts";
import type { SignedIn } from "../people/signed-in.ts";
import type { DirectoryPerson } from "./directory.ts";
import type { DirectorySettings } from "./directory-settings.ts";

export type DirectorySignIn = {
  readonly tenant: string;
  readonly person: DirectoryPerson;
  readonly settings: DirectorySettings;
  readonly from: string;
  readonly agent: string;
  readonly replaces: SignedIn | null;
};

/** `unknown`: no account, or one that is disabled; `second-factor`: one is needed and was not shown. */
export type DirectoryOutcome =
  | { readonly kind: "opened"; readonly session: OpenedSession }
  | { readonly kind: "unknown" }
  | { readonly kind: "second-factor" };

export async function signInByDirectory(deps: Deps, input: DirectorySignIn): Promise<DirectoryOutcome> {
  const { tenant, person, settings, from, agent } = input;
  const { db } = deps.store;
  const account = person.number === null ? undefined : await findAccountByDirectory(db, tenant, person.number);
  const refuse = async (kind: "unknown" | "second-factor", reason: string): Promise<DirectoryOutcome> => {
    await db.transaction().execute(async (transaction) => {
      const actor: Actor = { ...nobody(tenant, from), accountId: account?.id ?? null, name: account?.name ?? "" };
      const object = { kind: "account", id: account?.id ?? person.number ?? "" };
      await recordEvent(transaction, deps, { actor, action: "session.open", object, result: "refused", reason: `directory: ${reason}` });
    });
    return { kind };
  };
  if (!account) return await refuse("unknown", "unknown");
  if (account.disabledAt !== null) return await refuse("unknown", "disabled");
  const grants = await standingGrants(db, { tenant, id: account.id });
  const hasShown = person.methods.some((method) => settings.secondFactorMethods.includes(method));
  const roles = grants.map(({ role }) => role);
  if (needsSecondFactor(deps.signIn, roles) && !hasShown) return await refuse("second-factor", "second factor");
  if (input.replaces) await signOut(deps, input.replaces);
  return { kind: "opened", session: await openSession(deps, { tenant, account, from, agent, how: "directory" }) };
}
