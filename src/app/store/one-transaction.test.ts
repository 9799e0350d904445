import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { afterCommit, inOneTransaction } from "./one-transaction.ts";
import { DATABASES, theSharedStore } from "./store.builder.ts";

const SLOW = 60_000;
const nothing = async (): Promise<void> => undefined;

async function aNotebook(database: (typeof DATABASES)[number]) {
  const { db } = await theSharedStore(database);
  await sql`drop table if exists notes`.execute(db);
  await sql`create table notes (n integer primary key)`.execute(db);
  const note = async (n: number): Promise<void> => {
    await db.transaction().execute(async (transaction) => {
      await sql`insert into notes values (${n})`.execute(transaction);
    });
  };
  const noted = async (): Promise<readonly number[]> =>
    (await sql<{ n: number }>`select n from notes order by n`.execute(db)).rows.map(({ n }) => n);
  return { db, note, noted };
}

describe.each(DATABASES)("on %s", (database) => {
  test(
    "transactions of one piece of work are one: all of it is there, or nothing",
    async () => {
      const { note, noted } = await aNotebook(database);
      let begun = 0;
      const plan = {
        begun: async () => {
          begun += 1;
        },
        kept: true,
      };
      await inOneTransaction(plan, async (isHeld) => {
        expect(isHeld()).toBe(false);
        await note(1);
        expect(isHeld()).toBe(true);
        await note(2);
        // What the work reads after it wrote is what it wrote.
        expect(await noted()).toEqual([1, 2]);
        return true;
      });
      await inOneTransaction(plan, async () => {
        await note(3);
        await note(4);
        return false;
      });
      await expect(
        inOneTransaction(plan, async () => {
          await note(5);
          throw new Error("changed our mind");
        }),
      ).rejects.toThrow("changed our mind");
      expect(await noted()).toEqual([1, 2]);
      expect(begun).toBe(3);
    },
    SLOW,
  );

  test(
    "one that fails within the work takes back only itself, and where it is the first, another begins anew",
    async () => {
      const { note, noted } = await aNotebook(database);
      let begun = 0;
      const plan = {
        begun: async () => {
          begun += 1;
        },
        kept: true,
      };
      await note(1);
      await inOneTransaction(plan, async (isHeld) => {
        await expect(note(1)).rejects.toMatchObject({ code: "23505" });
        expect(isHeld()).toBe(false);
        await note(2);
        await expect(note(2)).rejects.toMatchObject({ code: "23505" });
        await note(3);
        return true;
      });
      expect(await noted()).toEqual([1, 2, 3]);
      expect(begun).toBe(2);
    },
    SLOW,
  );

  test(
    "what is written at the beginning is in the same transaction, and a refusal there undoes the beginning",
    async () => {
      const { db, note, noted } = await aNotebook(database);
      const claim = async (): Promise<void> => void (await sql`insert into notes values (100)`.execute(db));
      await expect(
        inOneTransaction({ begun: claim, kept: true }, async () => {
          await note(1);
          throw new Error("no");
        }),
      ).rejects.toThrow("no");
      expect(await noted()).toEqual([]);
      const refused = inOneTransaction(
        {
          begun: async () => {
            throw new Error("taken");
          },
          kept: true,
        },
        async () => {
          await note(1);
          return true;
        },
      );
      await expect(refused).rejects.toThrow("taken");
      expect(await noted()).toEqual([]);
      await note(7);
      expect(await noted()).toEqual([7]);
    },
    SLOW,
  );

  test(
    "work of several transactions commits each; the first has with it what was written at its beginning",
    async () => {
      const { db, note, noted } = await aNotebook(database);
      const claim = async (): Promise<void> => void (await sql`insert into notes values (100)`.execute(db));
      await expect(
        inOneTransaction({ begun: claim, kept: false }, async (isHeld) => {
          await note(1);
          expect(isHeld()).toBe(false);
          await note(2);
          throw new Error("the machine stopped");
        }),
      ).rejects.toThrow("the machine stopped");
      expect(await noted()).toEqual([1, 2, 100]);
    },
    SLOW,
  );

  test(
    "what goes on in the background begins when all is committed, by itself, and not where it is taken back",
    async () => {
      const { note, noted } = await aNotebook(database);
      const begun: Promise<void>[] = [];
      const inBackground = (n: number) =>
        afterCommit(() => {
          begun.push(noted().then(async (seen) => (seen.includes(1) ? await note(n) : undefined)));
        });
      await inOneTransaction({ begun: nothing, kept: true }, async () => {
        await note(1);
        inBackground(2);
        expect(begun).toEqual([]);
        return true;
      });
      await inOneTransaction({ begun: nothing, kept: true }, async () => {
        inBackground(3);
        return false;
      });
      inBackground(4);
      await Promise.all(begun);
      expect(await noted()).toEqual([1, 2, 4]);
    },
    SLOW,
  );
});
