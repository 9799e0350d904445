// The packed projects of 256 change numbers as columns, copied from their rows: a million are read as some thousand values. Made
// again of the rows at any time; `live` says how many rows there were, and as none is ever added to a full block, a smaller number now
// says that some were saved since and stand elsewhere. What stands in it is short already: nothing is gained by compressing it. The few
// projects that have no packed form are found by an index of their own.
import type { Migration } from "../migration.ts";

export const packedBlocksMigration: Migration = {
  number: 19,
  name: "0019-packed-blocks",
  statements: [
    `create table packed_blocks (
      tenant text not null,
      block bigint not null check (block >= 0),
      live integer not null,
      runs text not null,
      heads bytea not null,
      projects bytea not null,
      primary key (tenant, block)
    )`,
    "alter table packed_blocks alter column heads set storage external",
    "alter table packed_blocks alter column projects set storage external",
    `create index case_scores_unpacked on case_scores (tenant, seq)
      where not (packed is not null and pack is not null and signed_on is not null)`,
  ],
};
