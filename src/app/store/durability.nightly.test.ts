// The harnesses of the store at their full numbers; durability.long.test.ts has those that every submission is held to.
import { expect, test } from "vitest";
import { type DiskFailure, harmLine, surviveDiskFailures, surviveKills, survivePowerCuts } from "./durability.builder.ts";
import { DATABASES } from "./store.builder.ts";

const unharmed = { lost: [], contradictions: [], unopenable: [] };

test.each(DATABASES)("an acknowledged save survives two hundred kills in a row on the same files (%s)", async (database) => {
  const harm = await surviveKills(database, 200, 51);
  console.log(harmLine(`kill of the store, ${database}`, "kills", harm));
  expect(harm).toMatchObject({ blows: 200, ...unharmed });
});

test.each(DATABASES)("one that is acknowledged before it is made is counted as lost (%s)", async (database) => {
  expect((await surviveKills(database, 3, 2, "early")).lost.length).toBeGreaterThan(0);
});

test.each(Array.from({ length: 20 }, (_, n) => 200 + n))("an acknowledged save survives thirty power cuts (seed %i)", async (seed) => {
  const harm = await survivePowerCuts(30, 150, seed);
  console.log(harmLine("power", "cuts", harm));
  expect(harm).toMatchObject({ blows: 30, ...unharmed });
});

test.each([
  { operation: "write", code: "ENOSPC", sticky: false },
  { operation: "write", code: "ENOSPC", sticky: true },
  { operation: "write", code: "EIO", sticky: false },
  { operation: "write", code: "EIO", sticky: true },
  { operation: "sync", code: "EIO", sticky: false },
  { operation: "sync", code: "EIO", sticky: true },
] satisfies readonly Omit<DiskFailure, "at">[])("it survives the disk failing at each of its first places: %o", async (kind) => {
  const harm = await surviveDiskFailures(Array.from({ length: 120 }, (_, n) => ({ ...kind, at: n + 1 })));
  console.log(harmLine(`iofault ${kind.operation} ${kind.code}`, "faults", harm));
  // Late places are past the last commit of the child: there the disk is never asked.
  expect(harm.blows).toBeGreaterThan(40);
  expect(harm).toMatchObject(unharmed);
});
