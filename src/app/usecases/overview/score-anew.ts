// Cases whose kept score is missing or was made under other rules are scored again: at the start, in the background.
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { casesToScore, keepScore } from "../../store/scores/score-repository.ts";
import { listTenants } from "../../store/trail/trail-repository.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { rulesMark } from "../rules-mark.ts";
import { scoreToKeep, scoreUnknown } from "./case-score.ts";

const PAGE = 100;

/** The same for every tenant. */
export async function scoreEverywhere(deps: Deps, goOn: () => boolean): Promise<number> {
  let scored = 0;
  for (const tenant of await listTenants(deps.store.db)) scored += await scoreAnew(deps, tenant, goOn);
  return scored;
}

/** Answers with how many were scored; `goOn` is asked before each. */
export async function scoreAnew(deps: Deps, tenant: string, goOn: () => boolean = () => true): Promise<number> {
  const rules = rulesMark(deps.packs);
  let scored = 0;
  for (;;) {
    const ids = await casesToScore(deps.store.db, tenant, rules, PAGE);
    for (const id of ids) {
      if (!goOn()) return scored;
      const stored = await findCase(deps.store.db, { tenant, id });
      if (!stored) continue;
      const evaluated = evaluateStored(deps, tenant, stored, [], []);
      const key = { tenant, caseId: id, version: stored.version };
      await deps.store.db.transaction().execute(async (transaction) => {
        await keepScore(transaction, evaluated.ok ? scoreToKeep(key, evaluated.value, rules) : scoreUnknown(key, rules));
      });
      scored++;
    }
    if (ids.length < PAGE) return scored;
  }
}
