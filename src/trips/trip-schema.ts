// The shape of a trip file: the itinerary, its application and approval, its claim.
import { z } from "zod";
import { dayText, filledText, orUnknown } from "../kernel/index.ts";
import { applicationShape } from "./application-schema.ts";
import { claimSchema } from "./claim-schema.ts";
import {
  banquetSchema,
  costSchema,
  exchangeRates,
  legSchema,
  listOf,
  memberSchema,
  optionalText,
  priceText,
  trainSchema,
} from "./itinerary-schema.ts";

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
  members: z.array(memberSchema).min(1),
  legs: z.array(legSchema).min(1),
  costs: listOf(costSchema),
  trains: listOf(trainSchema),
  banquets: listOf(banquetSchema),
  exchange: exchangeRates,
  ...applicationShape,
  claim: claimSchema.optional(),
  /** How the expected total follows, for examples that are checked. */
  expects: z
    .strictObject({
      total: orUnknown(priceText),
      allowed: z.strictObject({ min: priceText, max: priceText }).optional(),
      derivation: z.array(filledText).min(1),
    })
    .optional(),
});
