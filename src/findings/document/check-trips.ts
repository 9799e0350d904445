// Delegations abroad that a report shows, against the usual limits of people, countries and days, and against their own dates: how many
// went (T03), for how long (T04, T05), and whether one party went as two (T21).
import { compare, daysBetween, printDay, ratio } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found, threshold } from "../check.ts";
import type { Finding } from "../finding.ts";
import { type ShownTrip, tripsShown } from "./read-trips.ts";
import type { Prose } from "./source-lines.ts";

export function checkTrips(document: ReadDocument, prose: Prose, rulebook: Rulebook): Finding[] {
  const trips = tripsShown(document, prose);
  return [
    ...trips.flatMap((trip) => [...party(trip, rulebook), ...length(trip, rulebook), ...days(trip, rulebook)]),
    ...split(trips, rulebook),
  ];
}

function party(trip: ShownTrip, rulebook: Rulebook): Finding[] {
  const limit = threshold(rulebook, "party-size");
  if (!limit || trip.people === null || !isMore(trip.people, limit)) return [];
  const most = numberOf(limit);
  const details = { printed: String(trip.people), expected: `≤ ${most}`, basis: [limit.basis] };
  return [
    found("trip-party-too-large", "warning", trip.where, { ...details, params: { name: trip.name, people: String(trip.people), most } }),
  ];
}

const BY_COUNTRIES = ["days-one-country", "days-two-countries", "days-three-countries"] as const;

function length(trip: ShownTrip, rulebook: Rulebook): Finding[] {
  const { countries } = trip;
  const last = threshold(rulebook, "days-three-countries");
  const params = { name: trip.name, countries: String(countries.length), where: countries.join("、") };
  if (countries.length > BY_COUNTRIES.length && last)
    return [
      found("trip-too-long", "warning", trip.where, {
        ...{ printed: String(countries.length), expected: `≤ ${BY_COUNTRIES.length}`, basis: [last.basis] },
        params: { ...params, kind: "countries", days: "", most: String(BY_COUNTRIES.length) },
      }),
    ];
  const name = BY_COUNTRIES[countries.length - 1];
  const limit = name ? threshold(rulebook, name) : null;
  const length = trip.days ?? daysByDates(trip);
  if (!limit || length === null || !isMore(length, limit)) return [];
  const most = numberOf(limit);
  return [
    found("trip-too-long", "warning", trip.where, {
      ...{ printed: String(length), expected: `≤ ${most}`, basis: [limit.basis] },
      params: { ...params, kind: "days", days: String(length), most },
    }),
  ];
}

// More days than lie between the dates cannot be; fewer may leave out those of the journey.
function days(trip: ShownTrip, rulebook: Rulebook): Finding[] {
  const counted = daysByDates(trip);
  const { days: printed, from, to } = trip;
  if (counted === null || printed === null || printed === counted || !from || !to) return [];
  const severity = printed > counted && !trip.doubtful ? "error" : "warning";
  const formula = `${to} − ${from} + 1 = ${counted}`;
  return [
    found("trip-days-miscounted", severity, trip.where, {
      ...{ printed: String(printed), expected: String(counted), formula, basis: duty(rulebook, "truthful") },
      params: { name: trip.name, days: String(printed), expected: String(counted), from: printDay(from), to: printDay(to) },
    }),
  ];
}

function split(trips: readonly ShownTrip[], rulebook: Rulebook): Finding[] {
  const limit = threshold(rulebook, "party-size");
  if (!limit) return [];
  return trips.flatMap((trip, index) => {
    const other = trips.slice(0, index).find((one) => isSameJourney(one, trip) && one.name !== trip.name);
    const people = (other?.people ?? 0) + (trip.people ?? 0);
    const own = [other?.people ?? 0, trip.people ?? 0];
    if (!other || own.includes(0) || own.some((count) => isMore(count, limit)) || !isMore(people, limit)) return [];
    const most = numberOf(limit);
    const params = { name: trip.name, other: other.name, where: trip.countries.join("、"), people: String(people), most };
    const formula = `${own.join(" + ")} = ${people}`;
    return [
      found("party-split", "warning", trip.where, {
        printed: String(people),
        expected: `≤ ${most}`,
        formula,
        basis: [limit.basis],
        params,
      }),
    ];
  });
}

function isSameJourney(one: ShownTrip, other: ShownTrip): boolean {
  return one.from !== null && one.from === other.from && one.countries.toSorted().join() === other.countries.toSorted().join();
}

/** Both days count. */
function daysByDates({ from, to }: ShownTrip): number | null {
  return from && to ? daysBetween(from, to) + 1 : null;
}

type Limit = NonNullable<ReturnType<typeof threshold>>;

function isMore(count: number, { value }: Limit): boolean {
  return compare(ratio(BigInt(count)), value) > 0;
}

function numberOf({ value }: Limit): string {
  return String(value.n / value.d);
}
