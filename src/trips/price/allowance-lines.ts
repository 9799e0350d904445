// Meals and miscellaneous abroad (516号 第十二条): lump sums by day, less what the host provides and while driven.
import { ONE, type Ratio, ZERO } from "../../kernel/index.ts";
import type { FoundRate } from "../standards/find-rate.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { type Leg, type Member, peopleIn } from "../trip.ts";
import { boundLine, type LineFacts, type LineNote, openLine, type PricedLine, type Pricing, priceLine } from "./priced-line.ts";

type Days = {
  readonly leg: Leg;
  readonly members: readonly Member[];
  readonly found: FoundRate;
  readonly facts: Pick<LineFacts, "leg" | "place" | "notes" | "basis">;
};

type ShareRule = "hosted" | "hostTransportMisc" | "charteredCarMisc";

/** Days at the full rate, days of which only some meals are given, days on which the host gives all meals. */
export function mealLines(stay: Days, book: StandardsBook, pricing: Pricing): PricedLine[] {
  const { leg } = stay;
  if (leg.days === 0) return [];
  const base = baseOf("meal", stay);
  const rule = book.rule("meal");
  if (!rule) return [openLine({ ...base, rate: null }, { kind: "silent", why: "no-rule", detail: "meal" })];
  const cited = { ...base, basis: [rule.basis, ...base.basis] };
  const hosted = daysOf(leg.host?.meals, leg);
  const part = daysOf(leg.host?.partMeals, leg);
  const full = leg.days - hosted - part;
  return [
    ...(full > 0 ? [priceLine({ ...cited, units: full }, pricing)] : []),
    ...(part > 0 ? [boundLine({ ...cited, units: part }, "part-meals", pricing)] : []),
    ...(hosted > 0 ? [reduced({ ...cited, units: hosted }, "hosted", ["hosted"], book, pricing)] : []),
  ];
}

/** Days at the full rate, days while driven by the host or in an approved car, days on which the host gives it all. */
export function miscLines(stay: Days, book: StandardsBook, pricing: Pricing): PricedLine[] {
  const { leg } = stay;
  if (leg.days === 0) return [];
  const base = baseOf("misc", stay);
  const rule = book.rule("misc");
  if (!rule) return [openLine({ ...base, rate: null }, { kind: "silent", why: "no-rule", detail: "misc" })];
  const cited = { ...base, basis: [rule.basis, ...base.basis] };
  const hosted = daysOf(leg.host?.misc, leg);
  const driven = daysOf(leg.host?.transport, leg);
  // A car that was refused is not paid, so the allowance stays whole.
  const car = leg.car && leg.car.approved !== false ? leg.car.days : 0;
  const full = leg.days - hosted - driven - car;
  const carNotes: LineNote[] = ["chartered-car", ...(leg.car?.approved === null ? (["subject-to-approval"] as const) : [])];
  return [
    ...(full > 0 ? [priceLine({ ...cited, units: full }, pricing)] : []),
    ...(driven > 0 ? [reduced({ ...cited, units: driven }, "hostTransportMisc", ["host-transport"], book, pricing)] : []),
    ...(car > 0 ? [reduced({ ...cited, units: car }, "charteredCarMisc", carNotes, book, pricing)] : []),
    ...(hosted > 0 ? [reduced({ ...cited, units: hosted }, "hosted", ["hosted"], book, pricing)] : []),
  ];
}

function baseOf(kind: "meal" | "misc", { leg, members, found, facts }: Days): LineFacts {
  return {
    ...facts,
    kind,
    nature: "lump-sum",
    title: null,
    rank: null,
    people: peopleIn(members),
    units: leg.days,
    unit: "day",
    currency: found.row.currency,
    rate: kind === "meal" ? found.row.meal : found.row.misc,
    share: ONE,
  };
}

function reduced(facts: LineFacts, key: ShareRule, notes: readonly LineNote[], book: StandardsBook, pricing: Pricing): PricedLine {
  const rule = book.rule(key);
  const noted = { ...facts, notes: [...facts.notes, ...notes] };
  if (!rule) return openLine({ ...noted, rate: null }, { kind: "silent", why: "no-rule", detail: key });
  const share: Ratio = rule.rule.share;
  return priceLine({ ...noted, share: share.n === 0n ? ZERO : share, basis: [rule.basis, ...facts.basis] }, pricing);
}

function daysOf(days: number | "all" | undefined, leg: Leg): number {
  return days === "all" ? leg.days : (days ?? 0);
}
