// A matter that somebody asks for: there for them, or not there.
import type { Kysely } from "kysely";
import { type Action, type Actor, may } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { type ProcessDefinition, readStoredProcess } from "../../../workflow/index.ts";
import { findDefinition, findFlow, type StoredFlow } from "../../store/flows/flow-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { type Matter, sha256 } from "./flow-situation.ts";

export type FoundFlow = { readonly flow: StoredFlow; readonly definition: ProcessDefinition; readonly matter: Matter };

/** Faults: flow-unknown, also for what is out of reach. Who is asked to sign, or to sign for another, reaches the matter by that. */
export async function findFlowFor(
  db: Kysely<StoreTables>,
  actor: Actor,
  action: Action,
  id: string,
  forUpdate = false,
): Promise<Result<FoundFlow>> {
  const flow = await findFlow(db, { tenant: actor.tenant, id }, forUpdate);
  const reaches =
    flow &&
    (may(actor, action, { tenant: actor.tenant, unitPath: flow.unitPath, createdBy: flow.startedBy, published: false }) ||
      flow.state.invited.some(({ person }) => person.id === actor.accountId));
  if (!flow || !reaches) return failure(fault("flow-unknown", { found: id }));
  const definition = await keptDefinition(db, actor.tenant, flow.definitionHash);
  return success({
    flow,
    definition,
    matter: { tenant: actor.tenant, id, definition, subject: flow.subject, title: flow.title, unitPath: flow.unitPath, state: flow.state },
  });
}

/** The definition that a matter began with. What does not have its own hash any more was altered in the database, and decides nothing. */
export async function keptDefinition(db: Kysely<StoreTables>, tenant: string, hash: string): Promise<ProcessDefinition> {
  const text = await findDefinition(db, tenant, hash);
  if (text === undefined || sha256(text) !== hash) throw new Error(`the process definition ${hash} is not what was kept`);
  return readStoredProcess(text);
}
