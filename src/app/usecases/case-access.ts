// A case that somebody asks for: there for him, or not there. What is out of reach answers exactly like what does not exist.
import { type Action, type Actor, may, type Target } from "../../access/index.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { type CaseSummary, findCase, type StoredCase } from "../store/case-repository.ts";
import type { Stand } from "../store/kept/stand.ts";

/** What somebody does something to where he does it to a case. */
export function caseTarget(tenant: string, stored: CaseSummary): Target {
  return { tenant, unitPath: stored.unitPath, createdBy: stored.createdBy, published: stored.published };
}

/**
 * What is known of it without its dossier, as of `stand` or as of now. Not within a transaction: what that wrote is not seen.
 * Faults: case-unknown.
 */
export async function seeCase(deps: Deps, actor: Actor, action: Action, id: string, stand?: Stand): Promise<Result<CaseSummary>> {
  const summary = await deps.reads.caseSummary({ tenant: actor.tenant, id }, stand);
  return summary && may(actor, action, caseTarget(actor.tenant, summary))
    ? success(summary)
    : failure(fault("case-unknown", { found: id }));
}

/** Faults: case-unknown. */
export async function findCaseFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<Result<StoredCase>> {
  const stored = await findCase(deps.store.db, { tenant: actor.tenant, id });
  return stored && may(actor, action, caseTarget(actor.tenant, stored)) ? success(stored) : failure(fault("case-unknown", { found: id }));
}
