// What can be written into a ledger. Nothing written is ever changed: a mistake is reversed and posted anew.
import type { Citation, Day, Money } from "../kernel/index.ts";
import type { BudgetSource, NoticeCode, RefusalCode, SpendingLimit, SpendingPolicy } from "./vocabulary.ts";

/** A setting and on whose word it is so. */
export type Grounded<T> = { readonly value: T; readonly basis: Citation };

/** How a ledger spends: which source goes first, and what happens at each limit. */
export type SpendingRules = {
  readonly order: Grounded<readonly BudgetSource[]>;
  readonly limits: Readonly<Record<SpendingLimit, Grounded<SpendingPolicy>>>;
};

type Dated = { readonly day: Day };

/** Sets how the ledger spends from here on. What was posted before stays as it was decided. */
type RulesPosting = Dated & { readonly kind: "rules"; readonly rules: SpendingRules };

/** 年初预算: the initial budget of a source, once. */
type BudgetPosting = Dated & {
  readonly kind: "budget";
  readonly source: BudgetSource;
  readonly amount: Money;
  readonly document: string | null;
};

/** 预算调整, up or down, by a numbered document (文号). */
type AdjustmentPosting = Dated & {
  readonly kind: "adjustment";
  readonly source: BudgetSource;
  readonly amount: Money;
  readonly document: string;
  readonly reason: string;
};

/** 切块: gives a sub-project or a division its part of the whole, or of the slice it lies within; negative takes back. */
type SlicePosting = Dated & {
  readonly kind: "slice";
  readonly slice: string;
  readonly name: string;
  readonly within: string | null;
  readonly division: string | null;
  readonly amount: Money;
  readonly document: string | null;
};

/** 核准即占用: reserves money on approval. Without a source it is reserved of the whole. */
type CommitmentPosting = Dated & {
  readonly kind: "commitment";
  readonly commitment: string;
  readonly slice: string | null;
  readonly source: BudgetSource | null;
  readonly amount: Money;
  readonly document: string;
  readonly summary: string | null;
  readonly exceptions: readonly string[];
};

/** Gives back what a commitment still reserves, or a part of it. */
type ReleasePosting = Dated & {
  readonly kind: "release";
  readonly commitment: string;
  /** Null gives back all of it. */
  readonly amount: Money | null;
  readonly reason: string;
};

/** What a voucher line says besides its money. */
export type VoucherText = {
  /** 部门预算支出经济分类 code; null where the voucher names none. */
  readonly economicClass: string | null;
  readonly payee: string | null;
  readonly summary: string | null;
  /** Indicators and evidence of the case that this voucher belongs to, by id. */
  readonly indicators: readonly string[];
  readonly evidence: readonly string[];
};

/** A payment by voucher. Without a source it draws on the sources in their declared order. */
type PaymentPosting = Dated &
  VoucherText & {
    readonly kind: "payment";
    readonly voucher: VoucherKey;
    readonly amount: Money;
    readonly source: BudgetSource | null;
    readonly slice: string | null;
    readonly commitment: string | null;
    readonly exceptions: readonly string[];
  };

/** Money that came back. Without a source it returns to the source last drawn on first. */
type RefundPosting = Dated &
  VoucherText & {
    readonly kind: "refund";
    readonly voucher: VoucherKey;
    readonly amount: Money;
    readonly source: BudgetSource | null;
    readonly slice: string | null;
    /** The payment it came back of, by its number in the ledger; null where that is not known. */
    readonly of: number | null;
  };

/** 例外单: lets payments of a slice go beyond a limit, by so much in all. */
type ExceptionPosting = Dated & {
  readonly kind: "exception";
  readonly exception: string;
  readonly limit: SpendingLimit;
  /** Null: what is not sliced. */
  readonly slice: string | null;
  readonly amount: Money;
  /** The clause that allows it, who approved it, by which paper, until when, and what is still to be handed in. */
  readonly clause: string;
  readonly approvedBy: string;
  readonly document: string;
  readonly until: Day | null;
  readonly reason: string;
  readonly missing: string | null;
};

/** Takes a posting back whole. */
type ReversalPosting = Dated & { readonly kind: "reversal"; readonly of: number; readonly reason: string };

/** Ends the year: what is left is carried over, but for what lapses. */
type ClosingPosting = Dated & {
  readonly kind: "closing";
  readonly lapses: readonly { readonly source: BudgetSource; readonly amount: Money; readonly document: string }[];
};

export type Posting =
  | RulesPosting
  | BudgetPosting
  | AdjustmentPosting
  | SlicePosting
  | CommitmentPosting
  | ReleasePosting
  | PaymentPosting
  | RefundPosting
  | ExceptionPosting
  | ReversalPosting
  | ClosingPosting;

export type PostingOf<Kind extends Posting["kind"]> = Extract<Posting, { readonly kind: Kind }>;

/** A voucher line: numbers start anew by month or year, and a voucher may have several lines. Printed "2019-07/记-12#1". */
export type VoucherKey = string;

export type VoucherNumber = {
  readonly day: Day;
  readonly number: string;
  /** Which line of the voucher, as written or counted. */
  readonly line: string;
  /** In what time a number is there once. */
  readonly numbering: "year" | "month";
};

/** One key for a voucher line, whether it was typed or came with an export. */
export function voucherKey({ day, number, line, numbering }: VoucherNumber): VoucherKey {
  return `${numbering === "month" ? day.slice(0, 7) : day.slice(0, 4)}/${number.normalize("NFKC").trim()}#${line}`;
}

/** An excess over a limit, and the exception that covers it, if one does. */
export type Excess = {
  readonly limit: SpendingLimit;
  readonly slice: string | null;
  readonly by: Money;
  readonly exception: string | null;
};

/** What a posting did, settled when it was decided. */
export type Settlement = {
  /** The amount it moved: a release of "all" is a number here. */
  readonly amount: Money;
  readonly draws: readonly { readonly source: BudgetSource; readonly amount: Money }[];
  /** The part that came out of its commitment. */
  readonly fromCommitment: Money;
  readonly excesses: readonly Excess[];
};

/** A posting in the ledger, numbered from 1. */
export type LedgerEntry = { readonly seq: number; readonly posting: Posting; readonly settlement: Settlement };

/** Codes with what their wording needs; amounts as exact text in 元. */
export type Refusal = { readonly code: RefusalCode; readonly params: Readonly<Record<string, string>> };
export type Notice = { readonly code: NoticeCode; readonly params: Readonly<Record<string, string>> };
