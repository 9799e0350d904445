// Subscriptions and their deliveries. A delivery is queued by the event itself, claimed by one sender at a time, and kept for the log.
import { type Kysely, sql, type Transaction } from "kysely";
import type { StoreTables } from "../store-tables.ts";
import {
  type DeliveryState,
  WEBHOOK_AREAS,
  type WebhookArea,
  type WebhookDeliveriesTable,
  type WebhookSubscriptionsTable,
} from "./webhook-tables.ts";

export type Subscription = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly areas: readonly WebhookArea[];
  readonly secret: Uint8Array;
  /** The secret before, and until when it signs beside the new one. */
  readonly former: { readonly secret: Uint8Array; readonly until: string } | null;
  readonly isOn: boolean;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: string;
};

export type SubscriptionKey = { readonly tenant: string; readonly id: string };
export type DeliveryKey = { readonly tenant: string; readonly subscriptionId: string; readonly seq: string };

/** The area an object of the trail belongs to; undefined where nobody is told of it. */
function areaOf(objectKind: string): WebhookArea | undefined {
  return WEBHOOK_AREAS.find((area) => area === objectKind || (area === "audit" && objectKind === "audit-document"));
}

export type QueuedEvent = {
  readonly tenant: string;
  readonly seq: string;
  readonly at: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
};

/** A row for each subscription to the event's area, in the event's own transaction. */
export async function queueDeliveries(transaction: Transaction<StoreTables>, event: QueuedEvent): Promise<void> {
  const area = areaOf(event.objectKind);
  if (area === undefined) return;
  const { tenant, seq, at, action, objectKind, objectId } = event;
  await sql`insert into webhook_deliveries (tenant, subscription_id, seq, kind, object_kind, object_id, at, state, attempts, next_at)
    select tenant, id, ${seq}::bigint, ${action}, ${objectKind}, ${objectId}, ${at}::timestamptz, 'waiting', 0, ${at}::timestamptz
    from webhook_subscriptions where tenant = ${tenant} and is_on and position(${`,${area},`} in areas) > 0`.execute(transaction);
}

export async function addSubscription(
  transaction: Transaction<StoreTables>,
  tenant: string,
  { id, name, url, areas, secret, createdBy, createdAt }: Omit<Subscription, "isOn" | "version" | "former">,
): Promise<void> {
  await transaction
    .insertInto("webhook_subscriptions")
    .values({
      ...{ tenant, id, name, url, areas: areasText(areas), secret, former_secret: null, former_until: null },
      ...{ is_on: true, version: 1 },
      ...{ created_by: createdBy, created_at: createdAt },
    })
    .execute();
}

/** Changes it on the version that was looked at; false where it has another by now. */
export async function changeSubscription(
  transaction: Transaction<StoreTables>,
  { tenant, id }: SubscriptionKey,
  { version, name, areas, isOn }: Pick<Subscription, "version" | "name" | "areas" | "isOn">,
): Promise<boolean> {
  const changed = await transaction
    .updateTable("webhook_subscriptions")
    .set({ name, areas: areasText(areas), is_on: isOn, version: version + 1 })
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

/** Puts a new secret in the old one's place, which signs on until then; false where the subscription has another version by now. */
export async function renewSecret(
  transaction: Transaction<StoreTables>,
  { tenant, id }: SubscriptionKey,
  { version, secret, formerUntil }: { readonly version: number; readonly secret: Uint8Array; readonly formerUntil: string },
): Promise<boolean> {
  const renewed = await transaction
    .updateTable("webhook_subscriptions")
    .set(({ ref }) => ({ secret, former_secret: ref("secret"), former_until: formerUntil, version: version + 1 }))
    .where("tenant", "=", tenant)
    .where("id", "=", id)
    .where("version", "=", version)
    .returning("id")
    .executeTakeFirst();
  return renewed !== undefined;
}

export async function findSubscription(db: Kysely<StoreTables>, { tenant, id }: SubscriptionKey): Promise<Subscription | undefined> {
  const row = await db.selectFrom("webhook_subscriptions").where("tenant", "=", tenant).where("id", "=", id).selectAll().executeTakeFirst();
  return row && subscriptionOf(row);
}

export async function listSubscriptions(db: Kysely<StoreTables>, tenant: string): Promise<readonly Subscription[]> {
  const rows = await db
    .selectFrom("webhook_subscriptions")
    .where("tenant", "=", tenant)
    .selectAll()
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(subscriptionOf);
}

export type DeliveryFilter = {
  readonly subscription?: string;
  readonly state?: DeliveryState;
  /** Events before this number. */
  readonly before?: string;
};

/** Newest first. */
export async function listDeliveries(
  db: Kysely<StoreTables>,
  tenant: string,
  { subscription, state, before }: DeliveryFilter,
  most: number,
): Promise<readonly WebhookDeliveriesTable[]> {
  let query = db.selectFrom("webhook_deliveries").where("tenant", "=", tenant).selectAll();
  if (subscription !== undefined) query = query.where("subscription_id", "=", subscription);
  if (state !== undefined) query = query.where("state", "=", state);
  if (before !== undefined) query = query.where("seq", "<", before);
  return await query.orderBy("seq", "desc").orderBy("subscription_id").limit(most).execute();
}

/** Those that are due, put off until the lease ends so that no other sender takes them meanwhile. */
export async function claimDue(
  transaction: Transaction<StoreTables>,
  { now, lease, most }: { readonly now: string; readonly lease: string; readonly most: number },
): Promise<readonly WebhookDeliveriesTable[]> {
  const due = await transaction
    .selectFrom("webhook_deliveries as delivery")
    .innerJoin("webhook_subscriptions as subscription", (join) =>
      join.onRef("subscription.tenant", "=", "delivery.tenant").onRef("subscription.id", "=", "delivery.subscription_id"),
    )
    .where("delivery.state", "=", "waiting")
    .where("delivery.next_at", "<=", now)
    .where("subscription.is_on", "=", true)
    .selectAll("delivery")
    .orderBy("delivery.next_at")
    .orderBy("delivery.seq")
    .limit(most)
    .forUpdate("delivery")
    .skipLocked()
    .execute();
  for (const one of due) await deliveryAt(transaction, keyOf(one)).set({ next_at: lease }).execute();
  return due;
}

export type DeliveryOutcome = Pick<WebhookDeliveriesTable, "state" | "attempts" | "next_at" | "answer" | "trouble" | "ended_at">;

export async function keepOutcome(db: Kysely<StoreTables>, key: DeliveryKey, outcome: DeliveryOutcome): Promise<void> {
  await deliveryAt(db, key).set(outcome).execute();
}

/** Back to the beginning; false where there is no such delivery. */
export async function queueAgain(transaction: Transaction<StoreTables>, key: DeliveryKey, now: string): Promise<boolean> {
  const again = await deliveryAt(transaction, key)
    .set({ state: "waiting", attempts: 0, next_at: now, answer: null, trouble: null, ended_at: null })
    .returning("seq")
    .executeTakeFirst();
  return again !== undefined;
}

/** The log is kept until then. */
export async function forgetDeliveries(db: Kysely<StoreTables>, endedBefore: string): Promise<void> {
  await db.deleteFrom("webhook_deliveries").where("ended_at", "<", endedBefore).execute();
}

export function keyOf({ tenant, subscription_id, seq }: WebhookDeliveriesTable): DeliveryKey {
  return { tenant, subscriptionId: subscription_id, seq };
}

function deliveryAt(db: Kysely<StoreTables>, { tenant, subscriptionId, seq }: DeliveryKey) {
  return db
    .updateTable("webhook_deliveries")
    .where("tenant", "=", tenant)
    .where("subscription_id", "=", subscriptionId)
    .where("seq", "=", seq);
}

function areasText(areas: readonly WebhookArea[]): string {
  return `,${areas.join(",")},`;
}

function subscriptionOf(row: WebhookSubscriptionsTable): Subscription {
  return {
    ...{ id: row.id, name: row.name, url: row.url, secret: row.secret, isOn: row.is_on, version: row.version },
    former: row.former_secret === null || row.former_until === null ? null : { secret: row.former_secret, until: row.former_until },
    areas: WEBHOOK_AREAS.filter((area) => row.areas.includes(`,${area},`)),
    ...{ createdBy: row.created_by, createdAt: row.created_at },
  };
}
