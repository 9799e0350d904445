import { describe, expect, it } from "vitest";
import { packSources } from "./pack.builder.ts";
import { readPack } from "./pack.ts";

type Data = Parameters<typeof packSources>[0];

const refused = (data: Data) => {
  const pack = readPack(packSources(data));
  return pack.ok ? [] : pack.faults.map(({ code, params, place }) => `${code} ${params["found"]} @ ${place?.file}:${place?.path}`);
};

const law = { cite: "第一条" };

describe("reading a pack", () => {
  it("takes a rule as one entry or as a list of dated ones", () => {
    const pack = readPack(
      packSources({
        parameters: {
          reverse: [
            { ...law, kind: "linear-excess" },
            { ...law, from: "2022-01-01", kind: "target-over-actual" },
          ],
        },
      }),
    );
    expect(pack.ok && pack.value.parameters.reverse?.map((entry) => [entry.kind, entry.from])).toEqual([
      ["linear-excess", undefined],
      ["target-over-actual", "2022-01-01"],
    ]);
    expect(pack.ok && pack.value.parameters.band?.length).toBe(1);
  });

  it("does without every file but instrument.yaml", () => {
    const { instrument } = packSources();
    const pack = readPack({ instrument });
    expect(pack.ok && [pack.value.parameters, pack.value.indicators, pack.value.documents, pack.value.clauses]).toEqual([
      {},
      {},
      {},
      { clauses: [] },
    ]);
  });

  it("reads thresholds in their own measure", () => {
    const entry = (value: string) => ({ ...law, value });
    expect(
      refused({
        parameters: {
          thresholds: {
            "low-rate": entry("80%"),
            "survey-minimum": entry("30"),
            "target-too-low": entry("2"),
            "overweight-indicator": entry("30"),
          },
        },
      }),
    ).toEqual([]);
    expect(refused({ parameters: { thresholds: { "survey-minimum": entry("29.5") } } })).toEqual([
      "not-a-number 29.5 @ parameters.yaml:thresholds.survey-minimum.value",
    ]);
    expect(refused({ parameters: { thresholds: { "survey-minimum": entry("30%") } } })).toEqual([
      "not-a-number 30% @ parameters.yaml:thresholds.survey-minimum.value",
    ]);
  });
});

describe("a value without a source", () => {
  const at = "@ parameters.yaml:";

  it("is refused wherever it stands: a rule, one of its versions, a threshold, a scheme, a document", () => {
    expect(refused({ parameters: { reverse: { kind: "linear-excess" } } })).toEqual([`pack-uncited reverse ${at}reverse`]);
    expect(
      refused({
        parameters: {
          reverse: [
            { ...law, kind: "linear-excess" },
            { from: "2022-01-01", kind: "linear-excess" },
          ],
        },
      }),
    ).toEqual([`pack-uncited reverse.1 ${at}reverse.1`]);
    expect(refused({ parameters: { thresholds: { "low-rate": { value: "80%" } } } })).toEqual([
      `pack-uncited thresholds.low-rate ${at}thresholds.low-rate`,
    ]);
    expect(refused({ indicators: { schemes: [{ id: "x", title: "x", weights: { execution: "100" }, adjustable: "true" }] } })).toEqual([
      "pack-uncited schemes.0 @ indicators.yaml:schemes.0",
    ]);
    expect(refused({ documents: { outline: { sections: [{ id: "a", title: "一" }] } } })).toEqual([
      "pack-uncited outline @ documents.yaml:outline",
    ]);
  });

  it("is refused too when it claims to be law and not law at once", () => {
    expect(refused({ parameters: { reverse: { ...law, default: { source: "某地" }, kind: "linear-excess" } } })).toEqual([
      `pack-uncited reverse ${at}reverse`,
    ]);
  });

  it("is refused when the source is empty", () => {
    expect(refused({ parameters: { reverse: { default: { source: " " }, kind: "linear-excess" } } })).toEqual([
      `empty-text   ${at}reverse.default.source`,
    ]);
  });
});

describe("a pack that is not understood", () => {
  it("has all its faults told at once, those inside one rule and those of several files", () => {
    expect(
      refused({
        parameters: { rounding: { ...law, mode: "half-upp", places: "3", note: "x" }, execusion: {} },
        instrument: { inForce: { from: "2020-2-25" }, number: undefined },
      }).toSorted(),
    ).toEqual([
      "missing-key number @ instrument.yaml:number",
      "not-a-day 2020-2-25 @ instrument.yaml:inForce.from",
      "not-in-list 3 @ parameters.yaml:rounding.places",
      "not-in-list half-upp @ parameters.yaml:rounding.mode",
      "pack-uncited execusion @ parameters.yaml:execusion",
      "unknown-key execusion @ parameters.yaml:execusion",
      "unknown-key note @ parameters.yaml:rounding.note",
    ]);
  });

  it("is told where inside a list of versions it is wrong", () => {
    const reverse = [
      { ...law, kind: "linear-excess" },
      { ...law, from: "2022-13-01", kind: "linear" },
    ];
    expect(refused({ parameters: { reverse } }).toSorted()).toEqual([
      "not-a-day 2022-13-01 @ parameters.yaml:reverse.1.from",
      "not-in-list linear @ parameters.yaml:reverse.1.kind",
    ]);
  });

  it("has no threshold and no form label that nobody knows", () => {
    expect(refused({ parameters: { thresholds: { "low-rates": { ...law, value: "80%" } } } })).toEqual([
      "unknown-key low-rates @ parameters.yaml:thresholds.low-rates",
    ]);
    const form = { ...law, title: "表", yearNote: "{year}", labels: { projct: "项目" }, fundRows: [{ id: "total", label: "合计" }] };
    expect(refused({ documents: { form } })).toEqual(["unknown-key projct @ documents.yaml:form.labels.projct"]);
  });

  it("has no number that is not plainly one", () => {
    const grades = (from: string) => ({ grades: { ...law, bands: [{ grade: "优", from, to: "100", closed: "true" }] } });
    expect(refused({ parameters: grades("9e1") })).toEqual(["not-points 9e1 @ parameters.yaml:grades.bands.0.from"]);
    expect(refused({ parameters: grades("89.999") })).toEqual(["not-points 89.999 @ parameters.yaml:grades.bands.0.from"]);
    expect(refused({ parameters: grades("-1") })).toEqual(["out-of-range -1 @ parameters.yaml:grades.bands.0.from"]);
  });

  it("explains no article and no term twice", () => {
    const clause = { article: "第一条", zh: "甲", en: "a" };
    const term = { term: "绩效", en: "performance", article: "第一条", zh: "甲", meaning: "乙" };
    expect(refused({ clauses: { clauses: [clause, clause], terms: [term, { ...term, meaning: "丙" }] } })).toEqual([
      "duplicate-id 第一条 @ clauses.yaml:clauses.1",
      "duplicate-id 绩效 @ clauses.yaml:terms.1",
    ]);
  });
});
