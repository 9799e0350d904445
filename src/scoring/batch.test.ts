import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDossier, anIndicator } from "../dossier/dossier.builder.ts";
import { aRulebook } from "../rules/pack.builder.ts";
import { compileBatch, LINE_KIND, NO_GRADE, NO_SCORE, type ProjectColumns } from "./batch.ts";
import { scoreDossier } from "./score-dossier.ts";

type Row = {
  readonly kind: "at-least" | "at-most" | "equal" | "satisfaction";
  readonly weight: number;
  readonly target: number;
  readonly actual: number;
};
type Project = { readonly budget: number; readonly executed: number; readonly completed: boolean; readonly rows: readonly Row[] };

const KINDS = {
  "at-least": LINE_KIND.atLeast,
  "at-most": LINE_KIND.atMost,
  equal: LINE_KIND.equal,
  satisfaction: LINE_KIND.satisfaction,
} as const;

const RULEBOOKS = {
  proportion: aRulebook(),
  strict: aRulebook({
    parameters: {
      attainment: { cite: "三（七）2", kind: "pass-mark", mark: "0.6" },
      reverse: { default: { source: "test" }, kind: "linear-excess" },
      equal: { default: { source: "test" }, kind: "nearest-ratio" },
      overAchievement: { default: { source: "test" }, threshold: "1.3", includesThreshold: "true", deduct: "2" },
      satisfaction: {
        cite: "三（七）4",
        kind: "intervals",
        forWeight: "10",
        intervals: [
          { from: "0.9", share: "1" },
          { from: "0.8", to: "0.9", share: "0.8" },
          { from: "0.6", to: "0.8", share: "0.5" },
          { from: "0", to: "0.6", share: "0" },
        ],
      },
      execution: {
        cite: "三（七）2",
        kind: "intervals",
        denominator: "revised",
        forWeight: "10",
        regions: [
          { completed: "true", from: "0", to: "1", closed: "true", share: "1" },
          { completed: "false", from: "0.8", to: "1", share: "0.7" },
          { completed: "false", from: "0.6", to: "0.8", share: "0.5" },
          { completed: "false", from: "0", to: "0.6", share: "0" },
        ],
      },
      totalCap: {
        default: { source: "test" },
        caps: [
          { from: "0.7", to: "0.8", cap: "89" },
          { from: "0", to: "0.7", cap: "79" },
        ],
      },
    },
  }),
};

function packed(projects: readonly Project[], lines: number): ProjectColumns {
  const rows = projects.flatMap((project) => project.rows);
  return {
    count: projects.length,
    lines,
    kind: Uint8Array.from(rows.map((row) => KINDS[row.kind])),
    weight: Uint16Array.from(rows.map((row) => row.weight)),
    values: Uint32Array.from(rows.flatMap((row) => [row.target, row.actual])),
    budget: Float64Array.from(projects.map((project) => project.budget)),
    executed: Float64Array.from(projects.map((project) => project.executed)),
    executionWeight: new Uint16Array(projects.length).fill(1000),
    completed: Uint8Array.from(projects.map((project) => Number(project.completed))),
  };
}

function asDossier(project: Project) {
  const fen = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
  return aDossier({
    moneyUnit: "元",
    project: { name: "示例", year: "2019", department: "部", unit: "位", completed: String(project.completed) },
    funds: { current: { initial: "0", revised: fen(project.budget), executed: fen(project.executed) } },
    indicators: project.rows.map((row, index) =>
      anIndicator({
        id: `row.${index}`,
        weight: (row.weight / 100).toFixed(2),
        target:
          row.kind === "satisfaction"
            ? { kind: row.kind, value: `${(row.target / 100).toFixed(2)}%` }
            : { kind: row.kind, value: String(row.target), unit: "个" },
        actual: row.kind === "satisfaction" ? { rate: `${(row.actual / 100).toFixed(2)}%` } : { value: String(row.actual) },
      }),
    ),
  });
}

const quantity = fc.record({
  kind: fc.constantFrom("at-least", "at-most", "equal" as const),
  weight: fc.integer({ min: 0, max: 3000 }),
  target: fc.integer({ min: 1, max: 5000 }),
  actual: fc.integer({ min: 0, max: 8000 }),
}) as fc.Arbitrary<Row>;
const satisfaction = fc.record({
  kind: fc.constant("satisfaction" as const),
  weight: fc.constantFrom(1000, 500),
  target: fc.integer({ min: 5000, max: 10_000 }),
  actual: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(6000, 8000, 9000, 5999)),
});
const project: fc.Arbitrary<Project> = fc.record({
  budget: fc.integer({ min: 1, max: 10 ** 9 }),
  executed: fc.integer({ min: 0, max: 10 ** 9 }),
  completed: fc.boolean(),
  rows: fc.array(fc.oneof({ weight: 3, arbitrary: quantity }, { weight: 1, arbitrary: satisfaction }), { minLength: 3, maxLength: 3 }),
});

describe.each(Object.entries(RULEBOOKS))("a batch under the %s rules", (_, rulebook) => {
  const compiled = compileBatch(rulebook);
  if (!compiled.ok) throw new Error(compiled.rule);

  it("gives every line, total and grade that scoring one by one gives", () => {
    fc.assert(
      fc.property(fc.array(project, { minLength: 1, maxLength: 4 }), (projects) => {
        const batch = compiled.score(packed(projects, 3), { lines: true });
        const totals = compiled.score(packed(projects, 3), { lines: false });
        expect([totals.total, totals.grade, totals.execution]).toEqual([batch.total, batch.grade, batch.execution]);
        projects.forEach((one, index) => {
          const card = scoreDossier(asDossier(one), rulebook);
          const asNumber = (points: bigint | null) => (points === null ? NO_SCORE : Number(points));
          expect([batch.execution[index], ...batch.lineScore.slice(index * 3, index * 3 + 3)]).toEqual(
            card.items.map((item) => asNumber(item.score)),
          );
          expect(batch.total[index]).toBe(asNumber(card.total));
          const bands = rulebook.rules.grades?.rule.bands ?? [];
          expect(batch.grade[index]).toBe(card.grade === null ? NO_GRADE : bands.findIndex((band) => band.grade === card.grade));
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("a batch is exact at the edges", () => {
  const compiled = compileBatch(RULEBOOKS.proportion);
  if (!compiled.ok) throw new Error(compiled.rule);

  it("rounds an exact half up, as no binary fraction would", () => {
    const one: Project = {
      budget: 2000,
      executed: 1001,
      completed: true,
      rows: [{ kind: "at-least", weight: 1005, target: 1000, actual: 300 }],
    };
    const batch = compiled.score(packed([one], 1), { lines: true });
    expect(batch.execution[0]).toBe(501);
    expect(batch.lineScore[0]).toBe(302);
  });

  it("stays exact for amounts beyond 2^53 ÷ weight", () => {
    const one: Project = {
      budget: 9_007_199_254_740_991,
      executed: 4_503_599_627_370_496,
      completed: true,
      rows: [{ kind: "at-least", weight: 100, target: 1, actual: 1 }],
    };
    expect(compiled.score(packed([one], 1), { lines: true }).execution[0]).toBe(500);
  });

  it("gives the same totals whether lines are kept or not, for lines of any kind", () => {
    const rows: readonly Row[] = [
      { kind: "at-least", weight: 1005, target: 1000, actual: 300 },
      { kind: "at-most", weight: 999, target: 700, actual: 1300 },
      { kind: "at-most", weight: 500, target: 700, actual: 0 },
    ];
    const plain: Project = { budget: 2000, executed: 1001, completed: true, rows };
    const columns = packed([plain, plain], 3);
    expect(compiled.score(columns, { lines: false }).total).toEqual(compiled.score(columns, { lines: true }).total);
    expect(compiled.score(columns, { lines: false }).total[0]).toBe(501 + 302 + 538 + 500);
  });

  it("leaves unknown amounts without a score", () => {
    const one: Project = { budget: 0, executed: 10, completed: true, rows: [{ kind: "at-least", weight: 100, target: 1, actual: 1 }] };
    const batch = compiled.score(packed([one], 1), { lines: true });
    expect([batch.execution[0], batch.total[0], batch.grade[0]]).toEqual([NO_SCORE, NO_SCORE, NO_GRADE]);
  });

  it("names the rule it cannot hold instead of guessing", () => {
    const even = compileBatch(aRulebook({ parameters: { rounding: { default: { source: "test" }, mode: "half-even", places: "2" } } }));
    expect(even).toEqual({ ok: false, rule: "rounding" });
  });
});
