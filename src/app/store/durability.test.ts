// The durability harnesses with few blows; durability.long.test.ts strikes on both databases, more often and in more places.
import { describe, expect, test } from "vitest";
import { surviveDiskFailures, surviveKills, survivePowerCuts } from "./durability.builder.ts";

const SLOW = 180_000;

describe("an acknowledged save", () => {
  test(
    "survives kills, some while the last is still recovered from",
    async () => {
      const harm = await surviveKills("embedded", 3, 1);
      expect(harm).toMatchObject({ blows: 3, lost: [], contradictions: [], unopenable: [] });
      // The saver did work between the blows; how much depends on the machine's load and proves nothing more.
      expect(harm.acknowledged).toBeGreaterThan(2 * harm.blows);
    },
    SLOW,
  );

  test(
    "survives a power cut that takes, keeps or tears whatever was not synced",
    async () => {
      const harm = await survivePowerCuts(4, 40, 1);
      expect(harm).toMatchObject({ blows: 4, acknowledged: 40, lost: [], contradictions: [], unopenable: [] });
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
