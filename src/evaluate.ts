// The product in ten lines: a dossier and a rulebook in, a scored and examined case out. Start reading here.
import type { Dossier } from "./dossier/index.ts";
import { examine, type Finding } from "./findings/index.ts";
import type { Rulebook } from "./rules/index.ts";
import { type Scorecard, scoreDossier } from "./scoring/index.ts";

export type Evaluation = { readonly rulebook: Rulebook; readonly scorecard: Scorecard; readonly findings: readonly Finding[] };

/** Scores the dossier under the rulebook and says what is wrong with the case. The report is composed from this. */
export function evaluate(dossier: Dossier, rulebook: Rulebook): Evaluation {
  const scorecard = scoreDossier(dossier, rulebook);
  const findings = examine(dossier, scorecard, rulebook);
  return { rulebook, scorecard, findings };
}
