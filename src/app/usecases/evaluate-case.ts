// A stored case evaluated under the packs asked for, with facts tried without touching the case.
import { failure, fault, type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import { findCase, type StoredCase } from "../store/case-repository.ts";
import { type EvaluatedCase, evaluateDossier } from "./evaluate-dossier.ts";
import { sourcesOfStored } from "./stored-dossier.ts";

export type CaseQuestion = {
  readonly id: string;
  /** The case's own pack where empty. */
  readonly packIds: readonly string[];
  readonly set: readonly (readonly [string, string])[];
};

export type CaseAnswer = { readonly stored: StoredCase; readonly evaluated: EvaluatedCase };

/** Faults: case-unknown, pack-unknown, unknown-fact, and what a stored dossier's own facts may be. */
export async function evaluateCase(deps: Deps, { id, packIds, set }: CaseQuestion): Promise<Result<CaseAnswer>> {
  const stored = await findCase(deps.store.db, { tenant: deps.tenant, id });
  if (!stored) return failure(fault("case-unknown", { found: id }));
  const evaluated = evaluateStored(deps, stored, packIds, set);
  return evaluated.ok ? success({ stored, evaluated: evaluated.value }) : evaluated;
}

/** The same for a case already at hand. */
export function evaluateStored(
  deps: Deps,
  stored: StoredCase,
  packIds: readonly string[],
  set: CaseQuestion["set"],
): Result<EvaluatedCase> {
  const key = JSON.stringify([deps.tenant, stored.id, stored.version, packIds, set]);
  const known = deps.evaluations.get(key);
  if (known) return success(known);
  const evaluated = evaluateDossier({ sources: sourcesOfStored(stored.dossier), packs: deps.packs, packIds, set });
  if (evaluated.ok) deps.evaluations.set(key, evaluated.value);
  return evaluated;
}
