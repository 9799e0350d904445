// Who may write what into a ledger: the action a posting needs, and that nobody spends by an exception of his own.
import type { Kysely } from "kysely";
import type { Action, Actor } from "../../../access/index.ts";
import { type Fault, fault } from "../../../kernel/index.ts";
import type { Posting } from "../../../ledger/index.ts";
import { exceptionAuthors } from "../../store/ledger/list-entries.ts";
import type { StoreTables } from "../../store/store-tables.ts";

/** What may be written under which action of the permission table. */
export const POSTING_ACTIONS: Readonly<Record<Posting["kind"], Action>> = {
  rules: "ledger.adjust",
  budget: "ledger.adjust",
  adjustment: "ledger.adjust",
  slice: "ledger.adjust",
  closing: "ledger.adjust",
  commitment: "ledger.post",
  release: "ledger.post",
  payment: "ledger.post",
  refund: "ledger.post",
  exception: "ledger.except",
  reversal: "ledger.reverse",
};

/** A fault for each exception that the posting names and the actor registered himself. */
export async function ownExceptionFaults(
  db: Kysely<StoreTables>,
  actor: Actor,
  caseId: string,
  posting: Posting,
): Promise<readonly Fault[]> {
  const named = "exceptions" in posting ? posting.exceptions : [];
  if (named.length === 0) return [];
  const authors = await exceptionAuthors(db, { tenant: actor.tenant, id: caseId }, named);
  return authors
    .filter(({ account }) => account !== null && account === actor.accountId)
    .map(({ exception }) => fault("separation-of-duties", { found: exception }));
}
