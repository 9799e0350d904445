// Decides the end of a year: nothing may stay reserved; what is left of each source is carried over, but for what lapses.
import { moneyOfFen, NO_MONEY, sumMoney } from "../../kernel/index.ts";
import { type LedgerBook, leftForNextYear, outstandingOf } from "../book.ts";
import type { Notice, PostingOf } from "../posting.ts";
import { BUDGET_SOURCES } from "../vocabulary.ts";
import { checkAmount, checkDay, checkFilled, refusal, refused, settled, type Verdict, yuan } from "./verdict.ts";

export function decideClosing(book: LedgerBook, { day, lapses }: PostingOf<"closing">): Verdict {
  const open = [...book.commitments.values()].filter((commitment) => outstandingOf(commitment) > 0n);
  const carried = leftForNextYear(book, lapses);
  const refusals = [
    ...checkDay(book, day),
    ...lapses.flatMap(({ amount, document }) => [...checkAmount(amount), ...checkFilled("document-missing", document)]),
    ...(open.length > 0
      ? [
          refusal("commitments-open", {
            commitments: open.map(({ id }) => id).join(", "),
            amount: yuan(sumMoney(open.map(outstandingOf))),
          }),
        ]
      : []),
    ...BUDGET_SOURCES.filter((source) => carried[source] < 0n).map((source) => refusal("lapse-beyond-rest", { source })),
  ];
  if (refusals.length > 0) return refused(...refusals);
  // 连续两年未用完的是结余资金（财预〔2016〕18号第三条）: what was carried over once and is carried again has been idle too long.
  const idle: Notice[] =
    carried["carry-over"] > NO_MONEY ? [{ code: "carry-over-second-year", params: { amount: yuan(carried["carry-over"]) } }] : [];
  return settled({ amount: moneyOfFen(sumMoney(BUDGET_SOURCES.map((source) => carried[source]))) }, idle);
}
