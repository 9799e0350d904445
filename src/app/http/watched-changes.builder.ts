// Watches that nothing is changed without a word in the audit trail: every table tells which transaction touched it, and a transaction that
// touched one and wrote no event is found. For tests; nothing of it is in the product's schema.
import { type Kysely, sql, type Transaction } from "kysely";
import type { StoreTables } from "../store/store-tables.ts";

/** What is no record of anybody's: how somebody is known for the moment, what can be made anew, and the trail's own keeping. */
const UNTOLD: ReadonlyMap<string, string> = new Map([
  ["trail_events", "the trail"],
  ["trail_heads", "the trail"],
  ["trail_anchors", "the trail's own proof"],
  ["schema_migrations", "of the program"],
  ["request_keys", "answers kept for a day"],
  ["sessions", "that one is still there; opening and ending are told"],
  ["sign_in_failures", "counters; the refusal is told"],
  ["case_scores", "made of the case again at any time"],
  ["score_blocks", "made of what is kept of cases at any time"],
  ["packed_blocks", "copied from what is kept of cases at any time"],
  ["score_heads", "how often they were made"],
  ["ledger_import_rows", "read from a file whose upload is told"],
  ["ledger_imports", "how far the reading of it is"],
  ["audit_readings", "read from documents whose upload is told"],
  ["audit_documents", "how far the reading of them is"],
  ["flow_tasks", "made of the matter's state"],
  ["flow_reminders", "made of the matter's events, and read"],
  ["webhook_deliveries", "how far the telling of an event is"],
]);

export type WatchedChanges = {
  /** Transactions that changed records so far. */
  readonly changes: number;
  /** Those without an event: the tables they touched. */
  readonly untold: readonly string[];
};

/** From now on. */
export async function watchChanges(db: Kysely<StoreTables>): Promise<void> {
  await sql`create schema watch`.execute(db);
  await sql`create table watch.touched (transaction bigint not null, place text not null, primary key (transaction, place))`.execute(db);
  await sql`create function watch.note() returns trigger language plpgsql as $$ begin
    if coalesce(current_setting('watch.past_the_product', true), '') <> 'yes' then
      insert into watch.touched values (txid_current(), tg_table_name) on conflict do nothing;
    end if;
    return null; end $$`.execute(db);
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  for (const { name } of rows)
    await sql`create trigger watched after insert or update or delete on ${sql.id(name)} for each row execute function watch.note()`.execute(
      db,
    );
}

/** What a test changes by its own hand, in one transaction: the product has nothing to tell of it. */
export async function pastTheProduct(db: Kysely<StoreTables>, change: (trx: Transaction<StoreTables>) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local watch.past_the_product = 'yes'`.execute(trx);
    await change(trx);
  });
}

export async function changesSince(db: Kysely<StoreTables>): Promise<WatchedChanges> {
  const { rows } = await sql<{
    transaction: string;
    places: readonly string[];
  }>`select transaction::text, array_agg(place order by place) as places
    from watch.touched group by transaction`.execute(db);
  const records = rows
    .map(({ places }) => ({ told: places.includes("trail_events"), places: places.filter((place) => !UNTOLD.has(place)) }))
    .filter(({ places }) => places.length > 0);
  return { changes: records.length, untold: records.filter(({ told }) => !told).map(({ places }) => places.join(", ")) };
}

/** Prints what was watched, for the run's own line (test/counts-reporter.ts); throws where something was changed without an event. */
export async function endWatch(db: Kysely<StoreTables>): Promise<void> {
  const { changes, untold } = await changesSince(db);
  console.info(`trail: ${changes} changes of records, ${untold.length} without an event`);
  if (untold.length > 0) throw new Error(`changed without an event: ${[...new Set(untold)].join(" | ")}`);
}
