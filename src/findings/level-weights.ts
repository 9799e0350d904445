// Weights by level as a table states them: "产出指标（50分）" over the rows beneath it.
import { type Ratio, sum } from "../kernel/index.ts";
import { canBe, exactly, isAbove, type PrintedNumber, type Range, readPrinted, sumOf } from "./printed-number.ts";

/** A row with its level names as written and its weight; null where the weight is not known. */
export type WeightedRow = { readonly level1: string; readonly level2: string; readonly weight: Weight | null };
type Weight = Range & { readonly value: Ratio };
/** A level whose own weight is not the sum of its rows. */
export type LevelMismatch = {
  readonly level: string;
  readonly stated: string;
  readonly rows: readonly Ratio[];
  readonly sum: Ratio;
  /** Where the level's rows stand among those given. */
  readonly at: readonly number[];
};

const STATED = /[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]/;

/** Levels that state a weight which their rows cannot add up to. Rows of unknown weight leave a level undecided. */
export function levelMismatches(rows: readonly WeightedRow[]): LevelMismatch[] {
  const levels = [...groups(rows, (row) => row.level1), ...groups(rows, (row) => `${row.level1}/${row.level2}`)];
  return levels.flatMap(({ name, members, at }) => {
    const stated = STATED.exec(name)?.[1];
    const figure = readPrinted(stated ?? null);
    const weights = members.map((row) => row.weight).filter((weight) => weight !== null);
    if (!stated || !figure || weights.length < members.length || canBe(awarded(figure), sumOf(weights))) return [];
    const values = weights.map((weight) => weight.value);
    return [{ level: name.replace(STATED, "").trim(), stated, rows: values, sum: sum(values), at }];
  });
}

// A weight is set, not rounded: "50" is fifty.
function awarded(figure: PrintedNumber): Range {
  return figure.places === 0 ? exactly(figure.value) : figure;
}

type Group = { readonly name: string; readonly members: readonly WeightedRow[]; readonly at: readonly number[] };

function groups(rows: readonly WeightedRow[], keyOf: (row: WeightedRow) => string): Group[] {
  const keys = [...new Set(rows.map(keyOf))];
  return keys.map((key) => ({
    name: key.includes("/") ? (key.split("/").at(-1) ?? key) : key,
    members: rows.filter((row) => keyOf(row) === key),
    at: rows.flatMap((row, index) => (keyOf(row) === key ? [index] : [])),
  }));
}

/** Whether weights can add up to `whole`: exactly when all are known, and not beyond it while some are not. */
export function canAddUpTo(whole: Range, parts: readonly (Range | null)[]): boolean {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? canBe(whole, sumOf(known)) : !isAbove(sumOf(known), whole);
}
