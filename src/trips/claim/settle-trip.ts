// Settlement: nothing without the papers that gate it, nothing above the budget without an exception, what is left of the
// commitment goes back (516号 第四、十六条).
import { addDays, type Day, daysBetween, type Money, moneyOfFen, NO_MONEY, roundScaled, subtractMoney } from "../../kernel/index.ts";
import type { RegisteredException } from "../application/exceptions.ts";
import { type Gate, gatesOf } from "../application/gates.ts";
import { afterWorkingDays } from "../checks/after-return.ts";
import type { PlannedAndMade } from "../price/book-trip.ts";
import { type ComparedClaim, compareClaim } from "./compare-claim.ts";

export type SettlementStatus =
  /** Nothing was claimed yet. */
  | "not-claimed"
  /** A line of the claim cannot be decided, or no budget was approved. */
  | "open"
  /** A paper that gates settlement is not there: nothing is paid. */
  | "papers-missing"
  /** More than the budget may be paid by the standards, and no exception is recorded: paid up to the budget. */
  | "stopped-at-budget"
  | "payable";

export type Settlement = {
  readonly status: SettlementStatus;
  readonly compared: ComparedClaim;
  readonly missingPapers: readonly Gate[];
  /** The approved budget, which is what was committed. */
  readonly committed: Money | null;
  readonly payable: Money;
  /** Claimed and not payable by the standards. */
  readonly refused: Money | null;
  /** Allowed by the standards and held back by the budget. */
  readonly heldBack: Money;
  /** What of the commitment is not used. Null until the claim is decided. */
  readonly released: Money | null;
  readonly exception: string | null;
};

export function settleTrip(both: PlannedAndMade): Settlement {
  const { trip } = both.planned.priced;
  const compared = compareClaim(both);
  const budget = trip.approval?.budget ?? null;
  const committed = budget === null ? null : moneyOfFen(roundScaled(budget, { mode: "half-up", places: 2 }));
  const exception = trip.claim?.exception ?? null;
  const base = { compared, committed, exception, missingPapers: [], payable: NO_MONEY, heldBack: NO_MONEY, released: null, refused: null };
  if (!trip.claim) return { ...base, status: "not-claimed" };
  const missingPapers = gatesOf(trip, both.planned.book, "settlement").filter((gate) => !gate.isThere);
  const { allowed, papers } = compared;
  if (allowed === null || papers === null || committed === null) return { ...base, missingPapers, status: "open" };
  const refused = subtractMoney(papers, allowed);
  if (missingPapers.length > 0) return { ...base, missingPapers, refused, status: "papers-missing" };
  const isStopped = allowed > committed && exception === null;
  const payable = isStopped ? committed : allowed;
  return {
    ...base,
    status: isStopped ? "stopped-at-budget" : "payable",
    payable,
    refused,
    heldBack: subtractMoney(allowed, payable),
    released: payable < committed ? subtractMoney(committed, payable) : NO_MONEY,
  };
}

export type Chase = { readonly what: "report" | "passports" | "exception"; readonly due: Day; readonly daysLate: number };

/** Papers that exceptions let come later are owed from the day they were allowed; late by so many days, or not yet late (0). */
export function exceptionChases(exceptions: readonly RegisteredException[], day: Day): readonly Chase[] {
  return exceptions.flatMap(({ until, state }) =>
    until === null || state === "completed"
      ? []
      : [{ what: "exception" as const, due: until, daysLate: Math.max(0, daysBetween(until, day)) }],
  );
}

/** What is owed after the return and not yet handed in on a day; late by so many days, or not yet late (0). */
export function chasesOn(both: PlannedAndMade, day: Day): readonly Chase[] {
  const { trip, book } = { trip: both.made.priced.trip, book: both.made.book };
  if (day < trip.returns) return [];
  const report = book.rule("reportWithin");
  const passports = book.rule("passportsWithin");
  const chase = (what: Chase["what"], due: Day): Chase => ({ what, due, daysLate: Math.max(0, daysBetween(due, day)) });
  return [
    ...(report && !trip.claim?.report ? [chase("report", addDays(trip.returns, report.rule.days))] : []),
    ...(passports && !trip.claim?.passportsReturned
      ? [chase("passports", afterWorkingDays(trip.returns, passports.rule.workingDays))]
      : []),
  ];
}
