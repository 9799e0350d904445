// The checks of a read document, under the newest national rules in force on the day it was signed.
import { fileURLToPath } from "node:url";
import { readPacks } from "../../src/app/files/read-packs.ts";
import { examineDocument, type Finding } from "../../src/findings/index.ts";
import { readDay } from "../../src/kernel/index.ts";
import type { ReadDocument } from "../../src/reading/index.ts";
import { buildRulebook, type Rulebook } from "../../src/rules/index.ts";

const PACK = "mof-2020-10";
const DAY = "2024-05-20";

let rulebook: Promise<Rulebook> | undefined;

/** What is wrong with the document by its own figures. */
export async function examineRead(document: ReadDocument): Promise<readonly Finding[]> {
  rulebook ??= readRulebook();
  return examineDocument(document, await rulebook);
}

async function readRulebook(): Promise<Rulebook> {
  const packs = await readPacks([fileURLToPath(new URL("../../regulations", import.meta.url))]);
  const day = readDay(DAY);
  if (!packs.ok || day === null) throw new Error("the rule packs do not load");
  const built = buildRulebook(packs.value, PACK, day);
  if (!built.ok) throw new Error(JSON.stringify(built.faults));
  return built.value;
}
