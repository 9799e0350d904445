// A change that was made on an earlier version than there is: refused, with both versions, who changed it last, and what was done since.
import type { Kysely } from "kysely";
import { type Fault, fault } from "../../kernel/index.ts";
import type { StoreTables } from "../store/store-tables.ts";
import { lastDoneTo } from "../store/trail/trail-repository.ts";

/** Events that are named at most. */
const NAMED = 20;

type Versions = { readonly asked: number; readonly current: number };

export type LateChange = Versions & {
  readonly tenant: string;
  /** Of the thing, as the audit trail names it. */
  readonly kind: string;
  readonly id: string;
  /** Names of events since, where versions and events of the thing do not go one for one. */
  readonly did?: readonly string[];
};

/** The fault version-conflict, for whoever may change the thing and so may know who did. */
export async function versionConflict(db: Kysely<StoreTables>, { asked, current, did, ...thing }: LateChange): Promise<Fault> {
  const since = await lastDoneTo(db, thing, Math.max(1, Math.min(current - asked, NAMED)));
  const names = did ?? since.map(({ action }) => action).toReversed();
  const [last] = since;
  return conflictFault({ asked, current }, { did: names, last: last ? { by: last.accountName, at: last.at } : null });
}

/** The same where the thing itself says who changed it last. */
export function conflictFault(
  { asked, current }: Versions,
  { did, last }: { readonly did: readonly string[]; readonly last: { readonly by: string; readonly at: string } | null },
): Fault {
  const versions = { found: String(asked), expected: String(current), did: [...new Set(did)].join(",") };
  return fault("version-conflict", last ? { ...versions, ...last } : versions);
}
