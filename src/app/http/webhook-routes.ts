// Subscriptions to events for the system administrator, the log of deliveries, and what receivers are sent as the document describes it.
import { createRoute, z } from "@hono/zod-openapi";
import type { Deps } from "../compose.ts";
import { listDeliveries, listSubscriptions } from "../store/webhooks/webhook-repository.ts";
import { DELIVERY_STATES } from "../store/webhooks/webhook-tables.ts";
import { changeWebhook, redeliver, renewWebhookSecret, subscribe } from "../usecases/webhooks/manage-webhooks.ts";
import { DONE, refuse, responds } from "./answers.ts";
import type { App } from "./app-env.ts";
import { doneSchema } from "./contract-people.ts";
import {
  changeWebhookInputSchema,
  deliveriesSchema,
  eventMessageSchema,
  renewSecretInputSchema,
  subscribedSchema,
  subscribeInputSchema,
  webhooksSchema,
} from "./contract-webhooks.ts";
import { guarded } from "./identify.ts";
import { eventSeq, json, params, query } from "./request-parts.ts";

/** Lines of the log that are shown at once. */
const SHOWN = 100;

export function registerWebhookRoutes(app: App, deps: Deps): void {
  describeDelivery(app);

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      ...{ method: "get", path: "/api/webhooks", request: { query } },
      responses: responds(webhooksSchema, "subscriptions to events, and whether any may be"),
    }),
    async (c) => {
      const subscriptions = await listSubscriptions(deps.store.db, c.get("actor").tenant);
      return c.json(
        {
          on: deps.webhooks !== null,
          addresses: deps.webhooks?.addresses ?? [],
          subscriptions: subscriptions.map(({ isOn, secret: _, former, ...one }) => ({
            ...{ ...one, on: isOn, formerUntil: former !== null && former.until > deps.now() ? former.until : null },
          })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      ...{ method: "post", path: "/api/webhooks", request: { query, ...json(subscribeInputSchema) } },
      responses: responds(subscribedSchema, "subscribed; the secret is answered this once"),
    }),
    async (c) => {
      const made = await subscribe(deps, c.get("actor"), c.req.valid("json"));
      return made.ok ? c.json(made.value, 200) : refuse(c, made.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      ...{ method: "put", path: "/api/webhooks/{id}", request: { params, query, ...json(changeWebhookInputSchema) } },
      responses: responds(doneSchema, "changed, switched on or off"),
    }),
    async (c) => {
      const changed = await changeWebhook(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return changed.ok ? c.json(DONE, 200) : refuse(c, changed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      ...{ method: "post", path: "/api/webhooks/{id}/secret", request: { params, query, ...json(renewSecretInputSchema) } },
      responses: responds(subscribedSchema, "a new secret, answered this once; the old one signs beside it for a while"),
    }),
    async (c) => {
      const renewed = await renewWebhookSecret(deps, c.get("actor"), { id: c.req.valid("param").id, ...c.req.valid("json") });
      return renewed.ok ? c.json(renewed.value, 200) : refuse(c, renewed.faults);
    },
  );

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      method: "get",
      path: "/api/webhooks/deliveries",
      request: {
        query: query.extend({
          subscription: z.string().max(80).optional(),
          state: z.enum(DELIVERY_STATES).optional(),
          before: eventSeq.optional(),
        }),
      },
      responses: responds(deliveriesSchema, "deliveries, the newest first"),
    }),
    async (c) => {
      const { subscription, state, before } = c.req.valid("query");
      const filter = { ...(subscription ? { subscription } : {}), ...(state ? { state } : {}), ...(before ? { before } : {}) };
      const rows = await listDeliveries(deps.store.db, c.get("actor").tenant, filter, SHOWN);
      return c.json(
        {
          deliveries: rows.map((row) => ({
            ...{ subscription: row.subscription_id, event: row.seq, kind: row.kind, at: row.at },
            object: { kind: row.object_kind, id: row.object_id },
            ...{ state: row.state, attempts: row.attempts, answer: row.answer, trouble: row.trouble, endedAt: row.ended_at },
            nextAt: row.state === "waiting" ? row.next_at : null,
          })),
          next: rows.length === SHOWN ? (rows.at(-1)?.seq ?? null) : null,
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...guarded("webhook.manage"),
      method: "post",
      path: "/api/webhooks/{id}/deliveries/{seq}",
      request: { params: params.extend({ seq: eventSeq }), query },
      responses: responds(doneSchema, "to be sent once more, under the same id"),
    }),
    async (c) => {
      const { id, seq } = c.req.valid("param");
      const again = await redeliver(deps, c.get("actor"), { subscriptionId: id, seq });
      return again.ok ? c.json(DONE, 200) : refuse(c, again.faults);
    },
  );
}

function describeDelivery(app: App): void {
  app.openAPIRegistry.registerWebhook({
    method: "post",
    path: "event",
    summary: "sent to a subscription's address for each event of its areas; 2xx takes it, anything else is tried again",
    request: {
      headers: z.object({
        "hengxiao-delivery": z.string().openapi({ description: "the message's id" }),
        "hengxiao-event": z.string().openapi({ description: "the message's kind" }),
        "hengxiao-signature": z.string().openapi({
          description:
            "t=seconds since 1970,v1=HMAC-SHA-256 of `t.body` with the subscription's secret, in hex; a second v1 with the former secret for a while after it was renewed",
          example: "t=1767323045,v1=5257a869…",
        }),
      }),
      body: { content: { "application/json": { schema: eventMessageSchema } }, required: true },
    },
    responses: { 200: { description: "taken" } },
  });
}
