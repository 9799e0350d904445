// What the evidence of a case can be linked to: its indicators, its sub-projects, the papers of the archive's steps. What stands for a
// fact of the year is expected to have evidence.
import type { Actor } from "../../../access/index.ts";
import type { EvidenceLink, Expectation } from "../../../evidence/index.ts";
import { type Day, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { evaluateCase } from "../evaluate-case.ts";

export type LinkTarget = {
  readonly link: EvidenceLink;
  readonly title: string;
  readonly division: string | null;
  /** Since when evidence is expected; null where none is. */
  readonly expectedSince: Day | null;
};

export async function linkTargets(deps: Deps, actor: Actor, caseId: string): Promise<Result<readonly LinkTarget[]>> {
  const answer = await evaluateCase(deps, actor, { id: caseId, packIds: [], set: [] });
  if (!answer.ok) return answer;
  const { dossier } = answer.value.evaluated;
  const yearEnd = `${dossier.project.year}-12-31` as Day;
  const papers = deps.archive.steps.values.flatMap((step) => step.papers.map((paper) => ({ ...paper, step: step.title })));
  return success([
    ...dossier.indicators
      .filter(({ notApplicable }) => notApplicable === null)
      .map(({ id, level3, owner }) => ({
        link: { kind: "indicator", id } as const,
        title: level3,
        division: owner,
        expectedSince: yearEnd,
      })),
    ...dossier.subprojects.map(({ no, name, division }) => ({
      ...{ link: { kind: "subproject", id: no } as const, title: `${no} ${name}`, division, expectedSince: yearEnd },
    })),
    ...papers.map(({ id, title, step }) => ({
      link: { kind: "paper", id } as const,
      title: `${step}：${title}`,
      division: null,
      expectedSince: null,
    })),
  ]);
}

/** What has to have evidence. */
export function expectationsOf(targets: readonly LinkTarget[]): readonly Expectation[] {
  return targets.flatMap(({ link, title, division, expectedSince }) =>
    expectedSince === null ? [] : [{ link, title, division, on: expectedSince }],
  );
}
