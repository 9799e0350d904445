// Every case within reach with its result under its own pack.
import { type Actor, reachOf } from "../../access/index.ts";
import type { Deps } from "../compose.ts";
import { findCase, listCases as listStored, type StoredCase } from "../store/case-repository.ts";
import { evaluateStored } from "./evaluate-case.ts";
import type { EvaluatedCase } from "./evaluate-dossier.ts";

/** `evaluated` is null for a case that today's packs can no longer read; the list says so instead of hiding it. */
export type ListedCase = { readonly stored: StoredCase; readonly evaluated: EvaluatedCase | null };

export async function listCases(deps: Deps, actor: Actor): Promise<readonly ListedCase[]> {
  const summaries = await listStored(deps.store.db, reachOf(actor, "case.read"));
  const listed: ListedCase[] = [];
  for (const { id } of summaries) {
    const stored = await findCase(deps.store.db, { tenant: actor.tenant, id });
    if (!stored) continue;
    const evaluated = evaluateStored(deps, actor.tenant, stored, [], []);
    listed.push({ stored, evaluated: evaluated.ok ? evaluated.value : null });
  }
  return listed;
}
