// The archive of a case by its nine steps: what is there for each paper, and the gaps.
import type { ArchiveStandards } from "./archive-standards.ts";
import type { Evidence } from "./evidence.ts";

export type ArchivePaper = {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly evidence: readonly Evidence[];
  /** A paper that has to be there and is not. */
  readonly gap: boolean;
};

export type ArchiveStep = { readonly id: string; readonly title: string; readonly papers: readonly ArchivePaper[]; readonly gaps: number };

/** Every step in order. What the system itself writes (report, form) counts by being linked like anything else. */
export function archiveOf(standards: ArchiveStandards, evidence: readonly Evidence[]): readonly ArchiveStep[] {
  return standards.steps.values.map(({ id, title, papers }) => {
    const filled = papers.map((paper): ArchivePaper => {
      const there = evidence.filter(({ links }) => links.some((link) => link.kind === "paper" && link.id === paper.id));
      return { ...paper, evidence: there, gap: paper.required && there.length === 0 };
    });
    return { id, title, papers: filled, gaps: filled.filter(({ gap }) => gap).length };
  });
}
