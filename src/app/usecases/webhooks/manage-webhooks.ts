// Subscriptions of other systems to what happens here: made, changed, switched off; and a delivery sent once more.
import { randomBytes } from "node:crypto";
import type { Transaction } from "kysely";
import type { Actor } from "../../../access/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { hideSecret } from "../../keys/hide-secret.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import {
  addSubscription,
  changeSubscription,
  type DeliveryKey,
  findSubscription,
  queueAgain,
  renewSecret,
  type SubscriptionKey,
} from "../../store/webhooks/webhook-repository.ts";
import type { WebhookArea } from "../../store/webhooks/webhook-tables.ts";
import { versionConflict } from "../version-conflict.ts";
import { secretOwner } from "./deliver-webhooks.ts";
import { isAllowedAddress } from "./webhook-settings.ts";

const SECRET_BYTES = 32;
const HOUR = 60 * 60_000;

export type SubscribeInput = { readonly name: string; readonly url: string; readonly areas: readonly WebhookArea[] };

/** The secret is answered this once. Faults: not-found (webhooks are off), not-in-list (an address that is not allowed). */
export async function subscribe(
  deps: Deps,
  actor: Actor,
  { name, url, areas }: SubscribeInput,
): Promise<Result<{ readonly id: string; readonly secret: string }>> {
  if (deps.webhooks === null) return failure(fault("not-found", { found: "webhooks.yaml" }));
  if (!isAllowedAddress(deps.webhooks, url))
    return failure(fault("not-in-list", { found: url, expected: deps.webhooks.addresses.join(", ") }));
  const { tenant } = actor;
  const id = deps.newId("w");
  const { secret, hidden } = newSecret(deps, tenant, id);
  await deps.store.db.transaction().execute(async (transaction) => {
    const made = { createdBy: actor.name || "-", createdAt: deps.now() };
    await addSubscription(transaction, tenant, { id, name, url, areas, secret: hidden, ...made });
    await recordEvent(transaction, deps, {
      ...{ actor, action: "webhook.subscribed", object: { kind: "webhook", id } },
      after: { name, url, areas },
    });
  });
  return success({ id, secret });
}

export type ChangeSubscriptionInput = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly areas: readonly WebhookArea[];
  readonly on: boolean;
};

/** Faults: not-found, version-conflict. */
export async function changeWebhook(deps: Deps, actor: Actor, input: ChangeSubscriptionInput): Promise<Result<true>> {
  const { id, version, name, areas, on } = input;
  const { tenant } = actor;
  return await deps.store.db.transaction().execute(async (transaction): Promise<Result<true>> => {
    const before = await findSubscription(transaction, { tenant, id });
    if (!before) return failure(fault("not-found", { found: id }));
    if (!(await changeSubscription(transaction, { tenant, id }, { version, name, areas, isOn: on })))
      return failure(await lateChange(transaction, { tenant, id }, version));
    await recordEvent(transaction, deps, {
      ...{ actor, action: "webhook.changed", object: { kind: "webhook", id } },
      before: { name: before.name, areas: before.areas, on: before.isOn },
      after: { name, areas, on },
    });
    return success(true);
  });
}

/**
 * A new secret, answered this once; the old one signs beside it for as long as the operator says, so that the receiver can change over
 * without losing a message. Faults: not-found, version-conflict.
 */
export async function renewWebhookSecret(
  deps: Deps,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Result<{ readonly id: string; readonly secret: string }>> {
  const { webhooks } = deps;
  if (webhooks === null) return failure(fault("not-found", { found: id }));
  const { tenant } = actor;
  const { secret, hidden } = newSecret(deps, tenant, id);
  const formerUntil = new Date(Date.parse(deps.now()) + webhooks.formerSecretHours * HOUR).toISOString();
  return await deps.store.db
    .transaction()
    .execute(async (transaction): Promise<Result<{ readonly id: string; readonly secret: string }>> => {
      const before = await findSubscription(transaction, { tenant, id });
      if (!before) return failure(fault("not-found", { found: id }));
      if (!(await renewSecret(transaction, { tenant, id }, { version, secret: hidden, formerUntil })))
        return failure(await lateChange(transaction, { tenant, id }, version));
      await recordEvent(transaction, deps, {
        ...{ actor, action: "webhook.secret-renewed", object: { kind: "webhook", id } },
        after: { formerUntil },
      });
      return success({ id, secret });
    });
}

/** Against the subscription as it stands now: who was waited for has committed since it was first read. */
async function lateChange(transaction: Transaction<StoreTables>, key: SubscriptionKey, asked: number): Promise<Fault> {
  const current = (await findSubscription(transaction, key))?.version ?? 0;
  return await versionConflict(transaction, { ...key, kind: "webhook", asked, current });
}

function newSecret({ keys }: Deps, tenant: string, id: string): { readonly secret: string; readonly hidden: Uint8Array } {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, hidden: hideSecret(keys.hiding, secretOwner(tenant, id), secret) };
}

/** Sends a delivery once more, under the same id. Faults: not-found. */
export async function redeliver(deps: Deps, actor: Actor, key: Omit<DeliveryKey, "tenant">): Promise<Result<true>> {
  const { tenant } = actor;
  return await deps.store.db.transaction().execute(async (transaction): Promise<Result<true>> => {
    if (deps.webhooks === null || !(await queueAgain(transaction, { tenant, ...key }, deps.now())))
      return failure(fault("not-found", { found: `${key.subscriptionId}.${key.seq}` }));
    await recordEvent(transaction, deps, {
      ...{ actor, action: "webhook.redelivered", object: { kind: "webhook", id: key.subscriptionId } },
      after: { event: key.seq },
    });
    return success(true);
  });
}
