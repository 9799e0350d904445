// Slices that spent more than they have, and whether an exception covers it: 整团费用原则上不得超过预算 is a rule only where its
// breaches can be seen.
import { lesserMoney, type Money, moneyOfFen, NO_MONEY, sumMoney } from "../kernel/index.ts";
import { type LedgerBook, poolOf, roomOf } from "./book.ts";

export type Overspending = {
  /** Null: what is not sliced. */
  readonly slice: string | null;
  readonly allocated: Money;
  readonly paid: Money;
  readonly by: Money;
  /** Of it, what approved exceptions cover. */
  readonly excepted: Money;
};

/** In the order of the slices. Reserved money counts as spent. */
export function overspendings(book: LedgerBook): readonly Overspending[] {
  return [null, ...book.slices.keys()].flatMap((slice) => {
    const pool = poolOf(book, slice);
    const room = pool === null ? NO_MONEY : roomOf(pool);
    if (pool === null || room >= 0n) return [];
    const by = moneyOfFen(-room);
    const used = sumMoney(
      [...book.exceptions.values()].filter((one) => one.limit === "slice" && one.slice === slice).map((one) => one.used),
    );
    return [{ slice, allocated: moneyOfFen(pool.allocated - pool.given), paid: pool.paid, by, excepted: lesserMoney(used, by) }];
  });
}
