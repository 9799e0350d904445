// The shape of an itinerary: who goes, where, for how long, what it costs, at which exchange rates. All values are text until
// they are read; what is not known is left out or written "—".
import { z } from "zod";
import { countText, dayText, decimalText, filledText, orUnknown, textAs, yesNoText } from "../kernel/index.ts";
import { currencyText } from "./standards/standards-schema.ts";
import { CABINS, COST_KINDS, MODES, PAYMENTS, RANK_WORDS, type Rank } from "./vocabulary.ts";

export const optionalText = orUnknown(filledText);

export function listOf<S extends z.ZodType>(schema: S) {
  return z
    .array(schema)
    .optional()
    .transform((list): z.output<S>[] => list ?? []);
}

const rankText = textAs<Rank>((text) => RANK_WORDS[text.trim()] ?? { code: "not-in-list", expected: Object.keys(RANK_WORDS).join(", ") });

/** A number of people, days or nights; a trip has no more than a few thousand of any. */
export const smallCountText = countText.refine((count) => count <= 9999, { params: { fault: "out-of-range", expected: "0 … 9999" } });
export const peopleText = countText.refine((count) => count >= 1 && count <= 999, {
  params: { fault: "out-of-range", expected: "1 … 999" },
});

export const priceText = decimalText.refine((price) => price.n >= 0n, { params: { fault: "out-of-range", expected: "0 … 10^11" } });
const rateText = decimalText.refine((rate) => rate.n > 0n, { params: { fault: "out-of-range", expected: "> 0" } });

export const currency = currencyText.optional().transform((code) => code ?? "CNY");

/** Days on which the host provides: a number of them, or `all`. */
const hostedDays = z
  .union([z.literal("all"), smallCountText])
  .optional()
  .transform((days) => days ?? 0);

export const memberSchema = z.strictObject({
  id: filledText,
  rank: rankText,
  people: peopleText.optional().transform((people) => people ?? 1),
  leader: orUnknown(yesNoText),
  /** Who it is across trips: a staff number, say. */
  person: optionalText,
  unit: optionalText,
  post: optionalText,
  /** The leadership body that the member sits on: two of one body do not travel together. */
  leadershipOf: optionalText,
  /** Husband, wife or child of another member. */
  family: orUnknown(yesNoText),
});

export const legSchema = z.strictObject({
  id: optionalText,
  country: filledText,
  /** The province of a leg at home. */
  region: optionalText,
  city: optionalText,
  /** Passed through and not visited: it counts as no country. */
  stopover: orUnknown(yesNoText),
  /** The first day there; seasons at home need it. */
  from: orUnknown(dayText),
  days: smallCountText,
  nights: smallCountText,
  /** Who takes part, by member id; without it everybody. */
  members: z.array(filledText).min(1).optional(),
  /** The neighbour whose standards apply to a country without any. */
  ratesOf: z.strictObject({ country: filledText, city: optionalText }).optional(),
  hotel: z
    .strictObject({
      perNight: priceText,
      currency: orUnknown(currencyText),
      /** Designated or recommended by an international conference. */
      conference: orUnknown(yesNoText),
      approved: orUnknown(yesNoText),
    })
    .optional(),
  host: z
    .strictObject({
      meals: hostedDays,
      /** Days on which some meals of the day are given. */
      partMeals: hostedDays,
      misc: hostedDays,
      /** Days on which only transport is given. */
      transport: hostedDays,
      lodging: hostedDays,
    })
    .optional(),
  car: z.strictObject({ days: smallCountText, approved: orUnknown(yesNoText) }).optional(),
});

export const costSchema = z.strictObject({
  kind: z.enum(COST_KINDS),
  title: optionalText,
  amount: orUnknown(priceText),
  currency,
  approved: orUnknown(yesNoText),
  mode: orUnknown(z.enum(MODES)),
  cabin: orUnknown(z.enum(CABINS)),
  /** Who travels on the fare, by member id; without it everybody. */
  members: z.array(filledText).min(1).optional(),
  payment: orUnknown(z.enum(PAYMENTS)),
  /** The host bears it: it is named and not counted. */
  borneByHost: orUnknown(yesNoText),
  source: optionalText,
});

export const trainSchema = z.strictObject({
  title: optionalText,
  /** Hours abroad. */
  hours: priceText,
  days: smallCountText,
  members: z.array(filledText).min(1).optional(),
});

export const banquetSchema = z.strictObject({
  /** The leg whose meal rate is the standard. */
  leg: filledText,
  guests: peopleText,
  approved: orUnknown(yesNoText),
  /** Given to one of our missions or companies abroad, which is not allowed. */
  forOwnMission: orUnknown(yesNoText),
});

const exchangeSchema = z.strictObject({
  /** 元 for `per` units of the currency. */
  rate: rateText,
  per: rateText.optional(),
  on: orUnknown(dayText),
  source: optionalText,
});

/** Exchange rates by currency. */
export const exchangeRates = z
  .record(currencyText, exchangeSchema)
  .optional()
  .transform((rates) => rates ?? {});
