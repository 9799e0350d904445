// One printed indicator row, read for what its own cells say: which way its target points and whether it was met.
import { compare, multiply, ONE, ratio } from "../kernel/index.ts";
import type { Rulebook } from "../rules/index.ts";
import type { FindingPlace } from "./finding.ts";
import { LESS_IS_BETTER, SAVING_NAME } from "./indicator-words.ts";
import { plainText } from "./likeness.ts";
import { exactly, type PrintedNumber, quotientOf, type Range, type Relation, readPrinted } from "./printed-number.ts";
import type { RowField, SeenIndicator } from "./seen-table.ts";

export type PrintedRow = SeenIndicator;
/** A printed row with where it stands and what level the rulebook knows it by. */
export type SeenRow = {
  readonly row: PrintedRow;
  readonly where: (column: RowField | "level3") => FindingPlace;
  /** Columns that the form has. */
  readonly asks: ReadonlySet<RowField>;
  /** Whether results are rates of completion. */
  readonly completion: boolean;
  readonly level1: string | null;
  readonly level2: string | null;
  readonly rulebook: Rulebook;
};

/** Target and result of a row as figures of one kind, and the way the target points; `signed` where the cell says so itself. */
export type Comparison = {
  readonly target: PrintedNumber;
  readonly actual: PrintedNumber;
  readonly relation: Relation;
  readonly signed: boolean;
};

/** A row that stands for budget execution among the indicators. */
export const EXECUTION_ROW = /(?:预算|资金)(?:资金)?执行率/u;
const NONE = /^(?:无|不适用|不涉及|[—–/-]+)$/;

/** A row marked 无 carries no points. */
export function isBlankRow(row: PrintedRow): boolean {
  return NONE.test(row.level3.trim());
}

/** Target and actual as comparable figures; null where either is no figure, or they are of different kinds. */
export function compareCells(row: PrintedRow): Comparison | null {
  const target = readPrinted(row.target);
  const actual = readPrinted(row.actual);
  if (!target || !actual) return null;
  const same = sameKind(target, actual);
  if (!same) return null;
  const relation = target.relation ?? signInName(row.level3);
  if (relation) return { ...same, relation, signed: true };
  // A limit that no sign shows: names of costs, incidents and controls are better when lower. Which way is then a guess.
  return {
    ...same,
    relation: LESS_IS_BETTER.test(`${row.level2}${row.level3}`) && !SAVING_NAME.test(row.level3) ? "at-most" : "at-least",
    signed: false,
  };
}

// "临时救助标准（≤**元）": the form's own sign, left in the name.
function signInName(name: string): Relation | null {
  if (/[(（]\s*(?:≥|>=|≧|>|不低于)/.test(name)) return "at-least";
  return /[(（]\s*(?:≤|<=|≦|<|不超过|不高于)/.test(name) ? "at-most" : null;
}

// A bare "95" beside "≥95%" is ninety-five percent.
function sameKind(target: PrintedNumber, actual: PrintedNumber): { readonly target: PrintedNumber; readonly actual: PrintedNumber } | null {
  if (target.percent === actual.percent) return target.percent || unitsAgree(target.unit, actual.unit) ? { target, actual } : null;
  if (target.percent && actual.unit === "") return { target, actual: asPercent(actual) };
  return actual.percent && target.unit === "" ? { target: asPercent(target), actual } : null;
}

function asPercent(figure: PrintedNumber): PrintedNumber {
  const hundredth = ratio(1n, 100n);
  return {
    ...figure,
    percent: true,
    value: multiply(figure.value, hundredth),
    low: multiply(figure.low, hundredth),
    high: multiply(figure.high, hundredth),
  };
}

/** Whether two units can be the same: one is left out, they are alike, or one says more of the same ("人" and "人次"). */
export function unitsAgree(one: string, other: string): boolean {
  const [a, b] = [plainText(one), plainText(other)];
  if (isMoney(a) && isMoney(b)) return a === b;
  return a === "" || b === "" || a.includes(b) || b.includes(a);
}

function isMoney(unit: string): boolean {
  return unit === "元" || unit === "万元" || unit === "亿元" || unit === "万";
}

/** Whether a row of a table that gives rates of completion was completed; null where it gives none. */
export function isCompleted(row: PrintedRow): boolean | null {
  const actual = readPrinted(row.actual);
  return actual?.percent ? compare(actual.value, ONE) >= 0 : null;
}

/** Whether the row says that its target was met; null where its cells do not decide it. */
export function isMet(row: PrintedRow): boolean | null {
  const cells = compareCells(row);
  if (!cells)
    return row.target !== null && row.actual !== null && plainText(row.target) === plainText(row.actual) && plainText(row.target) !== ""
      ? true
      : null;
  const { target, actual, relation, signed } = cells;
  const side = compare(actual.value, target.value);
  if (side === 0) return true;
  switch (relation) {
    case "at-least":
    case "equal":
      return side > 0;
    case "at-most":
      // Without a sign a result under the limit may be a shortfall as well as a saving.
      return side < 0 ? (signed ? true : null) : signed ? false : null;
  }
}

/** actual ÷ target, where both are positive figures. A target is set and a whole number is counted; only the rest is rounded. */
export function attainment({ target, actual }: Comparison): Range | null {
  const counted = actual.places === 0 && !actual.percent;
  return target.value.n > 0n && actual.value.n >= 0n ? quotientOf(counted ? exactly(actual.value) : actual, exactly(target.value)) : null;
}
