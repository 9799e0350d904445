// Among indexes that seem equally good the planner takes the youngest, and to a database that has not counted its rows yet every index
// of a ledger's entries seems as good as their key. A reference to an entry was therefore looked up by day, and a voucher of an import
// of 100,000 rows cost a walk over the days of the year. Nothing asks by day; the key is the youngest now.
import type { Migration } from "../migration.ts";

export const ledgerEntriesByKeyMigration: Migration = {
  number: 12,
  name: "0012-ledger-entries-by-key",
  statements: ["drop index ledger_entries_by_day", "create unique index ledger_entries_by_seq on ledger_entries (tenant, case_id, seq)"],
};
