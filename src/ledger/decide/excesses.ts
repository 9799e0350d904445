// What happens when spending goes beyond a soft limit: the policy in force stops it, asks for an approved exception, or lets it
// go and keeps the excess on record.
import { type Day, type Money, moneyOfFen, NO_MONEY, subtractMoney } from "../../kernel/index.ts";
import { type LedgerBook, poolOf, roomOf } from "../book.ts";
import type { Excess, Notice, Refusal, SpendingRules } from "../posting.ts";
import type { SpendingLimit } from "../vocabulary.ts";
import { refusal, yuan } from "./verdict.ts";

export type LimitsOutcome = {
  readonly refusals: readonly Refusal[];
  readonly excesses: readonly Excess[];
  /** Those that want an exception. */
  readonly uncovered: readonly Excess[];
  readonly notices: readonly Notice[];
};

/** How much `amount` goes beyond what the slice has room for. */
export function beyondRoom(book: LedgerBook, slice: string | null, amount: Money): Money {
  const pool = poolOf(book, slice);
  const room = pool === null ? NO_MONEY : roomOf(pool);
  if (amount <= room) return NO_MONEY;
  return room > 0n ? subtractMoney(amount, room) : amount;
}

type Spending = { readonly day: Day; readonly slice: string | null; readonly exceptions: readonly string[] };

/** Judges each excess by its policy. An exception that is named must fit, also where none would be asked for. */
export function judgeExcesses(
  book: LedgerBook,
  rules: SpendingRules,
  spending: Spending,
  beyond: readonly (readonly [limit: SpendingLimit, by: Money])[],
): LimitsOutcome {
  const refusals: Refusal[] = unknownExceptions(book, spending.exceptions);
  const excesses: Excess[] = [];
  const uncovered: Excess[] = [];
  const notices: Notice[] = [];
  for (const [limit, by] of beyond) {
    if (by <= 0n) continue;
    const policy = rules.limits[limit].value;
    const params = { limit, slice: spending.slice ?? "", by: yuan(by) };
    const named = spending.exceptions.flatMap((id) => book.exceptions.get(id) ?? []).filter((one) => one.limit === limit);
    const misfits = named.flatMap((one) => misfitsOf(one, spending, by));
    if (policy === "stop") refusals.push(refusal("limit-stops", params));
    else if (misfits.length > 0) refusals.push(...misfits);
    const exception = named[0]?.id ?? null;
    const excess: Excess = { limit, slice: spending.slice, by, exception };
    excesses.push(excess);
    if (policy === "reason" && exception === null) uncovered.push(excess);
    if (policy === "hint" && exception === null)
      notices.push({
        code: limit === "commitment" ? "over-commitment" : spending.slice === null ? "outside-slices" : "over-slice",
        params,
      });
  }
  return { refusals, excesses, uncovered, notices };
}

function unknownExceptions(book: LedgerBook, ids: readonly string[]): Refusal[] {
  return ids.filter((id) => !book.exceptions.has(id)).map((exception) => refusal("exception-unknown", { exception }));
}

type Known = NonNullable<ReturnType<LedgerBook["exceptions"]["get"]>>;

function misfitsOf(exception: Known, { slice, day }: Spending, by: Money): Refusal[] {
  const params = { exception: exception.id };
  const left = moneyOfFen(exception.amount - exception.used);
  return [
    ...(exception.slice === slice ? [] : [refusal("exception-for-other", { ...params, slice: exception.slice ?? "" })]),
    ...(day < exception.from || (exception.until !== null && day > exception.until)
      ? [refusal("exception-expired", { ...params, from: exception.from, until: exception.until ?? "" })]
      : []),
    ...(by > left ? [refusal("exception-used-up", { ...params, left: yuan(left), by: yuan(by) })] : []),
  ];
}
