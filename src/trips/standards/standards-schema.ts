// The shape of an instrument on trips (regulations/<issuer>-<year>-<number>/ with trips.yaml): dated, cited rules, rates by
// country and city, limits of lodging at home.
import { z } from "zod";
import { decimalText, filledText, partText, textAs, yesNoText } from "../../kernel/index.ts";
import { cited, versionsOf } from "../../rules/index.ts";
import { BREACH_CODES, CABINS, COST_KINDS, PAPER_KINDS, RANKS, TRIP_STEPS } from "../vocabulary.ts";

/** A rule as dated versions. */
function rule<Shape extends z.ZodRawShape>(shape: Shape) {
  return versionsOf(cited(shape));
}

const rateText = decimalText.refine((rate) => rate.n >= 0n, { params: { fault: "out-of-range", expected: "≥ 0" } });

/** ISO 4217, three capital letters. */
export const currencyText = textAs<string>((text) =>
  /^[A-Z]{3}$/.test(text.trim()) ? text.trim() : { code: "not-in-list", expected: "CNY, USD, EUR, GBP, HKD, JPY …" },
);

const wholeText = textAs<number>((text) => (/^\d{1,4}$/.test(text) ? Number(text) : { code: "not-a-number", expected: "5" }));

const dayOfYearText = textAs<string>((text) =>
  /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text) ? text : { code: "not-a-day", expected: "07-01" },
);

const rank = z.enum(RANKS);

/** trips.yaml: which costs may be claimed, by what rule, with which papers. Every rule is optional; what none states is silent. */
export const tripRulesSchema = z.strictObject({
  /** On whose word the first day in force (instrument.yaml) is the day that parts old from new. */
  begins: rule({}),
  lodging: rule({ actualFor: z.array(rank) }),
  conferenceHotel: rule({}),
  meal: rule({}),
  misc: rule({}),
  /** What is still drawn of an allowance that the host provides. */
  hosted: rule({ share: partText }),
  hostTransportMisc: rule({ share: partText }),
  charteredCarMisc: rule({ share: partText }),
  neighbourRates: rule({}),
  territories: rule({ names: z.array(filledText).min(1) }),
  internationalTrain: rule({ currency: currencyText, perDay: rateText, overHours: rateText }),
  cabins: rule({
    classes: z
      .array(z.strictObject({ rank, air: z.array(z.enum(CABINS)), ship: z.array(z.enum(CABINS)), rail: z.array(z.enum(CABINS)) }))
      .min(1),
  }),
  banquet: rule({}),
  costs: z.partialRecord(z.enum(COST_KINDS), cited({ needsApproval: yesNoText.optional() })).optional(),
  rounding: rule({ mode: z.enum(["half-up", "half-even", "down", "up"]), places: z.enum(["0", "1", "2"]) }),
  domesticMeal: rule({
    perDay: rateText,
    exceptions: z.array(z.strictObject({ regions: z.array(filledText).min(1), perDay: rateText })).optional(),
  }),
  domesticTransport: rule({ perDay: rateText }),
  partySize: rule({ most: wholeText }),
  /** Parties for the same countries that leave within so many days of one another are looked at as one; 0: on the same day only. */
  partySplitWithin: rule({ days: wholeText }),
  /** The most days by number of countries: one, two, three … */
  daysByCountries: rule({ most: z.array(wholeText).min(1) }),
  publicNotice: rule({ days: wholeText }),
  reportWithin: rule({ days: wholeText }),
  passportsWithin: rule({ workingDays: wholeText }),
  /** How far an exchange rate may be from the one quoted for its day. */
  exchangeTolerance: rule({ share: partText }),
  /** The papers without which a step is not taken. */
  gates: z.array(cited({ step: z.enum(TRIP_STEPS), papers: z.array(z.enum(PAPER_KINDS)).min(1) })).optional(),
  /** The clause behind each check that has no other rule. */
  requirements: z.partialRecord(z.enum(BREACH_CODES), cited({})).optional(),
  /** Other ways to write a country or city of the tables. */
  spellings: z.array(z.strictObject({ written: z.array(filledText).min(1), means: filledText })).optional(),
});

/** rates.yaml: lodging, meals and miscellaneous per person and day. */
export const ratesSchema = z.strictObject({
  rates: cited({
    /** A table that is complete ends the search: a country it lacks has no rate in an older one. */
    complete: yesNoText.optional(),
    rows: z
      .array(
        z.strictObject({
          no: filledText,
          continent: filledText,
          country: filledText,
          /** None: one standard for the whole country. 其他城市: wherever no other row names the city. */
          cities: z.array(filledText),
          currency: currencyText,
          lodging: rateText,
          meal: rateText,
          misc: rateText,
        }),
      )
      .min(1),
  }),
});

/** domestic.yaml: limits of lodging at home in 元, by region, city, season and class of rank. */
export const lodgingLimitsSchema = z.strictObject({
  lodgingLimits: cited({
    rows: z
      .array(
        z.strictObject({
          no: filledText,
          region: filledText,
          cities: z.array(filledText).min(1),
          /** The row is the whole region's, whatever its cities are called. */
          whole: yesNoText.optional(),
          /** The season as printed, and the days of the year it stands for, both included. */
          season: filledText.optional(),
          periods: z
            .array(z.strictObject({ from: dayOfYearText, until: dayOfYearText }))
            .min(1)
            .optional(),
          class1: rateText,
          class2: rateText,
          class3: rateText,
        }),
      )
      .min(1),
  }),
});
