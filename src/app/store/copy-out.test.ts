import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { copiedRows, copyOut, withLiterals } from "./copy-out.ts";
import { DATABASES, theSharedStore } from "./store.builder.ts";

const SLOW = 60_000;

describe.each(DATABASES)("on %s", (database) => {
  test(
    "rows are copied byte by byte, with every letter of the texts asked for",
    async () => {
      const { db } = await theSharedStore(database);
      for (const text of ["衡效", "it's", "\\x41", "a\\'b", "$1 ''"]) {
        const rows = await copyOut(db, sql`select ${text}::text, int4send(${7}), null from generate_series(1, 2)`);
        const row = [Buffer.from(text), Buffer.from([0, 0, 0, 7]), null];
        expect(rows.map((columns) => columns.map((bytes) => bytes && Buffer.from(bytes)))).toEqual([row, row]);
      }
      expect(await copyOut(db, sql`select 1 where false`)).toEqual([]);
    },
    SLOW,
  );

  test(
    "a megabyte comes whole, and what is refused leaves the session usable",
    async () => {
      const { db } = await theSharedStore(database);
      const [[bytes] = []] = await copyOut(db, sql`select string_agg(int4send(n), ''::bytea order by n) from generate_series(0, 499999) n`);
      expect(bytes?.length).toBe(2_000_000);
      expect(Buffer.from(bytes ?? []).readInt32BE(4 * 499_999)).toBe(499_999);
      await expect(copyOut(db, sql`select * from no_such_table`)).rejects.toMatchObject({ name: "DatabaseError", code: "42P01" });
      expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    },
    SLOW,
  );
});

test("only texts and whole numbers become literals", () => {
  expect(withLiterals({ sql: "a = $1 and b = $2 and c = $1", parameters: ["x'", 12] })).toBe("a = 'x''' and b = 12 and c = 'x'''");
  for (const value of [0.5, null, true, "\0", new Uint8Array()])
    expect(() => withLiterals({ sql: "$1", parameters: [value] })).toThrow("only texts and whole numbers");
});

test("what is no copy is refused", () => {
  expect(() => copiedRows(Buffer.from("something else altogether"), true)).toThrow("not what COPY sends");
});
