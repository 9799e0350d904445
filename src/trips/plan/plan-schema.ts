// The shape of a year's plan of trips: limits of number, people, countries, days and money; the delegations in it and beside it;
// who was where before.
import { z } from "zod";
import { amountText, countText, dayText, filledText, orUnknown, yesNoText } from "../../kernel/index.ts";
import { quoteSchema } from "../exchange/read-quotes.ts";
import { listOf, optionalText } from "../itinerary-schema.ts";

const limit = orUnknown(countText);

const item = z.strictObject({
  id: filledText,
  title: filledText,
  division: optionalText,
  /** The month in which it is to go, "2019-06". */
  month: orUnknown(z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)),
  countries: z.array(filledText).optional(),
  people: orUnknown(countText),
  days: orUnknown(countText),
  /** In 元. */
  budget: orUnknown(amountText("元")),
  purpose: optionalText,
  /** The indicator whose target it serves. */
  target: optionalText,
  outOfPlan: orUnknown(yesNoText),
  /** Why it goes though it is not in the plan, and which delegation stays at home for it. */
  reason: optionalText,
  replaces: optionalText,
  cancelled: orUnknown(yesNoText),
  /** The file of its trip, beside the plan. */
  file: optionalText,
});

export const planSchema = z.strictObject({
  plan: z.literal("1"),
  year: z.string().regex(/^\d{4}$/),
  unit: filledText,
  /** What of the plan is made up. */
  example: optionalText,
  /** The pack whose process its trips are approved by. */
  pack: optionalText,
  /** The case that the trips serve: its indicators are their targets, its ledger pays for them, each from the slice of its own id. */
  case: optionalText,
  /** What was spent comes into that ledger by vouchers alone: the steps of the trips post nothing. */
  importedVouchers: orUnknown(yesNoText),
  /** The day on which the year was closed: from then on nothing that is still open in it is chased. */
  closedOn: orUnknown(dayText),
  /** Rates that were published, to hold the trips' own against. */
  exchange: listOf(quoteSchema),
  approval: z.strictObject({ by: filledText, document: optionalText, on: orUnknown(dayText) }).optional(),
  limits: z.strictObject({ delegations: limit, people: limit, countries: limit, days: limit, money: orUnknown(amountText("元")) }),
  items: z.array(item),
  history: listOf(z.strictObject({ person: filledText, departs: dayText, title: filledText, countries: z.array(filledText).optional() })),
});
