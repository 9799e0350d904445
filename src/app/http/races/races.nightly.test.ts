// The races at their full number.
import { expect, test } from "vitest";
import { DATABASES } from "../../store/store.builder.ts";
import { aTestApp } from "../app.builder.ts";
import { racesLine } from "./races-line.builder.ts";
import { runRaces } from "./run-races.builder.ts";

test.each(DATABASES)("ten thousand rounds of people who act at once end as they may (%s)", async (database) => {
  const server = await aTestApp(database);
  try {
    const races = await runRaces(server, { rounds: 10_000, seed: 45 });
    console.log(racesLine(database, races));
    expect(races).toMatchObject({ wrong: [], contradictions: [] });
  } finally {
    await server.close();
  }
});
