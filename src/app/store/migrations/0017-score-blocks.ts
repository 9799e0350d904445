// After a change of the rules the new totals of all that is packed are written by the thousand, beside the rows: a block for every 4096
// change numbers, three bytes for each. A row changes when its case is saved or scored in full, and then by another number.
// The pack a packed project is scored under stands beside it, so that a million of them are read without their cases.
import type { Migration } from "../migration.ts";

export const scoreBlocksMigration: Migration = {
  number: 17,
  name: "0017-score-blocks",
  statements: [
    `create table score_blocks (
      tenant text not null,
      block bigint not null check (block >= 0),
      seq bigint not null,
      grades text not null,
      scores bytea not null,
      primary key (tenant, block)
    )`,
    "alter table case_scores add column pack text",
    `update case_scores set pack = cases.pack from cases
      where cases.tenant = case_scores.tenant and cases.id = case_scores.case_id and case_scores.packed is not null`,
  ],
};
