// One line of a price, with its receipt: rate × days × people × share × exchange, exact until the line is rounded to 分.
import {
  type Citation,
  type Day,
  type Money,
  moneyOfFen,
  multiply,
  ONE,
  printExact,
  printPercent,
  printScaled,
  type Ratio,
  type Rounding,
  ratio,
  roundScaled,
  type Trace,
} from "../../kernel/index.ts";
import type { LineKind, Rank } from "../vocabulary.ts";

/** What is known of a line's amount. A rule decides, bounds, misses a fact, or is silent. */
export type LineAnswer =
  | { readonly kind: "decided"; readonly amount: Money }
  | { readonly kind: "bounded"; readonly min: Money; readonly max: Money; readonly why: BoundReason }
  | { readonly kind: "missing"; readonly what: MissingFact; readonly detail: string }
  | { readonly kind: "silent"; readonly why: Silence; readonly detail: string };

export type BoundReason = "part-meals";
export type MissingFact = "exchange-rate" | "rate-of-place" | "hotel-price" | "amount" | "fare-in-class" | "day-in-season";
export type Silence = "no-standard-on-day" | "no-rule";

/** What else a reader must know of a line. */
export type LineNote =
  | "subject-to-approval"
  | "not-approved"
  | "borne-by-host"
  | "hosted"
  | "host-transport"
  | "chartered-car"
  | "other-cities"
  | "neighbour-rates"
  | "conference-hotel"
  | "within-standard"
  | "as-spent"
  | "in-season"
  | "under-hours"
  | "own-mission";

export type ExchangeRate = { readonly rate: Ratio; readonly written: string; readonly on: Day | null; readonly source: string | null };

export type LineUnit = "day" | "night" | "head" | "item";

/** What a line is made of before it is priced. */
export type LineFacts = {
  readonly kind: LineKind;
  /** A lump sum is drawn, a ceiling limits what is spent, an actual is paid as spent. */
  readonly nature: "lump-sum" | "ceiling" | "actual";
  /** The leg it belongs to, by name, and its place in words. */
  readonly leg: string | null;
  readonly place: string | null;
  readonly title: string | null;
  readonly rank: Rank | null;
  readonly people: number;
  readonly units: number;
  readonly unit: LineUnit;
  readonly currency: string;
  readonly rate: Ratio | null;
  readonly share: Ratio;
  readonly notes: readonly LineNote[];
  readonly basis: readonly Citation[];
};

export type PricedLine = LineFacts & {
  readonly exchange: ExchangeRate | null;
  /** The exact amount in the line's currency. */
  readonly foreign: Ratio | null;
  readonly answer: LineAnswer;
  readonly trace: Trace;
};

/** What pricing a line needs of its trip: exchange rates by currency, and how a line is rounded on whose word. */
export type Pricing = {
  readonly exchange: ReadonlyMap<string, ExchangeRate>;
  readonly rounding: Rounding;
};

/** The line with its amount in 元, or the rate of exchange that is missing. */
export function priceLine(facts: LineFacts, pricing: Pricing): PricedLine {
  if (facts.rate === null) throw new Error("a line without a rate is left open");
  const foreign = [facts.share, ratio(facts.units), ratio(facts.people)].reduce(multiply, facts.rate);
  const exchange = facts.currency === "CNY" ? null : (pricing.exchange.get(facts.currency) ?? null);
  if (facts.currency !== "CNY" && exchange === null && foreign.n !== 0n) {
    const answer: LineAnswer = { kind: "missing", what: "exchange-rate", detail: facts.currency };
    return { ...facts, exchange, foreign, answer, trace: traceOf(facts, foreign, null, null, pricing.rounding) };
  }
  const yuan = exchange ? multiply(foreign, exchange.rate) : foreign;
  const amount = toMoney(yuan, pricing.rounding);
  const answer: LineAnswer = { kind: "decided", amount };
  return { ...facts, exchange, foreign, answer, trace: traceOf(facts, foreign, exchange, amount, pricing.rounding) };
}

/** A line between nothing and its whole amount, where the rule bounds and does not decide. */
export function boundLine(facts: LineFacts, why: BoundReason, pricing: Pricing): PricedLine {
  const whole = priceLine(facts, pricing);
  if (whole.answer.kind !== "decided") return whole;
  const answer: LineAnswer = { kind: "bounded", min: moneyOfFen(0n), max: whole.answer.amount, why };
  return { ...whole, answer, trace: { ...whole.trace, result: null } };
}

/** A line that cannot be priced: what is missing, or what nothing in force says. */
export function openLine(facts: LineFacts, answer: Extract<LineAnswer, { kind: "missing" | "silent" }>): PricedLine {
  const trace: Trace = { formula: answer.kind, basis: facts.basis, inputs: quantities(facts), steps: [], rounding: null, result: null };
  return { ...facts, exchange: null, foreign: null, answer, trace };
}

/** An exact number of 元, rounded to 分 as a rule asks. */
export function toMoney(yuan: Ratio, rounding: Rounding): Money {
  return moneyOfFen(roundScaled(yuan, rounding) * 10n ** BigInt(2 - rounding.places));
}

function traceOf(facts: LineFacts, foreign: Ratio, exchange: ExchangeRate | null, amount: Money | null, rounding: Rounding): Trace {
  const isFigure = facts.unit === "item";
  const factors = [
    printExact(facts.rate ?? ONE),
    ...(isFigure ? [] : [String(facts.units), ...(facts.unit === "head" ? [] : [String(facts.people)])]),
    ...(isWhole(facts.share) ? [] : [shareText(facts.share)]),
  ];
  const steps = [
    { code: "in-currency", expression: factors.join(" × "), result: `${printExact(foreign)} ${facts.currency}` },
    ...(exchange && amount !== null
      ? [
          {
            code: "in-yuan",
            expression: `${printExact(foreign)} × ${exchange.written}`,
            result: printExact(multiply(foreign, exchange.rate), 8),
          },
        ]
      : []),
  ];
  return {
    formula: facts.nature,
    basis: facts.basis,
    inputs: [
      { name: isFigure ? "amount" : "rate", value: printExact(facts.rate ?? ONE), unit: facts.currency },
      ...quantities(facts),
      ...(exchange
        ? [{ name: "exchange", value: exchange.written, source: [exchange.on, exchange.source].filter((part) => part !== null).join(" ") }]
        : []),
    ],
    steps: isFigure && steps.length === 1 ? [] : steps,
    rounding: amount === null ? null : rounding,
    result: amount === null ? null : printScaled(amount, 2),
  };
}

function quantities(facts: LineFacts) {
  if (facts.unit === "item") return [];
  return [
    { name: facts.unit === "night" ? "nights" : facts.unit === "head" ? "guests" : "days", value: String(facts.units) },
    ...(facts.unit === "head" ? [] : [{ name: "people", value: String(facts.people) }]),
    ...(isWhole(facts.share) ? [] : [{ name: "share", value: shareText(facts.share) }]),
  ];
}

function isWhole(share: Ratio): boolean {
  return share.n === share.d;
}

// 40%, and 1/3 where a percentage would not end.
function shareText(share: Ratio): string {
  const exact = printExact({ n: share.n * 100n, d: share.d });
  return exact.endsWith("…") ? `${share.n}/${share.d}` : printPercent(share, 2).replace(/\.?0+%$/, "%");
}
