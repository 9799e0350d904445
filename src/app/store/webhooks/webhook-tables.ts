// Subscriptions to events, and the deliveries that each event owes them.

/** What one can be told of, by the objects of the audit trail; nothing about people and what they may. */
export const WEBHOOK_AREAS = ["case", "ledger", "flow", "trip", "trip-year", "audit"] as const;
export type WebhookArea = (typeof WEBHOOK_AREAS)[number];

export const DELIVERY_STATES = ["waiting", "delivered", "given-up"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery did not arrive. */
export const DELIVERY_TROUBLES = ["not-allowed", "private", "unreachable", "timeout", "refused"] as const;
export type DeliveryTrouble = (typeof DELIVERY_TROUBLES)[number];

export type WebhookSubscriptionsTable = {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** ",case,flow," */
  readonly areas: string;
  /** Hidden with the installation's key. */
  readonly secret: Uint8Array;
  /** The one before, which signs beside it until then; both null where none does. */
  readonly former_secret: Uint8Array | null;
  readonly former_until: string | null;
  readonly is_on: boolean;
  readonly version: number;
  readonly created_by: string;
  readonly created_at: string;
};

export type WebhookDeliveriesTable = {
  readonly tenant: string;
  readonly subscription_id: string;
  /** The event's number in the trail. */
  readonly seq: string;
  readonly kind: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly at: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Not before then it is tried again. */
  readonly next_at: string;
  /** HTTP status of the last attempt. */
  readonly answer: number | null;
  readonly trouble: DeliveryTrouble | null;
  readonly ended_at: string | null;
};

export type WebhookTables = {
  readonly webhook_subscriptions: WebhookSubscriptionsTable;
  readonly webhook_deliveries: WebhookDeliveriesTable;
};
