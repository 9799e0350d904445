// 特事特办 that ran out: papers that were to come by a day and did not (T25).
import { type Day, daysBetween } from "../../kernel/index.ts";
import { exceptionOn, expiredPapers, type TripException } from "../application/exceptions.ts";
import { papersOf } from "../application/gates.ts";
import type { BookedTrip } from "../price/book-trip.ts";
import { type Breach, breach } from "./breach.ts";

/** One for each paper, of the latest exception that let it wait. */
export function checkExpired({ priced: { trip }, book }: BookedTrip, exceptions: readonly TripException[], day: Day): readonly Breach[] {
  const there = papersOf(trip);
  const registered = exceptions.map((one) => exceptionOn(one, there, day));
  return [...expiredPapers(exceptions, there, day)].flatMap((paper) => {
    const latest = registered
      .filter(({ missing }) => missing.includes(paper))
      .toSorted((a, b) => ((a.until ?? "") < (b.until ?? "") ? -1 : 1));
    const last = latest.at(-1);
    if (!last?.until) return [];
    const facts = { path: "papers", about: `${last.document}，${daysBetween(last.until, day)}`, found: paper, expected: `≤ ${last.until}` };
    return [breach(book, "trip-papers-missing", { ...facts, reason: "exception-expired", severity: "error" })];
  });
}
