// Says which indicator or evidence of the case a voucher belongs to, or no longer: the entry itself is never changed.
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { addLink, linksSaid } from "../../store/ledger/list-entries.ts";
import { entriesBySeq, findLedger } from "../../store/ledger/load-book.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { conflictFault } from "../version-conflict.ts";
import { findLedgerFor } from "./ledger-access.ts";

export type LinkInput = {
  readonly caseId: string;
  readonly seq: number;
  readonly target: { readonly kind: "indicator" | "evidence"; readonly id: string };
  readonly linked: boolean;
  /** The version of the voucher's links that was looked at. */
  readonly version: number;
};

/** Faults: case-unknown, ledger-none, not-found, unknown-reference, version-conflict (somebody said something else in between). */
export async function linkVoucher(deps: Deps, actor: Actor, { caseId, seq, target, linked, version }: LinkInput): Promise<Result<true>> {
  const found = await findLedgerFor(deps, actor, "ledger.post", caseId);
  if (!found.ok) return found;
  const { stored } = found.value;
  const evaluated = evaluateStored(deps, actor.tenant, stored, [], []);
  if (!evaluated.ok) return evaluated;
  const { dossier } = evaluated.value;
  const known = target.kind === "indicator" ? dossier.indicators.map(({ id }) => id) : dossier.evidence.map(({ id }) => id);
  if (!known.includes(target.id)) return failure(fault("unknown-reference", { found: target.id, expected: known.join(", ") }));
  const key = { tenant: actor.tenant, id: caseId };
  return await deps.store.db.transaction().execute(async (transaction): Promise<Result<true>> => {
    // Held until it is written, so that of two who say something at once one comes after the other.
    await findLedger(transaction, key, { lock: true });
    const [entry] = await entriesBySeq(transaction, key, [seq]);
    if (!entry || !("voucher" in entry.posting)) return failure(fault("not-found", { found: String(seq) }));
    const said = await linksSaid(transaction, key, seq);
    if (said.length !== version) return failure(lateLink(said, version));
    await addLink(transaction, key, {
      seq,
      target_kind: target.kind,
      target: target.id,
      linked,
      by_name: actor.name || "-",
      linked_at: deps.now(),
    });
    await recordEvent(transaction, deps, {
      ...{ actor, action: linked ? "ledger.linked" : "ledger.unlinked", object: { kind: "ledger", id: caseId, unitPath: stored.unitPath } },
      after: { seq, ...target },
    });
    return success(true);
  });
}

function lateLink(said: Awaited<ReturnType<typeof linksSaid>>, asked: number): Fault {
  const did = said.slice(asked).map(({ linked }) => (linked ? "ledger.linked" : "ledger.unlinked"));
  const last = said.at(-1);
  return conflictFault({ asked, current: said.length }, { did, last: last ? { by: last.by_name, at: last.linked_at } : null });
}
