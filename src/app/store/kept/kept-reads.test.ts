// Nothing that was acknowledged is ever missing from what is kept; what nobody changed is asked for once.
import { describe, expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";
import { keptReads, type ReadAt } from "./kept-reads.ts";

/** A table of one value whose readings are let through one by one. */
function aTable() {
  const state = { value: 1, writes: 0 };
  const asked: { readonly keys: readonly string[]; readonly answer: () => void }[] = [];
  const read = (keys: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const seen = state.value;
    return new Promise((resolve) => asked.push({ keys, answer: () => resolve(new Map(keys.map((key) => [key, seen]))) }));
  };
  /** Each with where the table stood when it was read. */
  const readAt = async (keys: readonly string[]): Promise<ReadonlyMap<string, ReadAt<number>>> => {
    const at = state.writes;
    return new Map([...(await read(keys))].map(([key, value]) => [key, { stand: at, value }]));
  };
  const write = (value: number): void => {
    state.value = value;
    state.writes++;
  };
  const letThrough = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    asked.at(-1)?.answer();
  };
  return { read, readAt, stand: () => state.writes, write, asked, letThrough };
}

describe("many askers", () => {
  test("share one query, each key once", async () => {
    const table = aTable();
    const ask = askTogether(table.read);
    const answers = Promise.all(["a", "b", "a"].map(ask));
    await table.letThrough();
    expect(await answers).toEqual([1, 1, 1]);
    expect(table.asked.map(({ keys }) => keys)).toEqual([["a", "b"]]);
  });

  test("wait for the next query where one is under way: an answer is never older than its question", async () => {
    const table = aTable();
    const ask = askTogether(table.read);
    const early = ask("a");
    await new Promise((resolve) => setImmediate(resolve));
    table.write(2);
    const late = ask("a");
    await table.letThrough();
    expect(await early).toBe(1);
    await table.letThrough();
    expect(await late).toBe(2);
  });

  test("are all told where the query fails, and the next is asked anew", async () => {
    let fails = true;
    const ask = askTogether(async (keys) => {
      if (fails) throw new Error("gone");
      return new Map(keys.map((key) => [key, key]));
    });
    await expect(Promise.all([ask("a"), ask("b")])).rejects.toThrow("gone");
    fails = false;
    expect(await ask("a")).toBe("a");
  });
});

describe("a kept value", () => {
  test("is read once until something is written", async () => {
    const table = aTable();
    const get = keptReads({ stand: table.stand, read: table.readAt });
    const first = get("a");
    await table.letThrough();
    expect([await first, await get("a"), table.asked.length]).toEqual([1, 1, 1]);
    table.write(2);
    const second = get("a");
    await table.letThrough();
    expect([await second, await get("a"), table.asked.length]).toEqual([2, 2, 2]);
  });

  test("that was read before a write and came after it is not kept", async () => {
    const table = aTable();
    const get = keptReads({ stand: table.stand, read: table.readAt });
    const early = get("a");
    await new Promise((resolve) => setImmediate(resolve));
    table.write(2);
    await table.letThrough();
    expect(await early).toBe(1);
    const late = get("a");
    await table.letThrough();
    expect(await late).toBe(2);
  });

  test("answers as of where the asker saw the table stand, without asking where it stands now", async () => {
    const table = aTable();
    let questions = 0;
    const stand = async (): Promise<number> => {
      questions++;
      return table.stand();
    };
    const get = keptReads({ stand, read: table.readAt });
    const first = get("a");
    await table.letThrough();
    await first;
    const seen = table.stand();
    expect([await get("a", seen), questions, table.asked.length]).toEqual([1, 1, 1]);
    table.write(2);
    expect(await get("a", seen)).toBe(1);
    const late = get("a");
    await table.letThrough();
    expect([await late, questions]).toEqual([2, 2]);
  });
});
