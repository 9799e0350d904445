import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDossier, anIndicator } from "../dossier/dossier.builder.ts";
import { printPoints, printTotal } from "../kernel/index.ts";
import { aRulebook } from "../rules/pack.builder.ts";
import { scoreDossier } from "./score-dossier.ts";

type Data = Record<string, unknown>;

const plain = aRulebook();

/** Scores one row and gives [suggested, awarded] as text. */
function scoreRow(row: Data, rulebook = plain) {
  const item = scoreDossier(aDossier({ indicators: [anIndicator(row)] }), rulebook).items[1];
  if (!item) throw new Error("no row");
  return item;
}
const suggested = (row: Data, rulebook = plain) => {
  const { suggested: points } = scoreRow(row, rulebook);
  return points === null ? null : printPoints(points);
};

describe("quantities against their targets", () => {
  it.each([
    ["≥ met gives the full weight", { target: { kind: "at-least", value: "12", unit: "个" }, actual: { value: "12" } }, "20"],
    ["≥ missed gives the proportion, half up", { target: { kind: "at-least", value: "12", unit: "个" }, actual: { value: "7" } }, "11.67"],
    ["≥ with nothing done gives nothing", { target: { kind: "at-least", value: "12", unit: "个" }, actual: { value: "0" } }, "0"],
    ["≤ kept gives the full weight", { target: { kind: "at-most", value: "100", unit: "元" }, actual: { value: "99.9" } }, "20"],
    ["≤ exceeded gives target over actual", { target: { kind: "at-most", value: "100", unit: "元" }, actual: { value: "160" } }, "12.5"],
    ["≤ zero is all or nothing", { target: { kind: "at-most", value: "0", unit: "起" }, actual: { value: "1" } }, "0"],
    ["= zero is all or nothing", { target: { kind: "equal", value: "0", unit: "起" }, actual: { value: "0" } }, "20"],
    ["= below gives the proportion", { target: { kind: "equal", value: "8", unit: "次" }, actual: { value: "6" } }, "15"],
    [
      "a band kept gives the full weight",
      { weight: "5", target: { kind: "band", value: "256.8", tolerance: "10%", unit: "万元" }, actual: { value: "269.21" } },
      "5",
    ],
    [
      "a band left below gives the nearer ratio",
      { weight: "5", target: { kind: "band", value: "43.2", tolerance: "10%", unit: "万元" }, actual: { value: "31.12" } },
      "3.6",
    ],
    [
      "a band's own bounds are inside it",
      { weight: "5", target: { kind: "band", value: "43.2", tolerance: "10%", unit: "万元" }, actual: { value: "47.52" } },
      "5",
    ],
    [
      "what is late in one period is not made good in another",
      {
        weight: "5",
        target: {
          kind: "periods",
          unit: "个",
          periods: [
            { name: "上半年", value: "6" },
            { name: "下半年", value: "6" },
          ],
        },
        actual: {
          periods: [
            { name: "上半年", value: "3" },
            { name: "下半年", value: "9" },
          ],
        },
      },
      "3.75",
    ],
    [
      "one of two milestones on time gives half",
      {
        target: {
          kind: "milestones",
          milestones: [
            { name: "开工", due: "2019-03-01" },
            { name: "竣工", due: "2019-10-31" },
          ],
        },
        actual: {
          milestones: [
            { name: "开工", done: "2019-03-01" },
            { name: "竣工", done: "2019-11-01" },
          ],
        },
      },
      "10",
    ],
    ["yes gives the full weight", { target: { kind: "yes-no", text: "验收通过" }, actual: { met: "是" } }, "20"],
    [
      "points are taken per occurrence, never below zero",
      { target: { kind: "occurrences", text: "投诉", perOccurrence: "3", allowed: "1" }, actual: { occurrences: "9" } },
      "0",
    ],
    [
      "satisfaction below its target gives the proportion",
      { weight: "10", target: { kind: "satisfaction", value: "90%" }, actual: { rate: "81%" } },
      "9",
    ],
  ])("%s", (_, row, expected) => {
    expect(suggested(row)).toBe(expected);
  });

  it("takes the pass mark where the pack has one", () => {
    const strict = aRulebook({ parameters: { attainment: { cite: "三（七）2", kind: "pass-mark", mark: "0.6" } } });
    expect(suggested({ actual: { value: "12" } }, strict)).toBe("20");
    expect(suggested({ actual: { value: "9" } }, strict)).toBe("7.5");
    expect(suggested({ actual: { value: "7" } }, strict)).toBe("0");
  });

  it("takes points for far over-achievement where the pack says so, at the threshold included or not", () => {
    const deducting = (includesThreshold: string) =>
      aRulebook({ parameters: { overAchievement: { default: { source: "test" }, threshold: "1.3", includesThreshold, deduct: "2" } } });
    const row = { target: { kind: "at-least", value: "10", unit: "个" }, actual: { value: "13" } };
    expect(suggested(row, deducting("true"))).toBe("18");
    expect(suggested(row, deducting("false"))).toBe("20");
    expect(suggested(row)).toBe("20");
  });
});

describe("judgements", () => {
  const tier = (name: string, score?: string) =>
    scoreRow({
      weight: "15",
      target: { kind: "tier", text: "较好" },
      actual: { tier: name, grounds: "依据" },
      ...(score ? { recorded: { score } } : {}),
    });
  const range = (item: ReturnType<typeof scoreRow>) => item.allowed && [printPoints(item.allowed.min), printPoints(item.allowed.max)];

  it("are bounded by their tier, an open end one hundredth below", () => {
    expect(range(tier("达成年度指标"))).toEqual(["12", "15"]);
    expect(range(tier("部分达成年度指标并具有一定效果"))).toEqual(["9", "11.99"]);
    expect(range(tier("not-met"))).toEqual(["0", "8.99"]);
  });

  it("are unknown until a reviewer records one", () => {
    expect(tier("met").score).toBeNull();
    expect(tier("met", "13").origin).toBe("judgement");
    expect(tier("met", "11").origin).toBe("override");
  });

  it("a recorded score beside a rule's is kept with both shown", () => {
    const item = scoreRow({ actual: { value: "6" }, recorded: { score: "12", by: "组长", reason: "特殊情况", paper: "DG-01" } });
    expect([item.suggested, item.score, item.origin]).toEqual([1000n, 1200n, "override"]);
  });
});

describe("budget execution", () => {
  const funds = (executed: string, revised = "100") => ({ current: { initial: revised, revised, executed } });
  const execution = (executed: string, rulebook = plain, extra: Data = {}) =>
    scoreDossier(aDossier({ funds: funds(executed), ...extra }), rulebook).items[0];
  const intervals = aRulebook({
    parameters: {
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
        silent: [{ cite: "三（七）2", why: "完成但超预算", completed: "true", from: "1.0001" }],
      },
    },
  });
  const project = (completed?: string) => ({
    project: { name: "示例", year: "2019", department: "部", unit: "位", ...(completed ? { completed } : {}) },
  });

  it("is proportional to the exact rate, capped at the weight", () => {
    expect(execution("64.521945")?.score).toBe(645n);
    expect(execution("64.55")?.score).toBe(646n);
    expect(execution("64.549999")?.score).toBe(645n);
    expect(execution("120")?.score).toBe(1000n);
  });

  it("is never moved by a reviewer", () => {
    expect(execution("50")?.recorded).toBeNull();
  });

  it.each([
    ["true", "100", 1000n],
    ["true", "10", 1000n],
    ["false", "80", 700n],
    ["false", "79.999999", 500n],
    ["false", "59.999999", 0n],
  ])("by intervals: completed %s at %s%%", (completed, executed, expected) => {
    expect(execution(executed, intervals, project(completed))?.score).toBe(expected);
  });

  it("says the instrument is silent rather than giving a number", () => {
    const over = execution("100.5", intervals, project("true"));
    expect(over?.answer.kind).toBe("silent");
    expect(over?.score).toBeNull();
    expect(execution("100", intervals, project("false"))?.answer.kind).toBe("silent");
    const otherWeight = scoreDossier(aDossier({ funds: { ...funds("50"), weight: "20" }, ...project("true") }), intervals).items[0];
    expect(otherWeight?.answer.kind).toBe("silent");
  });

  it("is missing, not zero, when the fact it asks for is unknown", () => {
    expect(execution("90", intervals, project())?.answer).toEqual({ kind: "missing", what: "project.completed" });
    const unknown = scoreDossier(aDossier({ funds: { current: { initial: "1", revised: "1", executed: "—" } } }), plain);
    expect(unknown.items[0]?.score).toBeNull();
    expect(unknown.total).toBeNull();
    expect(unknown.grade).toBeNull();
  });
});

describe("totals and grades", () => {
  // One row of the whole 90 points lets the total be set to the hundredth.
  const totalOf = (score: string, executed = "0") =>
    scoreDossier(
      aDossier({
        funds: { current: { initial: "100", revised: "100", executed } },
        indicators: [anIndicator({ weight: "100", recorded: { score } })],
      }),
      plain,
    );

  it.each([
    ["100", "优"],
    ["90", "优"],
    ["89.99", "良"],
    ["80", "良"],
    ["79.99", "中"],
    ["60", "中"],
    ["59.99", "差"],
    ["0", "差"],
  ])("%s is %s", (score, grade) => {
    expect(totalOf(score).grade).toBe(grade);
  });

  it("grades the sum of rounded lines: 79.995 is rounded as a line before it is graded", () => {
    const card = scoreDossier(
      aDossier({
        funds: { current: { initial: "1", revised: "1", executed: "0" } },
        indicators: [anIndicator({ weight: "100", target: { kind: "at-least", value: "100000", unit: "个" }, actual: { value: "79995" } })],
      }),
      plain,
    );
    expect(card.total && printTotal(card.total)).toBe("80.00");
    expect(card.grade).toBe("良");
  });

  it("caps a total by the execution rate where the pack does", () => {
    const capped = aRulebook({
      parameters: {
        totalCap: {
          default: { source: "test" },
          caps: [
            { from: "0.6", to: "0.7", cap: "79" },
            { from: "0", to: "0.6", cap: "69" },
          ],
        },
      },
    });
    const card = scoreDossier(aDossier({ indicators: [anIndicator({ weight: "90" })] }), capped);
    expect(card.total && printTotal(card.total)).toBe("79.00");
    expect(card.grade).toBe("中");
    expect(card.totalTrace.steps.map((step) => step.code)).toEqual(["sum-of-lines", "total-cap"]);
  });

  it("says how far the next grade is and what cost most", () => {
    const card = scoreDossier(aDossier({ indicators: [anIndicator({ weight: "90", actual: { value: "10" } })] }), plain);
    expect(card.total && printTotal(card.total)).toBe("81.45");
    expect(card.sensitivity).toEqual({
      nextGrade: { grade: "优", distance: 855n },
      margin: 145n,
      losses: [
        { id: "output.quantity.1", lost: 1500n },
        { id: "execution", lost: 355n },
      ],
    });
  });
});

describe("rows that do not apply", () => {
  it("give their weight to their level by the largest remainder, and the steps say so", () => {
    const card = scoreDossier(
      aDossier({
        indicators: [
          anIndicator({ id: "a", weight: "20" }),
          anIndicator({ id: "b", weight: "10", actual: { value: "6" } }),
          anIndicator({ id: "c", weight: "10", notApplicable: "本年不涉及" }),
        ],
      }),
      plain,
    );
    expect(card.items.map((item) => item.weight)).toEqual([1000n, 2667n, 1333n]);
    expect(card.notApplicable.map((row) => row.id)).toEqual(["c"]);
    expect(card.items[1]?.trace.steps[0]?.code).toBe("weight-redistributed");
  });

  it("without a weight of their own change nothing", () => {
    const card = scoreDossier(
      aDossier({ indicators: [anIndicator({ id: "a" }), anIndicator({ id: "c", weight: "—", notApplicable: "无" })] }),
      plain,
    );
    expect(card.items.map((item) => item.weight)).toEqual([1000n, 2000n]);
  });
});

describe("properties of every score", () => {
  const decimal = fc
    .tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: 3 }))
    .map(([n, places]) => (n / 10 ** places).toFixed(places));
  const positive = decimal.filter((text) => Number(text) > 0);
  const target = fc.oneof(
    positive.map((value) => ({ kind: "at-least", value, unit: "个" })),
    positive.map((value) => ({ kind: "at-most", value, unit: "元" })),
    positive.map((value) => ({ kind: "equal", value, unit: "次" })),
    fc
      .tuple(positive, fc.integer({ min: 0, max: 50 }))
      .map(([value, tolerance]) => ({ kind: "band", value, tolerance: `${tolerance}%`, unit: "万元" })),
  );

  it("lies between zero and the weight, and replays to the same receipt", () => {
    fc.assert(
      fc.property(target, decimal, fc.integer({ min: 1, max: 10_000 }), (kind, value, hundredths) => {
        const row = { target: kind, actual: { value }, weight: (hundredths / 100).toFixed(2) };
        const item = scoreRow(row);
        const again = scoreRow(row);
        return (
          item.score !== null &&
          item.weight !== null &&
          item.score >= 0n &&
          item.score <= item.weight &&
          JSON.stringify(item.trace) === JSON.stringify(again.trace)
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("more achievement never lowers a score where nothing is taken for it", () => {
    fc.assert(
      fc.property(positive, decimal, decimal, (value, a, b) => {
        const [low, high] = Number(a) <= Number(b) ? [a, b] : [b, a];
        const more = scoreRow({ target: { kind: "at-least", value, unit: "个" }, actual: { value: high } }).score ?? -1n;
        const less = scoreRow({ target: { kind: "at-least", value, unit: "个" }, actual: { value: low } }).score ?? -1n;
        return more >= less;
      }),
      { numRuns: 1000 },
    );
  });
});
