// What a posting would be answered, while it is still being written: nothing is kept, and what counts is decided anew when it is
// posted.
import type { Actor } from "../../../access/index.ts";
import { failure, type Result, success } from "../../../kernel/index.ts";
import { type Decision, decidePosting, type LedgerBook, type Posting } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import { loadBookFor } from "../../store/ledger/load-book.ts";
import { findLedgerFor, referencesOf } from "./ledger-access.ts";
import { ownExceptionFaults, POSTING_ACTIONS } from "./posting-rights.ts";

export type ForeseenEntry = {
  readonly decision: Decision;
  /** The book after it; as it is where nothing would be posted. */
  readonly book: LedgerBook;
};

/** Faults: case-unknown, ledger-none, separation-of-duties. */
export async function decideEntry(deps: Deps, actor: Actor, caseId: string, posting: Posting): Promise<Result<ForeseenEntry>> {
  const found = await findLedgerFor(deps, actor, POSTING_ACTIONS[posting.kind], caseId);
  if (!found.ok) return found;
  const { db } = deps.store;
  const own = await ownExceptionFaults(db, actor, caseId, posting);
  if (own.length > 0) return failure(...own);
  const book = await loadBookFor(db, { tenant: actor.tenant, id: caseId }, found.value.head, [posting]);
  return success(decidePosting(book, posting, referencesOf(deps)));
}
