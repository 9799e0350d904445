// What is kept of a scored case beside its dossier. The packed form is kept only where the batch scorer makes the same total of it.
import { compileBatch, NO_SCORE, packProject, unpackProjects } from "../../../scoring/index.ts";
import type { KeptScore } from "../../store/scores/score-repository.ts";
import type { EvaluatedCase } from "../evaluate-dossier.ts";

type CaseVersion = Pick<KeptScore, "tenant" | "caseId" | "version">;

export function scoreToKeep(key: CaseVersion, { dossier, evaluations }: EvaluatedCase, rules: string): KeptScore {
  const { scorecard, rulebook } = evaluations[0];
  const total = scorecard.total === null ? null : Number(scorecard.total);
  const packed = packProject(dossier);
  const compiled = compileBatch(rulebook);
  const isHeld =
    packed !== null && compiled.ok && compiled.score(unpackProjects([packed]), { lines: false }).total[0] === (total ?? NO_SCORE);
  return {
    ...key,
    ...{ rules, department: dossier.project.department, signedOn: dossier.evaluation.signedOn, total, grade: scorecard.grade },
    packed: isHeld ? packed : null,
  };
}

/** What is kept of a case that today's packs can no longer read. */
export function scoreUnknown(key: CaseVersion, rules: string): KeptScore {
  return { ...key, rules, department: null, signedOn: null, total: null, grade: null, packed: null };
}
