// The rule packs that ship, held to what they promise: sound, every value with its source, every cited article explained,
// and every worked example giving what it says.
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type ExampleAnswer, type PackExample, type PackExamples, readPackExamples } from "../src/app/files/read-pack-examples.ts";
import { ledgerStandardsFolders, readPacks } from "../src/app/files/read-packs.ts";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { packExampleRuns, runPackExamples } from "../src/app/usecases/run-pack-examples.ts";
import type { Indicator } from "../src/dossier/index.ts";
import {
  absolute,
  type Citation,
  compare,
  divide,
  isZero,
  type Points,
  printExact,
  printPoints,
  printTotal,
  type Ratio,
  type Result,
  ratio,
  readDecimal,
  subtract,
} from "../src/kernel/index.ts";
import { articleOn, buildRulebook, examinePack, type Matter, type Rulebook } from "../src/rules/index.ts";

const folder = fileURLToPath(new URL("../regulations", import.meta.url));
const packs = orThrow(await readPacks([folder]));
const examples = orThrow(await readPackExamples([folder]));
const tripStandards = orThrow(await readTripStandardsFolders([folder]));
const ledgerStandards = orThrow(await ledgerStandardsFolders(folder)).map((path) => basename(path));
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

type Edge = {
  readonly of: "execution" | "satisfaction";
  readonly completed?: boolean | undefined;
  readonly at: Ratio;
  readonly side: 1 | -1;
};
type Interval = {
  readonly completed?: boolean | undefined;
  readonly from: Ratio;
  readonly to?: Ratio | undefined;
  readonly closed?: boolean | undefined;
};

/** The edges of the intervals the pack states itself, with the side on which another answer begins. */
function edgesOf(id: string): readonly Edge[] {
  const { execution, satisfaction, totalCap } = rulebookOf(id).rules;
  const stated = <T>(cited: { readonly rule: T; readonly basis: Citation } | null) => (cited?.basis.pack === id ? cited.rule : null);
  const edges = (of: Edge["of"], intervals: readonly (Interval & { readonly above?: boolean | undefined })[]) =>
    intervals.flatMap(({ completed, from, to, closed, above }): Edge[] => [
      { of, completed, at: from, side: above ? 1 : -1 },
      ...(to ? [{ of, completed, at: to, side: closed ? (1 as const) : (-1 as const) }] : []),
    ]);
  const [rates, shares] = [stated(execution), stated(satisfaction)];
  const all = [
    ...(rates?.kind === "intervals" ? edges("execution", [...rates.regions, ...(rates.silent ?? [])]) : []),
    ...edges("execution", stated(totalCap)?.caps ?? []),
    ...(shares?.kind === "intervals" ? edges("satisfaction", shares.intervals) : []),
  ];
  // Nothing lies below 0%, and no more than all can be satisfied.
  return all.filter(({ of, at, side }) => compare(at, ratio(0n)) > 0 && !(of === "satisfaction" && side > 0));
}

const HUNDREDTH_OF_A_PERCENT = ratio(1n, 10_000n);

/** Whether examples have the edge itself, and a rate beside it nearer than print can tell. */
function isTried({ of, completed, at, side }: Edge, own: PackExamples | undefined): boolean {
  const rates = (own?.examples ?? []).flatMap(({ facts }) => {
    if (of === "execution") return completed === undefined || facts.completed === completed ? [executionRate(facts.funds)] : [];
    return (facts.rows ?? []).map((row) => decimal((row["actual"] as { readonly rate?: string } | undefined)?.rate));
  });
  const offsets = rates.flatMap((rate) => (rate ? [subtract(rate, at)] : []));
  const isBeside = (offset: Ratio) => compare(offset, ratio(0n)) === side && compare(absolute(offset), HUNDREDTH_OF_A_PERCENT) <= 0;
  return offsets.some(isZero) && offsets.some(isBeside);
}

function executionRate(funds: PackExample["facts"]["funds"]): Ratio | null {
  const [revised, executed] = [decimal(funds?.revised), decimal(funds?.executed)];
  return revised && executed && !isZero(revised) ? divide(executed, revised) : null;
}

const decimal = (text: string | undefined): Ratio | null => readDecimal(text ?? "")?.value ?? null;
const printEdge = ({ of, completed, at, side }: Edge) => `${of} ${completed ?? ""} ${printExact(at)} ${side > 0 ? "above" : "below"}`;

/** What the pack itself declares its instrument to be silent on (a weight other than the stated one as "≠ 10"), untried by examples. */
function untriedSilences(id: string, own: PackExamples | undefined): readonly string[] {
  const { execution, satisfaction } = rulebookOf(id).rules;
  const gives = (own?.examples ?? []).map((example) => example.gives);
  const untried = (cited: typeof execution | typeof satisfaction, answers: readonly (ExampleAnswer | undefined)[]) => {
    if (cited?.rule.kind !== "intervals" || cited.basis.pack !== id) return [];
    const declared = "silent" in cited.rule ? (cited.rule.silent ?? []) : [];
    const whys = [...declared.map(({ why }) => why), `≠ ${printPoints(cited.rule.forWeight)}`];
    return whys.filter((why) => !answers.some((answer) => answer?.silent?.endsWith(why)));
  };
  return [
    ...untried(
      execution,
      gives.map((one) => one.execution),
    ),
    ...untried(
      satisfaction,
      gives.flatMap((one) => one.rows ?? []),
    ),
  ];
}

it("the packs promised are there, each in the folder of its name, and no folder is left out", () => {
  expect([...ids, ...tripStandards.keys(), ...ledgerStandards].toSorted()).toEqual(
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

  it("has examples on each side of each edge of the intervals and caps it states, for a project completed and not", () => {
    expect(
      edgesOf(id)
        .filter((edge) => !isTried(edge, own))
        .map(printEdge),
    ).toEqual([]);
  });

  it("has an example of every silence it declares", () => {
    expect(untriedSilences(id, own)).toEqual([]);
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

  it("are found by grade, scheme and basis, by a line too many, and by another kind of answer", () => {
    const [first] = own?.examples ?? [];
    const differing = (gives: object) => wrong({ examples: [{ ...first, gives }] }).map((one) => [one.params["expected"], one.place?.path]);
    const at = "examples.0.gives";
    expect(differing({ grade: "优" })).toEqual([["优", `${at}.grade`]]);
    expect(differing({ scheme: "with-cost" })).toEqual([["with-cost", `${at}.scheme`]]);
    expect(differing({ execution: { points: 645n, basis: ["财预〔2020〕10号 第十三条"] } })).toEqual([
      ["财预〔2020〕10号 第十三条", `${at}.execution.basis`],
    ]);
    expect(differing({ execution: { silent: "没有规定" } })).toEqual([["silent: 没有规定", `${at}.execution`]]);
    expect(differing({ execution: { missing: "funds.executed" } })).toEqual([["missing: funds.executed", `${at}.execution`]]);
    expect(differing({ execution: { from: 645n, to: 645n } })).toEqual([["6.45 – 6.45", `${at}.execution`]]);
    expect(differing({ rows: [{ missing: "target" }, { points: 0n }] })).toEqual([["0", `${at}.rows.1`]]);
  });

  it("are found among grades and days too", () => {
    expect(wrong({ grades: { "89.99": "优" } }).map((one) => one.params)).toEqual([{ found: "89.99: 良", expected: "优" }]);
    expect(wrong({ inForce: { "2020-02-24": true } }).map((one) => one.params)).toEqual([{ found: "2020-02-24: false", expected: "true" }]);
  });

  it("with facts no dossier could have are faults where the facts stand", () => {
    const faults = wrong({ examples: [{ name: "负数", facts: { funds: { revised: "-1", executed: "0" } }, gives: {} }] });
    expect(faults.map((one) => [one.code, one.place?.path])).toEqual([["out-of-range", "examples.0.facts.funds.revised"]]);
  });
});

it("the national measure's examples try every kind of target", () => {
  const kinds = {
    "at-least": true,
    "at-most": true,
    equal: true,
    band: true,
    periods: true,
    milestones: true,
    "yes-no": true,
    tier: true,
    occurrences: true,
    satisfaction: true,
  } satisfies Record<NonNullable<Indicator["target"]>["kind"], true>;
  const rows = (examples.get("mof-2020-10")?.examples ?? []).flatMap(({ facts }) => facts.rows ?? []);
  const tried = new Set(rows.map((row) => (row["target"] as { readonly kind?: string } | undefined)?.kind));
  expect(Object.keys(kinds).filter((kind) => !tried.has(kind))).toEqual([]);
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
