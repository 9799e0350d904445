// Backups under load restored, damaged ones refused; restore-drill.nightly.test.ts does many more of either.
import { expect, test } from "vitest";
import { DATABASES } from "../store.builder.ts";
import { drillLine, drillRestores } from "./restore-drill.builder.ts";

test.each(DATABASES)("a backup made while others write is one moment, restored equal; damaged ones are refused (%s)", async (database) => {
  const drill = await drillRestores(database, { rounds: 3, damages: 20, seed: 161 });
  console.log(drillLine(database, drill));
  expect(drill).toEqual({ restored: 3, unequal: [], damaged: 20, accepted: [] });
});

test("a value changed after the restore, and damage that is none, are seen", async () => {
  const drill = await drillRestores("embedded", { rounds: 1, damages: 0, seed: 162, flaw: "changed-value" });
  expect(drill.unequal).toEqual(["round 1 to postgresql: cases differs"]);
  expect((await drillRestores("postgresql", { rounds: 0, damages: 1, seed: 163, flaw: "undamaged" })).accepted.length).toBe(1);
});
