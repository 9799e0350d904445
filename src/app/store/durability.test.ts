// The quick half of the durability harnesses; durability.long.test.ts strikes more often.
import { describe, expect, test } from "vitest";
import {
  surviveDiskFailures,
  surviveKills,
  surviveKillsAtCreation,
  survivePowerCutAfterCreation,
  survivePowerCuts,
} from "./durability.builder.ts";
import { DATABASES } from "./store.builder.ts";

const SLOW = 180_000;

describe("an acknowledged save", () => {
  test.each(DATABASES)(
    "survives kills, some while the last is still recovered from (%s)",
    async (database) => {
      const harm = await surviveKills(database, 6, 1);
      expect(harm).toMatchObject({ blows: 6, lost: [], contradictions: [], unopenable: [] });
      // The saver did work between the blows; how much depends on the machine's load and proves nothing more.
      expect(harm.acknowledged).toBeGreaterThan(2 * harm.blows);
    },
    SLOW,
  );

  test.each(DATABASES)(
    "that is acknowledged before it is made is counted as lost (%s)",
    async (database) => {
      expect((await surviveKills(database, 3, 2, "early")).lost.length).toBeGreaterThan(0);
    },
    SLOW,
  );

  test(
    "survives a power cut that takes, keeps or tears whatever was not synced",
    async () => {
      const harm = await survivePowerCuts(9, 60, 1);
      expect(harm).toMatchObject({ blows: 9, acknowledged: 60, lost: [], contradictions: [], unopenable: [] });
    },
    SLOW,
  );

  test(
    "would be lost on a disk that only pretends to sync, and this harness sees it",
    async () => {
      const { lost, contradictions, unopenable } = await survivePowerCuts(3, 30, 1, "forgetful");
      expect(lost.length + contradictions.length + unopenable.length).toBeGreaterThan(0);
    },
    SLOW,
  );

  test(
    "survives a disk that is full or broken; the engine stops rather than trusting a failed sync",
    async () => {
      const harm = await surviveDiskFailures([
        { operation: "sync", code: "EIO", sticky: false, at: 5 },
        { operation: "write", code: "ENOSPC", sticky: true, at: 9 },
        { operation: "write", code: "EIO", sticky: false, at: 20 },
      ]);
      expect(harm).toMatchObject({ blows: 3, lost: [], contradictions: [], unopenable: [] });
      expect(harm.stopped).toBeGreaterThan(0);
      expect(harm.acknowledged).toBeGreaterThan(0);
    },
    SLOW,
  );
});

test(
  "a store that has just been created survives a power cut with nothing but what was synced",
  async () => {
    expect(await survivePowerCutAfterCreation()).toMatchObject({ blows: 1, contradictions: [], unopenable: [] });
  },
  SLOW,
);

test(
  "a store whose creation was killed opens, or is created anew",
  async () => {
    expect(await surviveKillsAtCreation(2, 1)).toMatchObject({ blows: 2, unopenable: [] });
  },
  SLOW,
);
