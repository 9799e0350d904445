// Weights to 100 and points to their total, of a whole table; and of a fragment, a total that no missing row can explain.
// 财预〔2020〕10号 第十八条 and 附1.
import type { PrintedScoreTable } from "../../dossier/index.ts";
import { compare, divide, multiply, type Ratio, ratio, subtract, sum, ZERO } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { COLUMNS, duty, found } from "../check.ts";
import type { Finding, FindingPlace, Severity } from "../finding.ts";
import { canAddUpTo } from "../level-weights.ts";
import { between, canBe, exactly, isAbove, type PrintedNumber, type Range, readPoints, readPrinted, sumOf } from "../printed-number.ts";
import { EXECUTION_ROW, isBlankRow } from "../printed-row.ts";
import { executionRowOf, type SeenTable } from "../seen-table.ts";
import { showFigure, showSum } from "../show-figure.ts";

/** A line that may carry points. Known to carry none where a merged cell above has them. */
type Line = { readonly weight: string | null; readonly score: string | null; readonly covered?: boolean };
type Point = { readonly weight: PrintedNumber | null; readonly score: PrintedNumber | null; readonly covered: boolean };
const HUNDRED = ratio(100n);

type Sums = {
  readonly execution: Line | null;
  readonly lines: readonly Line[];
  readonly total: Line;
  /** Budget execution may stand outside the hundred: scored apart, or once more among the indicators. */
  readonly apart: boolean;
  readonly isWhole: boolean;
  /** Whether the form has weights at all. */
  readonly weighted: boolean;
  /** What was spent of the budget, which may cap the total; null where the table does not say. */
  readonly rate: Ratio | null;
  readonly where: (field: "weight" | "score") => FindingPlace;
  readonly rulebook: Rulebook;
};

export function checkTableSums(table: SeenTable, rulebook: Rulebook): Finding[] {
  const rows = table.indicators.filter((row) => !isBlankRow(row));
  const index = executionRowOf(table.funds);
  const execution = index >= 0 && (table.asks.funds.has("weight") || table.asks.funds.has("score")) ? (table.funds[index] ?? null) : null;
  const outOfHundred = readPrinted(execution?.weight ?? null);
  const lines = rows.map((row) => ({ ...row, covered: row.scoreRows === 0 && row.score === null }));
  return checkSums({
    execution,
    lines,
    total: table.total,
    apart:
      (outOfHundred !== null && compare(outOfHundred.value, HUNDRED) === 0) ||
      rows.some((row) => EXECUTION_ROW.test(`${row.level2}${row.level3}`)),
    // A whole form of which no money row was read may have points there.
    isWhole: table.hasHead && table.hasEnd && table.funds.length > 0,
    weighted: table.asks.indicators.has("weight"),
    rate: rateOf(table.funds[index]),
    where: (field) => table.placeOf({ path: `total.${field}`, subject: "published.table", row: "总分", column: COLUMNS[field] }),
    rulebook,
  });
}

function rateOf(row: SeenTable["funds"][number] | undefined): Ratio | null {
  const [spent, budget] = [readPrinted(row?.executed ?? null), readPrinted(row?.revised ?? null)];
  return spent && budget && budget.value.n > 0n ? divide(spent.value, budget.value) : null;
}

/** A report's score sheet by itself. */
export function checkSheetSums(sheet: PrintedScoreTable, where: FindingPlace, rulebook: Rulebook): Finding[] {
  if (sheet.total.weight === null && sheet.total.score === null) return [];
  return checkSums({
    execution: null,
    lines: sheet.rows,
    total: sheet.total,
    apart: false,
    isWhole: true,
    weighted: sheet.rows.some(({ weight }) => weight !== null),
    rate: null,
    where: (field) => ({ ...where, column: COLUMNS[field] }),
    rulebook,
  });
}

function checkSums(sums: Sums): Finding[] {
  const { execution, lines, total } = sums;
  if (lines.length === 0) return [];
  const all = [...(execution ? [execution] : []), ...lines];
  const weights = readPoints(all.map((line) => line.weight));
  const scores = readPoints(all.map((line) => line.score));
  const points = all.map((line, index): Point => {
    const covered = line.covered === true;
    return { weight: weights[index] ?? null, score: scores[index] ?? null, covered };
  });
  const own = execution ? points.slice(1) : points;
  const [whole, reached] = [readPrinted(total.weight), readPrinted(total.score)];
  return [...(sums.isWhole ? weightSum(sums, points, own, whole) : []), ...(reached ? scoreSum(sums, points, own, reached) : [])];
}

// The form is out of 100, budget execution included; its total row may say 100, or what its own rows come to.
function weightSum(
  { total, apart, where, rulebook }: Sums,
  points: readonly Point[],
  own: readonly Point[],
  whole: PrintedNumber | null,
): Finding[] {
  const weightsOf = (some: readonly Point[]) =>
    some.filter(({ weight, covered }) => weight !== null || !covered).map(({ weight }) => weight);
  const weights = weightsOf(points);
  const known = weights.filter((weight) => weight !== null);
  if (known.length === 0) return [];
  const hundred = exactly(HUNDRED);
  const stands = (some: readonly (PrintedNumber | null)[]) =>
    canAddUpTo(hundred, some) && (!whole || canBe(whole, hundred) || canAddUpTo(whole, weightsOf(own)));
  const together = sum(known.map((weight) => weight.value));
  // Where no total is printed rows may follow that nobody printed either; only too much is proof.
  if (!whole && total.score === null && compare(together, HUNDRED) < 0) return [];
  if (stands(weights) || (apart && stands(weightsOf(own)))) return [];
  const added = showFigure(together);
  const params = { total: known.length === weights.length ? added : (total.weight ?? added), printed: total.weight ?? "" };
  return [
    found("weights-sum", "error", where("weight"), {
      // A printed total that is 100 is not what is wrong: the rows are.
      printed: whole && !canBe(whole, hundred) ? total.weight : added,
      expected: "100",
      formula: showSum(
        known.map((weight) => showFigure(weight.value)),
        added,
      ),
      basis: duty(rulebook, "graded"),
      params,
    }),
  ];
}

// A line without points may have earned anything up to its weight.
function scoreSum(sums: Sums, points: readonly Point[], own: readonly Point[], reached: PrintedNumber): Finding[] {
  const ways = [points, ...(sums.apart || ownIsWhole(own) ? [own] : [])];
  if (points.every(({ score }) => score === null)) return [];
  const verdicts = ways.map((way) => verdictOf(sums, way, reached));
  const first = verdicts[0];
  if (!first || verdicts.some((verdict) => verdict === null)) return [];
  const { rulebook, where, total } = sums;
  const known = first.counted.map(({ value }) => value);
  if (isCapped(sums, reached, sum(known))) return [];
  const added = showFigure(sum(known));
  return [
    found("total-wrong", first.severity, where("score"), {
      printed: total.score,
      expected: first.expected,
      formula: `${showSum(known.map(showFigure), added)}${first.rest}`,
      basis: duty(rulebook, "scored"),
      params: { printed: total.score ?? "", total: added, kind: first.kind, most: first.most },
    }),
  ];
}

/** Whether the pack caps totals by the rate of execution, and the total is such a cap, below the sum. */
function isCapped({ rate, rulebook }: Sums, reached: PrintedNumber, added: Ratio): boolean {
  const caps = rulebook.rules.totalCap?.rule.caps ?? [];
  return caps.some(({ from, to, closed, cap }) => {
    const most = ratio(cap, 100n);
    const holds = rate === null || (compare(rate, from) >= 0 && (to === undefined || compare(rate, to) < (closed ? 1 : 0)));
    return holds && compare(added, most) > 0 && canBe(reached, exactly(most));
  });
}

/** Whether the indicators alone make up the hundred: then a total without budget execution is theirs. */
function ownIsWhole(own: readonly Point[]): boolean {
  const known = own.flatMap(({ weight }) => (weight ? [weight.value] : []));
  return known.length > 0 && compare(sum(known), HUNDRED) === 0;
}

type Verdict = {
  /** Scores that were added up. */
  readonly counted: readonly PrintedNumber[];
  readonly severity: Severity;
  readonly expected: string | null;
  readonly kind: string;
  readonly most: string;
  readonly rest: string;
};

// Null where the total can be right.
function verdictOf(sums: Sums, points: readonly Point[], reached: PrintedNumber): Verdict | null {
  const counted = points.filter(({ score, covered }) => score !== null || !covered);
  const known = counted.flatMap(({ score }) => (score ? [score] : []));
  const scores = sumOf(known);
  const plain = { counted: known, severity: "error", kind: "sum", most: "", rest: "" } as const;
  // Fewer points than the rows that were seen have.
  if (isAbove(scores, reached)) return { ...plain, expected: known.length === counted.length && sums.isWhole ? shownSum(known) : null };
  if (!sums.isWhole) return beyondReach(sums, points, reached);
  const open = counted.some(({ score, weight }) => score === null && !weight);
  const most = counted.map(({ score, weight }): Range => score ?? between(ZERO, weight?.value ?? ZERO));
  if (open || canBe(reached, sumOf(most))) return null;
  // A form without weights may score a part of itself that was not read, and parts have round points.
  const rest = subtract(reached.value, sum(known.map(({ value }) => value)));
  const round = !sums.weighted && multiply(rest, ratio(1n, 5n)).d === 1n;
  return { ...plain, severity: round ? "warning" : "error", expected: known.length === counted.length ? shownSum(known) : null };
}

// Of a fragment: the rows that were not seen, and those of unknown weight, weigh what is left to 100, and give no more.
function beyondReach({ weighted }: Sums, points: readonly Point[], reached: PrintedNumber): Verdict | null {
  const weights = points.flatMap(({ weight }) => (weight ? [weight.value] : []));
  const left = subtract(HUNDRED, sum(weights));
  if (!weighted || weights.length === 0 || left.n < 0n) return null;
  const seen = points.filter(({ weight, covered }) => weight !== null || covered);
  const known = seen.flatMap(({ score }) => (score ? [score] : []));
  const unscored = seen.filter(({ score, covered }) => score === null && !covered).map(({ weight }) => weight?.value ?? ZERO);
  const reach = sum([left, ...unscored]);
  const most = sumOf([...known, exactly(reach)]);
  if (!isAbove(reached, most)) return null;
  const shown = showFigure(most.high);
  return {
    counted: known,
    severity: "error",
    expected: `≤ ${shown}`,
    kind: "reach",
    most: shown,
    rest: `; + ${showFigure(reach)} = ${shown}`,
  };
}

function shownSum(known: readonly PrintedNumber[]): string {
  return showFigure(sum(known.map(({ value }) => value)));
}
