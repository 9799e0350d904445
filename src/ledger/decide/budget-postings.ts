// Decides what makes the budget: how the ledger spends, 年初预算, 预算调整 and 切块.
import { moneyOfFen, subtractMoney } from "../../kernel/index.ts";
import { type LedgerBook, poolOf, revisedOf, roomOf, wholePool, wholeTotals } from "../book.ts";
import type { PostingOf, Refusal } from "../posting.ts";
import { BUDGET_SOURCES } from "../vocabulary.ts";
import { checkAmount, checkChange, checkFilled, refusal, refused, settled, type Verdict, yuan } from "./verdict.ts";

export function decideRules(_book: LedgerBook, { rules }: PostingOf<"rules">): Verdict {
  const order = rules.order.value;
  const complete = order.length === BUDGET_SOURCES.length && BUDGET_SOURCES.every((source) => order.includes(source));
  return complete ? settled({}) : refused(refusal("order-incomplete", { order: order.join(", ") }));
}

export function decideBudget(book: LedgerBook, { source, amount }: PostingOf<"budget">): Verdict {
  const refusals = [...checkAmount(amount), ...(book.sources[source].opened ? [refusal("budget-already-set", { source })] : [])];
  return refusals.length > 0 ? refused(...refusals) : settled({ amount });
}

export function decideAdjustment(book: LedgerBook, { source, amount, document, reason }: PostingOf<"adjustment">): Verdict {
  const balance = book.sources[source];
  const refusals = [
    ...checkChange(amount),
    ...checkFilled("document-missing", document),
    ...checkFilled("reason-missing", reason),
    ...(balance.opened ? [] : [refusal("budget-missing", { source })]),
  ];
  if (refusals.length > 0) return refused(...refusals);
  return amount < 0n ? (decideCut(book, balance, amount) ?? settled({ amount })) : settled({ amount });
}

/** A cut must leave what is paid, reserved and given to slices. */
function decideCut(book: LedgerBook, balance: LedgerBook["sources"]["current"], amount: bigint): Verdict | null {
  const revised = moneyOfFen(revisedOf(balance) + amount);
  const whole = wholeTotals(book);
  const used = moneyOfFen(balance.paid + balance.reserved);
  const refusals: Refusal[] = [];
  if (revised < used) refusals.push(refusal("below-use", { revised: yuan(revised), used: yuan(used) }));
  else if (whole.left + amount < 0n)
    refusals.push(
      refusal("below-use", { revised: yuan(moneyOfFen(whole.revised + amount)), used: yuan(moneyOfFen(whole.paid + whole.reserved)) }),
    );
  const rest = roomOf(wholePool(book));
  if (rest + amount < 0n && amount < 0n && book.sliced.given > 0n)
    refusals.push(refusal("slices-beyond-budget", { given: yuan(book.sliced.given), revised: yuan(moneyOfFen(whole.revised + amount)) }));
  return refusals.length > 0 ? refused(...refusals) : null;
}

export function decideSlice(book: LedgerBook, { slice, name, within, division, amount }: PostingOf<"slice">): Verdict {
  const known = book.slices.get(slice);
  const refusals = [
    ...checkChange(amount),
    ...(slice.trim() === "" ? [refusal("slice-unknown", { slice })] : []),
    ...(within === slice ? [refusal("slice-nested-in-itself", { slice })] : []),
    ...(within !== null && within !== slice && !book.slices.has(within) ? [refusal("slice-unknown", { slice: within })] : []),
    ...(known && (known.within !== within || known.name !== name || known.division !== division)
      ? [refusal("slice-differs", { slice })]
      : []),
    ...(!known && amount < 0n ? [refusal("slice-unknown", { slice })] : []),
  ];
  if (refusals.length > 0) return refused(...refusals);
  if (amount > 0n) {
    const around = poolOf(book, within);
    const rest = around === null ? moneyOfFen(0n) : roomOf(around);
    return amount <= rest ? settled({ amount }) : refused(refusal("slice-beyond-remainder", { amount: yuan(amount), rest: yuan(rest) }));
  }
  const left = known ? roomOf(known) : moneyOfFen(0n);
  return left + amount >= 0n
    ? settled({ amount })
    : refused(refusal("slice-below-use", { slice, left: yuan(left), amount: yuan(subtractMoney(moneyOfFen(0n), amount)) }));
}
