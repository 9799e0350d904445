// Cases within reach with their results under their own packs, from what is kept of them: no dossier is opened, unless the rules or the
// case changed and its score is still being worked out.
import { type Actor, reachOf } from "../../access/index.ts";
import type { Deps } from "../compose.ts";
import { type CaseSummary, findCase } from "../store/case-repository.ts";
import { type CasesPage, type ListedScore, listScoredCases } from "../store/scores/list-scored-cases.ts";
import { evaluateStored } from "./evaluate-case.ts";
import { scoreToKeep, scoreUnknown } from "./overview/case-score.ts";
import { rulesMark } from "./rules-mark.ts";

/** `score.listed` is null for a case that today's packs can no longer read; the list says so instead of hiding it. */
export type ListedCase = { readonly stored: CaseSummary; readonly score: ListedScore };

/** One page, and how many there are in all. */
export async function listCases(
  deps: Deps,
  actor: Actor,
  page: CasesPage,
): Promise<{ readonly cases: readonly ListedCase[]; readonly total: number }> {
  const rules = rulesMark(deps.packs);
  const { cases, total } = await listScoredCases(deps.store.db, reachOf(actor, "case.read"), rules, page);
  const listed: ListedCase[] = [];
  for (const { stored, score } of cases) listed.push(score ? { stored, score } : await scoredNow(deps, actor.tenant, stored, rules));
  return { cases: listed, total };
}

async function scoredNow(deps: Deps, tenant: string, summary: CaseSummary, rules: string): Promise<ListedCase> {
  const stored = await findCase(deps.store.db, { tenant, id: summary.id });
  const evaluated = stored && evaluateStored(deps, tenant, stored, [], []);
  const key = { tenant, caseId: summary.id, version: summary.version };
  return { stored: stored ?? summary, score: evaluated?.ok ? scoreToKeep(key, evaluated.value, rules) : scoreUnknown(key, rules) };
}
