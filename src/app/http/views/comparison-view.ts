// Packs side by side: a column per pack and tried fact, a row per line of the score sheet, differences from the case's own.
import { type Points, printPoints, printTotal } from "../../../kernel/index.ts";
import type { ScoreItem } from "../../../scoring/index.ts";
import type { PackComparison, Variant } from "../../usecases/compare-packs.ts";
import type { ComparisonView } from "../contract-cases.ts";

export function comparisonView({ stored, own, variants }: PackComparison): ComparisonView {
  const base = own.evaluation.scorecard;
  return {
    columns: variants.map((variant) => {
      const { rulebook, scorecard } = variant.evaluation;
      return {
        key: columnKey(variant),
        pack: variant.pack,
        title: rulebook.instrument.title,
        number: rulebook.instrument.number,
        completed: variant.completed,
        own: variant.pack === stored.pack,
        inForce: scorecard.inForce,
        illustration: rulebook.instrument.illustration ?? false,
        note: rulebook.instrument.note ?? null,
        score: scorecard.total === null ? null : printTotal(scorecard.total),
        grade: scorecard.grade,
        difference: differenceText(scorecard.total, base.total),
        cap: scorecard.totalTrace.steps.find((step) => step.code === "total-cap")?.expression ?? null,
      };
    }),
    rows: base.items.map((line) => {
      const cells = variants.map((variant) => cellOf(variant, line));
      return {
        id: line.id,
        level1: line.level1,
        level2: line.level2,
        level3: line.level3,
        cells,
        differs: cells.some((cell) => cell !== null && (cell.difference !== "0" || cell.score === null)),
      };
    }),
  };
}

function columnKey({ pack, completed }: Variant): string {
  return completed === null ? pack : `${pack}:${completed ? "completed" : "not-completed"}`;
}

function cellOf({ evaluation }: Variant, line: ScoreItem): ComparisonView["rows"][number]["cells"][number] {
  const item = evaluation.scorecard.items.find((one) => one.id === line.id);
  if (!item) return null;
  return {
    score: item.score === null ? null : printPoints(item.score),
    weight: item.weight === null ? null : printPoints(item.weight),
    suggested: item.suggested === null ? null : printPoints(item.suggested),
    origin: item.origin,
    answer: item.answer.kind,
    difference: differenceText(item.score, line.score),
  };
}

// "+3.55", "-1", "0"; null where one side is unknown.
function differenceText(score: Points | null, base: Points | null): string | null {
  if (score === null || base === null) return null;
  const difference = (score - base) as Points;
  return `${difference > 0n ? "+" : ""}${printPoints(difference)}`;
}
