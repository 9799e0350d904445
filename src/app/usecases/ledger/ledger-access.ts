// A case's ledger for somebody: there for him, or not there.
import type { Action, Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { LedgerReferences } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredCase } from "../../store/case-repository.ts";
import { findLedger, type LedgerHead } from "../../store/ledger/load-book.ts";
import { findCaseFor } from "../case-access.ts";

export type CaseLedger = { readonly stored: StoredCase; readonly head: LedgerHead };

/** Faults: case-unknown, ledger-none. */
export async function findLedgerFor(deps: Deps, actor: Actor, action: Action, caseId: string): Promise<Result<CaseLedger>> {
  const stored = await findCaseFor(deps, actor, action, caseId);
  if (!stored.ok) return stored;
  const head = await findLedger(deps.store.db, { tenant: actor.tenant, id: caseId });
  return head ? success({ stored: stored.value, head }) : failure(fault("ledger-none", { found: caseId }));
}

export function referencesOf(deps: Deps): LedgerReferences {
  return { isEconomicClass: deps.ledgers.classes.has };
}
