// Exchange rates that were imported with day and source: they fill in what a trip file leaves out, and show what deviates.
import { absolute, type Day, divide, ONE, type Ratio, subtract } from "../../kernel/index.ts";
import type { Trip } from "../trip.ts";

/** 元 for `per` units of the currency, as a source published it for a day. */
export type ExchangeQuote = {
  readonly currency: string;
  readonly on: Day;
  readonly rate: Ratio;
  readonly per: Ratio;
  readonly source: string;
};

/** The quote of the day, else the latest before it (banks do not quote on holidays); null where there is none. */
export function quoteOn(quotes: readonly ExchangeQuote[], currency: string, day: Day): ExchangeQuote | null {
  return quotes
    .filter((quote) => quote.currency === currency && quote.on <= day)
    .reduce<ExchangeQuote | null>((latest, quote) => (latest === null || quote.on > latest.on ? quote : latest), null);
}

/** The trip with a rate for every currency that was quoted on the day of its budget and that the file has none for. */
export function withQuotes(trip: Trip, quotes: readonly ExchangeQuote[]): Trip {
  const day = trip.appliedOn ?? trip.departs;
  const currencies = [...new Set(quotes.map((quote) => quote.currency))].filter((currency) => trip.exchange[currency] === undefined);
  const added = currencies.flatMap((currency) => {
    const quote = quoteOn(quotes, currency, day);
    return quote ? [[currency, { rate: quote.rate, per: quote.per, on: quote.on, source: quote.source }] as const] : [];
  });
  return added.length === 0 ? trip : { ...trip, exchange: { ...trip.exchange, ...Object.fromEntries(added) } };
}

/** How far a rate is from a quote, as a share of the quote. */
export function deviationFrom(quote: ExchangeQuote, rate: Ratio, per: Ratio = ONE): Ratio {
  const quoted = divide(quote.rate, quote.per);
  return divide(absolute(subtract(divide(rate, per), quoted)), quoted);
}
