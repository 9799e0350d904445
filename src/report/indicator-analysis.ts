// Per-indicator analysis: target, result, points, what was taken and why, and where a reviewer departed from the rule.
import { type Points, printPoints } from "../kernel/index.ts";
import { findLevel1, findLevel2 } from "../rules/index.ts";
import { boundParagraph, boundRuns } from "./bound-text.ts";
import { registeredOutcomes } from "./registered-outcomes.ts";
import type { Block, Run } from "./report-document.ts";
import { itemOf, type ReportContext } from "./report-input.ts";

/** The analysis of one level-1 group, a level-3 heading for each second-level group. */
export function indicatorAnalysis(context: ReportContext, level1Id: string): Block[] {
  const { dossier, rulebook, wording } = context;
  const rows = dossier.indicators.filter(
    (indicator) => indicator.notApplicable === null && findLevel1(rulebook, indicator.level1)?.id === level1Id,
  );
  const titleOf = (row: (typeof rows)[number]) => findLevel2(rulebook, row.level2, findLevel1(rulebook, row.level1))?.title ?? row.level2;
  return [...new Set(rows.map(titleOf))].flatMap((title, index): Block[] => {
    const group = rows.filter((row) => titleOf(row) === title);
    const weights = group.map((row) => itemOf(context, row.id)?.weight ?? null);
    const weight = weights.some((one) => one === null)
      ? wording.dash
      : printPoints(weights.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n) as Points);
    return [
      {
        kind: "heading",
        level: 3,
        text: `${index + 1}.${wording.indicatorHeading(title, weight)}`,
        anchor: `analysis.${level1Id}.${index + 1}`,
      },
      ...group.flatMap((indicator) => [
        ...(indicator.analysis ? [boundParagraph(context, indicator.analysis)] : []),
        scoreParagraph(context, indicator.id),
        ...registeredOutcomes(context, indicator.id),
      ]),
    ];
  });
}

function scoreParagraph(context: ReportContext, id: string): Block {
  const { dossier, wording } = context;
  const indicator = dossier.indicators.find((row) => row.id === id);
  const item = itemOf(context, id);
  if (!indicator || !item) return { kind: "paragraph", runs: [] };
  const score = item.score === null ? wording.dash : printPoints(item.score);
  const runs: Run[] = [
    {
      text: wording.indicatorFacts({
        name: indicator.level3,
        target: wording.target(indicator),
        actual: wording.actual(indicator),
        weight: item.weight === null ? wording.dash : printPoints(item.weight),
        score,
      }),
      ref: `score.${id}`,
    },
  ];
  if (item.score !== null && item.weight !== null && item.score < item.weight) {
    const reason = indicator.deviation ?? indicator.recorded?.reason ?? wording.noReason;
    runs.push(...boundRuns(context, wording.deduction({ lost: printPoints((item.weight - item.score) as Points), reason })));
  }
  if (item.origin === "override" && item.suggested !== null) {
    runs.push({
      text: wording.discretion({
        suggested: printPoints(item.suggested),
        score,
        by: item.recorded?.by ?? wording.dash,
        paper: item.recorded?.paper ?? wording.dash,
      }),
      ref: `suggested.${id}`,
    });
  }
  return { kind: "paragraph", runs };
}
