import { afterEach, describe, expect, it } from "vitest";
import { readSource } from "../source/read-source.ts";
import { CHILD_LIMITS, type ChildLimits } from "./bounded-child.ts";
import { type ChildPool, childPool } from "./child-pool.ts";
import { readXlsx } from "./read-xlsx.ts";
import type { ChildLife } from "./reused-child.ts";
import type { SourceWorkbook } from "./source-workbook.ts";
import { aSheet } from "./xlsx.builder.ts";

const rows = (count: number, cells: number) =>
  Array.from(
    { length: count },
    (_, row) =>
      `<row>${Array.from({ length: cells }, (_, cell) => `<c t="inlineStr"><is><t>第${row}行第${cell}格的文字</t></is></c>`).join("")}</row>`,
  ).join("");
const small = aSheet(rows(5, 5));
const large = aSheet(rows(8_000, 20));

const pools: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map(({ close }) => close()));
});

function aPool(size: number, limits: Partial<ChildLimits> = {}, life: Partial<ChildLife> = {}): ChildPool<SourceWorkbook> {
  const pool = childPool("workbook", { size, limits: { ...CHILD_LIMITS, ...limits }, life });
  pools.push(pool);
  return pool;
}

async function reasonIn(pool: ChildPool<SourceWorkbook>, bytes: Uint8Array): Promise<unknown> {
  const parsed = await pool.parse("case.xlsx", bytes);
  return parsed.ok ? "taken" : parsed.faults.map(({ code, params, place }) => [code, params["reason"], place?.file]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a pool of children", () => {
  it("gives what parsing here would give, file after file in the same process", async () => {
    const pool = aPool(1);
    const broken = aSheet('<row r="2"/><row r="1"/>');
    expect(await pool.parse("一.xlsx", small)).toEqual(readXlsx("一.xlsx", small));
    const before = pool.pids();
    expect(before).toHaveLength(1);
    expect(await pool.parse("二.xlsx", broken)).toEqual(readXlsx("二.xlsx", broken));
    expect(await pool.parse("三.xlsx", large)).toEqual(readXlsx("三.xlsx", large));
    expect(pool.pids()).toEqual(before);
  });

  it("brings a published document over as it was read", async () => {
    const pool = childPool("published", { size: 1 });
    pools.push(pool);
    const bytes = new TextEncoder().encode("<table><tr><td>预算</td><td>465.47</td></tr></table>");
    const read = await pool.parse("自评表.html", bytes);
    expect(read.ok && { ok: true, value: read.value.source }).toEqual(await readSource("自评表.html", bytes));
  });

  it("parses as many at a time as it has children, the others wait their turn", async () => {
    const pool = aPool(2);
    const all = await Promise.all(Array.from({ length: 9 }, () => reasonIn(pool, small)));
    expect(all).toEqual(Array.from({ length: 9 }, () => "taken"));
    expect(pool.pids()).toHaveLength(2);
  });

  it("fails the file that takes too long, too much memory or too much room, and only that one", async () => {
    const slow = aPool(1, { seconds: 3 });
    expect(await reasonIn(slow, aSheet(rows(45_000, 20)))).toEqual([["file-too-large", "child-time", "case.xlsx"]]);
    const [pid] = slow.pids();
    expect(await reasonIn(slow, small)).toBe("taken");
    expect(slow.pids()).not.toContain(pid);

    const poor = aPool(1, { heapMegabytes: 40 });
    const outcomes = [await reasonIn(poor, small), await reasonIn(poor, large), await reasonIn(poor, small)];
    expect(outcomes).toEqual(["taken", [["file-too-large", "child-memory", "case.xlsx"]], "taken"]);
    expect(await reasonIn(aPool(1, { dataMegabytes: 150 }), large)).toEqual([["file-too-large", "child-memory", "case.xlsx"]]);
    expect(await reasonIn(aPool(1, { resultBytes: 1000 }), large)).toEqual([["file-too-large", "child-result", "case.xlsx"]]);
  }, 120_000);

  it("replaces a child after its last file, and when it has grown too large", async () => {
    const pool = aPool(1, {}, { files: 2 });
    const seen: (number | undefined)[] = [];
    for (let file = 0; file < 5; file++) {
      const parsing = pool.parse("case.xlsx", small);
      await Promise.resolve();
      seen.push(pool.pids().at(-1));
      expect((await parsing).ok).toBe(true);
    }
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).not.toBe(seen[1]);
    expect(seen[3]).toBe(seen[2]);
    expect(new Set(seen).size).toBe(3);

    const grown = aPool(1, {}, { megabytes: 1 });
    expect(await reasonIn(grown, small)).toBe("taken");
    const [first] = grown.pids();
    expect(await reasonIn(grown, small)).toBe("taken");
    expect(grown.pids().at(-1)).not.toBe(first);
  });

  it("gives a file a fresh child when the one it came to was ended by something else", async () => {
    const pool = aPool(1);
    expect(await reasonIn(pool, small)).toBe("taken");
    for (const pid of pool.pids()) process.kill(pid, "SIGKILL");
    expect(await reasonIn(pool, small)).toBe("taken");
    const parsing = reasonIn(pool, large);
    await Promise.resolve();
    for (const pid of pool.pids()) process.kill(pid, "SIGKILL");
    expect(await parsing).toBe("taken");
  });

  it("lets a child go that has had no file for long", async () => {
    const pool = aPool(2, {}, { idleSeconds: 0.2 });
    expect(await reasonIn(pool, small)).toBe("taken");
    await expect.poll(() => pool.pids()).toEqual([]);
    expect(await reasonIn(pool, small)).toBe("taken");
  });

  it("leaves no child behind when it is closed, not even one at work", async () => {
    const pool = aPool(2);
    expect(await reasonIn(pool, small)).toBe("taken");
    const underWay = [reasonIn(pool, large), reasonIn(pool, large), reasonIn(pool, large)];
    await Promise.resolve();
    const pids = pool.pids();
    expect(pids).toHaveLength(2);
    await pool.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(pool.pids()).toEqual([]);
    const failed = [["file-unreadable", "child-crash", "case.xlsx"]];
    expect(await Promise.all(underWay)).toEqual([failed, failed, failed]);
    expect(await reasonIn(pool, small)).toEqual(failed);
  });
});
