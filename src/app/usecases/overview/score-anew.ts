// Cases whose kept score is missing or was made under other rules are scored again: at the start, in the background. First the totals of
// all that are packed, by the ten thousand, so that overviews follow new rules within seconds; then each case in full.
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import {
  casesToScore,
  keepScore,
  keepTotals,
  type NewTotal,
  type OutdatedScore,
  outdatedAfter,
} from "../../store/scores/score-repository.ts";
import { listTenants } from "../../store/trail/trail-repository.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { rulesMark } from "../rules-mark.ts";
import { scoreToKeep, scoreUnknown } from "./case-score.ts";
import { scorersOf } from "./packed-scorers.ts";

const PAGE = 100;
const PACKED_PAGE = 20_000;

/** The same for every tenant. */
export async function scoreEverywhere(deps: Deps, goOn: () => boolean): Promise<number> {
  let scored = 0;
  for (const tenant of await listTenants(deps.store.db)) scored += await scoreAnew(deps, tenant, goOn);
  return scored;
}

/** Totals and grades of what is packed under the rules of now; answers with how many there were and how many of them changed. */
export async function scorePackedAnew(
  deps: Pick<Deps, "packs" | "store">,
  tenant: string,
  goOn: () => boolean = () => true,
): Promise<{ readonly scored: number; readonly changed: number }> {
  const rules = rulesMark(deps.packs);
  const packs = new Map<string, ReturnType<typeof scorersOf>>();
  const counts = { scored: 0, changed: 0 };
  for (let after = ""; goOn(); ) {
    const page = await outdatedAfter(deps.store.db, { tenant, rules }, after, PACKED_PAGE);
    const changed: NewTotal[] = [];
    for (const same of alike(page)) {
      const { pack, signedOn } = same[0];
      const scorers = packs.get(pack) ?? scorersOf(deps, pack);
      packs.set(pack, scorers);
      const outcomes = scorers(signedOn)?.(same.map(({ packed }) => packed)) ?? [];
      counts.scored += outcomes.length;
      outcomes.forEach(({ total, grade }, index) => {
        const { caseId, version, ...before } = same[index] as OutdatedScore;
        if (total !== before.total || grade !== before.grade) changed.push({ caseId, version, total, grade });
      });
    }
    await deps.store.db.transaction().execute((transaction) => keepTotals(transaction, tenant, changed));
    counts.changed += changed.length;
    if (page.length < PACKED_PAGE) break;
    after = page.at(-1)?.caseId ?? after;
  }
  return counts;
}

/** Those of one pack and day together. */
function alike(page: readonly OutdatedScore[]): readonly (readonly [OutdatedScore, ...OutdatedScore[]])[] {
  const groups = new Map<string, [OutdatedScore, ...OutdatedScore[]]>();
  for (const one of page) {
    const key = `${one.signedOn} ${one.pack}`;
    const same = groups.get(key);
    if (same) same.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** Answers with how many were scored; `goOn` is asked before each. */
export async function scoreAnew(deps: Deps, tenant: string, goOn: () => boolean = () => true): Promise<number> {
  const rules = rulesMark(deps.packs);
  await scorePackedAnew(deps, tenant, goOn);
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
