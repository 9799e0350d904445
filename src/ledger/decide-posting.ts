// The decision on a posting: it is posted, refused with every reason at once, or waits for an approved exception. It reads
// balances and answers; whoever asked writes the entry.
import { unreachable } from "../kernel/index.ts";
import { applyEntry, type WorkingBook, workingCopy } from "./apply-entry.ts";
import type { LedgerBook } from "./book.ts";
import { decideAdjustment, decideBudget, decideRules, decideSlice } from "./decide/budget-postings.ts";
import { decideClosing } from "./decide/closing.ts";
import { decideCommitment, decideRelease } from "./decide/commitment-postings.ts";
import { decideException } from "./decide/exception-posting.ts";
import { decidePayment, decideRefund, type LedgerReferences } from "./decide/payment-postings.ts";
import { decideReversal } from "./decide/reversal.ts";
import { refusal, refused, type Verdict } from "./decide/verdict.ts";
import type { Excess, LedgerEntry, Notice, Posting, Refusal } from "./posting.ts";

export type Decision =
  | { readonly kind: "posted"; readonly entry: LedgerEntry; readonly notices: readonly Notice[] }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "needs-exception"; readonly excesses: readonly Excess[] };

/** Decides one posting on a book and gives the book after it: the same one where nothing was posted. */
export function decidePosting(
  book: LedgerBook,
  posting: Posting,
  references: LedgerReferences,
): { readonly decision: Decision; readonly book: LedgerBook } {
  const decision = decide(book, posting, references);
  if (decision.kind !== "posted") return { decision, book };
  const next = workingCopy(book);
  write(next, decision.entry, true);
  return { decision, book: next };
}

/** Many postings one after the other on one copy of the book. Their entries are not kept in it: who needs them keeps them. */
export type PostingRun = { readonly decide: (posting: Posting) => Decision; readonly book: () => LedgerBook };

export function openPostingRun(book: LedgerBook, references: LedgerReferences): PostingRun {
  const working = workingCopy(book);
  return {
    decide: (posting) => {
      const decision = decide(working, posting, references);
      if (decision.kind === "posted") write(working, decision.entry, false);
      return decision;
    },
    book: () => working,
  };
}

/** The book that entries come to, one after the other in their order. Kept are those that others may take back. */
export function openReplay(book: LedgerBook): { readonly add: (entry: LedgerEntry) => void; readonly book: () => LedgerBook } {
  const working = workingCopy(book);
  return { add: (entry) => write(working, entry, true), book: () => working };
}

function write(book: WorkingBook, entry: LedgerEntry, keep: boolean): void {
  applyEntry(book, entry);
  if (keep) book.entries.set(entry.seq, entry);
}

function decide(book: LedgerBook, posting: Posting, references: LedgerReferences): Decision {
  const verdict = judge(book, posting, references);
  if (verdict.kind !== "settled") return verdict;
  return { kind: "posted", entry: { seq: book.last + 1, posting, settlement: verdict.settlement }, notices: verdict.notices };
}

function judge(book: LedgerBook, posting: Posting, references: LedgerReferences): Verdict {
  // A closed year takes nothing but the reversal of its closing.
  if (book.closing !== null && !(posting.kind === "reversal" && posting.of === book.closing.seq))
    return refused(refusal("closed", { day: book.closing.day }));
  switch (posting.kind) {
    case "rules":
      return decideRules(book, posting);
    case "budget":
      return decideBudget(book, posting);
    case "adjustment":
      return decideAdjustment(book, posting);
    case "slice":
      return decideSlice(book, posting);
    case "commitment":
      return decideCommitment(book, posting);
    case "release":
      return decideRelease(book, posting);
    case "payment":
      return decidePayment(book, posting, references);
    case "refund":
      return decideRefund(book, posting, references);
    case "exception":
      return decideException(book, posting);
    case "reversal":
      return decideReversal(book, posting);
    case "closing":
      return decideClosing(book, posting);
    default:
      return unreachable(posting);
  }
}
