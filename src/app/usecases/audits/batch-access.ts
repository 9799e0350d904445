// An audit batch that somebody asks for: there for him, or not there.
import { type Action, type Actor, may } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { type AuditBatch, findBatch } from "../../store/audit-lists.ts";

/** Faults: not-found. */
export async function findBatchFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<Result<AuditBatch>> {
  const { tenant } = actor;
  const batch = await findBatch(deps.store.db, { tenant, id });
  const { unitPath = null, createdBy = null } = batch ?? {};
  return batch && may(actor, action, { tenant, unitPath, createdBy, published: false })
    ? success(batch)
    : failure(fault("not-found", { found: id }));
}
