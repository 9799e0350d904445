// The durability harnesses at length: more blows, more seeds, every place where the disk may fail. Kills are dealt to the whole running
// product (test/kills) and, by night, to the store alone.
import { describe, expect, test } from "vitest";
import {
  type DiskFailure,
  harmLine,
  surviveDiskFailures,
  surviveKillsAtCreation,
  survivePowerCutAfterCreation,
  survivePowerCuts,
} from "./durability.builder.ts";

const unharmed = { lost: [], contradictions: [], unopenable: [] };

describe("an acknowledged save", () => {
  test.each([21, 22, 23, 24])("survives thirty power cuts (seed %i)", async (seed) => {
    const harm = await survivePowerCuts(30, 150, seed);
    console.log(harmLine("power", "cuts", harm));
    expect(harm).toMatchObject({ blows: 30, ...unharmed });
  });

  test("would not, were syncs only pretended", async () => {
    const { lost, contradictions, unopenable } = await survivePowerCuts(12, 60, 31, "forgetful");
    expect(lost.length + contradictions.length + unopenable.length).toBeGreaterThan(6);
  });

  test("survives the disk failing at any of its writes and syncs, once or from then on", async () => {
    const places = [...Array.from({ length: 16 }, (_, n) => n + 1), 18, 20, 23, 26, 30, 34, 38, 41, 45];
    const kinds: readonly Omit<DiskFailure, "at">[] = [
      { operation: "write", code: "ENOSPC", sticky: false },
      { operation: "write", code: "ENOSPC", sticky: true },
      { operation: "write", code: "EIO", sticky: true },
      { operation: "sync", code: "EIO", sticky: false },
    ];
    const harm = await surviveDiskFailures(kinds.flatMap((kind) => places.map((at) => ({ ...kind, at }))));
    console.log(harmLine("iofault", "faults", harm));
    expect(harm).toMatchObject({ blows: kinds.length * places.length, ...unharmed });
  });
});

test("a store that has just been created survives a power cut with nothing but what was synced", async () => {
  expect(await survivePowerCutAfterCreation()).toMatchObject({ blows: 1, contradictions: [], unopenable: [] });
});

test("a store whose creation was killed ten times at chance moments opens, or is created anew", async () => {
  expect(await surviveKillsAtCreation(10, 41)).toMatchObject({ blows: 10, unopenable: [] });
});
