// The audit trail: every change with its event, in one chain per tenant. `link` proves the order to anybody, `seal` that nobody
// without the key has chained anew, an anchor what the chain's head was at an hour. Nothing here is ever changed or removed.
import type { Migration } from "../migration.ts";

export const trailMigration: Migration = {
  number: 4,
  name: "0004-trail",
  statements: [
    `create table trail_events (
      tenant text not null references tenants (tenant),
      seq bigint not null check (seq > 0),
      at timestamptz not null,
      account_id text,
      account_name text not null,
      roles text not null,
      from_address text not null,
      action text not null check (action <> ''),
      object_kind text not null,
      object_id text not null,
      unit_path text,
      result text not null check (result in ('done', 'refused', 'failed')),
      reason text,
      content text,
      content_hash text not null check (length(content_hash) = 64),
      link text not null check (length(link) = 64),
      seal text not null check (length(seal) = 64),
      primary key (tenant, seq)
    )`,
    "create index trail_events_of_object on trail_events (tenant, object_kind, object_id, seq)",
    "create index trail_events_at on trail_events (tenant, at)",
    `create table trail_heads (
      tenant text primary key references tenants (tenant),
      seq bigint not null,
      at timestamptz not null,
      link text not null
    )`,
    `create table trail_anchors (
      tenant text not null references tenants (tenant),
      seq bigint not null check (seq > 0),
      link text not null check (length(link) = 64),
      at timestamptz not null,
      why text not null check (why <> ''),
      algorithm text not null check (algorithm in ('ed25519', 'sm2')),
      signature text not null check (signature <> ''),
      primary key (tenant, seq, at)
    )`,
    `create table trail_releases (
      tenant text not null references tenants (tenant),
      id text not null check (id <> ''),
      first_seq bigint not null check (first_seq > 0),
      last_seq bigint not null,
      reason text not null check (reason <> ''),
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      granted boolean,
      expires_at timestamptz,
      primary key (tenant, id),
      check (last_seq >= first_seq),
      check (decided_by is null or decided_by <> proposed_by)
    )`,
    `create trigger trail_events_kept before update or delete on trail_events
      for each row execute function refuse_change()`,
    `create trigger trail_anchors_kept before update or delete on trail_anchors
      for each row execute function refuse_change()`,
  ],
};
