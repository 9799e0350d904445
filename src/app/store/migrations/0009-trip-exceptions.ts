// 特事特办: the register of what the leadership allowed for a trip, only added to.
import type { Migration } from "../migration.ts";

export const tripExceptionsMigration: Migration = {
  number: 9,
  name: "0009-trip-exceptions",
  statements: [
    `create table trip_exceptions (
      tenant text not null,
      trip_id text not null,
      n integer not null check (n > 0),
      kind text not null check (kind in ('papers', 'over-budget')),
      clause text not null check (clause <> ''),
      grounds text not null check (grounds <> ''),
      document text not null check (document <> ''),
      until_day date,
      papers text not null,
      trip_version integer not null,
      hash text not null check (length(hash) = 64),
      by_id text,
      by_name text not null,
      done_at timestamptz not null,
      primary key (tenant, trip_id, n),
      foreign key (tenant, trip_id) references trips (tenant, id)
    )`,
    `create trigger trip_exceptions_kept before update or delete on trip_exceptions
      for each row execute function refuse_change()`,
  ],
};
