// Scorers of packed projects under a pack as it was on the day a case was signed.
import type { Day } from "../../../kernel/index.ts";
import { buildRulebook, type Rulebook } from "../../../rules/index.ts";
import { compileBatch, type ProjectColumns } from "../../../scoring/index.ts";
import type { Deps } from "../../compose.ts";

/** Hundredths of a point; null where there is no answer. */
export type Outcome = { readonly total: number | null; readonly grade: string | null };

export type PackedScorer = (projects: ProjectColumns) => PackedOutcomes;

export type PackedOutcomes = {
  /** Hundredths of a point, or NO_SCORE. */
  readonly total: Uint16Array;
  /** Which of the grades; another number where there is none. */
  readonly grade: Uint8Array;
  readonly grades: readonly string[];
};

/** The name of one's grade. */
export function gradeOf({ grade, grades }: PackedOutcomes, index: number): string | null {
  return grades[grade[index] as number] ?? null;
}

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
  return (projects) => {
    const { total, grade } = compiled.score(projects, { lines: false });
    return { total, grade, grades };
  };
}
