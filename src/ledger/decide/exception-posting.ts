// Decides 例外单: a waiver names its clause, who approved it and by which paper, its term, and what is still to be handed in.
import type { LedgerBook } from "../book.ts";
import type { PostingOf } from "../posting.ts";
import { checkAmount, checkFilled, checkSlice, refusal, refused, settled, type Verdict } from "./verdict.ts";

export function decideException(book: LedgerBook, posting: PostingOf<"exception">): Verdict {
  const { exception, slice, amount, clause, approvedBy, document, reason, day, until } = posting;
  const refusals = [
    ...checkAmount(amount),
    ...checkSlice(book, slice),
    ...(exception.trim() === "" ? [refusal("exception-unknown", { exception })] : []),
    ...(book.exceptions.has(exception) ? [refusal("exception-known", { exception })] : []),
    ...[clause, approvedBy, reason].flatMap((text) => checkFilled("reason-missing", text)).slice(0, 1),
    ...checkFilled("document-missing", document),
    ...(until !== null && until < day ? [refusal("exception-expired", { exception, from: day, until })] : []),
  ];
  return refusals.length > 0 ? refused(...refusals) : settled({ amount });
}
