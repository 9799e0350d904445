// Figures as a finding shows them: signs and symbols only, so that they read in any language.
import {
  type Money,
  type MoneyUnit,
  multiply,
  type Points,
  printExact,
  printMoneyColumn,
  printPercent,
  printPoints,
  printRounded,
  type Ratio,
  ratio,
  roundScaled,
  trimZeros,
} from "../kernel/index.ts";

/** A share as percent: "72.04%", "−27.96%". */
export function showPercent(share: Ratio, places = 2): string {
  return printPercent(share, places).replace("-", "−");
}

/** A difference of a share from the whole, always with its sign: "+4.83%". */
export function showDeviation(share: Ratio): string {
  return share.n > 0n ? `+${showPercent(share)}` : showPercent(share);
}

/** A share as short as it is exact ("96%", "12.5%"), else rounded to two places. */
export function showShare(share: Ratio): string {
  return isShort(share) ? `${printExact(multiply(share, ratio(100n)))}%` : showPercent(share);
}

function isShort(share: Ratio): boolean {
  return (share.n * 1_000_000n) % share.d === 0n;
}

/** A quantity: its shortest exact decimal, or rounded half up to four places. */
export function showFigure(value: Ratio): string {
  const exact = printExact(value);
  return (exact.endsWith("…") ? trimZeros(printRounded(value, { mode: "half-up", places: 4 })) : exact).replace("-", "−");
}

/** Points that a rule gives before rounding, to two places: "3.60". */
export function showScore(value: Ratio): string {
  return printRounded(value, { mode: "half-up", places: 2 });
}

/** An amount in the case's unit with at least two decimals, as tables print it: "300.00". */
export function showMoney(amount: Money, unit: MoneyUnit): string {
  return printMoneyColumn(amount, unit).replace("-", "−");
}

/** An amount that a table printed or that follows from such: at least two decimals. */
export function showAmount(value: Ratio): string {
  const scaled = roundScaled(value, { mode: "half-up", places: 6 });
  const short = showFigure(ratio(scaled, 1_000_000n));
  const places = short.split(".")[1]?.length ?? 0;
  return places >= 2 ? short : `${short}${places === 0 ? "." : ""}${"0".repeat(2 - places)}`;
}

/** "6.45 + 20 + 15 = 41.45" from parts as they are shown and their exact sum. */
export function showSum(parts: readonly string[], total: string): string {
  return `${parts.join(" + ")} = ${total}`;
}

/** Points as they are shown. */
export function showPoints(points: Points): string {
  return printPoints(points).replace("-", "−");
}

/** The sum of points. */
export function addPoints(parts: readonly Points[]): Points {
  return parts.reduce<bigint>((sum, part) => sum + part, 0n) as Points;
}
