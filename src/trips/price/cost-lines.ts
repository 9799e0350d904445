// What is paid as spent (516号 第九、十、十三、十五条): fares, travel between cities, visas, insurance, cars; the allowance on
// international trains; banquets at the meal rate.
import { compare, ONE, ZERO } from "../../kernel/index.ts";
import { findRate } from "../standards/find-rate.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { type Cost, legName, type Member, membersOf, peopleIn, placeOf, type Trip } from "../trip.ts";
import type { Cabin, Mode } from "../vocabulary.ts";
import { type LineFacts, type LineNote, openLine, type PricedLine, type Pricing, priceLine } from "./priced-line.ts";
import { standardsPlace } from "./standards-place.ts";

export function costLine(trip: Trip, cost: Cost, book: StandardsBook, pricing: Pricing): PricedLine {
  const rule = book.cost(cost.kind);
  const facts: LineFacts = {
    ...itemOf(cost.kind),
    title: cost.title,
    currency: cost.currency,
    rate: cost.amount,
    basis: rule ? [rule.basis] : [],
  };
  if (!rule) return openLine({ ...facts, rate: null }, silence(book, cost.kind));
  if (cost.borneByHost) return priceLine({ ...facts, rate: cost.amount ?? ZERO, share: ZERO, notes: ["borne-by-host"] }, pricing);
  if (rule.rule.needsApproval && cost.approved === false)
    return priceLine({ ...facts, rate: cost.amount ?? ZERO, share: ZERO, notes: ["not-approved"] }, pricing);
  const notes: LineNote[] = rule.rule.needsApproval && cost.approved === null ? ["subject-to-approval"] : [];
  if (cost.amount === null) return openLine({ ...facts, notes }, { kind: "missing", what: "amount", detail: cost.title ?? cost.kind });
  const over = cost.mode && cost.cabin ? overRank(membersOf(trip, cost.members), cost.mode, cost.cabin, book) : null;
  if (over) {
    const basis = [over.basis, ...facts.basis];
    return openLine({ ...facts, rate: null, notes, basis }, { kind: "missing", what: "fare-in-class", detail: over.allowed });
  }
  return priceLine({ ...facts, notes }, pricing);
}

/** Whether somebody's rank does not allow the cabin: the highest that it allows, and the rule; null where all may. */
export function overRank(members: readonly Member[], mode: Mode, cabin: Cabin, book: StandardsBook) {
  const rule = book.rule("cabins");
  if (!rule) return null;
  for (const member of members) {
    const allowed = rule.rule.classes.find(({ rank }) => rank === member.rank)?.[mode] ?? [];
    if (!allowed.includes(cabin)) return { member, allowed: allowed[0] ?? "", basis: rule.basis };
  }
  return null;
}

/** The allowance of international trains: by calendar day, where the part abroad is long enough. */
export function trainLine(trip: Trip, train: Trip["trains"][number], book: StandardsBook, pricing: Pricing): PricedLine {
  const rule = book.rule("internationalTrain");
  const facts: LineFacts = {
    ...itemOf("train-allowance"),
    nature: "lump-sum",
    title: train.title,
    people: peopleIn(membersOf(trip, train.members)),
    units: train.days,
    unit: "day",
    currency: rule?.rule.currency ?? "CNY",
    rate: rule?.rule.perDay ?? null,
    basis: rule ? [rule.basis] : [],
  };
  if (!rule) return openLine(facts, silence(book, "internationalTrain"));
  return compare(train.hours, rule.rule.overHours) > 0
    ? priceLine(facts, pricing)
    : priceLine({ ...facts, share: ZERO, notes: ["under-hours"] }, pricing);
}

/** A banquet may cost a day's meal rate of the country per head; one that was refused, or for our own missions, nothing. */
export function banquetLine(trip: Trip, banquet: Trip["banquets"][number], book: StandardsBook, pricing: Pricing): PricedLine {
  const rule = book.rule("banquet");
  const leg = trip.legs.find((one) => legName(one) === banquet.leg);
  if (!leg) throw new Error(`no leg ${banquet.leg}`);
  const place = standardsPlace(leg, book);
  const found = place && findRate(book, place.country, place.city);
  const facts: LineFacts = {
    ...itemOf("banquet"),
    nature: "ceiling",
    leg: legName(leg),
    place: placeOf(leg),
    units: banquet.guests,
    unit: "head",
    currency: found?.row.currency ?? "CNY",
    rate: found?.row.meal ?? null,
    basis: [...(rule ? [rule.basis] : []), ...(found ? [found.basis] : [])],
  };
  if (!rule) return openLine({ ...facts, rate: null }, silence(book, "banquet"));
  if (!found) return openLine({ ...facts, rate: null }, { kind: "missing", what: "rate-of-place", detail: placeOf(leg) });
  if (banquet.forOwnMission) return priceLine({ ...facts, share: ZERO, notes: ["own-mission"] }, pricing);
  if (banquet.approved === false) return priceLine({ ...facts, share: ZERO, notes: ["not-approved"] }, pricing);
  return priceLine({ ...facts, notes: banquet.approved === null ? ["subject-to-approval"] : [] }, pricing);
}

function itemOf(kind: LineFacts["kind"]): LineFacts {
  return {
    kind,
    nature: "actual",
    leg: null,
    place: null,
    title: null,
    rank: null,
    people: 1,
    units: 1,
    unit: "item",
    currency: "CNY",
    rate: null,
    share: ONE,
    notes: [],
    basis: [],
  };
}

function silence(book: StandardsBook, detail: string) {
  return book.layers.length === 0
    ? ({ kind: "silent", why: "no-standard-on-day", detail: book.day } as const)
    : ({ kind: "silent", why: "no-rule", detail } as const);
}
