// Cases whose kept score is missing or was made under other rules are scored again: at the start, in the background. First the totals of
// all that are packed, by the ten thousand, so that overviews follow new rules within seconds; then each case in full.
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { casesToScore, keepScore, keepTotals, lastChange, type NewTotal, outdatedScores } from "../../store/scores/score-repository.ts";
import { listTenants } from "../../store/trail/trail-repository.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { rulesMark } from "../rules-mark.ts";
import { scoreToKeep, scoreUnknown } from "./case-score.ts";
import { type PackedScorer, scorersOf } from "./packed-scorers.ts";

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
  const of = { tenant, rules: rulesMark(deps.packs) };
  const scorers = scorersOfRules(deps);
  const counts = { scored: 0, changed: 0 };
  const upTo = await lastChange(deps.store.db, tenant);
  for (let after = 0; goOn(); ) {
    const page = await outdatedScores(deps.store.db, of, { after, upTo, most: PACKED_PAGE });
    const changed: NewTotal[] = [];
    for (const [rules, rows] of alike(page.rules)) {
      const outcomes = scorers(rules)?.(rows.map((row) => page.packed[row] as Uint8Array)) ?? [];
      counts.scored += outcomes.length;
      outcomes.forEach(({ total, grade }, index) => {
        const row = rows[index] as number;
        if ((total ?? -1) !== page.totals[row] || (grade ?? "") !== page.grades[row])
          changed.push({ seq: page.seqs[row] as number, total, grade });
      });
    }
    if (changed.length > 0) await deps.store.db.transaction().execute((transaction) => keepTotals(transaction, tenant, changed));
    counts.changed += changed.length;
    if (page.seqs.length < PACKED_PAGE) break;
    after = page.seqs.at(-1) ?? upTo;
  }
  return counts;
}

/** By "PACK DAY". */
function scorersOfRules(deps: Pick<Deps, "packs">): (rules: string) => PackedScorer | null {
  const packs = new Map<string, ReturnType<typeof scorersOf>>();
  return (rules) => {
    const [pack = "", day = ""] = rules.split(" ");
    const scorers = packs.get(pack) ?? scorersOf(deps, pack);
    packs.set(pack, scorers);
    return scorers(day);
  };
}

/** The rows of each value. */
function alike(values: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  values.forEach((value, row) => {
    const same = rows.get(value);
    if (same) same.push(row);
    else rows.set(value, [row]);
  });
  return rows;
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
