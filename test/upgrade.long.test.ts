// Stores as each earlier version of the schema left them, opened by today's program: every row that was there is there to the byte,
// ledgers and trail agree with themselves.
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { allMigrations } from "../src/app/store/migrations/all-migrations.ts";
import { DATABASES } from "../src/app/store/store.builder.ts";
import { anEarlierStore, EARLIER, openedToday, WHOLE, withRecords } from "./upgrade.builder.ts";

withRecords();

describe.each(DATABASES)("on %s", (database) => {
  test("a store of each earlier version keeps every row, its ledgers and its trail", async () => {
    let all = 0;
    for (const version of EARLIER) {
      const earlier = await anEarlierStore(database, version);
      all += earlier.rows;
      expect([version, earlier.rows > 0, await openedToday(earlier)]).toEqual([version, true, WHOLE]);
    }
    console.log(`upgrade ${database}: ${EARLIER.length} earlier versions, ${all} rows, 0 lost or changed`);
  });

  test("a migration that would change a figure or an event is seen", async () => {
    const found = await openedToday(await anEarlierStore(database, allMigrations.length - 1), async (db) => {
      await sql`set session_replication_role = replica`.execute(db);
      await sql`update ledger_entries set amount = amount + 1 where seq = 5`.execute(db);
    });
    expect([found.kept, (found.ledger ?? []).length > 0]).toEqual([false, true]);
  });
});
