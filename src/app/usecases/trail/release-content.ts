// What stood before and after a change opens to the audit's reader of that part of the tree, or to the audit administrator for a range
// of events and a time, once a second person has agreed. Each opening is an event itself.
import { type Actor, may, mayAtAll } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addRelease, contentOf, decideRelease as decideStored, isReleased } from "../../store/trail/trail-repository.ts";

const HOUR = 60 * 60_000;
/** How long a release stands. */
const RELEASE_HOURS = 72;

export type ProposeReleaseInput = { readonly first: string; readonly last: string; readonly reason: string };

export async function proposeRelease(
  deps: Deps,
  actor: Actor,
  { first, last, reason }: ProposeReleaseInput,
): Promise<Result<{ readonly id: string }>> {
  if (BigInt(first) > BigInt(last)) return failure(fault("out-of-range", { found: `${first} … ${last}`, expected: "first ≤ last" }));
  const id = deps.newId("r");
  await deps.store.db.transaction().execute(async (transaction) => {
    await addRelease(transaction, {
      ...{ tenant: actor.tenant, id, first_seq: first, last_seq: last, reason },
      ...{ proposed_by: actor.accountId ?? "", proposed_at: deps.now() },
    });
    await recordEvent(transaction, deps, {
      actor,
      action: "trail.release-proposed",
      object: { kind: "release", id },
      after: { first, last },
      reason,
    });
  });
  return success({ id });
}

/** Faults: already-done where none waits under this id, or it is one's own. */
export async function decideRelease(deps: Deps, actor: Actor, id: string, granted: boolean): Promise<Result<true>> {
  return await deps.store.db.transaction().execute(async (transaction) => {
    const now = deps.now();
    const expiresAt = granted ? new Date(Date.parse(now) + RELEASE_HOURS * HOUR).toISOString() : null;
    if (!(await decideStored(transaction, { tenant: actor.tenant, id, by: actor.accountId ?? "", granted, now, expiresAt })))
      return failure(fault("already-done", { found: id }));
    await recordEvent(transaction, deps, {
      actor,
      action: granted ? "trail.released" : "trail.release-denied",
      object: { kind: "release", id },
    });
    return success(true as const);
  });
}

/** The content of an event as JSON text; null where it has none. Faults: not-found, content-sealed. */
export async function openContent(deps: Deps, actor: Actor, seq: string): Promise<Result<string | null>> {
  const { tenant } = actor;
  const { db } = deps.store;
  const found = await contentOf(db, tenant, seq);
  if (!found) return failure(fault("not-found", { found: seq }));
  const reads =
    mayAtAll(actor, "trail.content") &&
    may(actor, "trail.content", { tenant, unitPath: found.unitPath, createdBy: null, published: false });
  const released = !reads && (await isReleased(db, tenant, seq, actor.accountId ?? "", deps.now()));
  if (!reads && !released) return failure(fault("content-sealed"));
  await db.transaction().execute(async (transaction) => {
    await recordEvent(transaction, deps, { actor, action: "trail.content-opened", object: { kind: "event", id: seq } });
  });
  return success(found.content);
}
