// Sums of very many scored projects by what they have in common, kept up to date one change at a time. Two tables of two dimensions
// each (region and department by year) are filled in one pass; every other grouping is a sum over one of them, so that no grouping
// can disagree with another.
import { NO_SCORE } from "./batch.ts";

/** Scored projects as columns; region, department and year are indices below their counts. Totals in hundredths, NO_SCORE where none. */
export type ScoredColumns = {
  readonly count: number;
  readonly region: Uint16Array;
  readonly department: Uint32Array;
  readonly year: Uint16Array;
  /** Index of the rulebook's band; anything at or beyond `grades` counts as without a grade. */
  readonly grade: Uint8Array;
  readonly total: Uint16Array;
};
export type RollUpSizes = { readonly regions: number; readonly departments: number; readonly years: number; readonly grades: number };
export type ScoredProject = {
  readonly region: number;
  readonly department: number;
  readonly year: number;
  readonly grade: number;
  readonly total: number;
};

/** Of a group: projects, those with a total, the sum of their totals in hundredths of a point. */
export type Sums = { readonly projects: number; readonly scored: number; readonly points: number };
export type Grouping = "region" | "department" | "year" | "grade" | "region-year" | "department-year" | "all";
export type Group = Sums & { readonly keys: readonly number[] };

// Of a cell: projects, those without a total, the sum of the totals.
const PARTS = 3;

export type RollUp = {
  /** Counts a project in, or (`sign` −1) out again. */
  readonly count: (project: ScoredProject, sign: 1 | -1) => void;
  /** The groups that hold a project, in order of their keys. */
  readonly groups: (grouping: Grouping) => readonly Group[];
};

/** Sums of all of them; those of `isIn` alone where it is given. */
export function rollUp(columns: ScoredColumns, sizes: RollUpSizes, isIn?: (index: number) => boolean): RollUp {
  const { years, grades } = sizes;
  const bands = grades + 1;
  // Region × year and department × year, each cell with its three sums; grades on their own.
  const byRegion = new Float64Array(PARTS * sizes.regions * years);
  const byDepartment = new Float64Array(PARTS * sizes.departments * years);
  const byGrade = new Float64Array(PARTS * bands);
  const { count: length, region, department, year, grade, total } = columns;
  for (let index = 0; index < length; index++) {
    if (isIn !== undefined && !isIn(index)) continue;
    const points = total[index] as number;
    const y = year[index] as number;
    const own = grade[index] as number;
    const r = PARTS * ((region[index] as number) * years + y);
    const d = PARTS * ((department[index] as number) * years + y);
    const g = PARTS * Math.min(own, grades);
    byRegion[r] = (byRegion[r] as number) + 1;
    byDepartment[d] = (byDepartment[d] as number) + 1;
    byGrade[g] = (byGrade[g] as number) + 1;
    // Nearly all have a total: the few without are counted, so that the others need no counting twice.
    const part = points === NO_SCORE ? 1 : 2;
    const more = points === NO_SCORE ? 1 : points;
    byRegion[r + part] = (byRegion[r + part] as number) + more;
    byDepartment[d + part] = (byDepartment[d + part] as number) + more;
    byGrade[g + part] = (byGrade[g + part] as number) + more;
  }
  const add = (table: Float64Array, cell: number, points: number, sign: 1 | -1): void => {
    table[cell] = (table[cell] as number) + sign;
    if (points === NO_SCORE) table[cell + 1] = (table[cell + 1] as number) + sign;
    else table[cell + 2] = (table[cell + 2] as number) + sign * points;
  };
  return {
    count: (project, sign) => {
      add(byRegion, PARTS * (project.region * years + project.year), project.total, sign);
      add(byDepartment, PARTS * (project.department * years + project.year), project.total, sign);
      add(byGrade, PARTS * Math.min(project.grade, grades), project.total, sign);
    },
    groups: (grouping) => {
      switch (grouping) {
        case "region":
          return summed(byRegion, years, (r) => [r]);
        case "department":
          return summed(byDepartment, years, (d) => [d]);
        case "year":
          return summed(byRegion, years, (_, y) => [y]);
        case "all":
          return summed(byRegion, years, () => []);
        case "grade":
          return summed(byGrade, 1, (g) => [g]);
        case "region-year":
          return summed(byRegion, years, (r, y) => [r, y]);
        case "department-year":
          return summed(byDepartment, years, (d, y) => [d, y]);
      }
    },
  };
}

// The cells of a table put together by the keys that are asked for.
function summed(table: Float64Array, years: number, keysOf: (first: number, year: number) => readonly number[]): readonly Group[] {
  const groups = new Map<string, { keys: readonly number[]; projects: number; scored: number; points: number }>();
  for (let cell = 0; cell < table.length; cell += PARTS) {
    const projects = table[cell] as number;
    if (projects === 0) continue;
    const place = cell / PARTS;
    const keys = keysOf(Math.floor(place / years), place % years);
    const known = groups.get(keys.join(" "));
    const group = known ?? { keys, projects: 0, scored: 0, points: 0 };
    group.projects += projects;
    group.scored += projects - (table[cell + 1] as number);
    group.points += table[cell + 2] as number;
    if (known === undefined) groups.set(keys.join(" "), group);
  }
  return [...groups.values()].toSorted((a, b) => (a.keys[0] ?? 0) - (b.keys[0] ?? 0) || (a.keys[1] ?? 0) - (b.keys[1] ?? 0));
}
