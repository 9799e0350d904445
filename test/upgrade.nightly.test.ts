// Each migration killed at each of its statements, on a store that the version before it left: today's program opens what is there,
// finishes the upgrade, and nothing is lost or by halves.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { StorePlace } from "../src/app/store/open-at.ts";
import { aChild, aDatabase, administer, aFolder, DATABASES } from "../src/app/store/store.builder.ts";
import { anEarlierStore, EARLIER, type EarlierStore, openedToday, WHOLE, withRecords } from "./upgrade.builder.ts";

withRecords();

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

async function aCopy(place: StorePlace): Promise<StorePlace> {
  if (place.kind === "folder") {
    const folder = join(aFolder(), "store");
    cpSync(place.folder, folder, { recursive: true });
    return { kind: "folder", folder };
  }
  const url = await aDatabase();
  await administer(`drop database ${nameOf(url)}`);
  await administer(`create database ${nameOf(url)} template ${nameOf(place.url)}`);
  return { kind: "server", url };
}

async function remove(place: StorePlace): Promise<void> {
  if (place.kind === "folder") rmSync(place.folder, { recursive: true });
  else await administer(`drop database ${nameOf(place.url)} with (force)`);
}

/** What is found of a copy whose upgrade to the next version was killed at that statement; null where there is no such statement. */
async function killedAt(earlier: EarlierStore, statement: number, ...manner: readonly string[]) {
  const place = await aCopy(earlier.place);
  const text = place.kind === "folder" ? place.folder : place.url;
  const child = aChild("upgrading-child.builder.ts", [text, String(earlier.version + 1), String(statement), ...manner]);
  await child.ended();
  if (child.lines().includes("upgraded")) {
    await remove(place);
    return null;
  }
  const found = await openedToday({ ...earlier, place }).catch((error: unknown) => ({ unopenable: String(error) }));
  await remove(place);
  return found;
}

describe.each(DATABASES)("on %s", (database) => {
  test("an upgrade that is killed at any of its statements is finished by the next opening", async () => {
    let kills = 0;
    for (const version of EARLIER) {
      const earlier = await anEarlierStore(database, version);
      for (let statement = 1; ; statement++) {
        const found = await killedAt(earlier, statement);
        if (found === null) break;
        kills++;
        expect([version, statement, found]).toEqual([version, statement, WHOLE]);
      }
      await remove(earlier.place);
    }
    console.log(`upgrade ${database}: ${EARLIER.length} migrations, ${kills} kills, each at another statement, 0 lost or by halves`);
    // The lock, what was applied, and the note of it stand beside each migration's own statements.
    expect(kills).toBeGreaterThan(5 * EARLIER.length);
  });

  test("a migration that is no transaction is seen", async () => {
    const earlier = await anEarlierStore(database, 7);
    expect(await killedAt(earlier, 4, "apart")).not.toEqual(WHOLE);
  });
});
