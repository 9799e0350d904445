// One act on a matter: everything is read, decided and written in one transaction, on the version that was looked at.
import type { Kysely, Transaction } from "kysely";
import type { Action, Actor } from "../../../access/index.ts";
import { type Fault, failure, type Result, success } from "../../../kernel/index.ts";
import { type Act, decideStep, type FlowEvent, type FlowState, waitingFor } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { findFlow, saveStep } from "../../store/flows/flow-repository.ts";
import { addReminders } from "../../store/flows/flow-side-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { anchorAfter } from "../trail/anchor-trail.ts";
import { bookTripStep, LedgerRefusal } from "../trips/trip-ledger.ts";
import { tripStep, withFacts } from "../trips/trip-step.ts";
import { versionConflict } from "../version-conflict.ts";
import { type FoundFlow, findFlowFor } from "./flow-access.ts";
import { remindersFor } from "./flow-reminders.ts";
import { personOf, situationOf } from "./flow-situation.ts";

export type ActOnFlowInput = { readonly id: string; readonly version: number; readonly act: Act };

/** Faults: flow-unknown, version-conflict (somebody acted in between), everything the process refuses, at once, and what the ledger refuses. */
export async function actOnFlow(
  deps: Deps,
  actor: Actor,
  { id, version, act }: ActOnFlowInput,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const acted = deps.store.db.transaction().execute(async (transaction) => {
    const action: Action = act.kind === "unlock" ? "flow.unlock" : "flow.act";
    const found = await findFlowFor(transaction, actor, action, id, true);
    if (!found.ok) return found;
    const { flow, definition, matter } = found.value;
    if (flow.version !== version) return failure(await lateStep(transaction, actor.tenant, flow, version));
    const situation = await situationOf(transaction, deps, matter, personOf(actor));
    const agrees = act.kind === "agree";
    const person = agrees ? (act.onBehalfOf ?? actor.accountId) : null;
    const { tenant } = actor;
    const step = { tenant, subject: flow.subject, definition, state: flow.state, person, day: situation.day };
    const own = agrees ? await tripStep(transaction, deps, step) : { faults: [], facts: {} };
    const decision = decideStep(definition, flow.state, withFacts(act, own), situation);
    if (!decision.ok) return failure(...decision.faults, ...own.faults);
    if (own.faults.length > 0) return failure(...own.faults);
    const affected =
      act.kind === "unlock"
        ? await startersOf(
            transaction,
            actor.tenant,
            situation.others.filter((one) => one.restsOnThis && one.outcome === "running").map((one) => one.id),
          )
        : [];
    return await keepStep(transaction, deps, actor, found.value, { act: act.kind, reason: reasonOf(act), ...decision.value, affected });
  });
  // What the ledger refuses takes the whole step back with it.
  const outcome = await acted.catch((error: unknown) => {
    if (error instanceof LedgerRefusal) return failure(...error.faults);
    throw error;
  });
  // Whoever rewrites the trail later contradicts the anchor of what was approved.
  if (outcome.ok && act.kind === "agree") anchorAfter(deps, actor.tenant, "approval");
  return outcome;
}

export type Step = {
  readonly act: string;
  readonly reason: string | null;
  readonly state: FlowState;
  readonly events: readonly FlowEvent[];
  readonly affected?: readonly { readonly flowId: string; readonly personId: string }[];
};

/** Writes what was decided: state, events, signatures, tasks, reminders, the ledger's entries and the trail's event, all or nothing. Faults: version-conflict. Throws LedgerRefusal. */
export async function keepStep(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { flow, definition }: FoundFlow,
  { act, reason, state, events, affected = [] }: Step,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const { id } = flow;
  const waiting = waitingFor(definition, state);
  const saved = await saveStep(transaction, { tenant: actor.tenant, id }, flow, { state, events, waiting, now: deps.now() });
  if (!saved) return failure(await lateStep(transaction, actor.tenant, { id, version: flow.version + 1 }, flow.version));
  await bookTripStep(transaction, deps, actor, { flow, definition, after: state });
  await addReminders(transaction, actor.tenant, remindersFor(id, state, events, waiting, affected));
  const signature = events.find((event) => event.kind === "paper-signed")?.signature;
  await recordEvent(transaction, deps, {
    ...{ actor, action: `flow.${act}`, object: { kind: "flow", id, unitPath: flow.unitPath }, reason },
    before: { node: flow.state.node, outcome: flow.outcome, version: flow.version },
    after: {
      ...{ node: state.node, outcome: state.ended?.outcome ?? null, version: flow.version + 1, events: events.map(({ kind }) => kind) },
      ...(signature ? { signature: signature.n, content: signature.content.hash, onBehalfOf: signature.onBehalfOf?.id ?? null } : {}),
    },
  });
  return success({ id, version: flow.version + 1 });
}

/** Somebody acted since: who, when and how. */
export async function lateStep(
  db: Kysely<StoreTables>,
  tenant: string,
  { id, version }: { readonly id: string; readonly version: number },
  asked: number,
): Promise<Fault> {
  return await versionConflict(db, { tenant, kind: "flow", id, asked, current: version });
}

async function startersOf(transaction: Transaction<StoreTables>, tenant: string, ids: readonly string[]) {
  const found = [];
  for (const id of ids) {
    const flow = await findFlow(transaction, { tenant, id });
    if (flow) found.push({ flowId: id, personId: flow.startedBy });
  }
  return found;
}

function reasonOf(act: Act): string | null {
  return ("reason" in act ? act.reason : act.opinion).trim() || null;
}
