// A process that brings the store at the place it is given up to a migration and dies at the K-th statement: before an even one, while an odd
// one is under way. "apart" makes a transaction of each statement: the harness must notice. It prints "upgraded" where it came to the end.
import { type Kysely, type KyselyPlugin, sql } from "kysely";
import { migrate } from "./migrate.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { openAt } from "./open-at.ts";
import type { StoreTables } from "./store-tables.ts";

const [place = "", upTo = "", at = "", manner] = process.argv.slice(2);
const opened = await openAt(place.startsWith("postgres://") ? { kind: "server", url: place } : { kind: "folder", folder: place }, {
  schema: 0,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.faults));

let statement = 0;
const die = (): boolean => process.kill(process.pid, "SIGKILL");
const dying: KyselyPlugin = {
  transformQuery: ({ node }) => {
    if (++statement === Number(at)) {
      if (statement % 2 === 0) die();
      else setImmediate(die);
    }
    return node;
  },
  transformResult: async ({ result }) => result,
};
const db: Kysely<StoreTables> = opened.value.db.withPlugin(dying);
if (manner === "apart") {
  for (const text of allMigrations[Number(upTo) - 1]?.statements ?? []) await sql.raw(text).execute(db);
} else {
  const migrated = await migrate(db, allMigrations, Number(upTo));
  if (!migrated.ok) throw new Error(JSON.stringify(migrated));
}
console.log("upgraded");
await opened.value.close();
