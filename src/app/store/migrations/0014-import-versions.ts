// How often people changed an import, and who did last: a change on an older state of it is refused.
import type { Migration } from "../migration.ts";

export const importVersionsMigration: Migration = {
  number: 14,
  name: "0014-import-versions",
  statements: [
    "alter table ledger_imports add column version integer not null default 0 check (version >= 0)",
    "alter table ledger_imports add column changed_by text",
    "alter table ledger_imports add column changed_at timestamptz",
  ],
};
