// The price of a trip: a line for each thing the standards give, with its receipt; the total is the sum of rounded lines.
import {
  type Citation,
  divide,
  type Money,
  NO_MONEY,
  ONE,
  printExact,
  type Rounding,
  sumMoney,
  TO_CENTIPOINT,
} from "../../kernel/index.ts";
import type { Instrument } from "../../rules/index.ts";
import { type FoundRate, findRate } from "../standards/find-rate.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { daysAbroad, type Leg, legName, membersOf, peopleIn, placeOf, type Trip } from "../trip.ts";
import { mealLines, miscLines } from "./allowance-lines.ts";
import { banquetLine, costLine, trainLine } from "./cost-lines.ts";
import { domesticLines } from "./domestic-lines.ts";
import { lodgingLines } from "./lodging-lines.ts";
import { type ExchangeRate, type LineFacts, openLine, type PricedLine, type Pricing } from "./priced-line.ts";
import { standardsPlace } from "./standards-place.ts";

export type PricedTrip = {
  readonly trip: Trip;
  /** The instruments that a line rests on, nearest first. */
  readonly standards: readonly Instrument[];
  readonly days: number;
  readonly lines: readonly PricedLine[];
  readonly pricing: Pricing;
  /** On whose word lines are rounded as they are; each line's receipt has how. */
  readonly roundingBasis: Citation | null;
  /** Null where a line is open; then `decided` is what the others add to. */
  readonly total: Money | null;
  readonly decided: Money;
  /** The interval that is left where lines are bounded and none is open. */
  readonly allowed: { readonly min: Money; readonly max: Money } | null;
};

/** Prices a trip by the book of the day it leaves. Amounts in 元; the order of legs and costs does not matter. */
export function priceTrip(trip: Trip, book: StandardsBook): PricedTrip {
  const rule = book.rule("rounding");
  const rounding: Rounding = rule ? { mode: rule.rule.mode, places: Number(rule.rule.places) } : TO_CENTIPOINT;
  const pricing: Pricing = { exchange: exchangeOf(trip), rounding };
  const lines = [
    ...trip.legs.flatMap((leg) => legLines(trip, leg, book, pricing)),
    ...trip.trains.map((train) => trainLine(trip, train, book, pricing)),
    ...trip.banquets.map((banquet) => banquetLine(trip, banquet, book, pricing)),
    ...trip.costs.map((cost) => costLine(trip, cost, book, pricing)),
  ];
  const answers = lines.map((line) => line.answer);
  const decided = sumMoney(answers.map((answer) => (answer.kind === "decided" ? answer.amount : NO_MONEY)));
  const isOpen = answers.some((answer) => answer.kind === "missing" || answer.kind === "silent");
  const isBounded = answers.some((answer) => answer.kind === "bounded");
  const used = new Set(lines.flatMap((line) => line.basis.map((citation) => citation.pack)));
  return {
    trip,
    standards: book.layers.map((layer) => layer.instrument).filter((instrument) => used.has(instrument.id)),
    days: daysAbroad(trip),
    lines,
    pricing,
    roundingBasis: rule?.basis ?? null,
    total: isOpen || isBounded ? null : decided,
    decided,
    allowed: isOpen
      ? null
      : {
          min: sumMoney([decided, ...answers.map((answer) => (answer.kind === "bounded" ? answer.min : NO_MONEY))]),
          max: sumMoney([decided, ...answers.map((answer) => (answer.kind === "bounded" ? answer.max : NO_MONEY))]),
        },
  };
}

/** 元 for one unit of each currency, with the day and the source that the file gives. */
function exchangeOf(trip: Trip): ReadonlyMap<string, ExchangeRate> {
  return new Map(
    Object.entries(trip.exchange).map(([currency, { rate, per = ONE, on, source }]) => [
      currency,
      { rate: divide(rate, per), written: per === ONE ? printExact(rate) : `${printExact(rate)} ÷ ${printExact(per)}`, on, source },
    ]),
  );
}

function legLines(trip: Trip, leg: Leg, book: StandardsBook, pricing: Pricing): PricedLine[] {
  const members = membersOf(trip, leg.members);
  const place = standardsPlace(leg, book);
  if (!place) return domesticLines(leg, members, book, pricing);
  const found = findRate(book, place.country, place.city);
  if (!found) return [unknownPlace(leg, peopleIn(members), book)];
  const facts = { leg: legName(leg), place: placeOf(leg), notes: notesOf(leg, found), basis: [found.basis, ...place.basis] };
  const stay = { leg, members, found, facts };
  return [...lodgingLines(stay, book, pricing), ...mealLines(stay, book, pricing), ...miscLines(stay, book, pricing)];
}

function notesOf(leg: Leg, found: FoundRate): LineFacts["notes"] {
  return [...(leg.ratesOf ? (["neighbour-rates"] as const) : []), ...(found.by === "other-cities" ? (["other-cities"] as const) : [])];
}

// A country without standards takes its neighbour's; which one, the file must say.
function unknownPlace(leg: Leg, people: number, book: StandardsBook): PricedLine {
  const facts: LineFacts = {
    kind: "lodging",
    nature: "ceiling",
    leg: legName(leg),
    place: placeOf(leg),
    title: null,
    rank: null,
    people,
    units: leg.days,
    unit: "day",
    currency: "CNY",
    rate: null,
    share: ONE,
    notes: [],
    basis: [],
  };
  const hasTables = book.layers.some((layer) => layer.rates !== null);
  if (!hasTables) return openLine(facts, { kind: "silent", why: "no-standard-on-day", detail: book.day });
  const neighbour = book.rule("neighbourRates");
  return openLine(
    { ...facts, basis: neighbour ? [neighbour.basis] : [] },
    { kind: "missing", what: "rate-of-place", detail: placeOf(leg) },
  );
}
