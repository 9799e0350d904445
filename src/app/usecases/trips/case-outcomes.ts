// What the trips of a case brought about, as its evaluation reads it: the registers of every year of trips that names the case, with what
// was known on the evaluation's day. What came later, and what is made up, is shown and counted nowhere.
import { type Actor, reachOf } from "../../../access/index.ts";
import { type Day, failure, type Result, success } from "../../../kernel/index.ts";
import {
  type AssessedOutcome,
  assessOutcome,
  type IndicatorOutcomes,
  outcomeKnownOn,
  outcomesByIndicator,
  readOutcomes,
  readTrip,
  readTripPlan,
  type Trip,
  type TripPlan,
  tripAsMade,
} from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredCase } from "../../store/case-repository.ts";
import { listTrips, listTripYears, type StoredTripYear } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { isOfOneHouse } from "./case-targets.ts";
import { sourceOf } from "./stored-trip.ts";

export type CaseOutcome = {
  readonly yearId: string;
  readonly year: number;
  /** The trip it is claimed for; null where none is named. */
  readonly trip: { readonly id: string; readonly title: string } | null;
  readonly assessed: AssessedOutcome;
  /** All of it came after the evaluation's day. */
  readonly isLater: boolean;
};

export type CaseOutcomes = {
  readonly all: readonly CaseOutcome[];
  readonly byIndicator: ReadonlyMap<string, IndicatorOutcomes>;
};

/** Of the years within the actor's reach. Faults: those of what is stored. */
export async function outcomesOfCase(deps: Deps, actor: Actor, stored: StoredCase, signedOn: Day): Promise<Result<CaseOutcomes>> {
  const years = await listTripYears(deps.store.db, reachOf(actor, "trip.read"));
  const all: CaseOutcome[] = [];
  for (const year of years) {
    if (year.outcomes === null || !isOfOneHouse(stored, year)) continue;
    const plan = readTripPlan(sourceOf("plan", recordOfText(year.plan)));
    if (!plan.ok) return plan;
    if (plan.value.case !== stored.id) continue;
    const own = await outcomesOfYear(deps, actor.tenant, year, plan.value, signedOn);
    if (!own.ok) return own;
    all.push(...own.value);
  }
  const known = all.filter(({ isLater }) => !isLater).map(({ assessed }) => assessed);
  return success({ all, byIndicator: outcomesByIndicator(known) });
}

async function outcomesOfYear(
  deps: Deps,
  tenant: string,
  year: StoredTripYear,
  plan: TripPlan,
  signedOn: Day,
): Promise<Result<readonly CaseOutcome[]>> {
  const register = readOutcomes(sourceOf("outcomes", recordOfText(year.outcomes ?? "null")));
  if (!register.ok) return failure(...register.faults);
  const trips = new Map<string, { readonly id: string; readonly made: Trip }>();
  for (const { id, itemId, content } of await listTrips(deps.store.db, { tenant, id: year.id })) {
    const read = readTrip(sourceOf(id, recordOfText(content)));
    if (!read.ok) return read;
    trips.set(itemId, { id, made: tripAsMade(read.value) });
  }
  return success(
    register.value.map((outcome): CaseOutcome => {
      const trip = trips.get(outcome.trip ?? "") ?? null;
      const known = outcomeKnownOn(outcome, signedOn);
      const title = plan.items.find(({ id }) => id === outcome.trip)?.title ?? trip?.made.title ?? "";
      return {
        ...{ yearId: year.id, year: year.year, isLater: known === null },
        trip: trip && { id: trip.id, title },
        assessed: assessOutcome(known ?? outcome, trip?.made ?? null, signedOn),
      };
    }),
  );
}
