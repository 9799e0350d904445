// What deciding a posting comes to, and the checks that several kinds of postings share.
import { type Day, type Money, moneyOfFen, NO_MONEY, printMoney } from "../../kernel/index.ts";
import type { LedgerBook } from "../book.ts";
import type { Excess, Notice, Refusal, Settlement } from "../posting.ts";
import type { RefusalCode } from "../vocabulary.ts";

export type Verdict =
  | { readonly kind: "settled"; readonly settlement: Settlement; readonly notices: readonly Notice[] }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  /** It may be posted once an approved exception covers each of these. */
  | { readonly kind: "needs-exception"; readonly excesses: readonly Excess[] };

/** Nothing public is larger than 10^15 元; what is beyond was mistyped. */
const LARGEST = moneyOfFen(10n ** 17n);

export function refusal(code: RefusalCode, params: Readonly<Record<string, string>> = {}): Refusal {
  return { code, params };
}

export function refused(...refusals: readonly Refusal[]): Verdict {
  return { kind: "refused", refusals };
}

export function settled(settlement: Partial<Settlement>, notices: readonly Notice[] = []): Verdict {
  return {
    kind: "settled",
    settlement: { amount: NO_MONEY, draws: [], fromCommitment: NO_MONEY, excesses: [], ...settlement },
    notices,
  };
}

export const yuan = (amount: Money): string => printMoney(amount, "元");

/** An amount that must be more than nothing. */
export function checkAmount(amount: Money): Refusal[] {
  if (amount > LARGEST) return [refusal("amount-too-large", { amount: yuan(amount) })];
  return amount > 0n ? [] : [refusal("amount-not-positive", { amount: yuan(amount) })];
}

/** An amount that may take back, but not do nothing. */
export function checkChange(amount: Money): Refusal[] {
  if (amount > LARGEST || amount < -LARGEST) return [refusal("amount-too-large", { amount: yuan(amount) })];
  return amount === NO_MONEY ? [refusal("amount-zero")] : [];
}

export function checkDay(book: LedgerBook, day: Day): Refusal[] {
  return day.startsWith(`${String(book.year).padStart(4, "0")}-`) ? [] : [refusal("day-outside-year", { day, year: String(book.year) })];
}

export function checkFilled(code: RefusalCode, text: string): Refusal[] {
  return text.trim() === "" ? [refusal(code)] : [];
}

export function checkSlice(book: LedgerBook, slice: string | null): Refusal[] {
  return slice === null || book.slices.has(slice) ? [] : [refusal("slice-unknown", { slice })];
}
