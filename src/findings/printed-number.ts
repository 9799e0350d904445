// A printed figure with d decimals stands for every exact value that rounds half up to it at d decimals. A figure is right
// if a value computed from printed figures can lie there, wrong if none can. No absolute tolerance anywhere.
import {
  add,
  compare,
  divide,
  isZero,
  least,
  multiply,
  ONE,
  type Ratio,
  ratio,
  readDecimal,
  subtract,
  toNarrow,
  ZERO,
} from "../kernel/index.ts";

/** A stretch of possible values; each end says whether it is itself possible. */
export type Range = { readonly low: Ratio; readonly high: Ratio; readonly lowIn: boolean; readonly highIn: boolean };

/** How a printed target limits: "≥12", "不超过5次", "=100%". */
export type Relation = "at-least" | "at-most" | "equal";

/** A figure as printed: its value, what it may stand for, its decimals, whether it is a percentage (held as a share), its unit. */
export type PrintedNumber = Range & {
  readonly value: Ratio;
  readonly places: number;
  readonly percent: boolean;
  readonly unit: string;
  readonly relation: Relation | null;
};

// Words and signs that stand before a target's figure.
const RELATIONS: readonly (readonly [RegExp, Relation])[] = [
  [/^(?:≥|≧|>=|＞=|>|＞|不低于|不少于|不小于|大于等于|大于或等于|大于|高于|达到|至少)/, "at-least"],
  [/^(?:≤|≦|<=|＜=|<|＜|不高于|不超过|不多于|不大于|小于等于|小于或等于|小于|低于|少于|控制在)/, "at-most"],
  [/^(?:=|﹦|＝|═|等于)/, "equal"],
];
const FIGURE = /^([+-]?\d[\d,]*(?:\.\d+)?)\s*(%?)\s*([^\d%]*)$/;
// "12月底" and "2019年" are dates, not twelve or two thousand of anything.
const DATE_UNIT = /^(?:年(?!$|以|度?内)|年度|月(?!$)|日|号|时|点)/;
const CALENDAR_YEAR = /^(?:19|20)\d{2}年/;

/** Reads a printed cell ("64.5%", "≥12个", "1,234.5"); null where it is no single figure. */
export function readPrinted(text: string | null): PrintedNumber | null {
  if (text === null || text.length > 80) return null;
  const plain = toNarrow(text).replace(/\s+/g, "");
  const sign = RELATIONS.find(([pattern]) => pattern.test(plain));
  const match = FIGURE.exec(sign ? plain.replace(sign[0], "") : plain);
  if (!match) return null;
  const read = readDecimal(`${match[1]}${match[2]}`);
  const unit = match[3] ?? "";
  if (!read || (!read.percent && (DATE_UNIT.test(unit) || CALENDAR_YEAR.test(match[0])))) return null;
  return {
    ...aroundFigure(read.value, read.places + (read.percent ? 2 : 0)),
    value: read.value,
    places: read.places,
    percent: read.percent,
    unit: unit.replace(/(?:以内|以下|以上|左右)$/, ""),
    relation: sign?.[1] ?? worded(unit),
  };
}

function worded(unit: string): Relation | null {
  if (/(?:以内|以下)$/.test(unit)) return "at-most";
  return /以上$/.test(unit) ? "at-least" : null;
}

function aroundFigure(value: Ratio, places: number): Range {
  const half = ratio(1n, 2n * 10n ** BigInt(places));
  // Half up takes a half away from zero: a negative figure has its open end below, and zero has two.
  return { low: subtract(value, half), high: add(value, half), lowIn: value.n > 0n, highIn: value.n < 0n };
}

/**
 * The figures of one column (or row) of amounts. Where some have fewer decimals than others, zeros were dropped: nothing was
 * cut to a format, and each figure stands as it was entered. Otherwise each may have been rounded to the decimals all have.
 */
export function readColumn(texts: readonly (string | null)[]): (PrintedNumber | null)[] {
  const figures = texts.map(readPrinted);
  const places = new Set(figures.flatMap((figure) => (figure ? [figure.places] : [])));
  return figures.map((figure) => figure && (places.size > 1 ? { ...figure, ...exactly(figure.value) } : figure));
}

const UNITS: ReadonlyMap<string, Ratio> = new Map([
  ["元", ONE],
  ["万", ratio(10_000n)],
  ["万元", ratio(10_000n)],
  ["亿元", ratio(100_000_000n)],
]);

/**
 * Amounts of one column or row in the table's unit: a figure that carries its own ("5.8万") is converted. Null where the
 * figure's unit is none of money's, or the table does not say its own and its figures differ.
 */
export function readAmounts(texts: readonly (string | null)[], unit: "元" | "万元" | null): (PrintedNumber | null)[] {
  const figures = readColumn(texts);
  const own = [...new Set(figures.flatMap((figure) => (figure ? [figure.unit] : [])))];
  const base = unit ?? (own.length === 1 ? (own[0] ?? "") : null);
  return figures.map((figure) => {
    if (!figure || figure.percent) return null;
    if (figure.unit === "" || figure.unit === base) return base === null && own.length > 1 ? null : figure;
    const [from, to] = [UNITS.get(figure.unit), UNITS.get(base ?? "")];
    if (!from || !to) return null;
    const scale = divide(from, to);
    return { ...figure, value: multiply(figure.value, scale), low: multiply(figure.low, scale), high: multiply(figure.high, scale) };
  });
}

/**
 * The figures of one column of points. Points with fewer decimals than the column's finest, and all points of a column
 * without decimals, were awarded as they stand; only the finest were computed and rounded.
 */
export function readPoints(texts: readonly (string | null)[]): (PrintedNumber | null)[] {
  const figures = texts.map(readPrinted);
  const places = figures.reduce((most, figure) => Math.max(most, figure?.places ?? 0), 0);
  return figures.map((figure) => figure && (places === 0 || figure.places < places ? { ...figure, ...exactly(figure.value) } : figure));
}

/**
 * The shares a printed rate may mean: "64.5%" is one; "0.958" and "20" are written without a sign, as a share or as a
 * percentage, and may mean either.
 */
export function readRate(text: string | null): PrintedNumber[] {
  const figure = readPrinted(text);
  if (figure?.unit !== "") return [];
  if (figure.percent) return [figure];
  const hundredth = ratio(1n, 100n);
  const asPercent = {
    ...figure,
    value: multiply(figure.value, hundredth),
    low: multiply(figure.low, hundredth),
    high: multiply(figure.high, hundredth),
  };
  return [figure, asPercent];
}

/** A value that stands for itself alone. */
export function exactly(value: Ratio): Range {
  return { low: value, high: value, lowIn: true, highIn: true };
}

/** Every value from `low` up to `high`, both possible. */
export function between(low: Ratio, high: Ratio): Range {
  return { low, high, lowIn: true, highIn: true };
}

/** Whether some value lies in both. */
export function canBe(one: Range, other: Range): boolean {
  return reaches(one.low, one.lowIn, other.high, other.highIn) && reaches(other.low, other.lowIn, one.high, one.highIn);
}

function reaches(low: Ratio, lowIn: boolean, high: Ratio, highIn: boolean): boolean {
  const side = compare(low, high);
  return side < 0 || (side === 0 && lowIn && highIn);
}

/** Whether every value of `one` is greater than every value of `other`. */
export function isAbove(one: Range, other: Range): boolean {
  return !reaches(one.low, one.lowIn, other.high, other.highIn);
}

/** The possible sums of one value from each range; of none, zero. */
export function sumOf(parts: readonly Range[]): Range {
  return parts.reduce<Range>(
    (sum, part) => ({
      low: add(sum.low, part.low),
      high: add(sum.high, part.high),
      lowIn: sum.lowIn && part.lowIn,
      highIn: sum.highIn && part.highIn,
    }),
    exactly(ZERO),
  );
}

/** The possible products of two ranges of values that are not negative; ends below zero count as zero. */
export function productOf(a: Range, b: Range): Range {
  return {
    low: multiply(atLeastZero(a.low), atLeastZero(b.low)),
    high: multiply(a.high, b.high),
    lowIn: a.lowIn && b.lowIn,
    highIn: a.highIn && b.highIn,
  };
}

/** The possible quotients of an amount by a positive one; null where the divisor may be zero. */
export function quotientOf(a: Range, b: Range): Range | null {
  if (isZero(b.low) || b.low.n < 0n) return null;
  return {
    low: divide(a.low, a.low.n < 0n ? b.low : b.high),
    high: divide(a.high, a.high.n < 0n ? b.high : b.low),
    lowIn: a.lowIn && (a.low.n < 0n ? b.lowIn : b.highIn),
    highIn: a.highIn && (a.high.n < 0n ? b.highIn : b.lowIn),
  };
}

/** The range with nothing above 1: no score is given for more than the whole. */
export function atMostOne(range: Range): Range {
  const cut = compare(range.high, ONE) > 0;
  return {
    low: least(range.low, ONE),
    high: least(range.high, ONE),
    lowIn: range.lowIn || compare(range.low, ONE) > 0,
    highIn: cut || range.highIn,
  };
}

function atLeastZero(value: Ratio): Ratio {
  return value.n < 0n ? ZERO : value;
}
