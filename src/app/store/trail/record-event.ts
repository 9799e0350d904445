// Writes an event of the audit trail, in the very transaction of the change it tells of: neither is there without the other.
import type { Transaction } from "kysely";
import { type Actor, rolesOf } from "../../../access/index.ts";
import type { ServerKeys } from "../../keys/server-keys.ts";
import type { StoreTables } from "../store-tables.ts";
import { queueDeliveries } from "../webhooks/webhook-repository.ts";
import { contentHashOf, FIRST_LINK, linkOf, sealOf } from "./trail-chain.ts";
import type { TrailResult } from "./trail-tables.ts";

/** What the trail is written with: the installation's keys and clock; and whether others are told of events, null where they are not. */
type TrailTools = { readonly keys: ServerKeys; readonly now: () => string; readonly webhooks: object | null };

export type TrailEvent = {
  readonly actor: Actor;
  /** What was done or tried: an action of the permission table, or a past-tense name where one action has several outcomes. */
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string; readonly unitPath?: string | null };
  /** JSON values; absent where there is nothing to tell. Never a secret. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
  readonly result?: TrailResult;
};

/** Chains the event to the tenant's last one. Writers of one tenant take turns from here to the end of their transaction. */
export async function recordEvent(
  transaction: Transaction<StoreTables>,
  { keys, now, webhooks }: TrailTools,
  event: TrailEvent,
): Promise<string> {
  const { tenant } = event.actor;
  await transaction
    .insertInto("trail_heads")
    .values({ tenant, seq: "0", at: now(), link: FIRST_LINK })
    .onConflict((conflict) => conflict.column("tenant").doNothing())
    .execute();
  const head = await transaction.selectFrom("trail_heads").where("tenant", "=", tenant).selectAll().forUpdate().executeTakeFirstOrThrow();
  const seq = String(BigInt(head.seq) + 1n);
  // A clock that went back must not make the order doubtful: the number gives the order, the instant never precedes the last one's.
  const at = [now(), head.at].toSorted().at(-1) ?? head.at;
  const content =
    event.before === undefined && event.after === undefined
      ? null
      : plain(JSON.stringify({ before: event.before ?? null, after: event.after ?? null }));
  const chained = {
    tenant,
    seq,
    at,
    accountId: event.actor.accountId,
    accountName: plain(event.actor.name),
    roles: rolesOf(event.actor).join(","),
    from: plain(event.actor.from),
    action: event.action,
    objectKind: event.object.kind,
    objectId: plain(event.object.id),
    unitPath: event.object.unitPath ?? null,
    result: event.result ?? "done",
    reason: event.reason ? plain(event.reason) : null,
    contentHash: contentHashOf(keys.digest, content),
  } as const;
  const link = linkOf(keys.digest, head.link, chained);
  await transaction
    .insertInto("trail_events")
    .values({
      tenant,
      seq,
      at,
      account_id: chained.accountId,
      account_name: chained.accountName,
      roles: chained.roles,
      from_address: chained.from,
      action: chained.action,
      object_kind: chained.objectKind,
      object_id: chained.objectId,
      unit_path: chained.unitPath,
      result: chained.result,
      reason: chained.reason,
      content,
      content_hash: chained.contentHash,
      link,
      seal: sealOf(keys.digest, keys.seal, link),
    })
    .execute();
  await transaction.updateTable("trail_heads").set({ seq, at, link }).where("tenant", "=", tenant).execute();
  if (webhooks !== null && chained.result === "done") await queueDeliveries(transaction, chained);
  return seq;
}

// PostgreSQL keeps no U+0000 and no half of a surrogate pair; a line of the trail stays a line.
function plain(text: string): string {
  return text.replace(/\p{Cs}|\0/gu, "\uFFFD").replace(/[\r\n\u2028\u2029]+/g, " ");
}
