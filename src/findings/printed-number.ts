// A printed figure stands for every exact value that rounds half up to it at its decimals; it is right if a value computed
// from such figures can lie there, wrong if none can. No absolute tolerance anywhere.
import {
  add,
  compare,
  divide,
  isZero,
  least,
  multiply,
  ONE,
  printExact,
  type Ratio,
  ratio,
  readDecimal,
  subtract,
  ZERO,
} from "../kernel/index.ts";

/** The values a figure may stand for: from low (included) to high (excluded). `value` is the figure as printed. */
export type PrintedNumber = {
  readonly value: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
  readonly percent: boolean;
  readonly places: number;
  readonly unit: string;
};

const FIGURE = /^[≥≤＝=≧≦>＜<＞±]?\s*([+-]?[\d０-９][\d０-９,，.．]*\s*[%％]?)\s*([^\d%％]*)$/;

/** Reads a printed cell ("64.5%", "≥12个", "465.47"); null where it is no single figure. A percentage is held as its share. */
export function readPrinted(text: string | null): PrintedNumber | null {
  if (text === null) return null;
  const match = FIGURE.exec(text.trim());
  const read = match ? readDecimal((match[1] ?? "").replace(/\s/g, "")) : null;
  if (!match || !read) return null;
  const half = ratio(1n, 2n * 10n ** BigInt(read.places + (read.percent ? 2 : 0)));
  return {
    value: read.value,
    low: subtract(read.value, half),
    high: add(read.value, half),
    percent: read.percent,
    places: read.places,
    unit: (match[2] ?? "").trim(),
  };
}

/** An exact value as a printed number that stands for itself alone. */
export function exactly(value: Ratio): PrintedNumber {
  return { value, low: value, high: value, percent: false, places: 0, unit: "" };
}

/** Whether some value of `computed` rounds to `printed`. */
export function canBe(printed: PrintedNumber, computed: Pick<PrintedNumber, "low" | "high">): boolean {
  const single = compare(computed.low, computed.high) === 0;
  return single
    ? compare(computed.low, printed.low) >= 0 && compare(computed.low, printed.high) < 0
    : compare(computed.low, printed.high) < 0 && compare(computed.high, printed.low) > 0;
}

type Range = Pick<PrintedNumber, "low" | "high">;

/** The exact figures' sum: money is printed to the cent and means it, so parts are taken as they stand. */
export function exactSum(parts: readonly PrintedNumber[]): Ratio {
  return parts.reduce((total, part) => add(total, part.value), ZERO);
}

/** a ÷ b for amounts that mean what they print; null when b is zero. */
export function exactQuotient(a: PrintedNumber, b: PrintedNumber): Range | null {
  if (isZero(b.value)) return null;
  const share = divide(a.value, b.value);
  return { low: share, high: share };
}

/** weight × min(rate, 1) where the rate may be any value that prints so. */
export function shareOfWeight(weight: Ratio, rate: Range): Range {
  return { low: multiply(weight, least(rate.low, ONE)), high: multiply(weight, least(rate.high, ONE)) };
}

/** The figure as short text, percentages as percent. */
export function showRatio(value: Ratio, percent: boolean): string {
  return percent ? `${printExact({ n: value.n * 100n, d: value.d }, 2).replace("…", "")}%` : printExact(value);
}
