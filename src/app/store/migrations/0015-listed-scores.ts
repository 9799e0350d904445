// What the list of cases shows of each beside its score, so that it opens no dossier. What was kept before is worked out anew.
import type { Migration } from "../migration.ts";

export const listedScoresMigration: Migration = {
  number: 15,
  name: "0015-listed-scores",
  statements: [
    `alter table case_scores
      add column unit text,
      add column execution_rate text,
      add column corrections integer,
      add column errors integer,
      add column warnings integer,
      add column hints integer`,
    "update case_scores set rules = ''",
  ],
};
