// Lodging abroad (516号 第十一条): within the standard, as spent for ministerial rank and for an approved conference hotel.
import { compare, multiply, ONE, type Ratio, ZERO } from "../../kernel/index.ts";
import type { FoundRate } from "../standards/find-rate.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { type Leg, type Member, peopleIn } from "../trip.ts";
import { type LineFacts, type LineNote, openLine, type PricedLine, type Pricing, priceLine } from "./priced-line.ts";

type Stay = {
  readonly leg: Leg;
  readonly members: readonly Member[];
  readonly found: FoundRate;
  readonly facts: Pick<LineFacts, "leg" | "place" | "notes" | "basis">;
};

/** A line for those paid as spent, one for those within the standard, and one for the nights that the host gives. */
export function lodgingLines(stay: Stay, book: StandardsBook, pricing: Pricing): PricedLine[] {
  const { leg, members, found } = stay;
  if (leg.nights === 0) return [];
  const rule = book.rule("lodging");
  const base: LineFacts = {
    ...stay.facts,
    kind: "lodging",
    nature: "ceiling",
    title: null,
    rank: null,
    people: peopleIn(members),
    units: leg.nights,
    unit: "night",
    currency: found.row.currency,
    rate: found.row.lodging,
    share: ONE,
  };
  if (!rule) return [openLine({ ...base, rate: null }, { kind: "silent", why: "no-rule", detail: "lodging" })];
  const cited = { ...base, basis: [rule.basis, ...base.basis] };
  const hosted = leg.host?.lodging === "all" ? leg.nights : (leg.host?.lodging ?? 0);
  const nights = leg.nights - hosted;
  const free = hosted > 0 ? [priceLine({ ...cited, units: hosted, share: ZERO, notes: [...base.notes, "hosted"] }, pricing)] : [];
  if (nights === 0 && hosted > 0) return free;
  const actual = members.filter((member) => rule.rule.actualFor.includes(member.rank));
  const limited = members.filter((member) => !actual.includes(member));
  return [
    ...(actual.length > 0
      ? [asSpent({ ...cited, units: nights, people: peopleIn(actual), rank: actual[0]?.rank ?? null }, leg, pricing)]
      : []),
    ...(limited.length > 0 ? [withinStandard({ ...cited, units: nights, people: peopleIn(limited) }, leg, book, pricing)] : []),
    ...free,
  ];
}

function asSpent(facts: LineFacts, { hotel }: Leg, pricing: Pricing): PricedLine {
  const actual = { ...facts, nature: "actual" as const, notes: [...facts.notes, "as-spent" as const] };
  if (!hotel) return openLine({ ...actual, rate: null }, { kind: "missing", what: "hotel-price", detail: facts.place ?? "" });
  return priceLine({ ...actual, rate: hotel.perNight, currency: hotel.currency ?? facts.currency }, pricing);
}

function withinStandard(facts: LineFacts, { hotel }: Leg, book: StandardsBook, pricing: Pricing): PricedLine {
  if (!hotel) return priceLine(facts, pricing);
  const currency = hotel.currency ?? facts.currency;
  const spent = { ...facts, rate: hotel.perNight, currency };
  const conference = book.rule("conferenceHotel");
  if (hotel.conference && hotel.approved !== false && conference) {
    const notes: LineNote[] = [...facts.notes, "conference-hotel", ...(hotel.approved === null ? (["subject-to-approval"] as const) : [])];
    return priceLine({ ...spent, nature: "actual", notes, basis: [conference.basis, ...facts.basis] }, pricing);
  }
  const isSame = currency === facts.currency;
  const price = isSame ? hotel.perNight : yuan(hotel.perNight, currency, pricing);
  const standard = isSame ? (facts.rate ?? ZERO) : yuan(facts.rate ?? ZERO, facts.currency, pricing);
  if (price === null || standard === null) {
    const detail = price === null ? currency : facts.currency;
    return openLine({ ...facts, rate: null }, { kind: "missing", what: "exchange-rate", detail });
  }
  const refused: LineNote[] = hotel.conference ? ["not-approved"] : [];
  return compare(price, standard) < 0
    ? priceLine({ ...spent, notes: [...facts.notes, ...refused, "within-standard"] }, pricing)
    : priceLine({ ...facts, notes: [...facts.notes, ...refused] }, pricing);
}

function yuan(amount: Ratio, currency: string, pricing: Pricing): Ratio | null {
  if (currency === "CNY") return amount;
  const rate = pricing.exchange.get(currency);
  return rate ? multiply(amount, rate.rate) : null;
}
