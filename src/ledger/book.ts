// The ledger as balances: what each source, slice, commitment and exception comes to after the entries so far. Whoever holds a
// book may keep it: the next one is another.
import { type Day, type Money, moneyOfFen, NO_MONEY, sumMoney } from "../kernel/index.ts";
import type { LedgerEntry, SpendingRules } from "./posting.ts";
import { BUDGET_SOURCES, type BudgetSource, type SpendingLimit } from "./vocabulary.ts";

export type SourceBalance = {
  /** Whether it has an initial budget; unknown is not zero. */
  readonly opened: boolean;
  readonly initial: Money;
  readonly adjusted: Money;
  /** Reserved by commitments that name this source. */
  readonly reserved: Money;
  readonly paid: Money;
};

/** `given` is what its own slices have of it; `reserved` and `paid` are its own, without theirs. */
export type Pool = { readonly allocated: Money; readonly given: Money; readonly reserved: Money; readonly paid: Money };

export type Slice = Pool & {
  readonly id: string;
  readonly name: string;
  readonly within: string | null;
  readonly division: string | null;
};

export type Commitment = {
  readonly id: string;
  readonly slice: string | null;
  readonly source: BudgetSource | null;
  readonly amount: Money;
  readonly paid: Money;
  readonly released: Money;
};

export type ExceptionBalance = {
  readonly id: string;
  readonly limit: SpendingLimit;
  readonly slice: string | null;
  readonly amount: Money;
  readonly used: Money;
  readonly from: Day;
  readonly until: Day | null;
};

export type Closing = { readonly seq: number; readonly day: Day; readonly carried: Readonly<Record<BudgetSource, Money>> };

export type LedgerBook = {
  readonly year: number;
  /** The number of the last entry. */
  readonly last: number;
  readonly rules: SpendingRules | null;
  readonly sources: Readonly<Record<BudgetSource, SourceBalance>>;
  /** What is paid or reserved of the whole outside every slice. */
  readonly outside: { readonly reserved: Money; readonly paid: Money };
  /** What the first slices have of the whole, and what all slices reserve. */
  readonly sliced: { readonly given: Money; readonly reserved: Money };
  readonly slices: ReadonlyMap<string, Slice>;
  readonly commitments: ReadonlyMap<string, Commitment>;
  readonly exceptions: ReadonlyMap<string, ExceptionBalance>;
  readonly closing: Closing | null;
  /** Voucher lines in force, by key, and entries by number: all of them, or those that a decision may ask for. */
  readonly vouchers: ReadonlyMap<string, number>;
  readonly entries: ReadonlyMap<number, LedgerEntry>;
  readonly reversed: ReadonlySet<number>;
  /** What came back of a payment, by its number. */
  readonly refunded: ReadonlyMap<number, Money>;
};

const EMPTY_SOURCE: SourceBalance = { opened: false, initial: NO_MONEY, adjusted: NO_MONEY, reserved: NO_MONEY, paid: NO_MONEY };

/** A ledger of one project-year before anything is written. */
export function emptyBook(year: number): LedgerBook {
  return {
    year,
    last: 0,
    rules: null,
    sources: { current: EMPTY_SOURCE, "carry-over": EMPTY_SOURCE, other: EMPTY_SOURCE },
    outside: { reserved: NO_MONEY, paid: NO_MONEY },
    sliced: { given: NO_MONEY, reserved: NO_MONEY },
    slices: new Map(),
    commitments: new Map(),
    exceptions: new Map(),
    closing: null,
    vouchers: new Map(),
    entries: new Map(),
    reversed: new Set(),
    refunded: new Map(),
  };
}

/** 全年预算数 of a source. */
export function revisedOf({ initial, adjusted }: SourceBalance): Money {
  return moneyOfFen(initial + adjusted);
}

/** Revised less paid and reserved by name. */
export function leftOf(source: SourceBalance): Money {
  return moneyOfFen(revisedOf(source) - source.paid - source.reserved);
}

/** A commitment's part that is neither paid nor released. */
export function outstandingOf({ amount, paid, released }: Commitment): Money {
  return moneyOfFen(amount - paid - released);
}

/** What a pool may still spend or give away; negative once it is overspent. */
export function roomOf({ allocated, given, reserved, paid }: Pool): Money {
  return moneyOfFen(allocated - given - reserved - paid);
}

/** The whole as a pool: allocated is the revised budget of all sources, given what the first slices have of it. */
export function wholePool(book: LedgerBook): Pool {
  return {
    allocated: sumMoney(BUDGET_SOURCES.map((source) => revisedOf(book.sources[source]))),
    given: book.sliced.given,
    ...book.outside,
  };
}

export function poolOf(book: LedgerBook, slice: string | null): Pool | null {
  return slice === null ? wholePool(book) : (book.slices.get(slice) ?? null);
}

/** Totals of the whole budget, slices and all. */
export type WholeTotals = {
  readonly initial: Money;
  readonly revised: Money;
  readonly paid: Money;
  readonly reserved: Money;
  /** Revised less paid and reserved. */
  readonly left: Money;
};

export function wholeTotals(book: LedgerBook): WholeTotals {
  const sources = BUDGET_SOURCES.map((source) => book.sources[source]);
  const revised = sumMoney(sources.map(revisedOf));
  const paid = sumMoney(sources.map((source) => source.paid));
  const reserved = moneyOfFen(book.outside.reserved + book.sliced.reserved);
  return {
    initial: sumMoney(sources.map((source) => source.initial)),
    revised,
    paid,
    reserved,
    left: moneyOfFen(revised - paid - reserved),
  };
}

/** What each source carries into the next year: what is left of it, less what lapses. */
export function leftForNextYear(
  book: Pick<LedgerBook, "sources">,
  lapses: readonly { readonly source: BudgetSource; readonly amount: Money }[],
): Readonly<Record<BudgetSource, Money>> {
  const carried = (source: BudgetSource): Money => {
    const lapsed = sumMoney(lapses.filter((one) => one.source === source).map(({ amount }) => amount));
    return moneyOfFen(revisedOf(book.sources[source]) - book.sources[source].paid - lapsed);
  };
  return { current: carried("current"), "carry-over": carried("carry-over"), other: carried("other") };
}
