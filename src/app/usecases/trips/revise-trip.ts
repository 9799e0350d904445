// Keeps a trip: a new one for a delegation of the plan, or a new version, where its matter lets it change. What was decided on parts that
// did not change stands.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { bookTrip, readTripPlan } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { type StoredTripYear, saveTrip } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { versionConflict } from "../version-conflict.ts";
import { admitTripChange } from "./admit-trip-change.ts";
import { targetsOf, targetsOfTrip, unknownTargets } from "./case-targets.ts";
import { readContent, sourceOf } from "./stored-trip.ts";
import { findTripFor, findYearFor } from "./trip-access.ts";

export type SavedTrip = { readonly id: string; readonly version: number };

export type AddTripInput = { readonly yearId: string; readonly itemId: string; readonly content: unknown; readonly note: string };

/** Faults: not-found, unknown-reference (no such delegation in the plan, no such indicator in its case), already-done (it has a trip), those of the content. */
export async function addTrip(deps: Deps, actor: Actor, { yearId, itemId, content, note }: AddTripInput): Promise<Result<SavedTrip>> {
  const year = await findYearFor(deps, actor, "trip.revise", yearId);
  if (!year.ok) return year;
  const plan = readTripPlan(sourceOf("plan", recordOfText(year.value.plan)));
  if (!plan.ok) return plan;
  const ids = plan.value.items.map((item) => item.id);
  if (!ids.includes(itemId)) return failure(fault("unknown-reference", { found: itemId, expected: ids.join(", ") }));
  return await keep(deps, actor, year.value, { id: deps.newId("t"), yearId, itemId, content, version: 0, note });
}

export type ReviseTripInput = { readonly id: string; readonly version: number; readonly content: unknown; readonly note: string };

/** Faults: not-found, version-conflict, those of the content; flow-locked, flow-not-yours, trip-approved where its matter does not let it change. */
export async function reviseTrip(deps: Deps, actor: Actor, { id, version, content, note }: ReviseTripInput): Promise<Result<SavedTrip>> {
  const found = await findTripFor(deps, actor, "trip.revise", id);
  if (!found.ok) return found;
  const { stored, year } = found.value;
  return await keep(deps, actor, year, { id, yearId: stored.yearId, itemId: stored.itemId, content, version, note });
}

type Keeping = SavedTrip & AddTripInput;

async function keep(
  deps: Deps,
  actor: Actor,
  year: StoredTripYear,
  { id, yearId, itemId, content, version, note }: Keeping,
): Promise<Result<SavedTrip>> {
  const read = readContent(content);
  if (!read.ok) return read;
  const plan = readTripPlan(sourceOf("plan", recordOfText(year.plan)));
  if (!plan.ok) return plan;
  const targets = await targetsOf(deps, actor.tenant, year, plan.value);
  const unknown = unknownTargets(targets, targetsOfTrip(read.value.trip), sourceOf("trip", content));
  const booked = bookTrip(deps.tripStandards.standards, read.value.trip);
  if (!booked.ok || unknown.length > 0) return failure(...unknown, ...(booked.ok ? [] : booked.faults));
  return await deps.store.db.transaction().execute(async (transaction) => {
    const admitted =
      version === 0 ? success(true as const) : await admitTripChange(transaction, deps, actor, id, read.value.content, version);
    if (!admitted.ok) return admitted;
    const saved = await saveTrip(transaction, {
      ...{ tenant: actor.tenant, id, yearId, itemId, content: read.value.content, expectedVersion: version, note },
      ...{ now: deps.now(), byId: actor.accountId, byName: actor.name },
    });
    if (saved.kind === "conflict")
      return failure(
        version === 0
          ? fault("already-done", { found: itemId })
          : await versionConflict(transaction, {
              ...{ tenant: actor.tenant, kind: "trip", id, asked: version, current: saved.currentVersion },
            }),
      );
    await recordEvent(transaction, deps, {
      ...{ actor, action: version === 0 ? "trip.added" : "trip.revised", reason: note },
      object: { kind: "trip", id, unitPath: year.unitPath },
      before: version === 0 ? null : { version },
      after: { version: saved.version, title: read.value.trip.title, departs: read.value.trip.departs, returns: read.value.trip.returns },
    });
    return success({ id, version: saved.version });
  });
}
