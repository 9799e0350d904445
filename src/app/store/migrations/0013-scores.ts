// What each case scored when it was last saved or when the rules last changed, and its packed form: derived from the dossier beside it,
// so that a bureau's overview of very many projects never opens a dossier. `seq` counts a tenant's changes in the order they were committed.
import type { Migration } from "../migration.ts";

export const scoresMigration: Migration = {
  number: 13,
  name: "0013-scores",
  statements: [
    `create table score_heads (
      tenant text primary key,
      seq bigint not null
    )`,
    `create table case_scores (
      tenant text not null,
      case_id text not null,
      version integer not null,
      seq bigint not null,
      rules text not null,
      department text,
      signed_on date,
      total integer check (total >= 0),
      grade text,
      packed bytea,
      primary key (tenant, case_id),
      foreign key (tenant, case_id) references cases (tenant, id)
    )`,
    "create index case_scores_by_change on case_scores (tenant, seq)",
  ],
};
