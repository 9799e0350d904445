// What the pages know of subscriptions to events, and what a receiver is sent.
import { z } from "@hono/zod-openapi";
import { DELIVERY_STATES, DELIVERY_TROUBLES, WEBHOOK_AREAS } from "../store/webhooks/webhook-tables.ts";
import { list, maybe, text } from "./contract.ts";

const area = z.enum(WEBHOOK_AREAS);
const areas = z.array(area).min(1).max(WEBHOOK_AREAS.length).readonly();
const name = z.string().trim().min(1).max(100);

export const webhooksSchema = z
  .object({
    /** Whether the operator has opened the door. */
    on: z.boolean(),
    /** Scheme, host and port that may be written to. */
    addresses: list(text),
    subscriptions: list(
      z.object({
        ...{ id: text, name: text, url: text, areas: list(area), on: z.boolean(), version: z.number(), createdBy: text, createdAt: text },
        /** Until when the secret before the last signs too; null where it does not. */
        formerUntil: maybe,
      }),
    ),
  })
  .openapi("Webhooks");

export const subscribeInputSchema = z.strictObject({ name, url: z.url().max(1000), areas });
/** The secret is shown this once. */
export const subscribedSchema = z.object({ id: text, secret: text });
export const changeWebhookInputSchema = z.strictObject({ name, areas, on: z.boolean(), version: z.number().int().min(1) });

export const renewSecretInputSchema = z.strictObject({ version: z.number().int().min(1) });

export const deliveriesSchema = z
  .object({
    deliveries: list(
      z.object({
        ...{ subscription: text, event: text, kind: text, object: z.object({ kind: text, id: text }), at: text },
        ...{ state: z.enum(DELIVERY_STATES), attempts: z.number(), answer: z.number().nullable() },
        ...{ trouble: z.enum(DELIVERY_TROUBLES).nullable(), nextAt: maybe, endedAt: maybe },
      }),
    ),
    /** Ask on before this event; null at the end. */
    next: maybe,
  })
  .openapi("WebhookDeliveries");

/** What is posted to a receiver: ids, kind, when and where to look; no name, no figure. */
export const eventMessageSchema = z
  .object({
    id: text.openapi({ description: "the same whenever this delivery is sent again: what was done once is not done again" }),
    kind: text.openapi({ example: "ledger.payment", description: "the event as the audit trail names it" }),
    at: text.openapi({ example: "2026-01-02T03:04:05.000Z" }),
    object: z.object({ kind: text, id: text }),
    link: text.openapi({ description: "the object's page" }),
  })
  .openapi("WebhookEvent");

export type WebhooksView = z.infer<typeof webhooksSchema>;
export type SubscriptionView = WebhooksView["subscriptions"][number];
export type DeliveriesView = z.infer<typeof deliveriesSchema>;
export type DeliveryView = DeliveriesView["deliveries"][number];
export type SubscribedView = z.infer<typeof subscribedSchema>;
