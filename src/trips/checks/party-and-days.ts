// How many go, to how many countries, for how long (T03, T04, T05), and territories written as home (T24, 516号 第二十一条).
import { standardsPlace } from "../price/standards-place.ts";
import { daysAbroad, type Leg, membersOf, peopleIn, type Trip } from "../trip.ts";
import { HOME } from "../vocabulary.ts";
import { type Breach, breach, type Examined } from "./breach.ts";

export function checkParty({ trip, book }: Examined): Breach[] {
  const rule = book.rule("partySize");
  const people = peopleIn(trip.members);
  if (!rule || !isAbroad(trip) || people <= rule.rule.most) return [];
  const facts = { found: String(people), expected: `≤ ${rule.rule.most}`, basis: rule.basis };
  return [breach(book, "trip-party-too-large", { reason: "party-too-large", severity: "warning", path: "members", ...facts })];
}

/** Days and countries against the limits of the number of countries; the days of departure and return both count. */
export function checkLength({ trip, book, made }: Examined): Breach[] {
  const rule = book.rule("daysByCountries");
  const countries = countriesOf(trip);
  if (!rule || countries.length === 0) return [];
  const { most } = rule.rule;
  const found = { severity: "warning", basis: rule.basis } as const;
  if (countries.length > most.length)
    return [
      breach(book, "trip-too-long", {
        ...found,
        reason: "too-many-countries",
        path: "legs",
        found: String(countries.length),
        expected: `≤ ${most.length}`,
      }),
    ];
  const limit = most[countries.length - 1] ?? 0;
  const days = daysAbroad(trip);
  const stamped = made.priced.days;
  if (days <= limit && stamped > limit) {
    // On paper within the limit, by the stamps above it: days cut to fit, unless a note says why (a flight after midnight).
    const isExplained = trip.claim?.daysNote != null;
    const facts = { path: "claim", about: String(days), found: String(stamped), expected: `≤ ${limit}` };
    return [breach(book, "trip-too-long", { ...found, ...facts, reason: "days-cut-to-fit", severity: isExplained ? "hint" : "warning" })];
  }
  if (days <= limit) return [];
  const facts = { path: "returns", about: String(countries.length), found: String(days), expected: `≤ ${limit}` };
  return [breach(book, "trip-too-long", { ...found, reason: "too-many-days", ...facts })];
}

/** Countries that are passed through and not visited. */
export function stopoversOf(trip: Pick<Trip, "legs">): readonly string[] {
  return [...new Set(trip.legs.filter((leg) => leg.stopover).map((leg) => leg.country.trim()))];
}

/** The days that allowances are drawn for are those between the border's stamps, and the nights one fewer. */
export function checkDays({ trip, book }: Examined): Breach[] {
  if (!isAbroad(trip)) return [];
  const abroad = daysAbroad(trip);
  const legs = trip.legs.filter((leg) => !isHome(leg));
  const days = longest(trip, legs, (leg) => leg.days);
  const nights = longest(trip, legs, (leg) => leg.nights);
  // Days on a train may be counted with a leg or beside the legs.
  const onTrains = trip.trains.reduce((sum, train) => sum + train.days, 0);
  const isMiscounted = days > abroad || days + onTrains < abroad;
  return [
    ...(isMiscounted
      ? [
          breach(book, "trip-days-miscounted", {
            reason: "days-miscounted",
            severity: "error",
            path: "legs",
            about: `${trip.departs} – ${trip.returns}`,
            found: String(days),
            expected: String(abroad),
          }),
        ]
      : []),
    ...(nights > abroad - 1
      ? [
          breach(book, "nights-exceed-days", {
            reason: "nights-exceed-days",
            severity: "warning",
            path: "legs",
            about: String(abroad),
            found: String(nights),
            expected: `≤ ${abroad - 1}`,
          }),
        ]
      : []),
  ];
}

export function checkTerritories({ trip, book }: Examined): Breach[] {
  return trip.legs.flatMap((leg, index) => {
    const place = standardsPlace(leg, book);
    return place?.territory
      ? [breach(book, "standard-not-applied", { reason: "territory", severity: "warning", path: `legs.${index}`, about: place.territory })]
      : [];
  });
}

/** The countries of a trip, each once, as they are written. */
export function countriesOf(trip: Pick<Trip, "legs">): readonly string[] {
  return [...new Set(trip.legs.filter((leg) => !isHome(leg) && !leg.stopover).map((leg) => leg.country.trim()))];
}

function isAbroad(trip: Trip): boolean {
  return trip.legs.some((leg) => !isHome(leg));
}

function isHome(leg: Leg): boolean {
  return leg.country.trim() === HOME;
}

// Of whoever is away longest: others may join later or go home before.
function longest(trip: Trip, legs: readonly Leg[], of: (leg: Leg) => number): number {
  const sums = trip.members.map((member) =>
    legs.filter((leg) => membersOf(trip, leg.members).includes(member)).reduce((sum, leg) => sum + of(leg), 0),
  );
  return Math.max(0, ...sums);
}
