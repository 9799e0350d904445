import { describe, expect, it } from "vitest";
import type { Fault } from "../kernel/index.ts";
import { examinePack, refuseUnhealthy } from "./health.ts";
import { aPack, packsById, withLocal } from "./pack.builder.ts";

type Data = Parameters<typeof aPack>[0];

const brief = (faults: readonly Fault[]) =>
  faults.map(({ code, params, place }) => `${code} ${params["found"]} @ ${place?.file}:${place?.path}`);
/** What is wrong with the complete pack with this changed. */
const examined = (data: Data) => brief(examinePack(packsById(aPack(data)), "test-2020-1"));
const parameters = (changes: Record<string, unknown>) => examined({ parameters: changes });
/** What is wrong with a local pack that extends the complete one, by itself. */
const local = (changes: Parameters<typeof withLocal>[0], base: Data = {}) => brief(examinePack(withLocal(changes, base), "local-2021-1"));

const law = { cite: "第一条" };
const ours = { default: { source: "某地做法" } };

it("finds nothing wrong with a sound pack", () => {
  expect(examined({})).toEqual([]);
});

describe("grades at every hundredth", () => {
  const graded = (...bands: readonly (readonly [string, string, string, boolean?])[]) =>
    parameters({
      grades: { ...law, bands: bands.map(([grade, from, to, closed]) => ({ grade, from, to, ...(closed ? { closed: "true" } : {}) })) },
    });
  const at = "@ parameters.yaml:grades.bands";

  it("refuses a gap at exactly 90.00", () => {
    expect(graded(["优", "90.01", "100", true], ["良", "80", "90"], ["中", "60", "80"], ["差", "0", "60"])).toEqual([
      `pack-gap 90.00 ${at}`,
    ]);
  });

  it("refuses whole-number bands that leave 89.5 without a grade, at the first score that fails", () => {
    expect(graded(["优", "90", "100", true], ["良", "80", "89", true], ["中", "60", "80"], ["差", "0", "60"])).toEqual([
      `pack-gap 89.01 ${at}`,
    ]);
    expect(graded(["优", "89.51", "100", true], ["良", "80", "89.5"], ["中", "60", "80"], ["差", "0", "60"])).toEqual([
      `pack-gap 89.50 ${at}`,
    ]);
  });

  it("names every gap once, by the score it begins with", () => {
    expect(graded(["优", "90", "100", true], ["良", "80", "89", true], ["中", "60", "79", true], ["差", "0", "59", true])).toEqual([
      `pack-gap 59.01 ${at}`,
      `pack-gap 79.01 ${at}`,
      `pack-gap 89.01 ${at}`,
    ]);
  });

  it("refuses a score with two grades", () => {
    expect(graded(["优", "90", "100", true], ["良", "80", "90", true], ["中", "60", "80"], ["差", "0", "60"])).toEqual([
      `pack-overlap 90.00 ${at}`,
    ]);
  });

  it("refuses 100 or 0 without a grade", () => {
    expect(graded(["优", "90", "100"], ["良", "80", "90"], ["中", "60", "80"], ["差", "0", "60"])).toEqual([`pack-gap 100.00 ${at}`]);
    expect(graded(["优", "90", "100", true], ["良", "80", "90"], ["中", "60", "80"], ["差", "1", "60"])).toEqual([`pack-gap 0.00 ${at}`]);
  });

  it("refuses a higher grade for a lower score, whether the order or the names are turned round", () => {
    const order = "优 > 中 > 良 > 差";
    expect(graded(["优", "90", "100", true], ["中", "80", "90"], ["良", "60", "80"], ["差", "0", "60"])).toEqual([
      `pack-not-monotone ${order} ${at}`,
    ]);
    expect(graded(["差", "0", "60"], ["中", "60", "80"], ["良", "80", "90"], ["优", "90", "100", true])).toEqual([
      `pack-not-monotone 差 > 中 > 良 > 优 ${at}`,
    ]);
    expect(graded(["甲", "80", "100", true], ["乙", "60", "80"], ["丙", "0", "60"])).toEqual([]);
  });

  it("refuses a grade given twice, one that no score can have, and one beyond 100", () => {
    expect(graded(["优", "90", "100", true], ["良", "80", "90"], ["良", "60", "80"], ["差", "0", "60"])).toEqual([
      `duplicate-id 良 ${at}.2`,
    ]);
    expect(graded(["优", "90", "100", true], ["良", "90", "80"], ["中", "60", "90"], ["差", "0", "60"])).toContain(
      `pack-rule-unused 良 [90, 80) ${at}.1`,
    );
    expect(graded(["优", "90", "120", true], ["良", "60", "90"], ["差", "0", "60"])).toEqual([`out-of-range 优 [90, 120] ${at}.0`]);
  });
});

describe("budget execution at every rate", () => {
  type Region = Readonly<Record<string, string>>;
  const executed = (regions: readonly Region[], rest: Record<string, unknown> = {}) =>
    parameters({
      execution: {
        ...law,
        kind: "intervals",
        denominator: "revised",
        forWeight: "10",
        otherWeights: { cite: "第一条", why: "只说10分" },
        regions,
        ...rest,
      },
    });
  const at = "@ parameters.yaml:execution.regions";
  const whole = [
    { from: "80%", share: "1" },
    { from: "60%", to: "80%", share: "0.5" },
    { from: "0%", to: "60%", share: "0" },
  ];
  const completed = [
    { completed: "true", from: "0%", to: "100%", closed: "true", share: "1" },
    { completed: "false", from: "80%", to: "100%", share: "0.7" },
    { completed: "false", from: "0%", to: "80%", share: "0" },
  ];
  const silent = [
    { cite: "第一条", why: "完成但超预算", completed: "true", from: "100%", above: "true" },
    { cite: "第一条", why: "未完成而用完", completed: "false", from: "100%" },
  ];

  it("accepts regions without gap, and declared silence where the instrument says nothing", () => {
    expect(executed(whole)).toEqual([]);
    expect(executed(completed, { silent })).toEqual([]);
  });

  it("refuses an undeclared gap, for the state of completion it is in", () => {
    expect(executed(completed, { silent: silent.slice(0, 1) })).toEqual([`pack-gap completed: false, 100.00% ${at}`]);
    expect(executed(completed, { silent: silent.slice(1) })).toEqual([`pack-gap completed: true, 100.01% ${at}`]);
    expect(executed(whole.slice(0, 2))).toEqual([`pack-gap 0.00% ${at}`]);
  });

  it("refuses a gap finer than a hundredth of a percent: an exact rate can fall into it", () => {
    const fine = [
      { from: "80%", share: "1" },
      { from: "0%", to: "79.99%", closed: "true", share: "0" },
    ];
    expect(executed(fine)).toEqual([`pack-gap 79.995% ${at}`]);
  });

  it("refuses a gap beyond the last region, however high the rate", () => {
    expect(executed([{ from: "0%", to: "250%", share: "1" }])).toEqual([`pack-gap 250.00% ${at}`]);
  });

  it("refuses overlaps of regions, and silence declared over a region", () => {
    expect(executed([...whole, { from: "70%", to: "75%", share: "0.5" }])).toEqual([`pack-overlap 70.00% ${at}`]);
    expect(executed(whole, { silent: [{ cite: "第一条", why: "不说", from: "90%" }] })).toEqual([`pack-overlap 90.00% ${at}`]);
    const touching = [{ cite: "第一条", why: "完成但超预算", completed: "true", from: "100%" }, silent[1] as Region];
    expect(executed(completed, { silent: touching })).toEqual([`pack-overlap completed: true, 100.00% ${at}`]);
  });

  it("refuses fewer points for a higher rate", () => {
    const falling = [
      { from: "90%", share: "0.5" },
      { from: "60%", to: "90%", share: "1" },
      { from: "0%", to: "60%", share: "0" },
    ];
    expect(executed(falling)).toEqual([`pack-not-monotone 90.00%: 50.00% < 100.00% ${at}`]);
  });

  it("refuses full marks out of reach, and more than full marks", () => {
    expect(executed([{ from: "0%", share: "0.9" }])).toEqual([`pack-full-marks-unreachable 90.00% ${at}`]);
    expect(executed([{ from: "0%", share: "1.2" }])).toEqual([`out-of-range 120.00% ${at}`]);
  });

  it("refuses a region or a silence no rate can be in", () => {
    expect(executed([...whole, { from: "50%", to: "40%", share: "0" }])).toEqual([`pack-rule-unused [50%, 40%) ${at}.3`]);
    expect(executed(whole, { silent: [{ cite: "第一条", why: "不说", from: "90%", to: "90%" }] })).toEqual([
      "pack-rule-unused [90%, 90%) @ parameters.yaml:execution.silent.0",
    ]);
  });

  it("refuses points for one weight with nothing said about others, and for a weight no scheme has", () => {
    expect(executed(whole, { otherWeights: undefined })).toEqual(["pack-gap weight ≠ 10 @ parameters.yaml:execution.forWeight"]);
    expect(executed(whole, { forWeight: "20" })).toEqual([
      "pack-full-marks-unreachable forWeight 20 ≠ 10 @ parameters.yaml:execution.forWeight",
    ]);
  });
});

describe("satisfaction and judgements", () => {
  const satisfied = (...intervals: readonly Readonly<Record<string, string>>[]) =>
    parameters({
      satisfaction: { ...law, kind: "intervals", forWeight: "10", otherWeights: { cite: "第一条", why: "只说10分" }, intervals },
    });
  const tiered = (...tiers: readonly (readonly [string, string, string, boolean?])[]) =>
    parameters({
      tiers: { ...law, tiers: tiers.map(([id, from, to, closed]) => ({ id, title: id, from, to, ...(closed ? { closed: "true" } : {}) })) },
    });

  it("accepts intervals from 0% to 100%, the end of what a share of people can be", () => {
    expect(satisfied({ from: "90%", to: "100%", closed: "true", share: "1" }, { from: "0%", to: "90%", share: "0.5" })).toEqual([]);
  });

  it("refuses gaps, overlaps and falling shares of satisfaction", () => {
    const at = "@ parameters.yaml:satisfaction.intervals";
    expect(satisfied({ from: "90%", to: "100%", share: "1" }, { from: "0%", to: "90%", share: "0.5" })).toEqual([`pack-gap 100.00% ${at}`]);
    expect(satisfied({ from: "90%", share: "1" }, { from: "0%", to: "90%", closed: "true", share: "0.5" })).toEqual([
      `pack-overlap 90.00% ${at}`,
    ]);
    expect(satisfied({ from: "90%", share: "0.5" }, { from: "0%", to: "90%", share: "1" })).toEqual([
      `pack-not-monotone 90.00%: 50.00% < 100.00% ${at}`,
    ]);
  });

  it("refuses tiers with a gap, an overlap, an unreachable full mark or the wrong order", () => {
    const at = "@ parameters.yaml:tiers.tiers";
    expect(tiered(["met", "80%", "100%", true], ["partly-met", "60%", "79%"], ["not-met", "0%", "60%"])).toEqual([`pack-gap 79.00% ${at}`]);
    expect(tiered(["met", "80%", "100%", true], ["partly-met", "50%", "80%"], ["not-met", "0%", "60%"])).toEqual([
      `pack-overlap 50.00% ${at}`,
    ]);
    expect(tiered(["met", "80%", "100%"], ["partly-met", "60%", "80%"], ["not-met", "0%", "60%"])).toEqual([`pack-gap 100.00% ${at}`]);
    expect(tiered(["partly-met", "80%", "100%", true], ["met", "60%", "80%"], ["not-met", "0%", "60%"])).toEqual([
      `pack-not-monotone partly-met > met > not-met ${at}`,
    ]);
    expect(tiered(["met", "80%", "100%", true], ["met", "60%", "80%"], ["not-met", "0%", "60%"])).toContain(`duplicate-id met ${at}.1`);
  });

  it("refuses intervals and tiers that nobody can be in, and a tier beyond the weight", () => {
    expect(satisfied({ from: "90%", share: "1" }, { from: "0%", to: "90%", share: "0.5" }, { from: "50%", to: "50%", share: "0" })).toEqual(
      ["pack-rule-unused [50%, 50%) @ parameters.yaml:satisfaction.intervals.2"],
    );
    expect(tiered(["met", "60%", "100%", true], ["partly-met", "60%", "60%"], ["not-met", "0%", "60%"])).toContain(
      "pack-rule-unused [60%, 60%) @ parameters.yaml:tiers.tiers.1",
    );
    expect(tiered(["met", "80%", "120%"], ["partly-met", "60%", "80%"], ["not-met", "0%", "60%"])).toEqual([
      "out-of-range [80%, 120%) @ parameters.yaml:tiers.tiers.0",
    ]);
  });

  it("refuses one wording for two tiers", () => {
    const tiers = [
      { id: "met", title: "达成", aliases: ["完成"], from: "60%", to: "100%", closed: "true" },
      { id: "not-met", title: "未达成", aliases: ["完成"], from: "0%", to: "60%" },
    ];
    expect(parameters({ tiers: { ...law, tiers } })).toEqual(["duplicate-id 完成 @ parameters.yaml:tiers.tiers.1"]);
  });
});

describe("caps and formulas", () => {
  const capped = (...caps: readonly Readonly<Record<string, string>>[]) => parameters({ totalCap: { ...ours, caps } });
  const at = "@ parameters.yaml:totalCap.caps";

  it("accepts caps that end below 100%, and refuses overlaps, lower caps for higher rates and caps that cap nothing", () => {
    expect(capped({ from: "70%", to: "80%", cap: "89" }, { from: "0%", to: "70%", cap: "59" })).toEqual([]);
    expect(capped({ from: "60%", to: "80%", cap: "89" }, { from: "0%", to: "70%", cap: "59" })).toEqual([`pack-overlap 60.00% ${at}`]);
    expect(capped({ from: "70%", to: "80%", cap: "59" }, { from: "0%", to: "70%", cap: "89" })).toEqual([
      `pack-not-monotone 70.00%: 59 < 89 ${at}`,
    ]);
    expect(capped({ from: "50%", to: "80%", cap: "89" })).toEqual([`pack-not-monotone 50.00%: 89 < 100 ${at}`]);
    expect(capped({ from: "0%", to: "80%", cap: "100" })).toEqual([`pack-rule-unused [0%, 80%): 100 ${at}.0`]);
    expect(capped({ from: "0%", to: "80%", cap: "89" }, { from: "90%", to: "85%", cap: "95" })).toEqual([
      `pack-rule-unused [90%, 85%) ${at}.1`,
    ]);
  });

  it("refuses caps that leave no way to 100 points", () => {
    expect(capped({ from: "0%", cap: "95" })).toEqual(["pack-full-marks-unreachable 100.00%: 95 @ parameters.yaml:totalCap"]);
  });

  it("are not blamed where it is execution that never reaches full marks", () => {
    const never = { ...law, kind: "intervals", denominator: "revised", forWeight: "10", regions: [{ from: "0%", share: "0.9" }] };
    const otherWeights = { cite: "第一条", why: "只说10分" };
    const totalCap = { ...ours, caps: [{ from: "0%", to: "80%", cap: "89" }] };
    expect(parameters({ execution: { ...never, otherWeights }, totalCap })).toEqual([
      "pack-full-marks-unreachable 90.00% @ parameters.yaml:execution.regions",
    ]);
  });

  it("refuses a pass mark that divides by zero and a threshold that punishes meeting the target", () => {
    expect(parameters({ attainment: { ...law, kind: "pass-mark", mark: "100%" } })).toEqual([
      "pack-division-by-zero 1 − 100.00% @ parameters.yaml:attainment.mark",
    ]);
    expect(parameters({ overAchievement: { ...ours, threshold: "100%", includesThreshold: "true", deduct: "2" } })).toEqual([
      "pack-not-monotone 100.00% ≤ 100% @ parameters.yaml:overAchievement.threshold",
    ]);
  });

  it("refuses thresholds in the wrong order", () => {
    const thresholds = { "low-rate": { ...ours, value: "50%" }, "high-risk-rate": { ...ours, value: "60%" } };
    expect(parameters({ thresholds })).toEqual([
      "pack-not-monotone high-risk-rate 60% > low-rate 50% @ parameters.yaml:thresholds.high-risk-rate",
    ]);
    const counts = { "few-indicators": { ...ours, value: "21" }, "many-indicators": { ...ours, value: "20" } };
    expect(parameters({ thresholds: counts })).toEqual([
      "pack-not-monotone few-indicators 21 > many-indicators 20 @ parameters.yaml:thresholds.few-indicators",
    ]);
  });
});

describe("weights and lists", () => {
  const scheme = (weights: Record<string, string>, more: Record<string, unknown> = {}) => ({
    ...law,
    id: "standard",
    title: "方案",
    weights,
    adjustable: "true",
    ...more,
  });
  const schemes = (...list: readonly object[]) => examined({ indicators: { schemes: list } });
  const full = { execution: "10", output: "50", benefit: "30", satisfaction: "10" };

  it("refuses weights that add to 99, to 101 or to 100.01", () => {
    for (const [benefit, found] of [
      ["29", "99"],
      ["31", "101"],
      ["30.01", "100.01"],
    ] as const)
      expect(schemes(scheme({ ...full, benefit }))).toEqual([`pack-weights-not-100 ${found} @ indicators.yaml:schemes.0.weights`]);
  });

  it("refuses weights without budget execution, of nothing, or for a level that is not there", () => {
    expect(schemes(scheme({ output: "60", benefit: "40" }))).toEqual([
      "pack-rule-missing weights.execution @ indicators.yaml:schemes.0.weights",
    ]);
    expect(schemes(scheme({ ...full, satisfaction: "0", benefit: "40" }))).toEqual([
      "pack-rule-unused satisfaction: 0 @ indicators.yaml:schemes.0.weights.satisfaction",
    ]);
    expect(schemes(scheme({ ...full, satisfaction: "0.5", effect: "9.5" }))).toEqual([
      "unknown-reference effect @ indicators.yaml:schemes.0.weights.effect",
    ]);
  });

  it("refuses schemes that leave a mix of levels without weights, or with two", () => {
    const without = scheme({ execution: "10", output: "50", benefit: "40" }, { id: "without", when: { lacks: ["satisfaction"] } });
    expect(schemes(scheme(full, { when: { has: ["satisfaction"] } }), without)).toEqual([]);
    expect(schemes(without)).toEqual(["pack-gap +satisfaction @ indicators.yaml:schemes.0"]);
    expect(schemes(scheme(full), without)).toEqual(["pack-overlap −satisfaction: standard, without @ indicators.yaml:schemes.1"]);
    expect(schemes(scheme(full), scheme(full, { id: "other" }))).toEqual(["pack-overlap standard, other @ indicators.yaml:schemes.1"]);
  });

  it("refuses a scheme whose weights contradict its condition", () => {
    expect(
      schemes(scheme(full, { when: { lacks: ["satisfaction"] } }), scheme(full, { id: "other", when: { has: ["satisfaction"] } })),
    ).toEqual(["pack-overlap lacks satisfaction, weights.satisfaction @ indicators.yaml:schemes.0.weights.satisfaction"]);
  });

  it("refuses a scheme for a level that carries no weight in it, or that the tree does not have", () => {
    const unweighted = scheme({ execution: "10", output: "60", benefit: "30" }, { when: { has: ["satisfaction"] } });
    const others = scheme(full, { id: "others", when: { lacks: ["satisfaction"] } });
    expect(schemes(unweighted, others)).toContain("pack-rule-missing weights.satisfaction @ indicators.yaml:schemes.0.weights");
    const strange = (when: object) => schemes(scheme(full, { when })).filter((one) => one.startsWith("unknown-reference"));
    expect(strange({ lacks: ["effect"] })).toEqual(["unknown-reference effect @ indicators.yaml:schemes.0.when"]);
  });

  it("refuses conditions on more levels than anyone could check", () => {
    const lacks = Array.from({ length: 9 }, (_, index) => `l${index}`);
    expect(schemes(scheme(full, { when: { lacks } }))).toContain(`out-of-range ${lacks.join(", ")} @ indicators.yaml:schemes.0`);
  });

  it("refuses a scheme that ends before it begins", () => {
    expect(schemes(scheme(full, { from: "2020-02-25", until: "2020-02-24" }))).toContain(
      "out-of-range 2020-02-25 – 2020-02-24 @ indicators.yaml:schemes.0.until",
    );
  });

  it("refuses a name that two levels claim, written one way or another", () => {
    const tree = [
      { id: "output", title: "产出指标", level2: [] },
      { id: "benefit", title: "效益指标", aliases: ["产出（50分）"], level2: [] },
      {
        id: "satisfaction",
        title: "满意度指标",
        level2: [
          { id: "served", title: "服务对象满意度" },
          { id: "served", title: "服务对象满意度指标" },
        ],
      },
    ];
    expect(examined({ indicators: { levels: { ...law, tree } } })).toEqual([
      "pack-overlap 产出 @ indicators.yaml:levels.tree.1",
      "duplicate-id served @ indicators.yaml:levels.tree.2.level2.1",
      "pack-overlap 服务对象满意度 @ indicators.yaml:levels.tree.2.level2.1",
    ]);
  });

  it("refuses an outline id used twice at any depth, and a form without its total row", () => {
    const sections = [
      { id: "a", title: "一", sections: [{ id: "b", title: "二" }] },
      { id: "b", title: "三" },
    ];
    expect(examined({ documents: { outline: { ...law, sections } } })).toEqual(["duplicate-id b @ documents.yaml:outline.sections.1"]);
    const form = { ...law, title: "表", yearNote: "{year}", labels: {}, fundRows: [{ id: "current", label: "拨款" }] };
    expect(examined({ documents: { form } })).toEqual(["pack-rule-missing fundRows.total @ documents.yaml:form.fundRows"]);
    const twice = { ...form, fundRows: ["total", "total"].map((id) => ({ id, label: "合计" })) };
    expect(examined({ documents: { form: twice } })).toEqual(["duplicate-id total @ documents.yaml:form.fundRows.1.id"]);
  });
});

describe("dated versions", () => {
  const reverse = (...versions: readonly Record<string, string>[]) =>
    parameters({ reverse: versions.map((version) => ({ ...law, kind: "target-over-actual", ...version })) });

  it("accepts a line added for a new decree, with or without the end of the old one", () => {
    expect(reverse({ from: "2020-02-25" }, { from: "2022-01-01" })).toEqual([]);
    expect(reverse({ from: "2020-02-25", until: "2021-12-31" }, { from: "2022-01-01" })).toEqual([]);
  });

  it("refuses days with two versions, days between two versions, and an end before the beginning", () => {
    const at = "@ parameters.yaml:reverse";
    expect(reverse({ from: "2020-02-25" }, { from: "2020-02-25" })).toEqual([`pack-overlap 2020-02-25 ${at}.1.from`]);
    expect(reverse({}, {})).toEqual([`pack-overlap from: — ${at}.1.from`]);
    expect(reverse({ from: "2020-02-25", until: "2022-01-01" }, { from: "2022-01-01" })).toEqual([`pack-overlap 2022-01-01 ${at}.0.until`]);
    expect(reverse({ from: "2020-02-25", until: "2021-12-30" }, { from: "2022-01-01" })).toEqual([
      `pack-gap 2021-12-30 – 2022-01-01 ${at}.1.from`,
    ]);
    expect(reverse({ from: "2020-02-25", until: "2020-02-24" })).toEqual([`out-of-range 2020-02-25 – 2020-02-24 ${at}.0.until`]);
    expect(examined({ instrument: { inForce: { from: "2020-02-25", until: "2019-12-31" } } })).toEqual([
      "out-of-range 2020-02-25 – 2019-12-31 @ instrument.yaml:inForce.until",
    ]);
  });

  it("refuses days in force before the first version or after the last: another version's value would count on them unsaid", () => {
    const at = "@ parameters.yaml:reverse";
    expect(reverse({ from: "2022-01-01" })).toEqual([`pack-gap 2020-02-25 – 2022-01-01 ${at}.0.from`]);
    expect(reverse({ until: "2021-12-31" })).toEqual([`pack-gap 2021-12-31 – … ${at}.0.until`]);
    expect(reverse({ from: "2020-01-01" }, { from: "2022-01-01", until: "2022-12-31" })).toEqual([]);
    const until = (day: string) =>
      examined({
        instrument: { inForce: { from: "2020-02-25", until: "2021-12-31" } },
        parameters: { reverse: { ...law, kind: "linear-excess", until: day } },
      });
    expect(until("2021-12-31")).toEqual([]);
    expect(until("2021-12-30")).toEqual([`pack-gap 2021-12-30 – 2021-12-31 ${at}.until`]);
    const scheme = { ...law, id: "late", from: "2022-01-01", title: "x", weights: { execution: "10", output: "90" }, adjustable: "true" };
    expect(examined({ indicators: { schemes: [scheme] } })).toEqual(["pack-gap 2020-02-25 – 2022-01-01 @ indicators.yaml:schemes.0.from"]);
  });

  it("examines every version, not only the first", () => {
    const marks = [
      { ...law, from: "2020-02-25", kind: "proportion" },
      { ...law, from: "2022-01-01", kind: "pass-mark", mark: "1" },
    ];
    expect(parameters({ attainment: marks })).toEqual(["pack-division-by-zero 1 − 100.00% @ parameters.yaml:attainment.1.mark"]);
  });
});

describe("packs that extend", () => {
  it("are refused when what they extend is not there, or extends them", () => {
    const orphan = withLocal({ instrument: { extends: "nowhere-2020-1" } });
    expect(brief(examinePack(orphan, "local-2021-1"))).toEqual(["pack-unknown nowhere-2020-1 @ instrument.yaml:extends"]);
    const circle = withLocal({}, { instrument: { extends: "local-2021-1" } });
    expect(brief(examinePack(circle, "local-2021-1"))).toEqual(["pack-extends-cycle local-2021-1 @ instrument.yaml:extends"]);
    expect(brief(examinePack(packsById(aPack()), "nowhere"))).toEqual(["pack-unknown nowhere @ undefined:undefined"]);
  });

  it("need no rule of their own; together with what they extend they need them all", () => {
    expect(local({})).toEqual([]);
    const bare = withLocal({ instrument: { extends: undefined } });
    expect(brief(examinePack(bare, "local-2021-1"))).toContain("pack-rule-missing grades @ instrument.yaml:");
    expect(examinePack(bare, "local-2021-1").map((one) => one.params["found"])).toEqual(
      expect.arrayContaining(["zeroTarget", "schemes", "levels", "outline", "form"]),
    );
  });

  it("are refused where their own rule does not fit an inherited one", () => {
    const levels = {
      ...law,
      tree: [
        { id: "output", title: "产出指标", level2: [] },
        { id: "benefit", title: "效益指标", level2: [] },
      ],
    };
    expect(local({ indicators: { levels } })).toEqual(["unknown-reference satisfaction @ local/indicators.yaml:levels"]);
    expect(
      local(
        { parameters: { thresholds: { "low-rate": { ...ours, value: "50%" } } } },
        { parameters: { thresholds: { "high-risk-rate": { ...ours, value: "60%" } } } },
      ),
    ).toEqual(["pack-not-monotone high-risk-rate 60% > low-rate 50% @ local/parameters.yaml:thresholds.low-rate"]);
  });

  it("are not blamed for what is wrong with the inherited rules", () => {
    const broken = withLocal(
      {},
      { indicators: { schemes: [{ ...law, id: "x", title: "x", weights: { execution: "99" }, adjustable: "true" }] } },
    );
    expect(examinePack(broken, "local-2021-1")).toEqual([]);
    expect(examinePack(broken, "test-2020-1").length).toBeGreaterThan(0);
  });

  it("are refused for restating an inherited default, and not for taking its value under an article of their own", () => {
    expect(local({ parameters: { band: { default: { source: "test" }, kind: "nearest-ratio" } } })).toEqual([
      "pack-rule-unused band @ local/parameters.yaml:band",
    ]);
    expect(local({ parameters: { band: { default: { source: "别处的做法" }, kind: "nearest-ratio" } } })).toEqual([]);
    expect(local({ parameters: { satisfaction: { cite: "第十六条", kind: "as-quantity" } } })).toEqual([]);
    expect(
      local(
        { parameters: { thresholds: { "low-rate": { ...ours, value: "80%" } } } },
        { parameters: { thresholds: { "low-rate": { ...ours, value: "0.8" } } } },
      ),
    ).toEqual(["pack-rule-unused thresholds.low-rate @ local/parameters.yaml:thresholds.low-rate"]);
  });
});

describe("refusing", () => {
  it("lets sound packs through as they are", () => {
    const packs = withLocal({});
    expect(refuseUnhealthy(packs)).toEqual({ ok: true, value: packs });
  });

  it("answers with every fault of every pack, each once", () => {
    const packs = withLocal(
      { parameters: { attainment: { ...law, kind: "pass-mark", mark: "1" } } },
      { instrument: { extends: "nowhere" } },
    );
    const refused = refuseUnhealthy(packs);
    expect(refused.ok ? [] : brief(refused.faults)).toEqual(["pack-unknown nowhere @ instrument.yaml:extends"]);
    const both = refuseUnhealthy(
      withLocal(
        { parameters: { attainment: { ...law, kind: "pass-mark", mark: "1" } } },
        { parameters: { overAchievement: { ...ours, threshold: "0.9", includesThreshold: "true", deduct: "2" } } },
      ),
    );
    expect(both.ok ? [] : brief(both.faults)).toEqual([
      "pack-not-monotone 90.00% ≤ 100% @ parameters.yaml:overAchievement.threshold",
      "pack-division-by-zero 1 − 100.00% @ local/parameters.yaml:attainment.mark",
    ]);
  });
});
