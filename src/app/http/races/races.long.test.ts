// Whoever acts at the same instant as somebody else: six hundred rounds on each database; races.nightly.test.ts has ten thousand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASES } from "../../store/store.builder.ts";
import { aTestApp, type TestApp } from "../app.builder.ts";
import { racesLine } from "./races-line.builder.ts";
import { runRaces } from "./run-races.builder.ts";

const GOES = 5;
const ROUNDS = 600;

describe.each(DATABASES)("on %s", (database) => {
  let server: TestApp;
  beforeAll(async () => {
    server = await aTestApp(database);
  });
  afterAll(async () => await server.close());

  test("of those who act at once one passes; nothing is lost, paid twice or left behind", async () => {
    const races = await runRaces(server, { rounds: ROUNDS, seed: 41 });
    console.log(racesLine(database, races));
    expect(races).toMatchObject({ wrong: [], contradictions: [] });
    expect([...races.rounds.values()].reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(ROUNDS);
  });

  // The canaries: each of these faults, switched on in the harness, is seen by the races that it concerns, and by no others.
  test.each([
    ["keys of requests", "keys", 42, ["double submit", "double upload", "same payment"]],
    ["versions", "versions", 43, ["one voucher's links", "settlement twice", "two reviewers", "two seats", "two tabs"]],
    ["limits to what is spent", "limits", 44, ["one commitment", "one slice"]],
  ] as const)("the harness would see that there are no %s", async (_, weakness, seed, seenBy) => {
    // Whether two meet is chance, so that a fault may take more than one go to be seen.
    const names = new Set<string>();
    for (let go = 0; go < GOES && names.size < seenBy.length; go++) {
      const { wrong } = await runRaces(server, { rounds: 60, seed: seed + 1000 * go, weakness });
      for (const sentence of wrong) names.add(sentence.split(",")[0] ?? "");
    }
    expect([...names].toSorted()).toEqual(seenBy);
  });
});
