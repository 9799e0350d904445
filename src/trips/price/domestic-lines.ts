// A leg at home: lodging by rank, city and season; meals and local transport by day.
import { addDays, type Day, ONE, type Ratio } from "../../kernel/index.ts";
import { findLodgingPlace, type LodgingPlace, limitOf, limitOn } from "../standards/find-lodging-limit.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import type { LodgingLimitRow } from "../standards/trip-standards.ts";
import { type Leg, legName, type Member, peopleIn, placeOf } from "../trip.ts";
import { RANKS } from "../vocabulary.ts";
import { type LineFacts, openLine, type PricedLine, type Pricing, priceLine } from "./priced-line.ts";

export function domesticLines(leg: Leg, members: readonly Member[], book: StandardsBook, pricing: Pricing): PricedLine[] {
  const base: LineFacts = {
    kind: "domestic-lodging",
    nature: "lump-sum",
    leg: legName(leg),
    place: placeOf(leg),
    title: null,
    rank: null,
    people: peopleIn(members),
    units: leg.days,
    unit: "day",
    currency: "CNY",
    rate: null,
    share: ONE,
    notes: [],
    basis: [],
  };
  return [...lodging(base, leg, members, book, pricing), ...byDay(base, leg, book, pricing)];
}

function lodging(base: LineFacts, leg: Leg, members: readonly Member[], book: StandardsBook, pricing: Pricing): PricedLine[] {
  if (leg.nights === 0) return [];
  const facts: LineFacts = { ...base, nature: "ceiling", unit: "night", units: leg.nights };
  const place = findLodgingPlace(book, leg.region ?? leg.city ?? "", leg.city);
  if (!place) {
    const isKnown = book.layers.some((layer) => layer.lodgingLimits !== null);
    return [
      openLine(
        facts,
        isKnown
          ? { kind: "missing", what: "rate-of-place", detail: placeOf(leg) }
          : { kind: "silent", why: "no-standard-on-day", detail: book.day },
      ),
    ];
  }
  const stays = staysOf(leg, place);
  if (!stays)
    return [
      openLine(
        { ...facts, basis: place.seasonal.map(place.cite).slice(0, 1) },
        { kind: "missing", what: "day-in-season", detail: placeOf(leg) },
      ),
    ];
  return stays.flatMap(({ row, nights }) =>
    RANKS.flatMap((rank) => {
      const people = peopleIn(members.filter((member) => member.rank === rank));
      if (people === 0) return [];
      if (!row)
        return [openLine({ ...facts, rank, people, units: nights }, { kind: "missing", what: "rate-of-place", detail: placeOf(leg) })];
      const notes = row.season === undefined ? [] : (["in-season"] as const);
      return [
        hosted(
          { ...facts, rank, people, units: nights, rate: limitOf(row, rank), notes, basis: [place.cite(row)] },
          leg,
          "lodging",
          pricing,
        ),
      ];
    }),
  );
}

type StayPart = { readonly row: LodgingLimitRow | null; readonly nights: number };

// Nights by the row that counts on each; null where there are seasons and no first day.
function staysOf(leg: Leg, place: LodgingPlace): readonly StayPart[] | null {
  if (place.seasonal.length === 0) return [{ row: place.ordinary, nights: leg.nights }];
  if (leg.from === null) return null;
  const rows: (LodgingLimitRow | null)[] = [];
  let night: Day = leg.from;
  for (let count = 0; count < leg.nights; count++) {
    rows.push(limitOn(place, night.slice(5)));
    night = addDays(night, 1);
  }
  return [...new Set(rows)].map((row) => ({ row, nights: rows.filter((one) => one === row).length }));
}

function byDay(base: LineFacts, leg: Leg, book: StandardsBook, pricing: Pricing): PricedLine[] {
  if (leg.days === 0) return [];
  const meal = book.rule("domesticMeal");
  const transport = book.rule("domesticTransport");
  const region = leg.region ?? leg.city ?? "";
  const exception = meal?.rule.exceptions?.find(({ regions }) => regions.some((one) => region.startsWith(one)));
  const line = (
    kind: "domestic-meal" | "domestic-transport",
    found: { readonly rate: Ratio; readonly basis: LineFacts["basis"][number] } | null,
    given: "meals" | "transport",
  ) =>
    found
      ? hosted({ ...base, kind, rate: found.rate, basis: [found.basis] }, leg, given, pricing)
      : openLine({ ...base, kind }, { kind: "silent", why: "no-standard-on-day", detail: book.day });
  return [
    line("domestic-meal", meal && { rate: exception?.perDay ?? meal.rule.perDay, basis: meal.basis }, "meals"),
    line("domestic-transport", transport && { rate: transport.rule.perDay, basis: transport.basis }, "transport"),
  ];
}

// What a host at home provides, and who pays for it, none of the instruments at hand says.
function hosted(facts: LineFacts, leg: Leg, given: "lodging" | "meals" | "transport", pricing: Pricing): PricedLine {
  const days = leg.host?.[given] ?? 0;
  const parts = given === "meals" ? (leg.host?.partMeals ?? 0) : given === "transport" ? (leg.host?.misc ?? 0) : 0;
  if (days === 0 && parts === 0) return priceLine(facts, pricing);
  return openLine({ ...facts, rate: null, notes: [...facts.notes, "hosted"] }, { kind: "silent", why: "no-rule", detail: "hosted" });
}
