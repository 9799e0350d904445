// The closed words of a ledger: sources of money, kinds of postings, limits and what happens at them, why a posting is refused.

/** 当年财政拨款, 上年结转资金, 其他资金: the rows of the self-evaluation form. */
export const BUDGET_SOURCES = ["current", "carry-over", "other"] as const;
export type BudgetSource = (typeof BUDGET_SOURCES)[number];

/** What a payment may go beyond: what its slice has left, what its commitment was approved for. */
export const SPENDING_LIMITS = ["slice", "commitment"] as const;
export type SpendingLimit = (typeof SPENDING_LIMITS)[number];

/** At a limit: nothing goes; it goes with an approved exception; it goes and the excess is on record. */
export const SPENDING_POLICIES = ["stop", "reason", "hint"] as const;
export type SpendingPolicy = (typeof SPENDING_POLICIES)[number];

export const REFUSAL_CODES = [
  "closed",
  "no-rules",
  "amount-not-positive",
  "amount-too-large",
  "amount-zero",
  "order-incomplete",
  "budget-already-set",
  "budget-missing",
  "document-missing",
  "reason-missing",
  "over-budget",
  "over-source",
  "below-use",
  "slice-unknown",
  "slice-differs",
  "slice-nested-in-itself",
  "slice-beyond-remainder",
  "slice-below-use",
  "slices-beyond-budget",
  "commitment-known",
  "commitment-unknown",
  "commitment-exceeded",
  "commitments-open",
  "source-differs",
  "day-outside-year",
  "voucher-missing",
  "voucher-known",
  "class-unknown",
  "limit-stops",
  "refund-beyond-paid",
  "refund-of-other",
  "exception-known",
  "exception-unknown",
  "exception-for-other",
  "exception-expired",
  "exception-used-up",
  "posting-unknown",
  "already-reversed",
  "not-reversible",
  "lapse-beyond-rest",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export const NOTICE_CODES = ["over-slice", "over-commitment", "outside-slices", "carry-over-second-year"] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];
