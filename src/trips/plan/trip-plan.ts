// A year's plan of trips as it was read: every delegation once, what replaces what is there.
import type { z } from "zod";
import { type Day, type Fault, failure, fault, type Result, readSource, type SourceFile } from "../../kernel/index.ts";
import { planSchema } from "./plan-schema.ts";

export type TripPlan = z.output<typeof planSchema>;
export type PlanItem = TripPlan["items"][number];

/** Whether what is open in the year is chased no more. */
export function isClosedOn({ closedOn }: TripPlan, day: Day): boolean {
  return closedOn !== null && closedOn <= day;
}

/** The plan, or every fault with its place. */
export function readTripPlan(source: SourceFile): Result<TripPlan> {
  const read = readSource(planSchema, source);
  if (!read.ok) return read;
  const ids = read.value.items.map((item) => item.id);
  const faults = read.value.items.flatMap((item, index): Fault[] => [
    ...(ids.indexOf(item.id) < index
      ? [fault("duplicate-id", { found: item.id, expected: "items" }, source.locate(["items", index, "id"]))]
      : []),
    ...(item.replaces !== null && !ids.includes(item.replaces)
      ? [fault("unknown-reference", { found: item.replaces, expected: ids.join(", ") }, source.locate(["items", index, "replaces"]))]
      : []),
  ]);
  return faults.length > 0 ? failure(...faults) : read;
}
