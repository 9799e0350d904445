// Sends what is due to those who subscribed, again and again at growing distances until it is taken or given up.
import type { Deps } from "../../compose.ts";
import { openSecret } from "../../keys/hide-secret.ts";
import { claimDue, findSubscription, forgetDeliveries, keepOutcome, keyOf } from "../../store/webhooks/webhook-repository.ts";
import type { WebhookDeliveriesTable } from "../../store/webhooks/webhook-tables.ts";
import { sendWebhook } from "./send-webhook.ts";
import { eventMessage } from "./webhook-message.ts";

/** Sent one after another in a round. */
const AT_ONCE = 50;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Longer than a round may take: fifty attempts of ten seconds. */
const LEASE = 15 * MINUTE;
/** Between attempts: a restart, a lunch, a night, a weekend's beginning; after the last it is given up. */
const WAITS: readonly number[] = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];
const LOG_KEPT = 30 * 24 * HOUR;

/** One round, or the part of it until it is to end; how many were sent, taken or not. The clock is `deps.now`. */
export async function deliverWebhooks(deps: Deps, isGoing: () => boolean = () => true): Promise<number> {
  if (deps.webhooks === null) return 0;
  const now = deps.now();
  await forgetDeliveries(deps.store.db, later(now, -LOG_KEPT));
  const due = await deps.store.db
    .transaction()
    .execute((transaction) => claimDue(transaction, { now, lease: later(now, LEASE), most: AT_ONCE }));
  let sent = 0;
  for (const delivery of due) {
    // What is left over is taken up when its lease ends.
    if (!isGoing()) break;
    await attempt(deps, delivery);
    sent += 1;
  }
  return sent;
}

async function attempt(deps: Deps, delivery: WebhookDeliveriesTable): Promise<void> {
  const { tenant, subscription_id: id } = delivery;
  const subscription = await findSubscription(deps.store.db, { tenant, id });
  if (deps.webhooks === null || !subscription) return;
  const message = eventMessage(delivery, deps.config.publicUrl);
  const { former } = subscription;
  const hidden = [subscription.secret, ...(former !== null && deps.now() < former.until ? [former.secret] : [])];
  const { answer, trouble } = await sendWebhook(deps.webhooks, {
    url: subscription.url,
    secrets: hidden.map((secret) => openSecret(deps.keys.hiding, secretOwner(tenant, id), secret)),
    id: message.id,
    kind: message.kind,
    body: JSON.stringify(message),
    now: deps.now(),
  });
  const attempts = delivery.attempts + 1;
  const now = deps.now();
  const wait = WAITS[attempts - 1];
  const state = trouble === null ? "delivered" : wait === undefined ? "given-up" : "waiting";
  await keepOutcome(deps.store.db, keyOf(delivery), {
    ...{ state, attempts, answer, trouble },
    next_at: state === "waiting" ? later(now, wait ?? 0) : now,
    ended_at: state === "waiting" ? null : now,
  });
}

/** Whose the secret is. */
export function secretOwner(tenant: string, id: string): string {
  return `webhook ${tenant} ${id}`;
}

function later(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
