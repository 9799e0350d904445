// Begins a matter: the process that counts today for the pack, kept as it is for as long as the matter runs.
import { type Actor, may } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { decideStart, findProcess, type SubjectKind, waitingFor } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { addFlow, keepDefinition } from "../../store/flows/flow-repository.ts";
import { addReminders } from "../../store/flows/flow-side-repository.ts";
import { findUnit } from "../../store/people/unit-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findStoredTrip, type StoredTrip } from "../../store/trips/trip-repository.ts";
import { findCaseFor } from "../case-access.ts";
import { findTripFor } from "../trips/trip-access.ts";
import { remindersFor } from "./flow-reminders.ts";
import { dayOf, isAboutCase, personOf, sha256, situationOf } from "./flow-situation.ts";

export type StartFlowInput = {
  readonly process: string;
  readonly pack: string;
  /** The case that targets and evaluations are about; the case or any other name of a trip or an adjustment. */
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly title: string;
  readonly facts: Readonly<Record<string, string>>;
};

/** Faults: case-unknown, process-unknown, pack-unknown, wrong-shape (a process about something else), not-allowed, and what the process refuses. */
export async function startFlow(
  deps: Deps,
  actor: Actor,
  input: StartFlowInput,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const { subject } = input;
  const person = personOf(actor);
  const now = deps.now();
  const found = findProcess(deps.processes, input.pack, input.process, dayOf(now));
  if (!found.ok) return found;
  const definition = found.value;
  if (definition.rule.about !== subject.kind)
    return failure(fault("wrong-shape", { found: subject.kind, expected: definition.rule.about }));
  const about = isAboutCase(subject) ? await findCaseFor(deps, actor, "case.read", subject.id) : success(null);
  if (!about.ok) return about;
  // A trip that is kept here is begun by those who draft its year's trips.
  const trip = subject.kind === "trip" ? await findStoredTrip(deps.store.db, { tenant: actor.tenant, id: subject.id }) : undefined;
  const drafts = trip ? await findTripFor(deps, actor, "trip.revise", trip.id) : success(null);
  if (!drafts.ok) return drafts;
  const unitId = about.value?.unitId ?? actor.unitId;
  const unit = unitId === null ? undefined : await findUnit(deps.store.db, actor.tenant, unitId);
  if (!unit || !person) return failure(fault("not-allowed"));
  const target = { tenant: actor.tenant, unitPath: unit.path, createdBy: person.id, published: false };
  if (!may(actor, "flow.start", target)) return failure(fault("not-allowed"));
  const title =
    input.title.trim() || titleOf(trip) || (about.value ? `${about.value.name} · ${definition.rule.title}` : definition.rule.title);
  const id = deps.newId("f");
  return await deps.store.db.transaction().execute(async (transaction) => {
    const matter = { tenant: actor.tenant, id: null, definition, subject, title, unitPath: unit.path, state: null };
    const situation = await situationOf(transaction, deps, matter, person);
    const decision = decideStart(definition, input.facts, situation);
    if (!decision.ok) return decision;
    const { state, events } = decision.value;
    const hash = sha256(definition.text);
    const { pack, rule, text } = definition;
    await keepDefinition(transaction, { tenant: actor.tenant, hash, pack, process: rule.id, version: rule.version, text, now });
    const waiting = waitingFor(definition, state);
    const flow = {
      tenant: actor.tenant,
      id,
      definitionHash: hash,
      process: rule.id,
      subject,
      title,
      unitId: unit.id,
      startedBy: person.id,
      state,
      now,
    };
    if (!(await addFlow(transaction, flow, events, waiting))) return failure(fault("flow-running", { found: title }));
    await addReminders(transaction, actor.tenant, remindersFor(id, state, events, waiting));
    await recordEvent(transaction, deps, {
      ...{ actor, action: "flow.started", object: { kind: "flow", id, unitPath: unit.path } },
      after: { process: rule.id, version: rule.version, pack, definition: hash, subject, title, node: state.node },
    });
    return success({ id, version: 1 });
  });
}

function titleOf(trip: StoredTrip | undefined): string {
  return trip ? String((JSON.parse(trip.content) as { readonly title?: unknown }).title ?? "") : "";
}
