// Scorers of packed projects under a pack as it was on the day a case was signed.
import type { Day } from "../../../kernel/index.ts";
import { buildRulebook, type Rulebook } from "../../../rules/index.ts";
import { compileBatch, NO_SCORE, unpackProjects } from "../../../scoring/index.ts";
import type { Deps } from "../../compose.ts";

/** Hundredths of a point; null where there is no answer. */
export type Outcome = { readonly total: number | null; readonly grade: string | null };

export type PackedScorer = (packed: readonly Uint8Array[]) => readonly Outcome[];

/** Compiled once a day; null where the pack's rules of that day cannot be. */
export function scorersOf({ packs }: Pick<Deps, "packs">, pack: string): (day: string) => PackedScorer | null {
  const known = new Map<string, PackedScorer | null>();
  return (day) => {
    const kept = known.get(day);
    if (kept !== undefined) return kept;
    const rulebook = buildRulebook(packs, pack, day as Day);
    const scorer = rulebook.ok ? scorerOf(rulebook.value) : null;
    known.set(day, scorer);
    return scorer;
  };
}

function scorerOf(rulebook: Rulebook): PackedScorer | null {
  const compiled = compileBatch(rulebook);
  if (!compiled.ok) return null;
  const grades = (rulebook.rules.grades?.rule.bands ?? []).map(({ grade }) => grade);
  return (packed) => {
    const scored = compiled.score(unpackProjects(packed), { lines: false });
    return packed.map((_, index) => {
      const total = scored.total[index] as number;
      return { total: total === NO_SCORE ? null : total, grade: grades[scored.grade[index] as number] ?? null };
    });
  };
}
