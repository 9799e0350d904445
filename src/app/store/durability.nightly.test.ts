// The kills at their full number; durability.long.test.ts has the number that every submission is held to.
import { expect, test } from "vitest";
import { surviveKills } from "./durability.builder.ts";
import { DATABASES } from "./store.builder.ts";

test.each(DATABASES)("an acknowledged save survives two hundred kills in a row on the same files (%s)", async (database) => {
  const harm = await surviveKills(database, 200, 51);
  console.log(`kill ${database}: ${harm.blows} kills, ${harm.acknowledged} acknowledged, ${harm.lost.length} lost`);
  expect(harm).toMatchObject({ blows: 200, lost: [], contradictions: [], unopenable: [] });
});
