// A stored case evaluated under the packs asked for, with facts tried without touching the case.
import type { Actor } from "../../access/index.ts";
import { type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import type { StoredCase } from "../store/case-repository.ts";
import { findCaseFor } from "./case-access.ts";
import { type EvaluatedCase, evaluateDossier } from "./evaluate-dossier.ts";
import { sourcesOfStored } from "./stored-dossier.ts";

export type CaseQuestion = {
  readonly id: string;
  /** The case's own pack where empty. */
  readonly packIds: readonly string[];
  readonly set: readonly (readonly [string, string])[];
};

export type CaseAnswer = { readonly stored: StoredCase; readonly evaluated: EvaluatedCase };

/** Faults: case-unknown, pack-unknown, unknown-fact, case-unreadable, and what a stored dossier's own facts may be. */
export async function evaluateCase(deps: Deps, actor: Actor, { id, packIds, set }: CaseQuestion): Promise<Result<CaseAnswer>> {
  const stored = await findCaseFor(deps, actor, "case.read", id);
  if (!stored.ok) return stored;
  const evaluated = evaluateStored(deps, actor.tenant, stored.value, packIds, set);
  return evaluated.ok ? success({ stored: stored.value, evaluated: evaluated.value }) : evaluated;
}

/** The same for a case already at hand. */
export function evaluateStored(
  deps: Deps,
  tenant: string,
  stored: StoredCase,
  packIds: readonly string[],
  set: CaseQuestion["set"],
): Result<EvaluatedCase> {
  const key = JSON.stringify([tenant, stored.id, stored.version, packIds, set]);
  const known = deps.evaluations.get(key);
  if (known) return success(known);
  const sources = sourcesOfStored(stored);
  if (!sources.ok) return sources;
  const evaluated = evaluateDossier({ sources: sources.value, packs: deps.packs, packIds, set });
  if (evaluated.ok) deps.evaluations.set(key, evaluated.value);
  return evaluated;
}
