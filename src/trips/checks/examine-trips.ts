// What only several trips together show: a party split in two (T21), and who has been abroad before (T22).
import type { Day } from "../../kernel/index.ts";
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

// Parties that leave on one day for the same countries, each within the limit and together above it.
function checkSplit(one: BookedTrip, trips: readonly BookedTrip[]): Breach[] {
  const rule = one.book.rule("partySize");
  const { trip } = one.priced;
  if (!rule || countriesOf(trip).length === 0) return [];
  const together = trips.filter(({ priced }) => routeOf(priced.trip) === routeOf(trip));
  const people = together.reduce((sum, { priced }) => sum + peopleIn(priced.trip.members), 0);
  const isSplit =
    together.length > 1 && people > rule.rule.most && together.every(({ priced }) => peopleIn(priced.trip.members) <= rule.rule.most);
  if (!isSplit) return [];
  const about = together
    .filter((other) => other !== one)
    .map(({ priced }) => priced.trip.title)
    .join("、");
  return [
    breach(one.book, "party-split", {
      reason: "party-split",
      severity: "warning",
      path: "members",
      about,
      found: String(people),
      expected: `≤ ${rule.rule.most}`,
    }),
  ];
}

function routeOf(trip: Trip): string {
  return [trip.departs, ...countriesOf(trip).toSorted()].join(" ");
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
