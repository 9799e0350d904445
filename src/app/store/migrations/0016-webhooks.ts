// Who is told of what by HTTP, and what is still to be told: a delivery stands here from the transaction of the event it tells of.
import type { Migration } from "../migration.ts";

export const webhooksMigration: Migration = {
  number: 16,
  name: "0016-webhooks",
  statements: [
    `create table webhook_subscriptions (
      tenant text not null,
      id text not null check (id <> ''),
      name text not null check (name <> ''),
      url text not null check (url <> ''),
      areas text not null,
      secret bytea not null,
      is_on boolean not null,
      version integer not null check (version > 0),
      created_by text not null,
      created_at timestamptz not null,
      primary key (tenant, id)
    )`,
    `create table webhook_deliveries (
      tenant text not null,
      subscription_id text not null,
      seq bigint not null,
      kind text not null,
      object_kind text not null,
      object_id text not null,
      at timestamptz not null,
      state text not null check (state in ('waiting', 'delivered', 'given-up')),
      attempts integer not null check (attempts >= 0),
      next_at timestamptz not null,
      answer integer,
      trouble text,
      ended_at timestamptz,
      primary key (tenant, subscription_id, seq),
      foreign key (tenant, subscription_id) references webhook_subscriptions (tenant, id),
      check ((state = 'waiting') = (ended_at is null))
    )`,
    "create index webhook_deliveries_due on webhook_deliveries (next_at) where state = 'waiting'",
    "create index webhook_deliveries_by_event on webhook_deliveries (tenant, seq)",
  ],
};
