// The built product as the benchmarks use it.
import { fileURLToPath } from "node:url";
import { readPacks } from "../dist/app/files/read-packs.js";
import { buildRulebook } from "../dist/rules/index.js";

/** A pack's rulebook on a day on which every pack was in force. */
export async function rulebookOf(id, day = "2022-05-20") {
  const packs = await readPacks([fileURLToPath(new URL("../regulations", import.meta.url))]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.faults));
  const rulebook = buildRulebook(packs.value, id, day);
  if (!rulebook.ok) throw new Error(JSON.stringify(rulebook.faults));
  return rulebook.value;
}
