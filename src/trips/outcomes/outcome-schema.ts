// The shape of the register of outcomes: what a trip brought about, from intention to amount, with source, baseline, what else
// helped, and what was found when it was followed up.
import { z } from "zod";
import { dayText, filledText, orUnknown } from "../../kernel/index.ts";
import { currency, listOf, optionalText, priceText } from "../itinerary-schema.ts";
import { CONTRIBUTIONS, FOLLOW_UP_MONTHS, OUTCOME_STAGES } from "../vocabulary.ts";

const step = z.strictObject({
  stage: z.enum(OUTCOME_STAGES),
  on: orUnknown(dayText),
  /** Agreed or realised money, where there is any. */
  amount: orUnknown(priceText),
  currency,
  source: optionalText,
});

const outcome = z.strictObject({
  id: filledText,
  /** The trip it is claimed for, by its id in the plan. */
  trip: optionalText,
  title: filledText,
  /** What of it is made up. */
  example: optionalText,
  steps: z.array(step).min(1),
  /** How things stood before the trip. */
  baseline: z.strictObject({ text: filledText, on: orUnknown(dayText), source: optionalText }).optional(),
  /** What else brought it about. */
  otherFactors: z.array(filledText).optional(),
  contribution: z.strictObject({ grade: z.enum(CONTRIBUTIONS), grounds: filledText, by: optionalText }).optional(),
  /** The benefit indicator that it feeds, by id. */
  indicator: optionalText,
  followUps: listOf(
    z.strictObject({
      month: z.enum(FOLLOW_UP_MONTHS),
      on: dayText,
      found: filledText,
      by: optionalText,
    }),
  ),
});

export const outcomesSchema = z.strictObject({ outcomes: z.literal("1"), items: z.array(outcome) });
