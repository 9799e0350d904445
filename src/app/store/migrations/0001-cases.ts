// A case is one project-year as a dossier. Every version that was ever saved is kept as it was.
// The SQL is text in a module, so that it is found wherever the program runs from.
// The dossier is `json`, not `jsonb`: kept byte for byte, in its own order, as it was saved. The check demands what jsonb would.
import type { Migration } from "../migration.ts";

export const casesMigration: Migration = {
  number: 1,
  name: "0001-cases",
  statements: [
    `create table cases (
      tenant text not null check (tenant <> ''),
      id text not null check (id <> ''),
      name text not null,
      year integer not null check (year between 1949 and 2999),
      pack text not null check (pack <> ''),
      dossier json not null check (jsonb_typeof(dossier::jsonb) = 'object'),
      origin text not null check (origin <> ''),
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null check (version > 0),
      primary key (tenant, id)
    )`,
    `create table case_versions (
      tenant text not null,
      case_id text not null,
      version integer not null check (version > 0),
      name text not null,
      year integer not null,
      pack text not null,
      dossier json not null check (jsonb_typeof(dossier::jsonb) = 'object'),
      saved_at timestamptz not null,
      note text not null,
      primary key (tenant, case_id, version),
      foreign key (tenant, case_id) references cases (tenant, id)
    )`,
    `create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'rows of % are kept as they were written', tg_table_name using errcode = 'integrity_constraint_violation';
    end
    $$`,
    `create trigger case_versions_kept before update or delete on case_versions
      for each row execute function refuse_change()`,
  ],
};
