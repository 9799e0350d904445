// The kills of the running product at their full number.
import { expect, test } from "vitest";
import { DATABASES } from "../../src/app/store/store.builder.ts";
import { killsLine, surviveServerKills } from "./survive-kills.builder.ts";

test.each(DATABASES)("four hundred kills lose no acknowledged write, and what is sent again takes effect once (%s)", async (database) => {
  const survived = await surviveServerKills(database, 400, 71);
  console.log(killsLine(database, survived));
  expect(survived).toMatchObject({ kills: 400, lost: [], twice: [], contradictions: [], failedStarts: [] });
});
