// Public money as whole fen. 元 and 万元 are two ways to read and print it, never two numbers to mix up.
import { printScaled, readDecimal, trimZeros } from "./decimal-text.ts";
import { type Ratio, ratio } from "./ratio.ts";

declare const fen: unique symbol;
/** An amount in fen (分); exact, may be negative. */
export type Money = bigint & { readonly [fen]: true };
export type MoneyUnit = "元" | "万元";

export const NO_MONEY = 0n as Money;

const FEN_PER: Record<MoneyUnit, bigint> = { 元: 100n, 万元: 1_000_000n };
const PLACES: Record<MoneyUnit, number> = { 元: 2, 万元: 6 };

export function moneyOfFen(amount: bigint): Money {
  return amount as Money;
}

/** An amount read in its unit; null when it is no plain decimal, a percentage, or finer than one fen. */
export function readMoney(text: string, unit: MoneyUnit): Money | null {
  const read = readDecimal(text);
  if (!read || read.percent) return null;
  const scaled = read.value.n * FEN_PER[unit];
  return scaled % read.value.d === 0n ? ((scaled / read.value.d) as Money) : null;
}

/** The shortest exact text in the unit: 465470000 fen → "465.47" 万元. */
export function printMoney(amount: Money, unit: MoneyUnit): string {
  return trimZeros(printScaled(amount, PLACES[unit]));
}

/** With at least two decimals, as tables print amounts: "300.00", "9.142". */
export function printMoneyColumn(amount: Money, unit: MoneyUnit): string {
  const short = printMoney(amount, unit);
  const places = short.includes(".") ? short.length - short.indexOf(".") - 1 : 0;
  return places >= 2 ? short : `${short}${places === 0 ? "." : ""}${"0".repeat(2 - places)}`;
}

export function addMoney(a: Money, b: Money): Money {
  return (a + b) as Money;
}

export function subtractMoney(a: Money, b: Money): Money {
  return (a - b) as Money;
}

export function sumMoney(parts: readonly Money[]): Money {
  return parts.reduce<bigint>((total, part) => total + part, 0n) as Money;
}

export function lesserMoney(a: Money, b: Money): Money {
  if (b < a) return b;
  return a;
}

/** part ÷ whole as an exact share, or null when the whole is zero. */
export function shareOf(part: Money, whole: Money): Ratio | null {
  return whole === 0n ? null : ratio(part, whole);
}

/** The amount as a plain number of its unit. */
export function moneyAsRatio(amount: Money, unit: MoneyUnit): Ratio {
  return ratio(amount, FEN_PER[unit]);
}
