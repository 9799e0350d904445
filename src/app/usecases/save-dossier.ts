// Saves a dossier as a case: read, scored and checked for references first; written only when all of it holds.
import type { DossierSources } from "../../dossier/index.ts";
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { saveCase } from "../store/case-repository.ts";
import type { CaseOrigin } from "../store/store-tables.ts";
import { evaluateDossier } from "./evaluate-dossier.ts";
import { storedText } from "./stored-dossier.ts";

export type SaveDossierInput = {
  readonly id: string;
  readonly sources: DossierSources;
  readonly origin: CaseOrigin;
  /** The version this one replaces; 0 for a new case. */
  readonly expectedVersion: number;
  readonly note: string;
};

export type SavedCase =
  | { readonly kind: "saved"; readonly id: string; readonly version: number; readonly name: string }
  /** Somebody saved in between; nothing was written. */
  | { readonly kind: "conflict"; readonly currentVersion: number };

export async function saveDossier(
  deps: Deps,
  { id, sources, origin, expectedVersion, note }: SaveDossierInput,
): Promise<Result<SavedCase>> {
  const evaluated = evaluateDossier({ sources, packs: deps.packs, packIds: [], set: [] });
  if (!evaluated.ok) return evaluated;
  const { project, pack } = evaluated.value.dossier;
  const saved = await saveCase(deps.store.db, {
    tenant: deps.tenant,
    id,
    name: project.name,
    year: project.year,
    pack,
    dossier: storedText(sources),
    origin,
    expectedVersion,
    note,
    now: deps.now(),
  });
  if (saved.kind === "saved") return success({ kind: "saved", id, version: saved.version, name: project.name });
  if (saved.currentVersion === 0) return failure(fault("case-unknown", { found: id }));
  return success({ kind: "conflict", currentVersion: saved.currentVersion });
}
