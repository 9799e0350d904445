// Keys of writes with what was answered, so that a request that comes again does nothing again. Rows expire and are removed.
import type { Migration } from "../migration.ts";

export const requestKeysMigration: Migration = {
  number: 10,
  name: "0010-request-keys",
  statements: [
    `create table request_keys (
      tenant text not null,
      account_id text not null,
      key text not null check (key <> ''),
      request_hash text not null check (length(request_hash) = 64),
      expires_at timestamptz not null,
      answer bytea,
      primary key (tenant, account_id, key)
    )`,
    "create index request_keys_by_age on request_keys (expires_at)",
  ],
};
