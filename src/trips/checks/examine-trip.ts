// Every check that an itinerary with its approval and claim can show.
import type { ExchangeQuote } from "../exchange/exchange-quotes.ts";
import type { PlannedAndMade } from "../price/book-trip.ts";
import { checkClaimPapers, checkDeadlines, checkPayer } from "./after-return.ts";
import { checkInvitation, checkPartyMembers, checkProgramme, checkSteps } from "./application.ts";
import { checkAgainstApproval, checkPapers, checkRefused } from "./approvals.ts";
import type { Breach, Examined } from "./breach.ts";
import { checkAllowances, checkBudget, checkHostCosts, checkVersion } from "./claimed-lines.ts";
import { checkExchange, checkFares } from "./fares-and-rates.ts";
import { checkDays, checkLength, checkParty, checkTerritories } from "./party-and-days.ts";

const CHECKS: readonly ((examined: Examined) => readonly Breach[])[] = [
  checkPapers,
  checkInvitation,
  checkPartyMembers,
  checkProgramme,
  checkSteps,
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

/** What is wrong with a trip, planned and made, errors first; `quotes` are the exchange rates to hold its own against. */
export function examineTrip({ planned, made }: PlannedAndMade, quotes: readonly ExchangeQuote[] = []): readonly Breach[] {
  const rank = { error: 0, warning: 1, hint: 2 } as const;
  const examined: Examined = { trip: planned.priced.trip, ...planned, made, quotes };
  return CHECKS.flatMap((check) => check(examined)).toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
