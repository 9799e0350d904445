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
  const scaled = roundScaled(value, rounding);
  return (rounding.places === 2 ? scaled : scaled * 10n ** BigInt(2 - rounding.places)) as Points;
}

// A receipt prints points a dozen times, and a score sheet has no others than these: each text is made once.
const FULL_MARKS = 10_000n;
const PRINTED = new Array<string | undefined>(10_001).fill(undefined);

export function pointsAsRatio(points: Points): Ratio {
  return ratio(points, 100n);
}

/** Shortest exact text: "20", "6.45". */
export function printPoints(points: Points): string {
  if (points < 0n || points > FULL_MARKS) return trimZeros(printScaled(points, 2));
  const index = Number(points);
  const known = PRINTED[index];
  if (known !== undefined) return known;
  const printed = trimZeros(printScaled(points, 2));
  PRINTED[index] = printed;
  return printed;
}

/** Two decimals always, as totals are quoted: "96.00". */
export function printTotal(points: Points): string {
  return printScaled(points, 2);
}
