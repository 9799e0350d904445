// Every check that an itinerary with its approval and claim can show.
import type { PricedTrip } from "../price/price-trip.ts";
import type { StandardsBook } from "../standards/standards-book.ts";
import { checkClaimPapers, checkDeadlines, checkPayer } from "./after-return.ts";
import { checkAgainstApproval, checkPapers, checkRefused } from "./approvals.ts";
import type { Breach, Examined } from "./breach.ts";
import { checkAllowances, checkBudget, checkHostCosts, checkVersion } from "./claimed-lines.ts";
import { checkExchange, checkFares } from "./fares-and-rates.ts";
import { checkDays, checkLength, checkParty, checkTerritories } from "./party-and-days.ts";

const CHECKS: readonly ((examined: Examined) => readonly Breach[])[] = [
  checkPapers,
  checkParty,
  checkLength,
  checkDays,
  checkAllowances,
  checkFares,
  checkRefused,
  checkAgainstApproval,
  checkBudget,
  checkVersion,
  checkExchange,
  checkHostCosts,
  checkDeadlines,
  checkClaimPapers,
  checkPayer,
  checkTerritories,
];

/** What is wrong with a priced trip, errors first; the book is the one that it was priced by. */
export function examineTrip(priced: PricedTrip, book: StandardsBook): readonly Breach[] {
  const rank = { error: 0, warning: 1, hint: 2 } as const;
  return CHECKS.flatMap((check) => check({ trip: priced.trip, priced, book })).toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
