// Decimal text in and out: what people type is read exactly or refused, what is printed says no more than is known.
import { type Ratio, ratio, reduce } from "./ratio.ts";
import { type Rounding, roundScaled, roundSmall } from "./rounding.ts";

/** What a number's text held besides its value: `fullWidth` digits deserve a hint, `percent` a unit. */
export type ReadDecimal = { readonly value: Ratio; readonly fullWidth: boolean; readonly percent: boolean; readonly places: number };

const PLAIN = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;
// Longer figures are no public amount; the limit keeps a hostile text from costing time.
const LONGEST = 60;

/**
 * Reads plain decimals ("465.47", "1,234.5", "64.5%", "１２"): exactly, or null.
 * No exponent, no second point, no misplaced comma.
 */
export function readDecimal(text: string): ReadDecimal | null {
  if (text.length > LONGEST) return null;
  const narrow = toNarrow(text).trim();
  const percent = narrow.endsWith("%");
  const body = percent ? narrow.slice(0, -1).trimEnd() : narrow;
  const match = PLAIN.exec(body);
  if (!match) return null;
  const places = match[1]?.length ?? 0;
  const digits = BigInt(body.replace(/[,.+]/g, ""));
  const scale = 10n ** BigInt(places + (percent ? 2 : 0));
  return { value: ratio(digits, scale), fullWidth: narrow !== text.trim(), percent, places };
}

/** Full-width digits, signs and points as their ASCII twins; other text is left alone. */
export function toNarrow(text: string): string {
  return text.replace(/[０-９．，％＋－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/** A scaled integer as text with exactly `places` decimals: (645n, 2) → "6.45". */
export function printScaled(scaled: bigint, places: number): string {
  if (places === 0) return scaled.toString();
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(places + 1, "0");
  const point = digits.length - places;
  return `${negative ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Rounded to the places asked for, all of them printed: 6.4522 → "6.45". */
export function printRounded(value: Ratio, rounding: Rounding): string {
  const small = roundSmall(Number(value.n), Number(value.d), rounding);
  return small !== null ? printScaledSmall(small, rounding.places) : printScaled(roundScaled(value, rounding), rounding.places);
}

/** The shortest exact decimal ("3.6", "465.47"); a fraction that never ends is cut after `most` places and marked "…". */
export function printExact(value: Ratio, most = 6): string {
  const n = Number(value.n);
  const d = Number(value.d);
  // What is below 2^53 after the conversion was exact before it.
  if (Math.abs(n) < BELOW && d < BELOW) {
    const short = d === 1 ? String(n) : printSmall(n, d);
    if (short !== null) return short;
  }
  return printLarge(value, most);
}

function printLarge(value: Ratio, most: number): string {
  const { n, d } = reduce(value);
  const places = endingPlaces(d);
  if (places === null || places > 12) return `${printScaled((n * 10n ** BigInt(most)) / d, most)}…`;
  return trimZeros(printScaled((n * 10n ** BigInt(places)) / d, places));
}

/** A share as percent text, rounded half up: 0.645219 → "64.52%". */
export function printPercent(value: Ratio, places = 2): string {
  const n = Number(value.n);
  const d = Number(value.d);
  const small = roundSmall(n * 100, d, { mode: "half-up", places });
  if (small !== null) return `${printScaledSmall(small, places)}%`;
  return `${printRounded({ n: value.n * 100n, d: value.d }, { mode: "half-up", places })}%`;
}

/** "6.450" → "6.45", "20.00" → "20". */
export function trimZeros(text: string): string {
  if (!text.includes(".")) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === ZERO_DIGIT) end--;
  return text.slice(0, text.charCodeAt(end - 1) === POINT ? end - 1 : end);
}

const ZERO_DIGIT = 48;
const POINT = 46;

// Receipts print a dozen numbers a line and nearly all fit a double's integers, where the same steps cost a tenth.
const BELOW = 2 ** 53;

/** What printScaled prints, of a whole number that is not negative. */
function printScaledSmall(scaled: number, places: number): string {
  if (places === 0) return String(scaled);
  const power = places === 2 ? 100 : 10 ** places;
  const whole = Math.floor(scaled / power);
  const rest = String(scaled - whole * power);
  return rest.length === places ? `${whole}.${rest}` : `${whole}.${rest.padStart(places, "0")}`;
}

/** n ÷ d as its shortest decimal, all in whole numbers below 2^53; null where it never ends or does not fit. */
function printSmall(n: number, d: number): string | null {
  const usual = n * MYRIAD;
  if (usual >= 0 && usual < BELOW && usual % d === 0) return printMyriadths(usual / d);
  const rest = d / commonDivisor(n < 0 ? -n : n, d);
  const places = endingPlacesSmall(rest);
  if (places === null || places > 12) return null;
  const scaled = (n / (d / rest)) * (10 ** places / rest);
  if (!Number.isSafeInteger(scaled)) return null;
  if (places === 0) return String(scaled);
  const digits = String(scaled < 0 ? -scaled : scaled).padStart(places + 1, "0");
  return `${scaled < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

// Four places are tried first: one remainder tells whether they are enough, and there are only so many texts after the point.
const MYRIAD = 10_000;
const AFTER_POINT = new Array<string | undefined>(MYRIAD).fill(undefined);

function printMyriadths(scaled: number): string {
  const whole = Math.floor(scaled / MYRIAD);
  const rest = scaled - whole * MYRIAD;
  if (rest === 0) return String(whole);
  const known = AFTER_POINT[rest];
  if (known !== undefined) return whole + known;
  const after = trimZeros(`.${String(rest).padStart(4, "0")}`);
  AFTER_POINT[rest] = after;
  return whole + after;
}

function commonDivisor(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x === 0 ? 1 : x;
}

// How many decimals 1 ÷ d ends after; null when it never ends.
function endingPlacesSmall(divisor: number): number | null {
  let rest = divisor;
  let twos = 0;
  let fives = 0;
  while (rest % 2 === 0) {
    rest /= 2;
    twos++;
  }
  while (rest % 5 === 0) {
    rest /= 5;
    fives++;
  }
  return rest === 1 ? Math.max(twos, fives) : null;
}

function endingPlaces(divisor: bigint): number | null {
  let rest = divisor;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos++;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives++;
  }
  return rest === 1n ? Math.max(twos, fives) : null;
}
