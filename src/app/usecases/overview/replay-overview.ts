// Every project within reach under another pack's rules: how many would change their grade. Packed projects are scored by the
// thousand; the few that the packed form does not hold are evaluated one by one, up to a number that is said.
import { type Actor, reachOf } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { findCase } from "../../store/case-repository.ts";
import { type PackedScore, packedAfter } from "../../store/scores/score-repository.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { type Outcome, scorersOf } from "./packed-scorers.ts";

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

const PAGE = 20_000;
const MOST_ONE_BY_ONE = 500;

/** Faults: pack-unknown. */
export async function replayOverview(deps: Deps, actor: Actor, pack: string): Promise<Result<Replay>> {
  if (!deps.packs.has(pack)) return failure(fault("pack-unknown", { found: pack, expected: [...deps.packs.keys()].join(", ") }));
  const reach = reachOf(actor, "overview.read");
  const scorers = scorersOf(deps, pack);
  const moves = new Map<string, GradeMove>();
  const sums = { compared: 0, left: 0, scored: 0, pointsBefore: 0, pointsAfter: 0 };
  let oneByOne = 0;
  const note = (before: Outcome, after: Outcome): void => {
    const key = JSON.stringify([before.grade, after.grade]);
    moves.set(key, { from: before.grade, to: after.grade, projects: (moves.get(key)?.projects ?? 0) + 1 });
    sums.compared++;
    if (before.total === null || after.total === null) return;
    sums.scored++;
    sums.pointsBefore += before.total;
    sums.pointsAfter += after.total;
  };
  let after = "";
  for (;;) {
    const page = await packedAfter(deps.store.db, reach, after, PAGE);
    for (const [day, held] of byDay(page)) {
      const scorer = day === null ? null : scorers(day);
      const packed = scorer === null ? [] : held.filter((one) => one.packed !== null);
      if (scorer !== null && packed.length > 0) {
        const outcomes = scorer(packed.map((one) => one.packed as Uint8Array));
        packed.forEach((one, index) => {
          note(one, outcomes[index] as Outcome);
        });
      }
      for (const one of scorer === null ? held : held.filter(({ packed }) => packed === null)) {
        const outcome = oneByOne < MOST_ONE_BY_ONE ? await evaluated(deps, actor.tenant, one.caseId, pack) : null;
        oneByOne++;
        if (outcome === null) sums.left++;
        else note(one, outcome);
      }
    }
    if (page.length < PAGE) break;
    after = page.at(-1)?.caseId ?? after;
  }
  return success({ pack, moves: [...moves.values()].toSorted((a, b) => b.projects - a.projects), ...sums });
}

function byDay(page: readonly PackedScore[]): ReadonlyMap<string | null, readonly PackedScore[]> {
  const days = new Map<string | null, PackedScore[]>();
  for (const one of page) {
    const same = days.get(one.signedOn);
    if (same) same.push(one);
    else days.set(one.signedOn, [one]);
  }
  return days;
}

async function evaluated(deps: Deps, tenant: string, id: string, pack: string): Promise<Outcome | null> {
  const stored = await findCase(deps.store.db, { tenant, id });
  if (!stored) return null;
  const answer = evaluateStored(deps, tenant, stored, [pack], []);
  if (!answer.ok) return null;
  const { total, grade } = answer.value.evaluations[0].scorecard;
  return { total: total === null ? null : Number(total), grade };
}
