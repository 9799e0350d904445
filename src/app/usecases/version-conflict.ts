// A change that was made on an earlier version than there is: refused, with both versions and who changed it last.
import type { Kysely } from "kysely";
import { type Fault, fault } from "../../kernel/index.ts";
import type { StoreTables } from "../store/store-tables.ts";
import { lastDoneTo } from "../store/trail/trail-repository.ts";

export type LateChange = {
  readonly tenant: string;
  /** Of the thing, as the audit trail names it. */
  readonly kind: string;
  readonly id: string;
  readonly asked: number;
  readonly current: number;
};

/** The fault version-conflict, for whoever may change the thing and so may know who did. */
export async function versionConflict(db: Kysely<StoreTables>, { tenant, kind, id, asked, current }: LateChange): Promise<Fault> {
  const last = await lastDoneTo(db, tenant, kind, id);
  const versions = { found: String(asked), expected: String(current) };
  return fault("version-conflict", last ? { ...versions, by: last.accountName, at: last.at } : versions);
}
