// Keeps a year's plan or its register of outcomes as a new version. A delegation that has a trip stays in the plan; it is cancelled there,
// not removed.
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import { readOutcomes, readTripPlan } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { listTrips, reviseTripYear } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { versionConflict } from "../version-conflict.ts";
import { namedCase, targetsOf, targetsOfOutcomes, targetsOfPlan, unknownTargets } from "./case-targets.ts";
import { sourceOf } from "./stored-trip.ts";
import { findYearFor } from "./trip-access.ts";

export type ReviseYearInput = {
  readonly id: string;
  readonly version: number;
  /** What stays as it is is left out. */
  readonly plan?: unknown;
  readonly outcomes?: unknown;
  readonly note: string;
};

/** Faults: not-found, version-conflict, those of plan and outcomes, case-unknown (the plan's), unknown-reference (a trip's delegation is not in the plan, an outcome's trip is not there, a target is no indicator of the case). */
export async function reviseYear(deps: Deps, actor: Actor, input: ReviseYearInput): Promise<Result<{ readonly version: number }>> {
  const found = await findYearFor(deps, actor, "trip.revise", input.id);
  if (!found.ok) return found;
  const { tenant } = actor;
  const planData = input.plan ?? recordOfText(found.value.plan);
  const outcomesData = input.outcomes ?? (found.value.outcomes === null ? null : recordOfText(found.value.outcomes));
  const [planSource, outcomesSource] = [sourceOf("plan", planData), sourceOf("outcomes", outcomesData)];
  const plan = readTripPlan(planSource);
  const outcomes = outcomesData === null ? success([]) : readOutcomes(outcomesSource);
  if (!plan.ok || !outcomes.ok) return failure(...[plan, outcomes].flatMap((one) => (one.ok ? [] : one.faults)));
  const named = await namedCase(deps, actor, found.value, plan.value, planSource);
  if (!named.ok) return named;
  const targets = await targetsOf(deps, tenant, found.value, plan.value);
  const trips = await listTrips(deps.store.db, { tenant, id: input.id });
  const items = plan.value.items.map((item) => item.id);
  const withTrips = trips.map((trip) => trip.itemId);
  const faults: Fault[] = [
    ...withTrips.filter((id) => !items.includes(id)).map((id) => fault("unknown-reference", { found: id, expected: items.join(", ") })),
    ...outcomes.value.flatMap(({ trip }) =>
      trip !== null && !withTrips.includes(trip) ? [fault("unknown-reference", { found: trip, expected: withTrips.join(", ") })] : [],
    ),
  ];
  faults.push(
    ...unknownTargets(targets, targetsOfPlan(plan.value), planSource),
    ...unknownTargets(targets, targetsOfOutcomes(outcomes.value), outcomesSource),
  );
  if (faults.length > 0) return failure(...faults);
  return await deps.store.db.transaction().execute(async (transaction) => {
    const saved = await reviseTripYear(transaction, {
      ...{ tenant, id: input.id, expectedVersion: input.version, note: input.note },
      plan: JSON.stringify(planData),
      outcomes: outcomesData === null ? null : JSON.stringify(outcomesData),
      ...{ now: deps.now(), byId: actor.accountId, byName: actor.name },
    });
    if (saved.kind === "conflict")
      return failure(
        await versionConflict(transaction, {
          tenant,
          kind: "trip-year",
          id: input.id,
          asked: input.version,
          current: saved.currentVersion,
        }),
      );
    await recordEvent(transaction, deps, {
      ...{ actor, action: "trip-year.revised", reason: input.note },
      object: { kind: "trip-year", id: input.id, unitPath: found.value.unitPath },
      before: { version: input.version },
      after: { version: saved.version, plan: input.plan !== undefined, outcomes: input.outcomes !== undefined },
    });
    return success({ version: saved.version });
  });
}
