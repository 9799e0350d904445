// The first start brings the founding case and its corrected twin; a case already in the store is left as it is.
// They are published: whoever opens the page sees them.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "../../access/index.ts";
import { failure, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { readDossierFiles } from "../files/read-dossier.ts";
import { findCase } from "../store/case-repository.ts";
import { loadExampleLedger } from "./ledger/load-example-ledger.ts";
import { saveDossier } from "./save-dossier.ts";

/** Loads each folder of `examples` that holds a dossier as a case of its name; answers with the ids that were new. */
export async function loadExamples(deps: Deps, actor: Actor, examples: string): Promise<Result<readonly string[]>> {
  const entries = await readdir(examples, { withFileTypes: true });
  const loaded: string[] = [];
  for (const id of entries
    .filter((entry) => entry.isDirectory() && existsSync(join(examples, entry.name, "dossier.yaml")))
    .map((entry) => entry.name)
    .toSorted()) {
    if (await findCase(deps.store.db, { tenant: actor.tenant, id })) continue;
    const sources = await readDossierFiles(join(examples, id));
    if (!sources.ok) return failure(...sources.faults);
    const saved = await saveDossier(deps, actor, {
      ...{ id, sources: sources.value, origin: "example", replaces: null, note: id, published: true },
    });
    if (!saved.ok) return failure(...saved.faults);
    const ledger = join(examples, "ledgers", id);
    const opened = existsSync(ledger) ? await loadExampleLedger(deps, actor, id, ledger) : success(true);
    if (!opened.ok) return failure(...opened.faults);
    loaded.push(id);
  }
  return success(loaded);
}
