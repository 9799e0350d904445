// A percentage and a difference of percentages are two kinds: 70% − 60% is 10 percentage points, not 10%.
import { printRounded, readDecimal } from "./decimal-text.ts";
import { add, type Ratio, ratio, subtract } from "./ratio.ts";

declare const percent: unique symbol;
declare const percentagePoint: unique symbol;
/** A share; 64.5% is the ratio 0.645. */
export type Percent = Ratio & { readonly [percent]: true };
/** A difference between two shares; 2.5 个百分点 is the ratio 0.025. */
export type PercentagePoints = Ratio & { readonly [percentagePoint]: true };

export function percentOf(share: Ratio): Percent {
  return share as Percent;
}

/** "90%" or a plain share such as "0.9"; anything else is null. A bare number above 1 is no share. */
export function readPercent(text: string): Percent | null {
  const read = readDecimal(text);
  if (!read) return null;
  if (!read.percent && read.value.n > read.value.d) return null;
  return read.value as Percent;
}

export function percentDifference(a: Percent, b: Percent): PercentagePoints {
  return subtract(a, b) as PercentagePoints;
}

export function shiftPercent(a: Percent, by: PercentagePoints): Percent {
  return add(a, by) as Percent;
}

/** "2.50 个百分点" without the words: the number of percentage points to `places`. */
export function printPercentagePoints(points: PercentagePoints, places = 2): string {
  return printRounded(ratio(points.n * 100n, points.d), { mode: "half-up", places });
}
