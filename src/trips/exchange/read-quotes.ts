// A table of exchange rates: currency, day, rate, source; `per` where the rate is for more than one unit.
import { z } from "zod";
import {
  dayText,
  decimalText,
  type Fault,
  failure,
  fault,
  filledText,
  ONE,
  type Result,
  readSource,
  type SourceFile,
} from "../../kernel/index.ts";
import { currencyText } from "../standards/standards-schema.ts";
import type { ExchangeQuote } from "./exchange-quotes.ts";

const positive = decimalText.refine((rate) => rate.n > 0n, { params: { fault: "out-of-range", expected: "> 0" } });

export const quoteSchema = z.strictObject({
  currency: currencyText,
  on: dayText,
  rate: positive,
  per: positive.optional().transform((per) => per ?? ONE),
  source: filledText,
});

const quotesSchema = z.array(quoteSchema);

/** The quotes, or every fault: a day and currency twice would leave the choice to the order of the rows. */
export function readQuotes(source: SourceFile): Result<readonly ExchangeQuote[]> {
  const read = readSource(quotesSchema, source);
  if (!read.ok) return read;
  const seen = new Set<string>();
  const faults = read.value.flatMap(({ currency, on }, index): Fault[] => {
    const key = `${currency} ${on}`;
    if (seen.has(key)) return [fault("duplicate-id", { found: key, expected: "currency, on" }, source.locate([index]))];
    seen.add(key);
    return [];
  });
  return faults.length > 0 ? failure(...faults) : read;
}
