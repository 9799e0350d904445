// Rounding is an act with a name, a mode and a number of places; a rule asks for it and the trace records it.
import type { Ratio } from "./ratio.ts";

export type RoundingMode = "half-up" | "half-even" | "down" | "up";

/** How to round: to `places` decimals, by `mode`. "half-up" takes a half away from zero, as 四舍五入 does. */
export type Rounding = { readonly mode: RoundingMode; readonly places: number };

export const TO_CENTIPOINT: Rounding = { mode: "half-up", places: 2 };

const POWERS = [1n, 10n, 100n, 1000n, 10_000n];

/** The ratio in units of 10^-places, rounded. 6.4522 to 2 places → 645n. */
export function roundScaled(value: Ratio, rounding: Rounding): bigint {
  const small = roundSmall(Number(value.n), Number(value.d), rounding);
  return small === null ? roundLarge(value, rounding) : BigInt(small);
}

/**
 * The same in whole numbers below 2^53, where one division of doubles and a floor are exact; null where the figures do not fit
 * or the rounding is another one than half up of a positive number.
 */
export function roundSmall(n: number, d: number, { mode, places }: Rounding): number | null {
  const power = SMALL_POWERS[places];
  if (mode !== "half-up" || power === undefined || n < 0) return null;
  const twice = 2 * n * power + d;
  return twice < BELOW && 2 * d < BELOW ? Math.floor(twice / (2 * d)) : null;
}

const BELOW = 2 ** 53;
const SMALL_POWERS = [1, 10, 100, 1000, 10_000];

function roundLarge(value: Ratio, rounding: Rounding): bigint {
  const scaled = value.n * (POWERS[rounding.places] ?? 10n ** BigInt(rounding.places));
  const quotient = scaled / value.d;
  const rest = scaled % value.d;
  if (rest === 0n) return quotient;
  const away = value.n < 0n ? -1n : 1n;
  const twice = rest < 0n ? -2n * rest : 2n * rest;
  return takesStep(rounding.mode, twice, value.d, quotient) ? quotient + away : quotient;
}

/** The rounded value as a ratio again. */
export function round(value: Ratio, rounding: Rounding): Ratio {
  return { n: roundScaled(value, rounding), d: 10n ** BigInt(rounding.places) };
}

function takesStep(mode: RoundingMode, twiceRest: bigint, divisor: bigint, quotient: bigint): boolean {
  switch (mode) {
    case "half-up":
      return twiceRest >= divisor;
    case "half-even":
      return twiceRest > divisor || (twiceRest === divisor && quotient % 2n !== 0n);
    case "down":
      return false;
    case "up":
      return true;
  }
}
