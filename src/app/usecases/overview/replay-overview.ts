// Every project within reach under another pack's rules: how many would change their grade. Packed projects are scored by the
// thousand; the few that the packed form does not hold are evaluated one by one, up to a number that is said.
import { type Actor, reachOf } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { NO_SCORE } from "../../../scoring/index.ts";
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { GONE } from "../../store/scores/packed-rows.ts";
import { nextPage, PACKED_PAGE, packedPage, type SingleScore, scoresBySeq, unpackedWithin } from "../../store/scores/packed-scores.ts";
import { blocksBetween, laterTotal } from "../../store/scores/score-blocks.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { gradeOf, type Outcome, scorersOf } from "./packed-scorers.ts";

/** Projects by the grade they have and the one they would have; null is no grade. */
export type GradeMove = { readonly from: string | null; readonly to: string | null; readonly projects: number };

export type Replay = {
  readonly pack: string;
  readonly moves: readonly GradeMove[];
  readonly compared: number;
  /** Not compared: not in packed form, and more than are evaluated one by one. */
  readonly left: number;
  /** Of those with a total before and after: sums of totals in hundredths of a point. */
  readonly scored: number;
  readonly pointsBefore: number;
  readonly pointsAfter: number;
};

const MOST_ONE_BY_ONE = 500;

/** Faults: pack-unknown. */
export async function replayOverview(deps: Deps, actor: Actor, pack: string): Promise<Result<Replay>> {
  if (!deps.packs.has(pack)) return failure(fault("pack-unknown", { found: pack, expected: [...deps.packs.keys()].join(", ") }));
  const reach = reachOf(actor, "overview.read");
  const scorers = scorersOf(deps, pack);
  const moves = new Map<string | null, Map<string | null, number>>();
  const sums = { compared: 0, left: 0, scored: 0, pointsBefore: 0, pointsAfter: 0 };
  const { db } = deps.store;
  const note = (before: Outcome, after: Outcome): void => {
    const from = moves.get(before.grade) ?? new Map<string | null, number>();
    moves.set(before.grade, from.set(after.grade, (from.get(after.grade) ?? 0) + 1));
    sums.compared++;
    if (before.total === null || after.total === null) return;
    sums.scored++;
    sums.pointsBefore += before.total;
    sums.pointsAfter += after.total;
  };
  const unpacked = await unpackedWithin(db, reach, MOST_ONE_BY_ONE);
  const single: SingleScore[] = [...unpacked.some];
  sums.left = unpacked.all - single.length;
  for (let from = await nextPage(db, { reach }, 0); from !== null; from = await nextPage(db, { reach }, from + PACKED_PAGE)) {
    const later = await blocksBetween(db, reach.tenant, from, from + PACKED_PAGE - 1);
    for (const { day, grade, seqs, totals, projects } of await packedPage(db, { reach }, from)) {
      const outcomes = scorers(day)?.(projects);
      if (outcomes) {
        seqs.forEach((seq, index) => {
          if (seq === GONE) return;
          const kept = { total: totalOf(totals[index]), grade };
          note(laterTotal(later, seq) ?? kept, { total: totalOf(outcomes.total[index]), grade: gradeOf(outcomes, index) });
        });
      } else {
        const live = seqs.filter((seq) => seq !== GONE);
        const some = await scoresBySeq(db, reach.tenant, [...live.subarray(0, MOST_ONE_BY_ONE - single.length)]);
        single.push(...some.map((one) => ({ ...one, ...laterTotal(later, one.seq) })));
        sums.left += live.length - some.length;
      }
    }
  }
  for (const one of single) {
    const outcome = await evaluated(deps, actor.tenant, one.caseId, pack);
    if (outcome === null) sums.left++;
    else note(one, outcome);
  }
  const told: GradeMove[] = [...moves].flatMap(([from, to]) => [...to].map(([grade, projects]) => ({ from, to: grade, projects })));
  return success({ pack, moves: told.toSorted((a, b) => b.projects - a.projects), ...sums });
}

function totalOf(total: number | undefined): number | null {
  return total === undefined || total === NO_SCORE ? null : total;
}

async function evaluated(deps: Deps, tenant: string, id: string, pack: string): Promise<Outcome | null> {
  const stored = await findCase(deps.store.db, { tenant, id });
  if (!stored) return null;
  const answer = evaluateStored(deps, tenant, stored, [pack], []);
  if (!answer.ok) return null;
  const { total, grade } = answer.value.evaluations[0].scorecard;
  return { total: total === null ? null : Number(total), grade };
}
