// Exact rational numbers on bigint: every rate, share and unrounded score is one of these; nothing in a score is a float.

/** An exact fraction n ÷ d with d > 0, not necessarily in lowest terms. */
export type Ratio = { readonly n: bigint; readonly d: bigint };

export const ZERO: Ratio = { n: 0n, d: 1n };
export const ONE: Ratio = { n: 1n, d: 1n };

// Past this size a fraction is brought to lowest terms, so that long chains of steps stay small.
const REDUCE_ABOVE = 1n << 192n;

/** n ÷ d. Throws on d = 0: callers decide beforehand what a missing divisor means. */
export function ratio(n: bigint | number, d: bigint | number = 1n): Ratio {
  const top = typeof n === "bigint" ? n : BigInt(n);
  const bottom = typeof d === "bigint" ? d : BigInt(d);
  if (bottom === 0n) throw new Error("a ratio needs a divisor other than zero");
  return bottom < 0n ? fit(-top, -bottom) : fit(top, bottom);
}

export function add(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : fit(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? { n: a.n - b.n, d: a.d } : fit(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return fit(a.n * b.n, a.d * b.d);
}

/** a ÷ b. Throws when b is zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? ratio(a.n, b.n) : ratio(a.n * b.d, a.d * b.n);
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compare(a: Ratio, b: Ratio): number {
  const same = a.d === b.d;
  const left = same ? a.n : a.n * b.d;
  const right = same ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Ratio, b: Ratio): boolean {
  return a.n * b.d === b.n * a.d;
}

export function least(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) >= 0 ? a : b;
}

export function absolute(a: Ratio): Ratio {
  return a.n < 0n ? { n: -a.n, d: a.d } : a;
}

export function isZero(a: Ratio): boolean {
  return a.n === 0n;
}

/** The sum of any number of ratios; of none, zero. */
export function sum(parts: readonly Ratio[]): Ratio {
  return parts.reduce(add, ZERO);
}

/** The same number in lowest terms. */
export function reduce(a: Ratio): Ratio {
  const g = greatestCommonDivisor(a.n < 0n ? -a.n : a.n, a.d);
  return g === 1n ? a : { n: a.n / g, d: a.d / g };
}

function fit(n: bigint, d: bigint): Ratio {
  return d > REDUCE_ABOVE ? reduce({ n, d }) : { n, d };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
