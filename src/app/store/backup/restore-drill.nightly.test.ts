// Restores at their full number; restore-drill.long.test.ts has what every submission is held to.
import { expect, test } from "vitest";
import { DATABASES } from "../store.builder.ts";
import { drillLine, drillRestores } from "./restore-drill.builder.ts";

test.each(DATABASES)("twenty backups under load are restored equal, a hundred damaged ones refused (%s)", async (database) => {
  const drill = await drillRestores(database, { rounds: 20, damages: 100, seed: 164 });
  console.log(drillLine(database, drill));
  expect(drill).toEqual({ restored: 20, unequal: [], damaged: 100, accepted: [] });
});
