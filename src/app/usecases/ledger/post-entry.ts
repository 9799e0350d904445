// Writes into a case's ledger: one posting, decided on the balances as they are, with its event in the same transaction;
// by itself, or within the transaction of another verb.
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { failure, printMoney, type Result, success } from "../../../kernel/index.ts";
import type { LedgerEntry, Notice, Posting } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import { kindsSince } from "../../store/ledger/list-entries.ts";
import { postToLedger } from "../../store/ledger/post-to-ledger.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { versionConflict } from "../version-conflict.ts";
import { decisionFaults } from "./decision-faults.ts";
import { findLedgerFor, referencesOf } from "./ledger-access.ts";
import { ownExceptionFaults, POSTING_ACTIONS } from "./posting-rights.ts";

export type PostEntryInput = {
  readonly caseId: string;
  readonly posting: Posting;
  readonly postingKey: string;
  readonly expectedVersion: number | null;
};

/** `again`: it was posted before, under the same key. */
export type PostedEntry = { readonly entry: LedgerEntry; readonly notices: readonly Notice[]; readonly again: boolean };

/** Faults: case-unknown, ledger-none, ledger-refused, ledger-needs-exception, ledger-key-reused, version-conflict, separation-of-duties. */
export async function postEntry(deps: Deps, actor: Actor, input: PostEntryInput): Promise<Result<PostedEntry>> {
  const found = await findLedgerFor(deps, actor, POSTING_ACTIONS[input.posting.kind], input.caseId);
  if (!found.ok) return found;
  const { unitPath } = found.value.stored;
  return await deps.store.db.transaction().execute((transaction) => postEntryIn(transaction, deps, actor, { ...input, unitPath }));
}

/**
 * The same within the transaction of another verb, which has asked whether the actor may (who approves a delegation reserves its money
 * without being the one who books by hand). A failure has written nothing; the caller decides whether his own writes stay.
 * Call it after those writes: its event makes the tenant's writers wait until the transaction ends.
 */
export async function postEntryIn(
  transaction: Transaction<StoreTables>,
  deps: Deps,
  actor: Actor,
  { caseId, unitPath, posting, postingKey, expectedVersion }: PostEntryInput & { readonly unitPath: string | null },
): Promise<Result<PostedEntry>> {
  const key = { tenant: actor.tenant, id: caseId };
  const own = await ownExceptionFaults(transaction, actor, caseId, posting);
  if (own.length > 0) return failure(...own);
  const outcome = await postToLedger(transaction, {
    ...{ ...key, posting, postingKey, expectedVersion, references: referencesOf(deps) },
    ...{ byName: actor.name || "-", byAccount: actor.accountId, now: deps.now() },
  });
  if (outcome.kind === "posted-before") return success({ entry: outcome.entry, notices: [], again: true });
  if (outcome.kind === "conflict")
    return failure(
      await versionConflict(transaction, {
        ...{ tenant: actor.tenant, kind: "ledger", id: caseId, asked: expectedVersion ?? 0, current: outcome.version },
        did: (await kindsSince(transaction, key, expectedVersion ?? 0)).map((kind) => `ledger.${kind}`),
      }),
    );
  if (outcome.kind !== "posted") return failure(...decisionFaults(outcome));
  const { entry, notices } = outcome;
  await recordEvent(transaction, deps, {
    ...{ actor, action: `ledger.${posting.kind}`, object: { kind: "ledger", id: caseId, unitPath } },
    after: {
      seq: entry.seq,
      amount: printMoney(entry.settlement.amount, "元"),
      ...summaryOf(posting),
      notices: notices.map(({ code }) => code),
    },
    reason: "reason" in posting ? posting.reason : null,
  });
  return success({ entry, notices, again: false });
}

function summaryOf(posting: Posting): Readonly<Record<string, unknown>> {
  return {
    ...("voucher" in posting ? { voucher: posting.voucher } : {}),
    ...("slice" in posting ? { slice: posting.slice } : {}),
    ...("source" in posting ? { source: posting.source } : {}),
    ...("document" in posting ? { document: posting.document } : {}),
    ...("of" in posting ? { of: posting.of } : {}),
    ...("exceptions" in posting && posting.exceptions.length > 0 ? { exceptions: posting.exceptions } : {}),
  };
}
