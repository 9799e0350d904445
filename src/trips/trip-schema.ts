// The shape of a trip file: who goes, where, for how long, what it costs, at which exchange rates; and what was approved and
// claimed. All values are text until they are read; what is not known is left out or written "—".
import { z } from "zod";
import { countText, dayText, decimalText, filledText, orUnknown, textAs, yesNoText } from "../kernel/index.ts";
import { currencyText } from "./standards/standards-schema.ts";
import { CABINS, COST_KINDS, MODES, RANK_WORDS, type Rank } from "./vocabulary.ts";

const optionalText = orUnknown(filledText);

function listOf<S extends z.ZodType>(schema: S) {
  return z
    .array(schema)
    .optional()
    .transform((list): z.output<S>[] => list ?? []);
}

const rankText = textAs<Rank>((text) => RANK_WORDS[text.trim()] ?? { code: "not-in-list", expected: Object.keys(RANK_WORDS).join(", ") });

/** A number of people, days or nights; a trip has no more than a few thousand of any. */
const smallCountText = countText.refine((count) => count <= 9999, { params: { fault: "out-of-range", expected: "0 … 9999" } });
const peopleText = countText.refine((count) => count >= 1 && count <= 999, { params: { fault: "out-of-range", expected: "1 … 999" } });

const priceText = decimalText.refine((price) => price.n >= 0n, { params: { fault: "out-of-range", expected: "0 … 10^11" } });
const rateText = decimalText.refine((rate) => rate.n > 0n, { params: { fault: "out-of-range", expected: "> 0" } });

const currency = currencyText.optional().transform((code) => code ?? "CNY");

/** Days on which the host provides: a number of them, or `all`. */
const hostedDays = z
  .union([z.literal("all"), smallCountText])
  .optional()
  .transform((days) => days ?? 0);

const member = z.strictObject({
  id: filledText,
  rank: rankText,
  people: peopleText.optional().transform((people) => people ?? 1),
  leader: orUnknown(yesNoText),
  /** Who it is across trips: a staff number, say. */
  person: optionalText,
});

const leg = z.strictObject({
  id: optionalText,
  country: filledText,
  /** The province of a leg at home. */
  region: optionalText,
  city: optionalText,
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

const cost = z.strictObject({
  kind: z.enum(COST_KINDS),
  title: optionalText,
  amount: orUnknown(priceText),
  currency,
  approved: orUnknown(yesNoText),
  mode: orUnknown(z.enum(MODES)),
  cabin: orUnknown(z.enum(CABINS)),
  /** Who travels on the fare, by member id; without it everybody. */
  members: z.array(filledText).min(1).optional(),
  payment: orUnknown(z.enum(["card", "transfer", "cash"])),
  /** The host bears it: it is named and not counted. */
  borneByHost: orUnknown(yesNoText),
  source: optionalText,
});

const train = z.strictObject({
  title: optionalText,
  /** Hours abroad. */
  hours: priceText,
  days: smallCountText,
  members: z.array(filledText).min(1).optional(),
});

const banquet = z.strictObject({
  /** The leg whose meal rate is the standard. */
  leg: filledText,
  guests: peopleText,
  approved: orUnknown(yesNoText),
  /** Given to one of our missions or companies abroad, which is not allowed. */
  forOwnMission: orUnknown(yesNoText),
});

const exchange = z.strictObject({
  /** 元 for `per` units of the currency. */
  rate: rateText,
  per: rateText.optional(),
  on: orUnknown(dayText),
  source: optionalText,
});

const approval = z.strictObject({
  inPlan: orUnknown(yesNoText),
  taskDocument: optionalText,
  foreignAffairs: z.strictObject({ by: filledText, on: orUnknown(dayText) }).optional(),
  finance: z.strictObject({ by: filledText, on: orUnknown(dayText) }).optional(),
  noticeDays: orUnknown(smallCountText),
  people: orUnknown(peopleText),
  countries: z.array(filledText).optional(),
  days: orUnknown(smallCountText),
  /** The approved budget in 元. */
  budget: orUnknown(priceText),
});

const claimLine = z.strictObject({
  kind: z.enum(["lodging", "meal", "misc", ...COST_KINDS]),
  /** The leg of an allowance. */
  leg: optionalText,
  amount: priceText,
  currency,
  borneByHost: orUnknown(yesNoText),
});

const claim = z.strictObject({
  /** Days of the border stamps. */
  departs: orUnknown(dayText),
  returns: orUnknown(dayText),
  people: orUnknown(peopleText),
  countries: z.array(filledText).optional(),
  /** The instrument whose rates were used. */
  standards: optionalText,
  lines: listOf(claimLine),
  /** The exception that allowed spending over the budget. */
  exception: optionalText,
  payer: optionalText,
  owner: optionalText,
  report: z.strictObject({ on: dayText, signedByLeader: orUnknown(yesNoText) }).optional(),
  expenseSheet: orUnknown(yesNoText),
  passportsReturned: orUnknown(dayText),
});

export const tripSchema = z.strictObject({
  trip: z.literal("1"),
  title: filledText,
  unit: optionalText,
  /** What of the file is made up. */
  example: optionalText,
  /** The local standards it is priced by; without it the national ones. */
  standards: optionalText,
  /** The days of leaving and entering the country. */
  departs: dayText,
  returns: dayText,
  members: z.array(member).min(1),
  legs: z.array(leg).min(1),
  costs: listOf(cost),
  trains: listOf(train),
  banquets: listOf(banquet),
  exchange: z
    .record(currencyText, exchange)
    .optional()
    .transform((rates) => rates ?? {}),
  approval: approval.optional(),
  claim: claim.optional(),
  /** How the expected total follows, for examples that are checked. */
  expects: z
    .strictObject({
      total: orUnknown(priceText),
      allowed: z.strictObject({ min: priceText, max: priceText }).optional(),
      derivation: z.array(filledText).min(1),
    })
    .optional(),
});
