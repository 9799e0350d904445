// What is kept of a scored case beside its dossier. The packed form is kept only where the batch scorer makes the same total of it.
import { type Dossier, executionRate } from "../../../dossier/index.ts";
import type { Finding } from "../../../findings/index.ts";
import { printPercent } from "../../../kernel/index.ts";
import { compileBatch, NO_SCORE, packProject, unpackProjects } from "../../../scoring/index.ts";
import type { KeptScore, ListedFigures } from "../../store/scores/score-repository.ts";
import type { EvaluatedCase } from "../evaluate-dossier.ts";

type CaseVersion = Pick<KeptScore, "tenant" | "caseId" | "version">;

export function scoreToKeep(key: CaseVersion, { dossier, evaluations }: EvaluatedCase, rules: string): KeptScore {
  const { scorecard, rulebook } = evaluations[0];
  const total = scorecard.total === null ? null : Number(scorecard.total);
  const packed = packProject(dossier);
  const compiled = compileBatch(rulebook);
  const isHeld =
    packed !== null && compiled.ok && compiled.score(unpackProjects(packed), { lines: false }).total[0] === (total ?? NO_SCORE);
  return {
    ...key,
    ...{ rules, pack: dossier.pack, department: dossier.project.department, signedOn: dossier.evaluation.signedOn },
    ...{ total, grade: scorecard.grade },
    packed: isHeld ? packed : null,
    listed: listedFigures(dossier, evaluations[0].findings),
  };
}

function listedFigures(dossier: Dossier, findings: readonly Finding[]): ListedFigures {
  const rate = executionRate(dossier);
  const count = (severity: Finding["severity"]): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    ...{ unit: dossier.project.unit, executionRate: rate && printPercent(rate), corrections: dossier.corrections.length },
    findings: { error: count("error"), warning: count("warning"), hint: count("hint") },
  };
}

/** What is kept of a case that today's packs can no longer read. */
export function scoreUnknown(key: CaseVersion, rules: string): KeptScore {
  return { ...key, rules, pack: null, department: null, signedOn: null, total: null, grade: null, packed: null, listed: null };
}
