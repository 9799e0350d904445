// Cases whose kept score is missing or was made under other rules are scored again: at the start, in the background. First the totals of
// all that are packed, by the ten thousand, so that overviews follow new rules within seconds; then each case in full.
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { copyPacked } from "../../store/scores/packed-blocks.ts";
import { GONE, type PackedGroup } from "../../store/scores/packed-rows.ts";
import { nextPage, PACKED_PAGE, packedPage } from "../../store/scores/packed-scores.ts";
import {
  AS_KEPT,
  BLOCK,
  blockOf,
  blocksBetween,
  emptyBlock,
  isSameBlock,
  nameNumber,
  type ScoreBlock,
} from "../../store/scores/score-blocks.ts";
import { casesToScore, keepLaterTotals, keepScore } from "../../store/scores/score-repository.ts";
import { listTenants } from "../../store/trail/trail-repository.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { rulesMark } from "../rules-mark.ts";
import { scoreToKeep, scoreUnknown } from "./case-score.ts";
import { type PackedOutcomes, type PackedScorer, scorersOf } from "./packed-scorers.ts";

const PAGE = 100;

/** The same for every tenant; then what is packed is copied together where it was not yet. */
export async function scoreEverywhere(deps: Deps, goOn: () => boolean): Promise<number> {
  let scored = 0;
  for (const tenant of await listTenants(deps.store.db)) {
    scored += await scoreAnew(deps, tenant, goOn);
    await copyPacked(deps.store.db, tenant, goOn);
  }
  return scored;
}

/** Totals and grades of what is packed under the rules of now; answers with how many there were and how many of them changed. */
export async function scorePackedAnew(
  deps: Pick<Deps, "packs" | "store">,
  tenant: string,
  goOn: () => boolean = () => true,
): Promise<{ readonly scored: number; readonly changed: number }> {
  const outdated = { tenant, outdatedFrom: rulesMark(deps.packs) };
  const scorers = scorersOfRules(deps);
  const counts = { scored: 0, changed: 0 };
  let from: number | null = 0;
  while (goOn()) {
    from = await nextPage(deps.store.db, outdated, from);
    if (from === null) break;
    const before = await blocksBetween(deps.store.db, tenant, from, from + PACKED_PAGE - 1);
    const after = new Map([...before.values()].map(({ block, names }) => [block, emptyBlock(block, names)]));
    for (const group of await packedPage(deps.store.db, outdated, from)) {
      const outcomes = scorers(group.pack, group.day)?.(group.projects);
      if (outcomes === undefined) continue;
      const noted = note(group, outcomes, { before, after });
      counts.scored += noted.scored;
      counts.changed += noted.changed;
    }
    const written = [...after.values()].filter((block) => !isSameBlock(block, before.get(block.block) ?? emptyBlock(block.block)));
    if (written.length > 0)
      await deps.store.db.transaction().execute(async (transaction) => await keepLaterTotals(transaction, tenant, written));
    from += PACKED_PAGE;
  }
  return counts;
}

type Blocks = { readonly before: ReadonlyMap<number, ScoreBlock>; readonly after: Map<number, ScoreBlock> };

/** Puts down what differs from what is kept; answers with how many there are and how many differ from what held until now. */
function note(
  { seqs, totals, grade }: PackedGroup,
  outcomes: PackedOutcomes,
  { before, after }: Blocks,
): { readonly scored: number; readonly changed: number } {
  let scored = 0;
  let changed = 0;
  let block: ScoreBlock | undefined;
  let old: ScoreBlock | undefined;
  // Numbers of names in the block at hand: of the outcomes' grades, and of the one that is kept.
  let numbers: readonly number[] = [];
  let own = 0;
  for (let index = 0; index < seqs.length; index++) {
    const seq = seqs[index] as number;
    if (seq === GONE) continue;
    scored++;
    if (block === undefined || block.block !== blockOf(seq)) {
      block = after.get(blockOf(seq)) ?? emptyBlock(blockOf(seq));
      after.set(block.block, block);
      old = before.get(block.block);
      numbers = [...outcomes.grades, null].map((name) => nameNumber(block as ScoreBlock, name));
      own = nameNumber(block, grade);
    }
    const slot = seq % BLOCK;
    const total = outcomes.total[index] as number;
    const graded = numbers[Math.min(outcomes.grade[index] as number, outcomes.grades.length)] as number;
    const isKept = total === totals[index] && graded === own;
    if (!isKept) {
      block.totals[slot] = total;
      block.grades[slot] = graded;
    }
    const held = old?.totals[slot] ?? AS_KEPT;
    if (held === AS_KEPT ? !isKept : total !== held || graded !== old?.grades[slot]) changed++;
  }
  return { scored, changed };
}

function scorersOfRules(deps: Pick<Deps, "packs">): (pack: string, day: string) => PackedScorer | null {
  const packs = new Map<string, ReturnType<typeof scorersOf>>();
  return (pack, day) => {
    const scorers = packs.get(pack) ?? scorersOf(deps, pack);
    packs.set(pack, scorers);
    return scorers(day);
  };
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
