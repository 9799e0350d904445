// Points of a score sheet as whole hundredths: lines are rounded to 0.01 and the total is the sum of rounded lines.
import { printScaled, readDecimal, trimZeros } from "./decimal-text.ts";
import { type Ratio, ratio } from "./ratio.ts";
import { type Rounding, roundScaled } from "./rounding.ts";

declare const centipoints: unique symbol;
/** Points in hundredths (6.45 分 = 645n). */
export type Points = bigint & { readonly [centipoints]: true };

export const NO_POINTS = 0n as Points;

/** Points from text of at most two decimals, else null. */
export function readPoints(text: string): Points | null {
  const read = readDecimal(text);
  if (!read || read.percent || read.places > 2) return null;
  return ((read.value.n * 100n) / read.value.d) as Points;
}

/** An unrounded score brought to points by the rounding its rule asks for (places must be ≤ 2). */
export function roundToPoints(value: Ratio, rounding: Rounding): Points {
  return (roundScaled(value, rounding) * 10n ** BigInt(2 - rounding.places)) as Points;
}

export function pointsAsRatio(points: Points): Ratio {
  return ratio(points, 100n);
}

/** Shortest exact text: "20", "6.45". */
export function printPoints(points: Points): string {
  return trimZeros(printScaled(points, 2));
}

/** Two decimals always, as totals are quoted: "96.00". */
export function printTotal(points: Points): string {
  return printScaled(points, 2);
}
