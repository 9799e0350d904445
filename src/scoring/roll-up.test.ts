import fc from "fast-check";
import { expect, it } from "vitest";
import { NO_SCORE } from "./batch.ts";
import { type Grouping, rollUp, type ScoredColumns, type ScoredProject } from "./roll-up.ts";

const SIZES = { regions: 3, departments: 4, years: 2, grades: 4 };
const GROUPINGS: readonly Grouping[] = ["all", "region", "department", "year", "grade", "region-year", "department-year"];

const project: fc.Arbitrary<ScoredProject> = fc.record({
  region: fc.nat(2),
  department: fc.nat(3),
  year: fc.nat(1),
  grade: fc.constantFrom(0, 1, 2, 3, 0xff),
  total: fc.oneof(fc.nat(10_000), fc.constant(NO_SCORE)),
});

function columnsOf(projects: readonly ScoredProject[]): ScoredColumns {
  return {
    count: projects.length,
    region: Uint16Array.from(projects, (one) => one.region),
    department: Uint32Array.from(projects, (one) => one.department),
    year: Uint16Array.from(projects, (one) => one.year),
    grade: Uint8Array.from(projects, (one) => one.grade),
    total: Uint16Array.from(projects, (one) => one.total),
  };
}

/** The same by looking at each project for each group. */
function counted(projects: readonly ScoredProject[], grouping: Grouping) {
  const keysOf = (one: ScoredProject) =>
    grouping === "all" ? [] : grouping.split("-").map((key) => (key === "grade" ? Math.min(one.grade, 4) : one[key as "year"]));
  const keys = [...new Set(projects.map((one) => JSON.stringify(keysOf(one))))].map((text) => JSON.parse(text) as number[]);
  return keys
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))
    .map((own) => {
      const members = projects.filter((one) => JSON.stringify(keysOf(one)) === JSON.stringify(own));
      const scored = members.filter(({ total }) => total !== NO_SCORE);
      return { keys: own, projects: members.length, scored: scored.length, points: scored.reduce((sum, { total }) => sum + total, 0) };
    });
}

it("adds up by every grouping what a count by hand adds up", () => {
  fc.assert(
    fc.property(fc.array(project, { maxLength: 40 }), (projects) => {
      const sums = rollUp(columnsOf(projects), SIZES);
      for (const grouping of GROUPINGS) expect(sums.groups(grouping)).toEqual(counted(projects, grouping));
    }),
  );
});

it("kept up to date by changes is what it is made anew", () => {
  fc.assert(
    fc.property(fc.array(project, { minLength: 1 }), fc.array(fc.tuple(fc.nat(), project)), (projects, changes) => {
      const kept = rollUp(columnsOf(projects), SIZES);
      const now = [...projects];
      for (const [pick, next] of changes) {
        const at = pick % now.length;
        kept.count(now[at] as ScoredProject, -1);
        kept.count(next, 1);
        now[at] = next;
      }
      for (const grouping of GROUPINGS) expect(kept.groups(grouping)).toEqual(counted(now, grouping));
    }),
  );
});

it("counts those alone that are asked for", () => {
  const projects: readonly ScoredProject[] = [0, 1, 2].map((region) => ({ region, department: 0, year: 0, grade: 0, total: 9000 }));
  expect(rollUp(columnsOf(projects), SIZES, (row) => row === 1).groups("region")).toEqual([
    { keys: [1], projects: 1, scored: 1, points: 9000 },
  ]);
});
