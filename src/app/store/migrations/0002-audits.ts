// An audit batch is a set of published documents as they were sent, what reading made of each, what is wrong with it, and what
// people corrected by hand. Corrections are only ever added: taking one back is an entry of its own.
// What a file says is packed (deflated JSON): it may hold characters that PostgreSQL's own JSON refuses.
import type { Migration } from "../migration.ts";

export const auditsMigration: Migration = {
  number: 2,
  name: "0002-audits",
  statements: [
    `create table audit_batches (
      tenant text not null check (tenant <> ''),
      id text not null check (id <> ''),
      name text not null,
      pack text check (pack <> ''),
      created_at timestamptz not null,
      primary key (tenant, id)
    )`,
    `create table audit_documents (
      tenant text not null,
      batch_id text not null,
      n integer not null check (n > 0),
      file text not null,
      sha256 text not null check (length(sha256) = 64),
      size integer not null check (size >= 0),
      status text not null check (status in ('waiting', 'running', 'done', 'failed')),
      attempts integer not null check (attempts >= 0),
      faults json,
      kind text,
      project text,
      department text,
      year integer,
      total text,
      grade text,
      pack text,
      errors integer not null check (errors >= 0),
      warnings integer not null check (warnings >= 0),
      hints integer not null check (hints >= 0),
      codes jsonb not null check (jsonb_typeof(codes) = 'object'),
      amount numeric,
      corrections integer not null check (corrections >= 0),
      findings bytea,
      finished_at timestamptz,
      primary key (tenant, batch_id, n),
      foreign key (tenant, batch_id) references audit_batches (tenant, id),
      check ((status = 'failed') = (faults is not null)),
      check ((status = 'done') = (findings is not null))
    )`,
    `create index audit_documents_unfinished on audit_documents (tenant, batch_id, n) where status in ('waiting', 'running')`,
    `create table audit_originals (
      tenant text not null,
      batch_id text not null,
      n integer not null,
      bytes bytea not null,
      primary key (tenant, batch_id, n),
      foreign key (tenant, batch_id, n) references audit_documents (tenant, batch_id, n)
    )`,
    `create table audit_readings (
      tenant text not null,
      batch_id text not null,
      n integer not null,
      reading bytea not null,
      primary key (tenant, batch_id, n),
      foreign key (tenant, batch_id, n) references audit_documents (tenant, batch_id, n)
    )`,
    `create table audit_corrections (
      tenant text not null,
      batch_id text not null,
      n integer not null,
      seq integer not null check (seq > 0),
      undoes integer,
      table_no integer not null check (table_no >= 0),
      path text not null check (path <> ''),
      was text,
      now text,
      by_name text not null check (by_name <> ''),
      made_at timestamptz not null,
      primary key (tenant, batch_id, n, seq),
      unique (tenant, batch_id, n, undoes),
      foreign key (tenant, batch_id, n) references audit_documents (tenant, batch_id, n),
      foreign key (tenant, batch_id, n, undoes) references audit_corrections (tenant, batch_id, n, seq)
    )`,
    `create trigger audit_originals_kept before update or delete on audit_originals
      for each row execute function refuse_change()`,
    `create trigger audit_corrections_kept before update or delete on audit_corrections
      for each row execute function refuse_change()`,
  ],
};
