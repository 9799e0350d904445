// Years of delegations with their trips: the plan, each trip's content with every version of it, and what was decided on it. Versions
// and decisions are only added.
import type { Migration } from "../migration.ts";

export const tripsMigration: Migration = {
  number: 5,
  name: "0005-trips",
  statements: [
    `create table trip_years (
      tenant text not null,
      id text not null check (id <> ''),
      year integer not null,
      plan text not null,
      outcomes text,
      unit_id text,
      created_by text,
      published boolean not null default false,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null check (version > 0),
      primary key (tenant, id),
      foreign key (tenant, unit_id) references units (tenant, id)
    )`,
    `create table trip_year_versions (
      tenant text not null,
      year_id text not null,
      version integer not null check (version > 0),
      plan text not null,
      outcomes text,
      saved_at timestamptz not null,
      saved_by text not null,
      note text not null,
      primary key (tenant, year_id, version),
      foreign key (tenant, year_id) references trip_years (tenant, id)
    )`,
    `create table trips (
      tenant text not null,
      id text not null check (id <> ''),
      year_id text not null,
      item_id text not null check (item_id <> ''),
      content text not null,
      created_by text,
      drafted_by text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null check (version > 0),
      primary key (tenant, id),
      unique (tenant, year_id, item_id),
      foreign key (tenant, year_id) references trip_years (tenant, id)
    )`,
    `create table trip_versions (
      tenant text not null,
      trip_id text not null,
      version integer not null check (version > 0),
      content text not null,
      saved_at timestamptz not null,
      saved_by text not null,
      note text not null,
      primary key (tenant, trip_id, version),
      foreign key (tenant, trip_id) references trips (tenant, id)
    )`,
    `create table trip_acts (
      tenant text not null,
      trip_id text not null,
      n integer not null check (n > 0),
      kind text not null check (kind <> ''),
      agreed boolean not null,
      trip_version integer not null,
      hash text not null check (length(hash) = 64),
      by_id text,
      by_name text not null,
      done_at timestamptz not null,
      act text not null,
      primary key (tenant, trip_id, n),
      foreign key (tenant, trip_id) references trips (tenant, id)
    )`,
    ...["trip_year_versions", "trip_versions", "trip_acts"].map(
      (table) => `create trigger ${table}_kept before update or delete on ${table}
      for each row execute function refuse_change()`,
    ),
  ],
};
