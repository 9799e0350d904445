// What is wrong with a trip or its claim: a public code, the clause, the evidence. Codes here, wording in app/messages.
import { type Citation, type Money, multiply, printExact, type Ratio } from "../../kernel/index.ts";
import type { ExchangeQuote } from "../exchange/exchange-quotes.ts";
import type { BookedTrip } from "../price/book-trip.ts";
import type { PricedTrip } from "../price/price-trip.ts";
import { type Pricing, toMoney } from "../price/priced-line.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import type { Trip } from "../trip.ts";
import type { BreachCode, BreachReason } from "../vocabulary.ts";

export type Breach = {
  readonly code: BreachCode;
  /** Which case of the code. */
  readonly reason: BreachReason;
  /** Errors contradict a cited rule or the trip's own figures; what rests on practice alone is a warning. */
  readonly severity: "error" | "warning" | "hint";
  /** What of the trip it is about, as a path of the file: "claim.lines.2". */
  readonly path: string;
  /** What the wording needs beside the two figures. */
  readonly about: string;
  readonly found: string | null;
  readonly expected: string | null;
  readonly basis: readonly Citation[];
};

/** What a check looks at: the trip as planned with its price, as made with its own, and the rates that were quoted. */
export type Examined = {
  readonly trip: Trip;
  readonly priced: PricedTrip;
  readonly book: StandardsBook;
  readonly made: BookedTrip;
  readonly quotes: readonly ExchangeQuote[];
};

type BreachFacts = {
  readonly reason: BreachReason;
  readonly severity: Breach["severity"];
  readonly path: string;
  readonly about?: string;
  readonly found?: string;
  readonly expected?: string;
  /** Where the rule itself is at hand; else the clause that the standards give for the code. */
  readonly basis?: Citation;
};

export function breach(book: StandardsBook, code: BreachCode, facts: BreachFacts): Breach {
  const clause = facts.basis ?? book.requirement(code);
  return {
    code,
    reason: facts.reason,
    severity: facts.severity,
    path: facts.path,
    about: facts.about ?? "",
    found: facts.found ?? null,
    expected: facts.expected ?? null,
    basis: clause ? [clause] : [],
  };
}

/** An exact amount in 元 by the trip's exchange rate, rounded as a line is; null where the rate is missing. */
export function inYuan(amount: Ratio, currency: string, pricing: Pricing): Money | null {
  if (currency === "CNY") return toMoney(amount, pricing.rounding);
  const exchange = pricing.exchange.get(currency);
  return exchange ? toMoney(multiply(amount, exchange.rate), pricing.rounding) : null;
}

export function printAmount(amount: Ratio, currency: string): string {
  return `${printExact(amount)} ${currency}`;
}

export function printYuan(amount: Money): string {
  return printAmount({ n: amount, d: 100n }, "CNY");
}
