// Single bits flipped in the database's files, in files handed in and in backups; bitrot.nightly.test.ts flips ten times as many.
import { beforeAll, expect, test } from "vitest";
import { flipBits, type Kept, keepSomething, rotLine } from "./flip-bits.builder.ts";

let kept: Kept;
beforeAll(async () => {
  kept = await keepSomething(40);
});

test("of thirty flipped bits none is served silently", async () => {
  const rotten = await flipBits(kept, 30, 41);
  console.log(rotLine(rotten));
  expect(rotten).toMatchObject({ flips: 30, silent: [] });
  // Flips in what is read are seen, not just without effect.
  expect(rotten.noticed).toMatchObject({ file: 4, backup: 4 });
  expect(rotten.noticed["table"]).toBeGreaterThan(0);
  expect(rotten.noticed["toast"]).toBeGreaterThan(0);
});

test("a name that was changed past the product is counted as served silently", async () => {
  expect((await flipBits(kept, 1, 42, ["value"])).silent.length).toBe(1);
});
