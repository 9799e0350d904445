// The closed words of a trip: ranks, kinds of cost, cabins. Codes here, wording in app/messages.

/** 省部级, 厅局级（司局级）, 其余人员. */
export const RANKS = ["ministerial", "bureau", "other"] as const;
export type Rank = (typeof RANKS)[number];

/** How people write a rank. */
export const RANK_WORDS: Readonly<Record<string, Rank>> = {
  ministerial: "ministerial",
  省部级: "ministerial",
  bureau: "bureau",
  厅局级: "bureau",
  司局级: "bureau",
  other: "other",
  其他: "other",
  其余人员: "other",
};

/** Costs that are paid as spent; each is a line of its own. */
export const COST_KINDS = [
  "international-travel",
  "inter-city",
  "domestic-travel",
  "visa",
  "insurance",
  "epidemic",
  "conference-fee",
  "gift",
  "chartered-car",
  "airport-transit",
  "other",
] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** What the standards give by day, night or head. */
export const ALLOWANCE_KINDS = [
  "lodging",
  "meal",
  "misc",
  "train-allowance",
  "banquet",
  "domestic-lodging",
  "domestic-meal",
  "domestic-transport",
] as const;
export type AllowanceKind = (typeof ALLOWANCE_KINDS)[number];

export type LineKind = AllowanceKind | CostKind;

export const MODES = ["air", "ship", "rail"] as const;
export type Mode = (typeof MODES)[number];

/** Classes of seats and berths, by mode; 商务座 and 公务舱 are both `business`. */
export const CABINS = ["first", "business", "economy", "second", "third", "deluxe-sleeper", "soft-sleeper", "hard-sleeper"] as const;
export type Cabin = (typeof CABINS)[number];

/** 公务卡, 转账, 现金. */
export const PAYMENTS = ["card", "transfer", "cash"] as const;

/** Papers that a step may ask for. */
export const PAPER_KINDS = [
  "invitation",
  "invitation-translation",
  "member-list",
  "programme",
  "budget-detail",
  "public-notice",
  "opinion-form",
  "task-document",
  "bureau-approval",
  "meeting-minutes",
  "leader-report",
  "expense-sheet",
  "passport-copies",
  "receipts",
  "exception",
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** The steps of a trip: 经办内审, 外事与财务双审, 财政局单项核准, 党组会, 执行, 报销. */
export const TRIP_STEPS = ["internal-review", "double-review", "bureau-approval", "meeting", "execution", "settlement"] as const;
export type TripStep = (typeof TRIP_STEPS)[number];

/** How far an outcome has come: 意向, 协议, 落地, 到账. */
export const OUTCOME_STAGES = ["intention", "agreement", "realised", "amount"] as const;
export type OutcomeStage = (typeof OUTCOME_STAGES)[number];

/** How much the trip had to do with it: 直接促成, 主要促成, 部分促成, 无关. */
export const CONTRIBUTIONS = ["direct", "main", "partial", "none"] as const;
export type Contribution = (typeof CONTRIBUTIONS)[number];

/** Months after the return at which an outcome is looked at again. */
export const FOLLOW_UP_MONTHS = ["6", "12", "24"] as const;

/** The name under which a trip's domestic legs stand. */
export const HOME = "中国";

/** What can be wrong with a trip or its claim, by the public name of the finding. */
export const BREACH_CODES = [
  "trip-not-in-plan",
  "trip-single-review",
  "trip-party-too-large",
  "trip-too-long",
  "trip-days-miscounted",
  "lodging-over-standard",
  "allowance-off-standard",
  "allowance-though-hosted",
  "allowance-full-though-driven",
  "cabin-over-rank",
  "ticket-paid-in-cash",
  "intercity-unplanned",
  "banquet-or-gift-unapproved",
  "trip-differs-from-approval",
  "trip-over-budget",
  "standard-version-wrong",
  "exchange-rate-doubtful",
  "host-cost-double-counted",
  "trip-report-late",
  "public-notice-short",
  "party-split",
  "traveller-too-frequent",
  "payer-not-owner",
  "standard-not-applied",
  "trip-papers-missing",
  "nights-exceed-days",
  "invitation-irregular",
  "party-irregular",
  "programme-incomplete",
  "plan-limit-exceeded",
] as const;
export type BreachCode = (typeof BREACH_CODES)[number];

/** The cases of the codes, each with words of its own. */
export const BREACH_REASONS = [
  "not-in-plan",
  "no-task-document",
  "no-foreign-affairs-opinion",
  "no-finance-opinion",
  "party-too-large",
  "too-many-days",
  "too-many-countries",
  "days-cut-to-fit",
  "days-miscounted",
  "nights-exceed-days",
  "lodging-over",
  "allowance-over",
  "allowance-under",
  "hosted",
  "driven",
  "cabin",
  "cash",
  "intercity",
  "banquet",
  "own-mission",
  "gift",
  "people-differ",
  "days-differ",
  "countries-differ",
  "over-budget",
  "version-named",
  "version-by-figure",
  "rate-missing",
  "rate-undated",
  "rate-deviates",
  "host-cost",
  "report-late",
  "passports-late",
  "report-overdue",
  "passports-overdue",
  "notice-short",
  "notice-missing",
  "party-split",
  "party-split-by-days",
  "frequent",
  "payer",
  "territory",
  "no-report",
  "report-unsigned",
  "no-expense-sheet",
  "step-without-papers",
  "exception-expired",
  "no-invitation",
  "invitation-by-agent",
  "invitation-not-peer",
  "family-travels",
  "leaders-together",
  "programme-days-missing",
  "programme-beyond-days",
  "over-limit",
  "out-of-plan-unexplained",
] as const;
export type BreachReason = (typeof BREACH_REASONS)[number];
