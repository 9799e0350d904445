// After the return (T19, T23, T25): report and passports in time, papers of the claim, who pays for whom.
import { addDays, type Day, daysBetween } from "../../kernel/index.ts";
import type { BookedTrip } from "../price/book-trip.ts";
import { type Breach, breach, type Examined } from "./breach.ts";

export function checkDeadlines({ trip, book }: Examined): Breach[] {
  const { claim } = trip;
  if (!claim) return [];
  const returned = claim.returns ?? trip.returns;
  const report = book.rule("reportWithin");
  const passports = book.rule("passportsWithin");
  const late = (reason: "report-late" | "passports-late", path: string, on: Day, limit: string, basis: Breach["basis"][number]) =>
    breach(book, "trip-report-late", { reason, severity: "warning", path, about: returned, found: on, expected: `≤ ${limit}`, basis });
  const found: Breach[] = [];
  if (report && claim.report) {
    const limit = addDays(returned, report.rule.days);
    if (claim.report.on > limit) found.push(late("report-late", "claim.report.on", claim.report.on, limit, report.basis));
  }
  if (passports && claim.passportsReturned) {
    const limit = afterWorkingDays(returned, passports.rule.workingDays);
    if (claim.passportsReturned > limit)
      found.push(late("passports-late", "claim.passportsReturned", claim.passportsReturned, limit, passports.basis));
  }
  return found;
}

/** What is owed after the return and was not handed in by its day, as it stands on `day`. */
export function checkOverdue({ priced: { trip }, book }: BookedTrip, day: Day): readonly Breach[] {
  const owed = [
    ["report", trip.claim?.report === undefined, (rule: number) => addDays(trip.returns, rule), book.rule("reportWithin")?.rule.days],
    [
      "passports",
      !trip.claim?.passportsReturned,
      (rule: number) => afterWorkingDays(trip.returns, rule),
      book.rule("passportsWithin")?.rule.workingDays,
    ],
  ] as const;
  return owed.flatMap(([what, isOwed, dueAfter, within]) => {
    const due = within === undefined ? null : dueAfter(within);
    if (!isOwed || due === null || day <= due) return [];
    const basis = book.rule(what === "report" ? "reportWithin" : "passportsWithin")?.basis;
    const facts = { path: "claim", about: trip.returns, found: String(daysBetween(due, day)), expected: `≤ ${due}` };
    return [
      breach(book, "trip-report-late", {
        ...facts,
        reason: what === "report" ? "report-overdue" : "passports-overdue",
        severity: "warning",
        ...(basis ? { basis } : {}),
      }),
    ];
  });
}

/** The papers without which a claim is not settled: the report signed by the leader, the sheet of expenses. */
export function checkClaimPapers({ trip, book }: Examined): Breach[] {
  const { claim } = trip;
  if (!claim) return [];
  const missing = (reason: Breach["reason"], path: string) => breach(book, "trip-papers-missing", { reason, severity: "error", path });
  return [
    ...(claim.report ? (claim.report.signedByLeader ? [] : [missing("report-unsigned", "claim.report")]) : [missing("no-report", "claim")]),
    ...(claim.expenseSheet ? [] : [missing("no-expense-sheet", "claim")]),
  ];
}

/** Who pays against whose delegation it is; the trip's own unit where the claim does not say. */
export function checkPayer({ trip: { claim, unit }, book }: Examined): Breach[] {
  const owner = claim?.owner ?? unit;
  if (!claim || claim.payer === null || owner === null || claim.payer === owner) return [];
  const facts = { path: "claim.payer", found: claim.payer, expected: owner };
  return [breach(book, "payer-not-owner", { ...facts, reason: "payer", severity: "warning" })];
}

/** So many working days later. Weekends are left out, holidays are not: their calendar is not kept here. */
export function afterWorkingDays(from: Day, days: number): Day {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left--;
  }
  return day;
}

function isWeekend(day: Day): boolean {
  const sinceMonday = ((daysBetween("2018-01-01" as Day, day) % 7) + 7) % 7;
  return sinceMonday >= 5;
}
