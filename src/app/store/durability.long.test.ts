// The durability harnesses at length: more blows, more seeds, every place where the disk may fail.
import { describe, expect, test } from "vitest";
import {
  type DiskFailure,
  surviveDiskFailures,
  surviveKills,
  surviveKillsAtCreation,
  survivePowerCutAfterCreation,
  survivePowerCuts,
} from "./durability.builder.ts";
import { DATABASES } from "./store.builder.ts";

const unharmed = { lost: [], contradictions: [], unopenable: [] };

describe("an acknowledged save", () => {
  test.each(DATABASES)("survives forty kills in a row on the same files (%s)", async (database) => {
    const harm = await surviveKills(database, 40, 11);
    console.log(`kill ${database}: ${harm.blows} kills, ${harm.acknowledged} acknowledged, ${harm.lost.length} lost`);
    expect(harm).toMatchObject({ blows: 40, ...unharmed });
    // How much was saved between the blows depends on the machine's load.
    expect(harm.acknowledged).toBeGreaterThan(2 * harm.blows);
  });

  test.each(DATABASES)("that is acknowledged before it is made is counted as lost (%s)", async (database) => {
    expect((await surviveKills(database, 3, 2, "early")).lost.length).toBeGreaterThan(0);
  });

  test.each([21, 22, 23, 24])("survives thirty power cuts (seed %i)", async (seed) => {
    expect(await survivePowerCuts(30, 150, seed)).toMatchObject({ blows: 30, ...unharmed });
  });

  test("would not, were syncs only pretended", async () => {
    const { lost, contradictions, unopenable } = await survivePowerCuts(12, 60, 31, "forgetful");
    expect(lost.length + contradictions.length + unopenable.length).toBeGreaterThan(6);
  });

  test("survives the disk failing at any of its writes and syncs, once or from then on", async () => {
    const places = [1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 18, 23, 30, 41];
    const kinds: readonly Omit<DiskFailure, "at">[] = [
      { operation: "write", code: "ENOSPC", sticky: false },
      { operation: "write", code: "ENOSPC", sticky: true },
      { operation: "write", code: "EIO", sticky: true },
      { operation: "sync", code: "EIO", sticky: false },
    ];
    const harm = await surviveDiskFailures(kinds.flatMap((kind) => places.map((at) => ({ ...kind, at }))));
    expect(harm).toMatchObject({ blows: kinds.length * places.length, ...unharmed });
  });
});

test("a store that has just been created survives a power cut with nothing but what was synced", async () => {
  expect(await survivePowerCutAfterCreation()).toMatchObject({ blows: 1, contradictions: [], unopenable: [] });
});

test("a store whose creation was killed ten times at chance moments opens, or is created anew", async () => {
  expect(await surviveKillsAtCreation(10, 41)).toMatchObject({ blows: 10, unopenable: [] });
});
