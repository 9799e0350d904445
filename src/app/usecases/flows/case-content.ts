// Changing a case that runs through a process: only where it stands open, and whoever had signed there signs again.
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { decideContentChange } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { findFlow, flowsOfSubject } from "../../store/flows/flow-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { keepStep } from "./act-on-flow.ts";
import { keptDefinition } from "./flow-access.ts";
import { isAboutCase, personOf, situationOf } from "./flow-situation.ts";

/** Called before the case is written, in its transaction. Faults: flow-locked, flow-not-yours. A case in no process may change freely. */
export async function admitCaseChange(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  caseId: string,
  dossier: string,
  version: number,
): Promise<Result<true>> {
  const { tenant } = actor;
  // Held until the case is written. Who saves on an older version is told so by the save itself, and changes no matter.
  const row = await transaction
    .selectFrom("cases")
    .where("tenant", "=", tenant)
    .where("id", "=", caseId)
    .select("version")
    .forUpdate()
    .executeTakeFirst();
  if (row?.version !== version) return success(true);
  const flows = (await flowsOfSubject(transaction, tenant, caseId)).filter(({ subject }) => isAboutCase(subject));
  const running = flows.filter(({ outcome }) => outcome === null);
  const approved = flows.find(({ outcome }) => outcome === "approved");
  if (running.length === 0) return approved ? failure(fault("flow-locked", { found: approved.title })) : success(true);
  for (const { id } of running) {
    const flow = await findFlow(transaction, { tenant, id }, true);
    if (!flow) continue;
    const definition = await keptDefinition(transaction, tenant, flow.definitionHash);
    const matter = { tenant, id, definition, subject: flow.subject, title: flow.title, unitPath: flow.unitPath, state: flow.state };
    const decision = decideContentChange(definition, flow.state, await situationOf(transaction, deps, matter, personOf(actor), dossier));
    if (!decision.ok) return decision;
    const kept = await keepStep(
      transaction,
      deps,
      actor,
      { flow, definition, matter },
      { act: "content-changed", reason: null, ...decision.value },
    );
    if (!kept.ok) return kept;
  }
  return success(true);
}
