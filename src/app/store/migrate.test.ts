import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Migration } from "./migration.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { openAt } from "./open-at.ts";
import { aPlace, aStoreAt, aStoreOn, DATABASES } from "./store.builder.ts";
import type { StoreTables } from "./store-tables.ts";

const SLOW = 60_000;
const next = allMigrations.length + 1;

function aMigration(number: number, statements: readonly string[]): Migration {
  return { number, name: `000${number}-test`, statements };
}

async function namesApplied(db: Kysely<StoreTables>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migrations order by number`.execute(db);
  return rows.map(({ name }) => name);
}

describe.each(DATABASES)("migrations on %s", (database) => {
  test(
    "are applied when a store is opened, and once only",
    async () => {
      const { db } = await aStoreOn(database);
      const names = allMigrations.map(({ name }) => name);
      expect(await namesApplied(db)).toEqual(names);
      expect(await migrate(db, allMigrations)).toEqual({ ok: true, applied: [] });
      expect(await namesApplied(db)).toEqual(names);
    },
    SLOW,
  );

  test(
    "take the lock before they read or write anything, each in a transaction of its own",
    async () => {
      const { db } = await aStoreOn(database);
      const watch = () => {
        const seen: string[] = [];
        const watched = db.withPlugin({
          transformQuery: ({ node }) => {
            if (node.kind === "RawNode") seen.push(node.sqlFragments.join("?").trim());
            return node;
          },
          transformResult: async ({ result }) => result,
        });
        return { seen, watched };
      };
      const callers = [watch(), watch()];
      const two = [
        ...allMigrations,
        aMigration(next, ["create table a (n integer)"]),
        aMigration(next + 1, ["create table b (n integer)"]),
      ];
      const outcomes = await Promise.all(callers.map(({ watched }) => migrate(watched, two)));
      expect(outcomes.map((outcome) => (outcome.ok ? outcome.applied.length : -1)).reduce((sum, count) => sum + count)).toBe(2);
      const before = callers.flatMap(({ seen }) =>
        seen.flatMap((statement, index) => (statement.startsWith("create table if not exists schema_migrations") ? [seen[index - 1]] : [])),
      );
      // Two that apply and, for each of the two callers, one that finds nothing left.
      expect(before).toEqual(Array(4).fill("select pg_advisory_xact_lock(?)"));
      expect(callers.flatMap(({ seen }) => seen.filter((statement) => statement.startsWith("create table a"))).length).toBe(1);
    },
    SLOW,
  );

  test(
    "that fail half-way leave nothing of themselves, and can be tried again",
    async () => {
      const { db } = await aStoreOn(database);
      const broken = aMigration(next, ["create table half (n integer)", "create table half (n integer)"]);
      await expect(migrate(db, [...allMigrations, broken])).rejects.toMatchObject({ name: "DatabaseError", code: "42P07" });
      expect(await namesApplied(db)).toEqual(allMigrations.map(({ name }) => name));
      const mended = aMigration(next, ["create table half (n integer)"]);
      expect(await migrate(db, [...allMigrations, mended])).toEqual({ ok: true, applied: [mended.name] });
    },
    SLOW,
  );

  test(
    "that were applied may not be changed afterwards: the store is refused, and nothing is touched",
    async () => {
      const { db } = await aStoreOn(database);
      const first = aMigration(next, ["create table a (n integer)"]);
      await migrate(db, [...allMigrations, first]);
      const changed = aMigration(next, ["create table a (n bigint)"]);
      const later = aMigration(next + 1, ["create table b (n integer)"]);
      expect(await migrate(db, [...allMigrations, changed, later])).toEqual({ ok: false, reason: "migration-changed", detail: first.name });
      const renamed = { ...first, name: "0002-renamed" };
      expect(await migrate(db, [...allMigrations, renamed])).toEqual({ ok: false, reason: "migration-changed", detail: first.name });
      expect((await sql`select to_regclass('b') as b`.execute(db)).rows).toEqual([{ b: null }]);
    },
    SLOW,
  );

  test(
    "of a newer program keep an older one from opening the store",
    async () => {
      const place = await aPlace(database);
      const store = await aStoreAt(place);
      const later = aMigration(next, ["create table a (n integer)"]);
      await migrate(store.db, [...allMigrations, later]);
      await store.close();
      const opened = await openAt(place);
      expect(opened.ok ? [] : opened.faults).toMatchObject([
        { code: database === "embedded" ? "store-unreadable" : "server-unusable", params: { reason: "newer-schema", detail: later.name } },
      ]);
    },
    SLOW,
  );

  test(
    "must be numbered without gaps",
    async () => {
      const { db } = await aStoreOn(database);
      await expect(migrate(db, [...allMigrations, aMigration(next + 1, [])])).rejects.toThrow(/belongs/);
    },
    SLOW,
  );
});
