// What only several trips together show: a party split in two (T21), and who has been abroad before (T22).
import { type Day, daysBetween } from "../../kernel/index.ts";
import type { BookedTrip } from "../price/book-trip.ts";
import { peopleIn, type Trip } from "../trip.ts";
import { type Breach, breach } from "./breach.ts";
import { countriesOf } from "./party-and-days.ts";

/** A trip that somebody made before, from what the plan knows. */
export type EarlierTrip = { readonly person: string; readonly departs: Day; readonly title: string };

/** Findings by the place of their trip in the list; `about` names the other trips. */
export function examineTrips(trips: readonly BookedTrip[], earlier: readonly EarlierTrip[] = []): readonly (readonly Breach[])[] {
  return trips.map((one, index) => [...checkSplit(one, trips), ...checkFrequency(one, index, trips, earlier)]);
}

// Parties for the same countries that leave on one day or on neighbouring days, each within the limit and together above it. Without a rule
// on the days between, only the same day counts.
function checkSplit(one: BookedTrip, trips: readonly BookedTrip[]): Breach[] {
  const size = one.book.rule("partySize");
  const { trip } = one.priced;
  if (!size || countriesOf(trip).length === 0) return [];
  const within = one.book.rule("partySplitWithin");
  const { most } = size.rule;
  const isWithin = ({ priced }: BookedTrip) => peopleIn(priced.trip.members) <= most;
  if (!isWithin(one)) return [];
  const sameRoute = trips.filter((other) => routeOf(other.priced.trip) === routeOf(trip) && isWithin(other));
  const together = neighboursOf(one, sameRoute, within?.rule.days ?? 0);
  const people = together.reduce((sum, { priced }) => sum + peopleIn(priced.trip.members), 0);
  if (together.length < 2 || people <= most) return [];
  const others = together.filter((other) => other !== one).map(({ priced }) => priced.trip);
  const isOneDay = others.every(({ departs }) => departs === trip.departs);
  const about = others.map(({ departs, title }) => (isOneDay ? title : `${departs} ${title}`)).join("、");
  const facts = { path: "members", about, found: String(people), expected: `≤ ${most}`, severity: "warning" } as const;
  const reason = isOneDay ? "party-split" : "party-split-by-days";
  return [breach(one.book, "party-split", { ...facts, reason, basis: isOneDay ? size.basis : (within?.basis ?? size.basis) })];
}

// Whoever leaves within `days` of one of them is one of them: a chain of neighbours is one cluster, whichever trip it is looked at from.
function neighboursOf(one: BookedTrip, trips: readonly BookedTrip[], days: number): readonly BookedTrip[] {
  const cluster = new Set([one]);
  // A set that grows while it is walked: each newcomer is walked too.
  for (const member of cluster)
    for (const other of trips) if (Math.abs(daysBetween(member.priced.trip.departs, other.priced.trip.departs)) <= days) cluster.add(other);
  return trips.filter((trip) => cluster.has(trip));
}

function routeOf(trip: Trip): string {
  return countriesOf(trip).toSorted().join(" ");
}

function checkFrequency(one: BookedTrip, index: number, trips: readonly BookedTrip[], earlier: readonly EarlierTrip[]): Breach[] {
  const { trip } = one.priced;
  const since = `${Number(trip.departs.slice(0, 4)) - 2}${trip.departs.slice(4)}`;
  return trip.members.flatMap((member, place) => {
    if (member.person === null) return [];
    const before = trips.filter(({ priced }, other) => {
      const { departs, members } = priced.trip;
      const isBefore = departs < trip.departs || (departs === trip.departs && other < index);
      return other !== index && isBefore && departs >= since && members.some(({ person }) => person === member.person);
    });
    const known = earlier.filter(({ person, departs }) => person === member.person && departs < trip.departs && departs >= since);
    const journeys = [...known, ...before.map(({ priced }) => priced.trip)];
    if (journeys.length === 0) return [];
    const about = journeys.map(({ departs, title }) => `${departs} ${title}`).join("、");
    const facts = { path: `members.${place}`, about, found: `${member.person}: ${journeys.length + 1}` };
    return [breach(one.book, "traveller-too-frequent", { ...facts, reason: "frequent", severity: "hint" })];
  });
}
