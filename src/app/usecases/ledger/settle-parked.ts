// Settles what an import parked: posts it with what was missing, corrects the ledger by the file, or keeps the ledger as it is. Each
// with its reason, once, and in one transaction with what it posts.
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import { type Posting, postingOfRow } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import { entriesBySeq } from "../../store/ledger/load-book.ts";
import { listParked, type ParkedItem, settleParked } from "../../store/ledger/parked-repository.ts";
import { exportRowOf } from "../../store/ledger/post-import.ts";
import { type PostOutcome, postToLedger } from "../../store/ledger/post-to-ledger.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { conflictFault } from "../version-conflict.ts";
import { decisionFaults } from "./decision-faults.ts";
import { findLedgerFor, referencesOf } from "./ledger-access.ts";

export type SettleInput = {
  readonly caseId: string;
  readonly n: number;
  readonly outcome: "posted" | "corrected" | "kept";
  readonly reason: string;
  /** For a row that is posted: the slice it belongs to, where the file's own is not known. */
  readonly slice: string | null;
  readonly exceptions: readonly string[];
};

/** Faults: case-unknown, ledger-none, not-found, version-conflict (somebody settled it), request-invalid, and what a posting is refused for. */
export async function settleParkedItem(deps: Deps, actor: Actor, input: SettleInput): Promise<Result<true>> {
  const { caseId, n, outcome, reason } = input;
  const found = await findLedgerFor(deps, actor, "ledger.import", caseId);
  if (!found.ok) return found;
  const key = { tenant: actor.tenant, id: caseId };
  const by = { byName: actor.name || "-", byAccount: actor.accountId, now: deps.now() };
  return await deps.store.db
    .transaction()
    .execute(async (transaction): Promise<Result<true>> => {
      const [item] = await listParked(transaction, key, { n }, 1);
      if (!item) return failure(fault("not-found", { found: String(n) }));
      if (item.outcome) return failure(decidedFault(item.outcome));
      const entries = item.seq === null ? [] : await entriesBySeq(transaction, key, [item.seq]);
      const postings = postingsOf(item, input, entries[0]?.posting ?? null);
      if (postings === null) return failure(fault("request-invalid", { found: outcome, expected: item.kind }));
      let seq: number | null = null;
      for (const [index, posting] of postings.entries()) {
        const answer = await postToLedger(transaction, {
          ...{ ...key, posting, postingKey: `parked:${n}:${index}`, expectedVersion: null, references: referencesOf(deps), ...by },
        });
        if (answer.kind !== "posted") throw new RefusedSettling(answer);
        seq = answer.entry.seq;
      }
      await settleParked(transaction, key, { n, outcome, reason, seq, by_name: by.byName, decided_at: by.now });
      await recordEvent(transaction, deps, {
        ...{
          actor,
          action: `ledger.parked-${outcome}`,
          object: { kind: "ledger", id: caseId, unitPath: found.value.stored.unitPath },
          reason,
        },
        after: { parked: n, kind: item.kind, row: item.row?.n ?? null, seq },
      });
      return success(true);
    })
    .catch((error: unknown) => {
      if (error instanceof RefusedSettling) return failure(...decisionFaults(error.outcome));
      throw error;
    });
}

/** An item is open in its first version and settled in its second, for good. */
function decidedFault({ outcome, by_name, decided_at }: NonNullable<ParkedItem["outcome"]>): Fault {
  return conflictFault({ asked: 0, current: 1 }, { did: [`ledger.parked-${outcome}`], last: { by: by_name, at: decided_at } });
}

class RefusedSettling extends Error {
  readonly outcome: PostOutcome;
  constructor(outcome: PostOutcome) {
    super(`settling refused: ${outcome.kind}`);
    this.outcome = outcome;
  }
}

/** What settling posts; null where it cannot be settled so. */
function postingsOf(
  item: ParkedItem,
  { outcome, reason, slice, exceptions }: SettleInput,
  original: Posting | null,
): readonly Posting[] | null {
  const row = item.row && exportRowOf(item.row);
  switch (outcome) {
    case "kept":
      return [];
    case "posted":
      return row && ["slice-unknown", "refused", "needs-exception"].includes(item.kind) ? [postingOfRow(row, slice, exceptions)] : null;
    case "corrected": {
      if (!row || item.seq === null || !original || !["amount-differs", "date-differs"].includes(item.kind)) return null;
      const own = "slice" in original ? original.slice : null;
      return [{ kind: "reversal", day: row.day, of: item.seq, reason }, postingOfRow(row, slice ?? own, exceptions)];
    }
  }
}
