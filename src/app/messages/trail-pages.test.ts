// Every event that the program writes into the trail has a name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { productPath } from "../product-folder.ts";
import { ACTIONS_ZH } from "./actions.ts";
import { FLOW_WORDS_ZH } from "./flow-words.zh.ts";
import { LEDGER_PAGES_ZH } from "./ledger-pages.zh.ts";
import { TRAIL_PAGES_ZH } from "./trail-pages.zh.ts";

/** What stands behind `action:` in a call that records an event, whatever condition chooses it. */
const WRITTEN = /recordEvent\([\s\S]*?\n\s*\}\);|recordEvent\([^\n]*\);/g;
const NAME = /action: (?:[^"`,]*\? )?"([a-z-]+\.[a-z-]+)"(?: : "([a-z-]+\.[a-z-]+)")?/g;
/** What a step of a process is kept as, without a person's act. */
const STEP = /\bact: (?:[^,\n]* \? )?"([a-z-]+)"(?: : "([a-z-]+)")?, reason/g;
const OBJECT = /kind: "([a-z-]+)"/g;

const texts = ["usecases", "http"].flatMap((room) => {
  const folder = productPath("src", "app", room);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
});
const sources = texts.flatMap((text) => [...text.matchAll(WRITTEN)].map(([call]) => call));

test("names and kinds that stand in the sources are named", () => {
  const names = sources.flatMap((call) => [...call.matchAll(NAME)].flatMap(([, one, other]) => [one, other]));
  const steps = texts.flatMap((text) => [...text.matchAll(STEP)].flatMap(([, one, other]) => [one, other]));
  const acts = [...Object.keys(FLOW_WORDS_ZH.acts), ...steps.filter((step) => step !== undefined)].map((act) => `flow.${act}`);
  expect(acts).toContain("flow.escalated");
  const postings = Object.keys(LEDGER_PAGES_ZH.kinds).map((kind) => `ledger.${kind}`);
  const written = [...new Set([...names.filter((name) => name !== undefined), ...acts, ...postings])];
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter((name) => !(name in TRAIL_PAGES_ZH.events || name in ACTIONS_ZH))).toEqual([]);
  const kinds = new Set(sources.flatMap((call) => [...call.matchAll(OBJECT)].map(([, kind]) => kind ?? "")));
  expect([...kinds].filter((kind) => !(kind in TRAIL_PAGES_ZH.kinds))).toEqual([]);
});
