// A completion in percent that the row's own data give in no way: neither result ÷ target, nor its deviation, nor 100% for "met".
import { divide, multiply, ONE, type Ratio, subtract } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found } from "../check.ts";
import type { Finding, FindingPlace, Severity } from "../finding.ts";
import { canBe, exactly, type PrintedNumber, readPrinted } from "../printed-number.ts";
import { showDeviation, showFigure, showPercent } from "../show-figure.ts";

type Derivation = {
  /** The row as printed. */
  readonly row: { readonly level3: string; readonly actual: string | null; readonly weight: string | null; readonly score: string | null };
  readonly value: Ratio;
  readonly target: Ratio;
  /** Whether the data meet the target: "100%" then says so. */
  readonly met: boolean;
  /** The points that the share earns; null where no rule says. */
  readonly fair: (share: Ratio) => string | null;
  readonly where: FindingPlace;
  readonly severity: Severity;
  readonly rulebook: Rulebook;
};

/** Nothing where the row prints no percentage or the target is not positive. */
export function checkDerivable({ row, value, target, met, fair, where, severity, rulebook }: Derivation): Finding[] {
  const printed = readPrinted(row.actual);
  if (!printed?.percent || target.n <= 0n) return [];
  const share = divide(value, target);
  const deviation = subtract(share, ONE);
  const possible: Ratio[] = [share, deviation, { n: -deviation.n, d: deviation.d }, ...(met ? [ONE] : [])];
  if (possible.some((one) => canBe(printed, exactly(one)))) return [];
  const working = `${showFigure(value)} ÷ ${showFigure(target)} = ${showPercent(share)}`;
  const self = byPrint(printed, row.weight, row.score);
  const due = fair(share);
  const formula = [
    `${working} (${showDeviation(deviation)})`,
    ...(self ? [`${row.weight} × ${row.actual} = ${row.score}`] : []),
    ...(due ? [`${row.weight} × ${showPercent(share)} = ${due}`] : []),
  ].join("; ");
  const params = {
    name: row.level3,
    printed: row.actual ?? "",
    share: showPercent(share),
    deviation: showDeviation(deviation),
    working,
    score: self ? (row.score ?? "") : "",
    fair: due ?? "",
  };
  return [
    found("actual-not-derivable", severity, where, {
      printed: row.actual,
      expected: showPercent(share),
      formula,
      basis: duty(rulebook, "scored"),
      params,
    }),
  ];
}

// Whether the printed points are the weight times the printed completion: then the wrong figure made them.
function byPrint(printed: PrintedNumber, weight: string | null, score: string | null): boolean {
  const [points, awarded] = [readPrinted(weight), readPrinted(score)];
  return points !== null && awarded !== null && canBe(awarded, exactly(multiply(points.value, printed.value)));
}
