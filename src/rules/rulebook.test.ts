import { describe, expect, it } from "vitest";
import { type Day, printExact, printPoints, type Result } from "../kernel/index.ts";
import { articleOn } from "./clauses.ts";
import { findLevel1, findLevel2 } from "./levels.ts";
import { aPack, aRulebook, packsById, withLocal } from "./pack.builder.ts";
import { buildRulebook, type Rulebook } from "./rulebook.ts";

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

const ours = { default: { source: "某地做法" } };
const law = { cite: "第一条" };
const localOn = (local: Parameters<typeof withLocal>[0], day = "2021-05-20", base: Parameters<typeof aPack>[0] = {}): Rulebook =>
  orThrow(buildRulebook(withLocal(local, base), "local-2021-1", day as Day));

describe("a pack over what it extends", () => {
  it("overrides single rules with its own citation and inherits the others with theirs", () => {
    const { rules, chain } = localOn({ parameters: { band: { cite: "第七条", kind: "all-or-nothing" } } });
    expect(rules.band).toEqual({
      rule: { cite: "第七条", kind: "all-or-nothing" },
      basis: { kind: "law", pack: "local-2021-1", instrument: "地〔2021〕1号", article: "第七条" },
    });
    expect(rules.attainment?.basis).toEqual({ kind: "law", pack: "test-2020-1", instrument: "测〔2020〕1号", article: "第十六条" });
    expect(rules.reverse?.basis).toEqual({ kind: "default", pack: "test-2020-1", instrument: "测〔2020〕1号", source: "test" });
    expect(chain.map((instrument) => instrument.id)).toEqual(["local-2021-1", "test-2020-1"]);
  });

  it("overrides thresholds one by one", () => {
    const base = { parameters: { thresholds: { "low-rate": { ...ours, value: "80%" }, "survey-minimum": { ...ours, value: "30" } } } };
    const { thresholds } = localOn({ parameters: { thresholds: { "low-rate": { ...law, value: "0.855" } } } }, "2021-05-20", base);
    expect(
      [...thresholds].map(([name, { rule, basis, measure, written }]) => [name, printExact(rule), basis.pack, measure, written]),
    ).toEqual([
      ["low-rate", "0.855", "local-2021-1", "share", "85.5%"],
      ["survey-minimum", "30", "test-2020-1", "count", "30"],
    ]);
  });

  it("takes schemes, levels, outline and form from the nearest pack that has them", () => {
    const schemes = [
      {
        ...law,
        id: "own",
        title: "自定",
        weights: { execution: "20", output: "50", benefit: "20", satisfaction: "10" },
        adjustable: "false",
      },
    ];
    const rulebook = localOn({ indicators: { schemes } });
    expect(
      rulebook.schemes.map(({ rule, basis }) => [rule.id, printPoints(rule.weights["execution"] ?? (0n as never)), basis.pack]),
    ).toEqual([["own", "20", "local-2021-1"]]);
    expect([rulebook.levels, rulebook.outline, rulebook.form].map(({ basis }) => basis.pack)).toEqual([
      "test-2020-1",
      "test-2020-1",
      "test-2020-1",
    ]);
  });

  it("is none where nobody states what every evaluation needs", () => {
    const bare = buildRulebook(withLocal({ instrument: { extends: undefined } }), "local-2021-1", "2021-05-20" as Day);
    expect(bare.ok ? [] : bare.faults.map((one) => `${one.code} ${one.params["found"]}`)).toEqual([
      "pack-rule-missing levels",
      "pack-rule-missing outline",
      "pack-rule-missing form",
      "pack-rule-missing schemes",
      "pack-rule-missing grades",
    ]);
    const unknown = buildRulebook(packsById(aPack()), "nowhere", "2021-05-20" as Day);
    expect(unknown.ok ? [] : unknown.faults.map((one) => one.params["expected"])).toEqual(["test-2020-1"]);
  });
});

describe("the version of the day", () => {
  const versions = [
    { ...law, from: "2020-02-25", kind: "linear-excess" },
    { cite: "第二条", from: "2022-01-01", until: "2022-12-31", kind: "target-over-actual" },
  ];
  const on = (day: string) => aRulebook({ parameters: { reverse: versions } }, day).rules.reverse?.rule.kind;

  it("is the latest begun; a new line ends the old one", () => {
    expect([on("2020-02-25"), on("2021-12-31"), on("2022-01-01"), on("2022-12-31")]).toEqual([
      "linear-excess",
      "linear-excess",
      "target-over-actual",
      "target-over-actual",
    ]);
  });

  it("is the earliest on days before all, so that a replay has an answer", () => {
    expect(on("2019-01-01")).toBe("linear-excess");
  });

  it("falls back to an open version when a dated one has ended, and to the last where all have ended", () => {
    expect(on("2023-01-01")).toBe("linear-excess");
    const ended = [
      { ...law, until: "2020-12-31", kind: "linear-excess" },
      { ...law, from: "2021-01-01", until: "2021-12-31", kind: "target-over-actual" },
    ];
    expect(aRulebook({ parameters: { reverse: ended } }, "2030-01-01").rules.reverse?.rule.kind).toBe("target-over-actual");
  });

  it("counts for thresholds and schemes of weights alike", () => {
    const scheme = (id: string, from: string) => ({
      ...law,
      id,
      from,
      title: id,
      weights: { execution: "10", output: "50", benefit: "30", satisfaction: "10" },
      adjustable: "true",
    });
    const data = {
      parameters: {
        thresholds: {
          "low-rate": [
            { ...law, value: "80%" },
            { ...law, from: "2022-01-01", value: "85%" },
          ],
        },
      },
      indicators: { schemes: [scheme("old-a", "2020-02-25"), scheme("old-b", "2020-02-25"), scheme("new", "2022-01-01")] },
    };
    const seen = (day: string) => {
      const { thresholds, schemes } = aRulebook(data, day);
      return [thresholds.get("low-rate")?.written, ...schemes.map(({ rule }) => rule.id)];
    };
    expect(seen("2021-12-31")).toEqual(["80%", "old-a", "old-b"]);
    expect(seen("2022-01-01")).toEqual(["85%", "new"]);
  });

  it("is said to be a replay outside the instrument's days, both ends included", () => {
    const inForce = (day: string) => aRulebook({ instrument: { inForce: { from: "2020-02-25", until: "2020-12-31" } } }, day).inForce;
    expect(["2020-02-24", "2020-02-25", "2020-12-31", "2021-01-01"].map(inForce)).toEqual([false, true, true, false]);
  });
});

describe("names", () => {
  const tree = [
    { id: "output", title: "产出指标", aliases: ["项目产出"], level2: [{ id: "cost", title: "成本指标", aliases: ["产出成本"] }] },
    { id: "cost", title: "成本指标", level2: [{ id: "economic-cost", title: "经济成本指标" }] },
  ];
  const rulebook = aRulebook({ indicators: { levels: { ...law, tree } } });

  it.each(["产出指标", "产出", "项目产出", "产出指标（50分）", "产 出 指 标", "产出指标(50)"])("%s is the output level", (name) => {
    expect(findLevel1(rulebook, name)?.id).toBe("output");
  });

  it("is none when the pack does not have it", () => {
    expect(findLevel1(rulebook, "效益指标")).toBeNull();
    expect(findLevel2(rulebook, "经济效益指标")).toBeNull();
  });

  it("means the level within the level above it", () => {
    const [output, cost] = [findLevel1(rulebook, "产出"), findLevel1(rulebook, "成本指标")];
    expect([
      findLevel2(rulebook, "成本", output)?.id,
      findLevel2(rulebook, "成本", cost),
      findLevel2(rulebook, "经济成本", cost)?.id,
    ]).toEqual(["cost", null, "economic-cost"]);
  });

  it("answers the same when asked again", () => {
    expect(findLevel2(rulebook, "产出成本")).toBe(findLevel2(rulebook, "产出成本"));
    expect(findLevel2(rulebook, "没有的")).toBeNull();
    expect(findLevel2(rulebook, "没有的")).toBeNull();
  });
});

describe("the article on a matter", () => {
  const clauses = (article: string, about: readonly string[]) => ({ clauses: [{ article, about, zh: "要点", en: "gist" }] });

  it("is the nearest pack's own, else the inherited one, else none", () => {
    const base = {
      clauses: { clauses: [...clauses("第二十六条", ["low-rate-reasons"]).clauses, ...clauses("第十八条", ["grades"]).clauses] },
    };
    const rulebook = localOn({ clauses: clauses("第二十八条", ["low-rate-reasons"]) }, "2021-05-20", base);
    expect(articleOn(rulebook, "low-rate-reasons")).toEqual({
      kind: "law",
      pack: "local-2021-1",
      instrument: "地〔2021〕1号",
      article: "第二十八条",
    });
    expect(articleOn(rulebook, "grades")).toMatchObject({ pack: "test-2020-1", article: "第十八条" });
    expect(articleOn(rulebook, "methods")).toBeNull();
  });
});
