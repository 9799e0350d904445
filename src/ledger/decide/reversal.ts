// Decides a reversal: the entry is there, was not taken back before, and nothing that came after rests on it.
import { applyEntry, workingCopy } from "../apply-entry.ts";
import { type LedgerBook, outstandingOf, revisedOf, roomOf, wholePool, wholeTotals } from "../book.ts";
import type { PostingOf, Refusal } from "../posting.ts";
import { BUDGET_SOURCES } from "../vocabulary.ts";
import { checkFilled, refusal, refused, settled, type Verdict, yuan } from "./verdict.ts";

export function decideReversal(book: LedgerBook, posting: PostingOf<"reversal">): Verdict {
  const of = String(posting.of);
  const entry = book.entries.get(posting.of);
  const without = checkFilled("reason-missing", posting.reason);
  if (!entry) return refused(...without, refusal("posting-unknown", { of }));
  if (book.reversed.has(posting.of)) return refused(...without, refusal("already-reversed", { of }));
  const resting = whatRestsOn(book, posting.of, entry.posting);
  if (without.length > 0 || resting.length > 0) return refused(...without, ...resting);
  const after = workingCopy(book);
  applyEntry(after, { seq: book.last + 1, posting, settlement: entry.settlement });
  const broken = brokenBy(book, after);
  return broken.length > 0 ? refused(...broken) : settled({ ...entry.settlement, excesses: [] });
}

function whatRestsOn(book: LedgerBook, of: number, posting: NonNullable<ReturnType<LedgerBook["entries"]["get"]>>["posting"]): Refusal[] {
  const no = [refusal("not-reversible", { of: String(of), kind: posting.kind })];
  switch (posting.kind) {
    case "rules":
    case "reversal":
      return no;
    case "commitment": {
      const commitment = book.commitments.get(posting.commitment);
      return commitment && outstandingOf(commitment) === commitment.amount ? [] : no;
    }
    case "exception":
      return (book.exceptions.get(posting.exception)?.used ?? 0n) === 0n ? [] : no;
    case "payment":
      return (book.refunded.get(of) ?? 0n) === 0n ? [] : no;
    default:
      return [];
  }
}

/** What would not hold any more. Overspending that the policy would not let happen may not come about by a reversal either. */
function brokenBy(before: LedgerBook, after: LedgerBook): Refusal[] {
  const whole = wholeTotals(after);
  const refusals: Refusal[] = [];
  for (const source of BUDGET_SOURCES) {
    const { paid, reserved } = after.sources[source];
    const revised = revisedOf(after.sources[source]);
    if (paid + reserved > revised || revised < 0n) refusals.push(refusal("below-use", { revised: yuan(revised), used: yuan(paid) }));
  }
  if (whole.left < 0n && refusals.length === 0)
    refusals.push(refusal("below-use", { revised: yuan(whole.revised), used: yuan(whole.paid) }));
  if (after.sliced.given > whole.revised)
    refusals.push(refusal("slices-beyond-budget", { given: yuan(after.sliced.given), revised: yuan(whole.revised) }));
  // A payment whose money came back by a refund that does not name it.
  const paid = [after.outside.paid, ...[...after.slices.values(), ...Object.values(after.sources)].map((one) => one.paid)];
  const missing = paid.find((amount) => amount < 0n);
  if (missing !== undefined) refusals.push(refusal("refund-beyond-paid", { amount: yuan(missing), paid: "0" }));
  for (const { id, given, allocated } of after.slices.values()) {
    if (given > allocated || allocated < 0n)
      refusals.push(refusal("slice-below-use", { slice: id, left: yuan(allocated), amount: yuan(given) }));
  }
  const rooms = [
    { id: "", was: roomOf(wholePool(before)), is: roomOf(wholePool(after)) },
    ...[...before.slices.values()].map((slice) => {
      const now = after.slices.get(slice.id);
      return { id: slice.id, was: roomOf(slice), is: now ? roomOf(now) : roomOf({ ...slice, allocated: slice.given }) };
    }),
  ];
  const worse = rooms.find(({ was, is }) => is < 0n && is < was);
  if (worse && refusals.length === 0 && before.rules?.limits.slice.value !== "hint")
    refusals.push(refusal("slice-below-use", { slice: worse.id, left: yuan(worse.is), amount: "" }));
  return refusals;
}
