// Years of trips that were closed: what is still open in them is kept as it is and nobody is chased for it any more.
import type { Kysely } from "kysely";
import type { Day } from "../../../kernel/index.ts";
import { isClosedOn, readTripPlan } from "../../../trips/index.ts";
import type { FlowSubject } from "../../store/flows/flow-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { findStoredTrip, findTripYear } from "../../store/trips/trip-repository.ts";
import { recordOfText } from "../stored-record.ts";
import { sourceOf } from "./stored-trip.ts";

/** Whether a matter is about a trip of a year that is closed on `day`. */
export async function isOfClosedYear(db: Kysely<StoreTables>, tenant: string, subject: FlowSubject, day: Day): Promise<boolean> {
  if (subject.kind !== "trip") return false;
  const trip = await findStoredTrip(db, { tenant, id: subject.id });
  const year = trip && (await findTripYear(db, { tenant, id: trip.yearId }));
  const plan = year && readTripPlan(sourceOf("plan", recordOfText(year.plan)));
  return plan?.ok === true && isClosedOn(plan.value, day);
}
