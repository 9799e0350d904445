// Grade and cap of a total: 10号 第十八条 and the caps some manuals put on the total by execution rate.
import { type Citation, compare, type Points, printPercent, printPoints, printTotal, type Ratio, type Trace } from "../kernel/index.ts";
import type { GradeRule, Rulebook } from "../rules/index.ts";
import { intervalText } from "./methods/satisfaction.ts";
import type { ScoreItem, Sensitivity } from "./scorecard.ts";

type Band = GradeRule["bands"][number];

/** The sum of the lines, capped where the pack caps totals; null while a line or the rate a cap needs is unknown. */
export function totalOf(
  lines: readonly (Points | null)[],
  executionRate: Ratio | null,
  rulebook: Rulebook,
): { readonly total: Points | null; readonly trace: Trace } {
  const unknown = lines.some((line) => line === null);
  const sum = lines.reduce<bigint>((total, line) => total + (line ?? 0n), 0n) as Points;
  const steps = [
    {
      code: "sum-of-lines",
      expression: lines.map((line) => (line === null ? "—" : printPoints(line))).join(" + "),
      result: unknown ? "—" : printTotal(sum),
    },
  ];
  const basis: Citation[] = rulebook.rules.rounding ? [rulebook.rules.rounding.basis] : [];
  const end = (total: Points | null) => ({
    total,
    trace: { formula: "sum-of-lines", basis, inputs: [], steps, rounding: null, result: total === null ? null : printTotal(total) },
  });
  if (unknown) return end(null);
  const caps = rulebook.rules.totalCap;
  if (!caps) return end(sum);
  basis.push(caps.basis);
  if (executionRate === null) return end(null);
  const cap = caps.rule.caps.find(
    (one) => compare(executionRate, one.from) >= 0 && (one.to === undefined || compare(executionRate, one.to) < (one.closed ? 1 : 0)),
  );
  if (!cap) return end(sum);
  let total = cap.cap;
  if (sum < total) total = sum;
  steps.push({
    code: "total-cap",
    expression: `${printPercent(executionRate)} ∈ ${intervalText(cap)}: min(${printTotal(sum)}, ${printPoints(cap.cap)})`,
    result: printTotal(total),
  });
  return end(total);
}

/** The grade of a total, with its receipt; null for an unknown total or one no band holds. */
export function gradeOf(total: Points | null, rulebook: Rulebook): { readonly grade: string | null; readonly trace: Trace } {
  const rule = rulebook.rules.grades;
  const band = total === null || !rule ? null : (rule.rule.bands.find((one) => isInBand(total, one)) ?? null);
  return {
    grade: band?.grade ?? null,
    trace: {
      formula: "grade-band",
      basis: rule ? [rule.basis] : [],
      inputs: total === null ? [] : [{ name: "total", value: printTotal(total), unit: "分" }],
      steps:
        band && total !== null
          ? [
              {
                code: "grade-band",
                expression: `${printTotal(total)} ∈ [${printPoints(band.from)}, ${printPoints(band.to)}${band.closed ? "]" : ")"}`,
                result: band.grade,
              },
            ]
          : [],
      rounding: null,
      result: band?.grade ?? null,
    },
  };
}

/** Distance to the next grade, room before the grade falls, and the lines that lost most. */
export function sensitivityOf(total: Points | null, items: readonly ScoreItem[], rulebook: Rulebook): Sensitivity | null {
  const bands = rulebook.rules.grades?.rule.bands;
  if (total === null || !bands) return null;
  const own = bands.find((band) => isInBand(total, band));
  const next = bands.filter((band) => band.from > total).toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  const losses: { readonly id: string; readonly lost: Points }[] = [];
  for (const { id, weight, score } of items)
    if (weight !== null && score !== null && score < weight) losses.push({ id, lost: (weight - score) as Points });
  // Points fit a double's integers.
  losses.sort((a, b) => Number(b.lost - a.lost));
  return {
    nextGrade: next ? { grade: next.grade, distance: (next.from - total) as Points } : null,
    margin: own ? ((total - own.from) as Points) : null,
    losses,
  };
}

function isInBand(total: Points, band: Band): boolean {
  return total >= band.from && (total < band.to || (band.closed === true && total === band.to));
}
