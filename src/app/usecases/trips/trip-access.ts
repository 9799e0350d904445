// A year or a trip that somebody asks for: there for them, or not there. What is out of reach answers like what does not exist.
import { type Action, type Actor, may } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { findStoredTrip, findTripYear, type StoredTripYear } from "../../store/trips/trip-repository.ts";
import { type GatheredTrip, gatherTrips } from "./gather-trips.ts";

export function mayInYear(actor: Actor, action: Action, year: StoredTripYear): boolean {
  return may(actor, action, { tenant: actor.tenant, unitPath: year.unitPath, createdBy: year.createdBy, published: year.published });
}

/** Faults: not-found. */
export async function findYearFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<Result<StoredTripYear>> {
  const year = await findTripYear(deps.store.db, { tenant: actor.tenant, id });
  return year && mayInYear(actor, action, year) ? success(year) : failure(fault("not-found", { found: id }));
}

export type FoundTrip = { readonly year: StoredTripYear; readonly stored: GatheredTrip };

/** Faults: not-found. */
export async function findTripFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<Result<FoundTrip>> {
  const stored = await findStoredTrip(deps.store.db, { tenant: actor.tenant, id });
  const year = stored && (await findYearFor(deps, actor, action, stored.yearId));
  const [gathered] = stored && year?.ok ? await gatherTrips(deps.store.db, actor.tenant, [stored]) : [];
  return gathered && year?.ok ? success({ year: year.value, stored: gathered }) : failure(fault("not-found", { found: id }));
}
