// Changing a trip whose matter is running: only where it stands open and by whoever works there. Once it was approved, what was approved
// stays as it is until the matter is sent back; the claim alone is written then.
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { coveredText, readTrip } from "../../../trips/index.ts";
import { decideContentChange } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { findFlow, latestFlows } from "../../store/flows/flow-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { keepStep } from "../flows/act-on-flow.ts";
import { keptDefinition } from "../flows/flow-access.ts";
import { personOf, situationOf } from "../flows/flow-situation.ts";
import { recordOfText } from "../stored-record.ts";
import { givenBy } from "./gather-trips.ts";
import { sourceOf } from "./stored-trip.ts";

/** Called before the trip is written, in its transaction. Faults: flow-locked, flow-not-yours, trip-approved. */
export async function admitTripChange(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  id: string,
  content: string,
  version: number,
): Promise<Result<true>> {
  const { tenant } = actor;
  // Held until the trip is written. Who saves on an older version is told so by the save itself, and changes no matter.
  const row = await transaction
    .selectFrom("trips")
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .select(["version", "content"])
    .forUpdate()
    .executeTakeFirst();
  const latest = row?.version === version ? (await latestFlows(transaction, tenant, "trip", [id])).get(id) : undefined;
  if (!row || !latest || latest.outcome === "rejected" || latest.outcome === "cancelled") return success(true);
  if (latest.outcome !== null) return failure(fault("flow-locked", { found: latest.title }));
  const flow = await findFlow(transaction, { tenant, id: latest.id }, true);
  if (!flow) throw new Error(`the matter ${latest.id} is not there`);
  const definition = await keptDefinition(transaction, tenant, flow.definitionHash);
  const approved = flow.state.passed.some(({ visit }) =>
    flow.state.signatures.some((one) => one.visit === visit && one.voided === null && givenBy(definition, one) === "meeting"),
  );
  if (approved && partOf(row.content) !== partOf(content)) return failure(fault("trip-approved", { found: latest.title }));
  const matter = { tenant, id: flow.id, definition, subject: flow.subject, title: flow.title, unitPath: flow.unitPath, state: flow.state };
  const situation = await situationOf(transaction, deps, matter, personOf(actor), content);
  const decision = decideContentChange(definition, flow.state, situation);
  if (!decision.ok) return decision;
  const step = { act: "content-changed", reason: null, ...decision.value };
  const kept = await keepStep(transaction, deps, actor, { flow, definition, matter }, step);
  return kept.ok ? success(true) : kept;
}

/** What the meeting decides on. */
function partOf(content: string): string {
  const trip = readTrip(sourceOf("trip", recordOfText(content)));
  if (!trip.ok) throw new Error("a trip that was kept cannot be read");
  return coveredText(trip.value, "meeting");
}
