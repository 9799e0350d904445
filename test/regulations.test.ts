// The rule packs that ship, held to what they promise: sound, every value with its source, every cited article explained,
// and every worked example giving what it says.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPackExamples } from "../src/app/files/read-pack-examples.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { packExampleRuns, runPackExamples } from "../src/app/usecases/run-pack-examples.ts";
import { type Citation, compare, type Points, printPoints, printTotal, type Result, ratio } from "../src/kernel/index.ts";
import { articleOn, buildRulebook, examinePack, type Matter, type Rulebook } from "../src/rules/index.ts";

const folder = fileURLToPath(new URL("../regulations", import.meta.url));
const packs = orThrow(await readPacks([folder]));
const examples = orThrow(await readPackExamples([folder]));
const ids = [...packs.keys()];

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}

function rulebookOf(id: string): Rulebook {
  const day = packs.get(id)?.instrument.inForce.from;
  if (!day) throw new Error(`no pack ${id}`);
  return orThrow(buildRulebook(packs, id, day));
}

function citationsOf({ rules, thresholds, levels, schemes, outline, form }: Rulebook): readonly Citation[] {
  const stated = [...Object.values(rules), ...thresholds.values(), levels, ...schemes, outline, form].flatMap((rule) =>
    rule ? [rule.basis] : [],
  );
  // Declared silences cite their article inside the rule.
  const silent = [rules.execution, rules.satisfaction].flatMap((cited) => {
    if (cited?.rule.kind !== "intervals") return [];
    const { pack, instrument } = cited.basis;
    const declared = [cited.rule.otherWeights, ...("silent" in cited.rule ? (cited.rule.silent ?? []) : [])];
    return declared.flatMap((one): Citation[] => (one ? [{ kind: "law", pack, instrument, article: one.cite }] : []));
  });
  return [...stated, ...silent];
}

it("the packs promised are there, each in the folder of its name, and no folder is left out", () => {
  expect(ids.toSorted()).toEqual(
    readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      .toSorted(),
  );
  expect(ids).toEqual(expect.arrayContaining(["mof-2020-10", "mof-2021-101", "manual-2022-cap", "henan-2020-10", "nanchang-2019"]));
});

describe.each(ids)("%s", (id) => {
  const own = examples.get(id);

  it("is sound", () => {
    expect(examinePack(packs, id)).toEqual([]);
  });

  it("explains every article it cites, and the article of every term", () => {
    const rulebook = rulebookOf(id);
    const known = new Set(rulebook.clauses.map((clause) => `${clause.pack} ${clause.article}`));
    const cited = citationsOf(rulebook).flatMap((citation) => (citation.kind === "law" ? [`${citation.pack} ${citation.article}`] : []));
    const ofTerms = rulebook.terms.map((term) => `${term.pack} ${term.article}`);
    expect([...cited, ...ofTerms].filter((article) => !known.has(article))).toEqual([]);
  });

  it("says of every value that is not law whose practice it is", () => {
    const declared = citationsOf(rulebookOf(id)).flatMap((citation) => (citation.kind === "default" ? [citation.source] : []));
    expect(declared.filter((source) => source.length < 8)).toEqual([]);
  });

  it("has examples at every edge of its grades, on each side, and around the days it comes into force and ends", () => {
    const { grades, instrument } = { grades: rulebookOf(id).rules.grades, instrument: packs.get(id)?.instrument };
    const edges = (grades?.rule.bands ?? []).flatMap((band) => [band.from, band.to, ...(band.to < 10_000n ? [band.to - 1n] : [])]);
    const tried = Object.keys(own?.grades ?? {});
    expect([...new Set(edges.map((edge) => printPoints(edge as Points)))].filter((edge) => !tried.includes(edge))).toEqual([]);
    const days = Object.entries(own?.inForce ?? {});
    expect(days.filter(([day, inForce]) => !inForce && day < (instrument?.inForce.from ?? ""))).not.toEqual([]);
    expect(days).toContainEqual([instrument?.inForce.from, true]);
    if (instrument?.inForce.until)
      expect(days.filter(([day, inForce]) => !inForce && day > (instrument.inForce.until ?? ""))).not.toEqual([]);
  });

  it.each(own ? packExampleRuns(packs, own) : [])("example: $name", ({ run }) => {
    expect(run()).toEqual([]);
  });
});

describe("examples that do not hold", () => {
  const own = examples.get("mof-2020-10");
  const wrong = (changes: object) => (own ? runPackExamples(packs, { ...own, examples: [], grades: {}, inForce: {}, ...changes }) : []);

  it("are faults at their place, with what the rules give and what the example says", () => {
    const [first] = own?.examples ?? [];
    const planted = { ...first, gives: { execution: { points: 646n, lines: ["300.33 ÷ 465.47 = 64.5%"] }, total: 0n } };
    const faults = wrong({ examples: [planted] });
    expect(faults.map((one) => [one.code, one.params["found"]?.split(": ")[1], one.params["expected"]])).toEqual([
      ["pack-example-fails", "6.45", "6.46"],
      ["pack-example-fails", "300.33 ÷ 465.47 = 64.52%\n10 × 0.645218… = 6.452188…", "300.33 ÷ 465.47 = 64.5%"],
      ["pack-example-fails", "—", "0.00"],
    ]);
    expect(faults[0]?.place).toMatchObject({
      file: expect.stringContaining("examples.yaml"),
      line: expect.any(Number),
      path: "examples.0.gives.execution",
    });
  });

  it("are found among grades and days too", () => {
    expect(wrong({ grades: { "89.99": "优" } }).map((one) => one.params)).toEqual([{ found: "89.99: 良", expected: "优" }]);
    expect(wrong({ inForce: { "2020-02-24": true } }).map((one) => one.params)).toEqual([{ found: "false", expected: "true" }]);
  });

  it("with facts no dossier could have are faults where the facts stand", () => {
    const faults = wrong({ examples: [{ name: "负数", facts: { funds: { revised: "-1", executed: "0" } }, gives: {} }] });
    expect(faults.map((one) => [one.code, one.place?.path])).toEqual([["out-of-range", "examples.0.facts.funds.revised"]]);
  });
});

describe("the law as data", () => {
  it("keeps the weights, grades and thresholds of 10号 exactly", () => {
    const { schemes, rules, thresholds } = rulebookOf("mof-2020-10");
    expect(
      schemes.map(({ rule, basis }) => [Object.entries(rule.weights).map(([level, weight]) => `${level} ${printPoints(weight)}`), basis]),
    ).toEqual([
      [
        ["execution 10", "output 50", "benefit 30", "satisfaction 10"],
        { kind: "law", pack: "mof-2020-10", instrument: "财预〔2020〕10号", article: "第十三条" },
      ],
    ]);
    expect(rules.grades?.rule.bands.map((band) => `${band.grade} ${printTotal(band.from)}`)).toEqual([
      "优 90.00",
      "良 80.00",
      "中 60.00",
      "差 0.00",
    ]);
    expect(compare(thresholds.get("survey-minimum")?.rule ?? ratio(0n), ratio(30n))).toBe(0);
    expect([...thresholds].map(([name, { written }]) => `${name} ${written}`)).toContain("low-rate 80%");
    expect(thresholds.get("survey-minimum")?.written).toBe("30");
  });

  it("names what 10号 leaves open as a default of ours or of others, never as law", () => {
    const { rules } = rulebookOf("mof-2020-10");
    const defaults = Object.entries(rules).flatMap(([name, rule]) => (rule?.basis.kind === "default" ? [name] : []));
    expect(defaults).toEqual([
      "execution",
      "reverse",
      "equal",
      "zeroTarget",
      "band",
      "splitPeriods",
      "milestones",
      "yesNo",
      "occurrences",
      "overAchievement",
      "notApplicable",
      "rounding",
    ]);
  });

  it("finds the article on a matter under each instrument's own number", () => {
    const article = (id: string, matter: Matter) => articleOn(rulebookOf(id), matter);
    expect(article("mof-2020-10", "low-rate-reasons")).toMatchObject({ instrument: "财预〔2020〕10号", article: "第二十六条" });
    expect(article("henan-2020-10", "low-rate-reasons")).toMatchObject({ instrument: "豫财效〔2020〕10号", article: "第二十八条" });
    expect(article("nanchang-2019", "grades")).toMatchObject({ instrument: "财预〔2020〕10号", article: "第十八条" });
    expect(article("mof-2021-101", "deviation-reasons")).toMatchObject({ instrument: "财预〔2020〕10号", article: "第十一条" });
  });
});
