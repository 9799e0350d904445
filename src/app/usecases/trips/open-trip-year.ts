// A year of delegations from the store: the plan with its trips and their acts, outcomes as they stand today.
import type { Actor } from "../../../access/index.ts";
import { reachOf } from "../../../access/index.ts";
import { type Day, type Fault, failure, type Result, success } from "../../../kernel/index.ts";
import { assessOutcome, type PlannedAndMade, planBoard, readOutcomes, readTripPlan, standardsBook } from "../../../trips/index.ts";
import type { Deps } from "../../compose.ts";
import { listTrips, listTripYears, type StoredTripYear } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { assembleYear, type TripYear } from "./assemble-year.ts";
import { type Target, targetsOf } from "./case-targets.ts";
import { type GatheredTrip, gatherTrips } from "./gather-trips.ts";
import { openStoredTrip, sourceOf } from "./stored-trip.ts";
import { findYearFor } from "./trip-access.ts";

export type OpenedYear = {
  readonly stored: StoredTripYear;
  readonly year: TripYear;
  /** By the delegation's id in the plan. */
  readonly trips: ReadonlyMap<string, GatheredTrip>;
  readonly on: Day;
  /** The indicators that trips and outcomes may name; null where targets are free text. */
  readonly targets: readonly Target[] | null;
};

/** `opened` is null for a year that cannot be read; the list says so instead of hiding it. */
export type ListedYear = { readonly stored: StoredTripYear; readonly opened: OpenedYear | null };

export async function listYears(deps: Deps, actor: Actor): Promise<readonly ListedYear[]> {
  const years = await listTripYears(deps.store.db, reachOf(actor, "trip.read"));
  return await Promise.all(
    years.map(async (stored): Promise<ListedYear> => {
      const opened = await openYear(deps, actor, stored);
      return { stored, opened: opened.ok ? opened.value : null };
    }),
  );
}

/** Faults: not-found, and those of what is stored. */
export async function openTripYear(deps: Deps, actor: Actor, id: string): Promise<Result<OpenedYear>> {
  const found = await findYearFor(deps, actor, "trip.read", id);
  return found.ok ? await openYear(deps, actor, found.value) : found;
}

export async function openYear(deps: Deps, { tenant }: Actor, stored: StoredTripYear): Promise<Result<OpenedYear>> {
  const on = deps.now().slice(0, 10) as Day;
  const plan = readTripPlan(sourceOf("plan", recordOfText(stored.plan)));
  if (!plan.ok) return plan;
  const { standards } = deps.tripStandards;
  const book = standardsBook(standards, null, `${plan.value.year}-01-01` as Day);
  if (!book.ok) return book;
  const { db } = deps.store;
  const gathered = await gatherTrips(db, tenant, await listTrips(db, { tenant, id: stored.id }));
  const trips = new Map(gathered.map((trip) => [trip.itemId, trip]));
  const booked = new Map<string, PlannedAndMade>();
  const faults: Fault[] = [];
  const beside = new Set(plan.value.items.flatMap(({ id, outOfPlan }) => (outOfPlan ? [id] : [])));
  for (const [itemId, trip] of trips) {
    const opened = openStoredTrip(trip, standards, beside.has(itemId));
    if (opened.ok) booked.set(itemId, opened.value.both);
    else faults.push(...opened.faults);
  }
  const register = stored.outcomes === null ? success([]) : readOutcomes(sourceOf("outcomes", recordOfText(stored.outcomes)));
  if (!register.ok || faults.length > 0) return failure(...faults, ...(register.ok ? [] : register.faults));
  const outcomes = register.value.map((one) => assessOutcome(one, booked.get(one.trip ?? "")?.made.priced.trip ?? null, on));
  const board = planBoard(plan.value, booked, book.value);
  const targets = await targetsOf(deps, tenant, stored, plan.value);
  const exceptions = new Map([...trips].map(([itemId, trip]) => [itemId, trip.exceptions]));
  const paths = new Map([...trips].map(([itemId, trip]) => [itemId, trip.id]));
  return success({
    stored,
    year: assembleYear(board, booked, outcomes, { quotes: plan.value.exchange, on, paths, exceptions }),
    trips,
    on,
    targets,
  });
}
