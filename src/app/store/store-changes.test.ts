// What counts as a write, and when.
import { describe, expect, test } from "vitest";
import { watchChanges } from "./store-changes.ts";
import type { SessionSource } from "./store-session.ts";

/** A source whose statements do nothing; `fail` makes the next one throw. */
function aSource() {
  const next = { fails: false };
  const source: SessionSource = {
    take: async () => ({
      run: async () => {
        if (next.fails) throw new Error("refused");
        return { command: "", rows: [], affectedRows: 0 };
      },
      isAlive: () => true,
      release: () => undefined,
    }),
    close: async () => undefined,
  };
  return { ...watchChanges(source), next };
}

const ONE = ["cases"];

describe("a write", () => {
  test.each([
    'insert into "cases" ("id") values ($1)',
    "INSERT INTO public.cases values (1)",
    'update "cases" set "version" = 2',
    'delete from only "public"."cases"',
    "with gone as (delete from cases returning id) select * from gone",
    "merge into cases using x on true when matched then do nothing",
    "truncate table cases",
    "copy cases from stdin",
    "do $$ begin perform 1; end $$",
    "alter table units add column x text",
  ])("counts for its table: %s", async (statement) => {
    const { source, changes } = aSource();
    const before = changes.stamp(ONE);
    await (await source.take()).run(statement);
    expect(changes.stamp(ONE)).not.toBe(before);
  });

  test.each(['select * from "cases"', 'insert into "units" ("id") select "id" from "cases"', "begin", "set timezone = 'UTC'"])(
    "does not where there is none: %s",
    async (statement) => {
      const { source, changes } = aSource();
      await (await source.take()).run(statement);
      expect(changes.stamp(ONE)).toBe(0);
    },
  );

  test("in a transaction counts when that ends, either way", async () => {
    for (const end of ["commit", "rollback"]) {
      const { source, changes } = aSource();
      const session = await source.take();
      await session.run("begin");
      await session.run("update cases set version = 2");
      await session.run("rollback to savepoint a");
      expect(changes.stamp(ONE)).toBe(0);
      await session.run(end);
      expect(changes.stamp(ONE)).toBe(1);
    }
  });

  test("that ends in an error or with its session counts too", async () => {
    const { source, changes, next } = aSource();
    const session = await source.take();
    next.fails = true;
    await expect(session.run("update cases set version = 2")).rejects.toThrow("refused");
    expect(changes.stamp(ONE)).toBe(1);
    next.fails = false;
    await session.run("begin");
    await session.run("update cases set version = 2");
    session.release();
    expect(changes.stamp(ONE)).toBe(2);
  });
});
