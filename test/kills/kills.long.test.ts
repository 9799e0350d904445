// The running product is killed while people write: what was acknowledged is there, once, and everything agrees with itself.
import { expect, test } from "vitest";
import { DATABASES } from "../../src/app/store/store.builder.ts";
import { killsLine, surviveServerKills } from "./survive-kills.builder.ts";

const unharmed = { lost: [], twice: [], contradictions: [], failedStarts: [] };

test.each(DATABASES)("forty kills lose no acknowledged write, and what is sent again takes effect once (%s)", async (database) => {
  const survived = await surviveServerKills(database, 40, 61);
  console.log(killsLine(database, survived));
  expect(survived).toMatchObject({ kills: 40, ...unharmed });
  // How much was written between the blows depends on the machine's load.
  expect(survived.acknowledged).toBeGreaterThan(2 * survived.kills);
  expect(survived.retried).toBeGreaterThan(survived.kills);
  expect(survived.exportsPosted).toBeGreaterThan(0);
});

test("a client that calls done what it only sends is seen to lose it", async () => {
  expect((await surviveServerKills("embedded", 2, 62, "early")).lost.length).toBeGreaterThan(0);
});

test("a client that sends again without its key is seen to do it twice", async () => {
  expect((await surviveServerKills("embedded", 2, 63, "keyless")).twice.length).toBeGreaterThan(0);
});
