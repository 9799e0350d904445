// What is wrong with a trip or its claim, in English.
import type { BreachReason } from "../../trips/index.ts";
import type { BreachWording } from "./trip-findings.zh.ts";

export const TRIP_FINDINGS_EN: Record<BreachReason, BreachWording> = {
  "not-in-plan": {
    message: () => "the trip is not in the annual plan",
    remedy: "have it approved outside the plan, with reasons, before anyone leaves",
  },
  "no-task-document": { message: () => "there is no task document", remedy: "name the document's number (taskDocument)" },
  "no-foreign-affairs-opinion": {
    message: () => "the opinion of foreign affairs is missing",
    remedy: "have foreign affairs review the task",
  },
  "no-finance-opinion": { message: () => "the opinion of finance is missing", remedy: "have finance review the budget" },
  "party-too-large": { message: (p) => `a party of ${p.found}, limit ${p.expected}`, remedy: "reduce it, or have the need approved" },
  "too-many-days": {
    message: (p) => `${p.found} days for ${p.about} countries, limit ${p.expected} (both days of crossing count)`,
    remedy: "shorten it, or have the need approved",
  },
  "too-many-countries": { message: (p) => `${p.found} countries, limit ${p.expected}`, remedy: "visit fewer countries" },
  "days-miscounted": {
    message: (p) => `the legs have ${p.found} days; by the border (${p.about}) there are ${p.expected}`,
    remedy: "count each leg's days by the days of crossing",
  },
  "nights-exceed-days": {
    message: (p) => `${p.found} nights; ${p.about} days hold at most ${p.expected}`,
    remedy: "check the nights; nights on board are no lodging",
  },
  "lodging-over": {
    message: (p) => `${p.about}: lodging claimed ${p.found}, limit ${p.expected}`,
    remedy: "what is above the standard is not paid",
  },
  "allowance-over": {
    message: (p) => `${p.about}: allowance claimed ${p.found}, by rate and days ${p.expected}`,
    remedy: "correct it to rate and days",
  },
  "allowance-under": {
    message: (p) => `${p.about}: allowance claimed ${p.found}, less than the ${p.expected} due`,
    remedy: "check days and people; say so where less is drawn by choice",
  },
  hosted: {
    message: (p) => `${p.about}: provided by the host and drawn all the same: ${p.found}, due ${p.expected}`,
    remedy: "what the host provides is not drawn",
  },
  driven: {
    message: (p) => `${p.about}: miscellaneous drawn while driven: ${p.found}, due ${p.expected}`,
    remedy: "draw the reduced rate while driven",
  },
  cabin: {
    message: (p) => `cabin "${p.found}" above the rank (${p.about}), at most "${p.expected}"`,
    remedy: "travel in the class of the rank; the rest is paid privately",
  },
  cash: { message: () => "the fare was paid in cash", remedy: "pay by official card or transfer" },
  intercity: {
    message: () => "travel between cities was not planned or approved",
    remedy: "plan and approve it beforehand; unapproved it is not paid",
  },
  banquet: { message: () => "the banquet was not approved", remedy: "approve it with the plan; unapproved it is not paid" },
  "own-mission": { message: () => "a banquet with one of our missions or companies abroad", remedy: "it is not paid" },
  gift: { message: () => "the gift was not approved", remedy: "approve it beforehand; unapproved it is not paid" },
  "people-differ": {
    message: (p) => `${p.found} people, ${p.expected} approved`,
    remedy: "explain the change with its approval, else it is not settled",
  },
  "days-differ": {
    message: (p) => `${p.found} days abroad, ${p.expected} approved`,
    remedy: "explain the change with its approval, else the days are not settled",
  },
  "countries-differ": {
    message: (p) => `countries ${p.found}, approved ${p.expected}`,
    remedy: "explain the change with its approval, else the route is not settled",
  },
  "over-budget": {
    message: (p) => `spent ${p.found}, approved ${p.expected}, ${p.about} over, and no exception is recorded`,
    remedy: "have an exception approved and name it (exception), or reduce",
  },
  "version-named": {
    message: (p) => `the claim uses ${p.found}; in force on the day of leaving is ${p.expected}`,
    remedy: "recompute by the standard of the day of leaving",
  },
  "version-by-figure": {
    message: (p) => `lodging by the earlier rate ${p.found} of ${p.about}; the day's rate is ${p.expected}`,
    remedy: "recompute by the standard of the day of leaving",
  },
  "rate-missing": { message: (p) => `no exchange rate for ${p.about}`, remedy: "give the rate with its day and source" },
  "rate-undated": {
    message: (p) => `the exchange rate of ${p.about} has no day or no source`,
    remedy: "give its day (on) and source (source)",
  },
  "host-cost": {
    message: (p) => `borne by the host and claimed all the same: ${p.found}`,
    remedy: "take it out of the claim and note it in words",
  },
  "report-late": { message: (p) => `back on ${p.about}, report on ${p.found}, limit ${p.expected}`, remedy: "hand it in with the reason" },
  "passports-late": {
    message: (p) => `back on ${p.about}, passports returned on ${p.found}, limit ${p.expected} (holidays not counted)`,
    remedy: "return them; name public holidays in between",
  },
  "report-overdue": {
    message: (p) => `returned on ${p.about}, the report was due ${p.expected} and is ${p.found} days late`,
    remedy: "hand in the report signed by the leader; without it nothing is settled",
  },
  "passports-overdue": {
    message: (p) => `returned on ${p.about}, the passports were due ${p.expected} and are ${p.found} days late`,
    remedy: "hand the passports back at once",
  },
  "notice-short": { message: (p) => `public notice of ${p.found} days, due ${p.expected}`, remedy: "complete the notice" },
  "notice-missing": { message: (p) => `no public notice on record, due ${p.expected} days`, remedy: "give its days (noticeDays)" },
  "party-split": {
    message: (p) => `same day and route as ${p.about}; together ${p.found} people, limit ${p.expected}: perhaps one party split`,
    remedy: "make it one party within the limit",
  },
  "party-split-by-days": {
    message: (p) =>
      `leaves close to ${p.about} for the same countries; together ${p.found} people, limit ${p.expected}: perhaps one party split`,
    remedy: "state why they go apart; what is one task is one party within the limit",
  },
  frequent: { message: (p) => `abroad within two years (${p.found}): ${p.about}`, remedy: "name the earlier trips in the request" },
  payer: {
    message: (p) => `paid by ${p.found}, the party belongs to ${p.expected}`,
    remedy: "let the sending unit pay, or attach the ground for sharing",
  },
  territory: {
    message: (p) => `${p.about} is written as home; trips there follow the standards abroad`,
    remedy: "write it as the country",
  },
  "no-report": {
    message: () => "there is no report of the trip",
    remedy: "hand in the report signed by the leader; nothing is settled without it",
  },
  "report-unsigned": { message: () => "the report is not signed by the leader", remedy: "have the leader sign it" },
  "no-expense-sheet": { message: () => "there is no expense sheet signed by the leader", remedy: "hand in the sheet (expenseSheet)" },
  "days-cut-to-fit": {
    message: (p) => `${p.about} days were approved, the border stamps show ${p.found}; the limit is ${p.expected}: cut to fit on paper`,
    remedy: "Explain with the approval; say so where a night flight meant crossing the border before midnight (daysNote)",
  },
  "rate-deviates": {
    message: (p) => `${p.about}: the rate is ${p.found} off the one quoted for the day, ${p.expected} is allowed`,
    remedy: "Check the rate and its day",
  },
  "step-without-papers": { message: (p) => `${p.about} was done without ${p.found}`, remedy: "Add the paper before the next step" },
  "exception-expired": {
    message: (p) => `${p.found} was excepted and due ${p.expected}; it is still missing (${p.about} days)`,
    remedy: "Hand it in; if it has to wait longer, register a further exception: no step is taken before",
  },
  "no-invitation": { message: () => "no invitation", remedy: "Say who invites, and when (invitation)" },
  "invitation-by-agent": {
    message: () => "an agent arranged or issued the invitation",
    remedy: "The foreign counterpart invites directly",
  },
  "invitation-not-peer": {
    message: () => "the inviting side is no counterpart of the party",
    remedy: "A counterpart of the same level and work invites",
  },
  "family-travels": { message: (p) => `${p.about} is the spouse or child of a member`, remedy: "Family does not travel with the party" },
  "leaders-together": {
    message: (p) => `${p.about} sits on the same leadership body as another member (${p.found})`,
    remedy: "Members of one body do not travel in one party",
  },
  "programme-days-missing": { message: (p) => `the programme lacks ${p.found}`, remedy: "Add mornings and afternoons of each day" },
  "programme-beyond-days": {
    message: (p) => `the programme has ${p.found}, outside the trip (${p.expected})`,
    remedy: "Check the days of leaving and entering the country",
  },
  "over-limit": {
    message: (p) => `the year's limit of ${p.about} is used to ${p.found}, ${p.expected} is allowed`,
    remedy: "Reduce, or have the limit changed",
  },
  "out-of-plan-unexplained": {
    message: (p) => `${p.about} is outside the plan without a reason and a delegation that it replaces`,
    remedy: "Stay within the total: give the reason and the delegation replaced",
  },
};
