import { renameSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { StoreEvent } from "./open-store.ts";
import { anOpenStore, aPlace, aStoreAt, DATABASES, theSharedStore } from "./store.builder.ts";

const SLOW = 60_000;
const ENDLESS = sql`with recursive numbers as (select 1 as n union all select n + 1 from numbers) select count(*) from numbers`;

const one = sql<{ one: number }>`select 1 as one`;

describe.each(DATABASES)("on %s", (database) => {
  describe("values", () => {
    test(
      "arrive as they were stored: no exact number, document or instant passes through a float or a local date",
      async () => {
        const { db } = await theSharedStore(database);
        const { rows } = await sql`select 0.10::numeric as rate, 9007199254740993::bigint as big, -0.00::numeric(9,2) as zero, 7 as count,
        true as yes, null as nothing, date '2019-12-31' as day, timestamptz '2020-02-25 00:00:00.250+08' as instant,
        '{"b":1.10, "a":9007199254740993}'::json as document, array[0.10, 2]::numeric[] as rates`.execute(db);
        expect(rows).toEqual([
          {
            rate: "0.10",
            big: "9007199254740993",
            zero: "0.00",
            count: 7,
            yes: true,
            nothing: null,
            day: "2019-12-31",
            instant: "2020-02-24T16:00:00.250Z",
            document: '{"b":1.10, "a":9007199254740993}',
            rates: ["0.10", "2"],
          },
        ]);
        const given = { text: "衡效 𠮷 ' \" \\ $1", number: "123456789.01", flag: false, list: ["甲", "乙"] };
        const back = await sql`select ${given.text}::text as text, ${given.number}::numeric as number, ${given.flag}::bool as flag,
        ${given.list}::text[] as list`.execute(db);
        expect(back.rows).toEqual([given]);
      },
      SLOW,
    );

    test(
      "that the database refuses come back as its own error, with the code and the constraint, and the session goes on",
      async () => {
        const { db } = await theSharedStore(database);
        await sql`create table once (tenant text, id text, constraint once_key primary key (tenant, id))`.execute(db);
        const insert = sql`insert into once values ('t', 'a')`;
        expect((await insert.execute(db)).numAffectedRows).toBe(1n);
        await expect(insert.execute(db)).rejects.toMatchObject({
          name: "DatabaseError",
          code: "23505",
          constraint: "once_key",
          table: "once",
        });
        await expect(sql`select ${"perhaps"}::bool`.execute(db)).rejects.toMatchObject({
          name: "DatabaseError",
          code: expect.stringMatching(/^22/),
        });
        expect((await one.execute(db)).rows).toEqual([{ one: 1 }]);
      },
      SLOW,
    );
  });

  describe("a transaction", () => {
    test(
      "has a session to itself: forty at once, every third failing, leave exactly the good ones",
      async () => {
        const { db } = await theSharedStore(database);
        await sql`create table tally (n integer primary key, seen integer not null)`.execute(db);
        const attempts = Array.from({ length: 40 }, (_, n) =>
          db.transaction().execute(async (transaction) => {
            const { rows } = await sql<{ seen: string }>`select count(*) as seen from tally`.execute(transaction);
            await sql`insert into tally values (${n}, ${rows[0]?.seen})`.execute(transaction);
            if (n % 3 === 0) throw new Error("changed our mind");
          }),
        );
        const outcomes = await Promise.allSettled(attempts);
        expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual(Array.from({ length: 40 }, (_, n) => n % 3 !== 0));
        const { rows } = await sql<{ n: number; seen: number }>`select n, seen from tally order by seen`.execute(db);
        expect(rows.length).toBe(26);
        // A server has more sessions than one, and lets transactions run beside each other.
        if (database === "postgresql") return;
        expect(rows.map(({ seen }) => seen)).toEqual(Array.from({ length: 26 }, (_, seen) => seen));
      },
      SLOW,
    );

    test(
      "refuses at once a query on the store from inside it, which would wait for itself for ever",
      async () => {
        const { db } = await theSharedStore(database);
        const nested = db.transaction().execute(async (transaction) => {
          await one.execute(transaction);
          await one.execute(db);
        });
        await expect(nested).rejects.toMatchObject({ name: "StoreError", code: "outside-transaction" });
        const deeper = db.transaction().execute(async () => {
          await Promise.all([1, 2].map(async () => await db.transaction().execute((inner) => one.execute(inner))));
        });
        await expect(deeper).rejects.toMatchObject({ code: "outside-transaction" });
        expect((await one.execute(db)).rows).toEqual([{ one: 1 }]);
      },
      SLOW,
    );

    test(
      "is no hindrance to queries beside it or after it in the same request",
      async () => {
        const { db } = await theSharedStore(database);
        const beside = await Promise.all([
          db.transaction().execute((transaction) => one.execute(transaction)),
          one.execute(db),
          db.transaction().execute((transaction) => one.execute(transaction)),
          one.execute(db),
        ]);
        expect(beside.map(({ rows }) => rows[0]?.one)).toEqual([1, 1, 1, 1]);
        let later: Promise<unknown> | undefined;
        await db.transaction().execute(async (transaction) => {
          await one.execute(transaction);
          later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => one.execute(db));
        });
        await expect(later).resolves.toMatchObject({ rows: [{ one: 1 }] });
        await db
          .transaction()
          .execute(() => Promise.reject(new Error("no")))
          .catch(() => one.execute(db));
        expect((await one.execute(db)).rows).toEqual([{ one: 1 }]);
      },
      SLOW,
    );

    test(
      "that has failed is not reported as committed",
      async () => {
        const { db } = await theSharedStore(database);
        await sql`create table failed_once (n integer)`.execute(db);
        const swallowed = db.transaction().execute(async (transaction) => {
          await sql`insert into failed_once values (1)`.execute(transaction);
          await sql`select 1 / 0`.execute(transaction).catch(() => undefined);
        });
        await expect(swallowed).rejects.toMatchObject({ name: "StoreError", code: "commit-rolled-back" });
        expect((await sql`select n from failed_once`.execute(db)).rows).toEqual([]);
      },
      SLOW,
    );

    test(
      "can give up a part of itself at a savepoint",
      async () => {
        const { db } = await theSharedStore(database);
        await sql`create table savepoints (n integer)`.execute(db);
        const transaction = await db.startTransaction().setIsolationLevel("serializable").execute();
        await sql`insert into savepoints values (1)`.execute(transaction);
        const part = await transaction.savepoint("part").execute();
        await sql`insert into savepoints values (2)`.execute(part);
        const rest = await part.rollbackToSavepoint("part").execute();
        await sql`insert into savepoints values (3)`.execute(rest);
        await rest.commit().execute();
        expect((await sql`select n from savepoints order by n`.execute(db)).rows).toEqual([{ n: 1 }, { n: 3 }]);
      },
      SLOW,
    );
  });

  describe("closing", () => {
    test(
      "lets the transaction that is open end, refuses what comes after, and may be asked for twice",
      async () => {
        const place = await aPlace(database);
        const store = await aStoreAt(place);
        await sql`create table kept (n integer)`.execute(store.db);
        const slow = store.db.transaction().execute(async (transaction) => {
          await sql`insert into kept values (1)`.execute(transaction);
          await new Promise((resolve) => setTimeout(resolve, 300));
          await sql`insert into kept values (2)`.execute(transaction);
        });
        await new Promise((resolve) => setTimeout(resolve, 50));
        const closings = [store.close(), store.close()];
        await new Promise((resolve) => setTimeout(resolve, 10));
        await expect(one.execute(store.db)).rejects.toThrow(/destroyed|closed/);
        await Promise.all([slow, ...closings]);
        const again = await aStoreAt(place);
        expect((await sql`select n from kept order by n`.execute(again.db)).rows).toEqual([{ n: 1 }, { n: 2 }]);
      },
      SLOW,
    );

    test(
      "does not wait for ever for a transaction that never ends",
      async () => {
        const place = await aPlace(database);
        const store = await aStoreAt(place, { closeWithinMs: 300 });
        await sql`create table kept (n integer)`.execute(store.db);
        const held = await store.db.startTransaction().execute();
        await sql`insert into kept values (1)`.execute(held);
        await store.close();
        await expect(one.execute(held)).rejects.toMatchObject({ name: "StoreError" });
        const again = await aStoreAt(place);
        expect((await sql`select n from kept`.execute(again.db)).rows).toEqual([]);
      },
      SLOW,
    );
  });
});

describe("an embedded transaction", () => {
  test(
    "that holds the session and does nothing is named to those who wait, and they fail instead of hanging",
    async () => {
      const { db } = await anOpenStore({ idleAfterMs: 200 });
      const held = await db.startTransaction().execute();
      await expect(one.execute(db)).rejects.toMatchObject({ name: "StoreError", code: "session-busy" });
      const waiting = one.execute(db);
      await one.execute(held);
      await held.commit().execute();
      expect((await waiting).rows).toEqual([{ one: 1 }]);
    },
    SLOW,
  );
});

describe("an engine that hangs", () => {
  test(
    "is replaced: what it was doing fails by name, its open transaction is gone, and the next query is answered",
    async () => {
      const events: StoreEvent[] = [];
      const { db } = await anOpenStore({ hangAfterMs: 1_500, report: (event) => events.push(event) });
      await sql`create table kept (n integer)`.execute(db);
      await sql`insert into kept values (1)`.execute(db);
      const hung = db.transaction().execute(async (transaction) => {
        await sql`insert into kept values (2)`.execute(transaction);
        await ENDLESS.execute(transaction).catch(() => undefined);
        await sql`insert into kept values (3)`.execute(transaction);
      });
      const behind = sql`select n from kept`.execute(db);
      await expect(hung).rejects.toMatchObject({ name: "StoreError", code: "engine-restarted" });
      expect((await behind).rows).toEqual([{ n: 1 }]);
      expect(events.map(({ kind }) => kind)).toEqual(["engine-ended", "engine-reopened"]);
    },
    SLOW,
  );
});

describe("an engine that gives up", () => {
  test(
    "is replaced as soon as its files can be opened again; until then each query says what stands in the way",
    async () => {
      const events: StoreEvent[] = [];
      const { db, place: folder } = await anOpenStore({ report: (event) => events.push(event) });
      await sql`create table kept (n integer)`.execute(db);
      await sql`insert into kept values (1)`.execute(db);
      const log = join(folder, "pg", "pg_wal");
      renameSync(log, `${log}.away`);
      const switchLog = async (): Promise<void> => {
        for (let times = 0; times < 5; times++) {
          await sql`insert into kept values (2)`.execute(db);
          await sql`select pg_switch_wal()`.execute(db);
        }
      };
      await expect(switchLog()).rejects.toMatchObject({ name: "StoreError", code: "engine-restarted" });
      await expect(one.execute(db)).rejects.toMatchObject({ name: "StoreError", code: "engine-unavailable" });
      renameSync(`${log}.away`, log);
      const { rows } = await sql`select n from kept where n = 1`.execute(db);
      expect(rows).toEqual([{ n: 1 }]);
      const [first, ...attempts] = events.map(({ kind }) => kind);
      expect([first, new Set(attempts.slice(0, -1)), attempts.at(-1)]).toEqual([
        "engine-ended",
        new Set(["engine-not-reopened"]),
        "engine-reopened",
      ]);
      expect(events[0]).toMatchObject({ why: expect.stringMatching(/PANIC|FATAL/) });
    },
    SLOW,
  );
});
