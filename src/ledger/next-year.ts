// What a closed ledger hands to the next year, and whether the next year took over exactly that: close = next open.
import { type Day, type Money, moneyOfFen, sumMoney } from "../kernel/index.ts";
import type { LedgerBook } from "./book.ts";
import type { PostingOf } from "./posting.ts";
import { BUDGET_SOURCES } from "./vocabulary.ts";

/** All that is carried over; null while the year is open. */
export function carriedOver(book: LedgerBook): Money | null {
  const { closing } = book;
  return closing === null ? null : sumMoney(BUDGET_SOURCES.map((source) => closing.carried[source]));
}

/** The opening of 上年结转资金 in the year after; null while this one is open, or where nothing is carried. */
export function openingOfNextYear(book: LedgerBook, document: string | null): PostingOf<"budget"> | null {
  const amount = carriedOver(book);
  if (amount === null || amount <= 0n) return null;
  return { kind: "budget", day: `${book.year + 1}-01-01` as Day, source: "carry-over", amount, document };
}

/** What the next year opened with, less what this one handed over: zero is as it should be; null while either is unknown. */
export function carryOverDifference(book: LedgerBook, next: LedgerBook): Money | null {
  const handed = carriedOver(book);
  const taken = next.sources["carry-over"];
  return handed === null || !taken.opened ? null : moneyOfFen(taken.initial - handed);
}
