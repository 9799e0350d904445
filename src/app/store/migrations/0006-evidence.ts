// Evidence: contents by their hash, once each; pieces with what they are evidence of. A piece is never removed: one that was wrong is
// marked void with a reason, and its content stays.
import type { Migration } from "../migration.ts";

export const evidenceMigration: Migration = {
  number: 6,
  name: "0006-evidence",
  statements: [
    `create table evidence_contents (
      tenant text not null,
      sha256 text not null check (length(sha256) = 64),
      size integer not null check (size > 0),
      format text not null check (format <> ''),
      bytes bytea not null,
      kept_at timestamptz not null,
      primary key (tenant, sha256)
    )`,
    `create table evidence_pieces (
      tenant text not null,
      id text not null check (id <> ''),
      case_id text not null,
      sha256 text not null,
      file_name text not null check (file_name <> ''),
      title text not null check (title <> ''),
      kind text not null check (kind in ('formal', 'original', 'working', 'statement')),
      division text,
      on_day date,
      kept_until date not null,
      uploaded_by text not null,
      uploaded_by_name text not null,
      uploaded_at timestamptz not null,
      void_at timestamptz,
      void_by text,
      void_reason text,
      primary key (tenant, id),
      foreign key (tenant, case_id) references cases (tenant, id),
      foreign key (tenant, sha256) references evidence_contents (tenant, sha256),
      check ((void_at is null) = (void_reason is null))
    )`,
    "create index evidence_pieces_of_case on evidence_pieces (tenant, case_id, uploaded_at)",
    "create index evidence_pieces_of_content on evidence_pieces (tenant, sha256)",
    `create table evidence_links (
      tenant text not null,
      piece_id text not null,
      kind text not null check (kind in ('indicator', 'subproject', 'voucher', 'paper')),
      target_id text not null check (target_id <> ''),
      primary key (tenant, piece_id, kind, target_id),
      foreign key (tenant, piece_id) references evidence_pieces (tenant, id)
    )`,
    "create index evidence_links_of_target on evidence_links (tenant, kind, target_id)",
    `create trigger evidence_contents_kept before update or delete on evidence_contents
      for each row execute function refuse_change()`,
  ],
};
