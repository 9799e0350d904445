// Decides commitments: money reserved when something is approved (核准即占用) and given back when it is not needed.
import { moneyOfFen } from "../../kernel/index.ts";
import { type LedgerBook, leftOf, outstandingOf, wholeTotals } from "../book.ts";
import type { PostingOf, Refusal } from "../posting.ts";
import { beyondRoom, judgeExcesses } from "./excesses.ts";
import { checkAmount, checkDay, checkFilled, checkSlice, refusal, refused, settled, type Verdict, yuan } from "./verdict.ts";

export function decideCommitment(book: LedgerBook, posting: PostingOf<"commitment">): Verdict {
  const { commitment, slice, source, amount, document, day } = posting;
  const refusals: Refusal[] = [
    ...checkAmount(amount),
    ...checkDay(book, day),
    ...checkFilled("document-missing", document),
    ...checkSlice(book, slice),
    ...(commitment.trim() === "" ? [refusal("commitment-unknown", { commitment })] : []),
    ...(book.commitments.has(commitment) ? [refusal("commitment-known", { commitment })] : []),
  ];
  if (book.rules === null) return refused(...refusals, refusal("no-rules"));
  const { left } = wholeTotals(book);
  if (amount > left) refusals.push(refusal("over-budget", { amount: yuan(amount), left: yuan(left) }));
  else if (source !== null && amount > leftOf(book.sources[source]))
    refusals.push(refusal("over-source", { source, amount: yuan(amount), left: yuan(leftOf(book.sources[source])) }));
  if (refusals.length > 0) return refused(...refusals);
  const limits = judgeExcesses(book, book.rules, posting, [["slice", beyondRoom(book, slice, amount)]]);
  if (limits.refusals.length > 0) return refused(...limits.refusals);
  if (limits.uncovered.length > 0) return { kind: "needs-exception", excesses: limits.uncovered };
  return settled({ amount, excesses: limits.excesses }, limits.notices);
}

export function decideRelease(book: LedgerBook, { commitment: id, amount, day, reason }: PostingOf<"release">): Verdict {
  const commitment = book.commitments.get(id);
  if (!commitment) return refused(refusal("commitment-unknown", { commitment: id }));
  const outstanding = outstandingOf(commitment);
  const released = amount ?? outstanding;
  const refusals = [
    ...checkAmount(moneyOfFen(released)),
    ...checkDay(book, day),
    ...checkFilled("reason-missing", reason),
    ...(released > outstanding
      ? [refusal("commitment-exceeded", { commitment: id, amount: yuan(released), left: yuan(outstanding) })]
      : []),
  ];
  return refusals.length > 0 ? refused(...refusals) : settled({ amount: released });
}
