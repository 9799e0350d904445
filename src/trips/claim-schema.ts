// The shape of a claim: the days of the border's stamps, what the papers show, the report, the passports.
import { z } from "zod";
import { dayText, filledText, orUnknown, yesNoText } from "../kernel/index.ts";
import { currency, exchangeRates, legSchema, listOf, memberSchema, optionalText, peopleText, priceText } from "./itinerary-schema.ts";
import { ALLOWANCE_KINDS, CABINS, COST_KINDS, MODES, PAYMENTS } from "./vocabulary.ts";

const claimLine = z.strictObject({
  kind: z.enum([...ALLOWANCE_KINDS, ...COST_KINDS]),
  /** The leg of an allowance. */
  leg: optionalText,
  amount: priceText,
  currency,
  borneByHost: orUnknown(yesNoText),
  /** How a fare was paid, and the class that was travelled in. */
  payment: orUnknown(z.enum(PAYMENTS)),
  mode: orUnknown(z.enum(MODES)),
  cabin: orUnknown(z.enum(CABINS)),
  /** The papers that show it. */
  papers: optionalText,
});

export const claimSchema = z.strictObject({
  /** Days of the border stamps. */
  departs: orUnknown(dayText),
  returns: orUnknown(dayText),
  people: orUnknown(peopleText),
  countries: z.array(filledText).optional(),
  /** Why the days abroad are more than were approved: a flight after midnight, say. */
  daysNote: optionalText,
  /** Who went and where they stayed, where it differs from the itinerary. */
  members: z.array(memberSchema).min(1).optional(),
  legs: z.array(legSchema).min(1).optional(),
  /** The rates at which the foreign currency was bought. */
  exchange: exchangeRates,
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
  settledOn: orUnknown(dayText),
});
