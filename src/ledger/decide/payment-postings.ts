// Decides payments and money that came back. The whole budget and each source are hard limits (未列入预算的不得支出,
// 预算法第十三条); slices and commitments are limits by the ledger's own rules.
import { lesserMoney, moneyOfFen, NO_MONEY, subtractMoney } from "../../kernel/index.ts";
import { type Commitment, type LedgerBook, leftOf, outstandingOf, poolOf, wholeTotals } from "../book.ts";
import type { PostingOf, Refusal, VoucherText } from "../posting.ts";
import type { BudgetSource } from "../vocabulary.ts";
import { drawInOrder, giveBack, giveBackDraws } from "./draw-order.ts";
import { beyondRoom, judgeExcesses } from "./excesses.ts";
import { checkAmount, checkDay, checkFilled, checkSlice, refusal, refused, settled, type Verdict, yuan } from "./verdict.ts";

/** What a ledger can be asked about the world around it. */
export type LedgerReferences = { readonly isEconomicClass: (code: string) => boolean };

export function decidePayment(book: LedgerBook, posting: PostingOf<"payment">, references: LedgerReferences): Verdict {
  const { amount, slice } = posting;
  const commitment = posting.commitment === null ? null : (book.commitments.get(posting.commitment) ?? null);
  const refusals: Refusal[] = [
    ...checkVoucher(book, posting, references),
    ...(posting.commitment !== null && commitment === null ? [refusal("commitment-unknown", { commitment: posting.commitment })] : []),
    ...(commitment && commitment.slice !== slice ? [refusal("slice-differs", { slice: slice ?? "", commitment: commitment.id })] : []),
    ...(commitment?.source && posting.source && commitment.source !== posting.source
      ? [refusal("source-differs", { source: posting.source, commitment: commitment.id })]
      : []),
  ];
  if (book.rules === null) return refused(...refusals, refusal("no-rules"));
  const outstanding = commitment ? outstandingOf(commitment) : NO_MONEY;
  const fromCommitment = lesserMoney(amount, outstanding);
  const rest = subtractMoney(amount, fromCommitment);
  const source = posting.source ?? commitment?.source ?? null;
  refusals.push(...checkMoney(book, { source, commitment, amount, rest }));
  if (refusals.length > 0) return refused(...refusals);
  const limits = judgeExcesses(book, book.rules, posting, [
    ["commitment", commitment ? rest : NO_MONEY],
    ["slice", beyondRoom(book, slice, rest)],
  ]);
  if (limits.refusals.length > 0) return refused(...limits.refusals);
  if (limits.uncovered.length > 0) return { kind: "needs-exception", excesses: limits.uncovered };
  const draws = source === null ? drawInOrder(book, book.rules.order.value, amount) : [{ source, amount }];
  if (draws === null) throw new Error("sources hold less than the budget has left");
  return settled({ amount, draws, fromCommitment, excesses: limits.excesses }, limits.notices);
}

type Drawn = {
  readonly source: BudgetSource | null;
  readonly commitment: Commitment | null;
  readonly amount: bigint;
  /** What its commitment does not cover. */
  readonly rest: bigint;
};

function checkMoney(book: LedgerBook, { source, commitment, amount, rest }: Drawn): Refusal[] {
  const { left } = wholeTotals(book);
  if (rest > left) return [refusal("over-budget", { amount: yuan(moneyOfFen(rest)), left: yuan(left) })];
  if (source === null) return [];
  // Only a commitment that names the source has its part of it reserved.
  const wanted = commitment?.source === source ? rest : amount;
  const free = leftOf(book.sources[source]);
  return wanted > free ? [refusal("over-source", { source, amount: yuan(moneyOfFen(wanted)), left: yuan(free) })] : [];
}

export function decideRefund(book: LedgerBook, posting: PostingOf<"refund">, references: LedgerReferences): Verdict {
  const { amount, slice, source } = posting;
  const refusals: Refusal[] = checkVoucher(book, posting, references);
  if (book.rules === null) return refused(...refusals, refusal("no-rules"));
  const original = posting.of === null ? null : (book.entries.get(posting.of) ?? null);
  if (posting.of !== null) {
    if (original?.posting.kind !== "payment" || book.reversed.has(posting.of))
      refusals.push(refusal("posting-unknown", { of: String(posting.of) }));
    else {
      if (original.posting.slice !== slice) refusals.push(refusal("refund-of-other", { slice: slice ?? "" }));
      const open = moneyOfFen(original.posting.amount - (book.refunded.get(posting.of) ?? 0n));
      if (amount > open) refusals.push(refusal("refund-beyond-paid", { amount: yuan(amount), paid: yuan(open) }));
    }
  }
  const paid = poolOf(book, slice)?.paid ?? NO_MONEY;
  if (amount > paid) refusals.push(refusal("refund-beyond-paid", { amount: yuan(amount), paid: yuan(paid) }));
  if (refusals.length > 0) return refused(...refusals);
  const draws =
    source !== null
      ? book.sources[source].paid < amount
        ? null
        : [{ source, amount }]
      : original
        ? giveBackDraws(book, original.settlement.draws, amount)
        : giveBack(book, book.rules.order.value, amount);
  return draws === null
    ? refused(refusal("refund-beyond-paid", { amount: yuan(amount), paid: yuan(source ? book.sources[source].paid : paid) }))
    : settled({ amount, draws });
}

type Voucher = VoucherText & Pick<PostingOf<"payment">, "voucher" | "amount" | "day" | "slice">;

function checkVoucher(book: LedgerBook, posting: Voucher, references: LedgerReferences): Refusal[] {
  const { voucher, economicClass } = posting;
  const known = book.vouchers.get(voucher);
  return [
    ...checkAmount(posting.amount),
    ...checkDay(book, posting.day),
    ...checkFilled("voucher-missing", voucher),
    ...(known === undefined ? [] : [refusal("voucher-known", { voucher, seq: String(known) })]),
    ...checkSlice(book, posting.slice),
    ...(economicClass === null || references.isEconomicClass(economicClass) ? [] : [refusal("class-unknown", { code: economicClass })]),
  ];
}
