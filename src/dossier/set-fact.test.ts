import { describe, expect, it } from "vitest";
import type { SourceFile } from "../kernel/index.ts";
import { anIndicator, dossierData, dossierFile } from "./dossier.builder.ts";
import { readDossier } from "./dossier.ts";
import { setFact } from "./set-fact.ts";

function aSource(overrides: Record<string, unknown> = {}): SourceFile {
  return dossierFile(
    dossierData({
      indicators: [
        anIndicator({ id: "output.cost.2", actual: { value: "31.12" } }),
        anIndicator({ id: "output.cost" }),
        anIndicator({ id: "benefit", actual: undefined }),
      ],
      subprojects: [
        { no: "1", name: "一", division: "处", budget: "10", spent: { value: "9", source: "凭证" } },
        { no: "2", name: "二", division: "处", budget: "20", spent: "18" },
      ],
      surveys: [{ indicator: "benefit", respondents: "出访人员", relation: "insiders", score: "96" }],
      narrative: { overview: ["第一段", "第二段"] },
      ...overrides,
    }),
  );
}

function setAll(source: SourceFile, ...facts: readonly (readonly [string, string])[]): SourceFile {
  return facts.reduce((file, [path, value]) => {
    const next = setFact(file, path, value);
    if (!next.ok) throw new Error(JSON.stringify(next.faults));
    return next.value;
  }, source);
}

function faultOf(path: string) {
  const result = setFact(aSource(), path, "1");
  if (result.ok) throw new Error(`${path} was taken`);
  return result.faults;
}

describe("trying another fact", () => {
  it("sets a fact that the file gives, and leaves the file's data as they were", () => {
    const source = aSource();
    const before = JSON.stringify(source.data);
    const read = readDossier({ dossier: setAll(source, ["project.completed", "false"]) });
    expect(read.ok && read.value.project.completed).toBe(false);
    expect(JSON.stringify(source.data)).toBe(before);
  });

  it("sets a fact that the file does not mention but could", () => {
    const read = readDossier({
      dossier: setAll(aSource(), ["project.nature", "经常性"], ["funds.other.executed", "1.5"], ["indicators.benefit.actual.value", "12"]),
    });
    expect(read.ok && read.value.project.nature).toBe("经常性");
    expect(read.ok && read.value.funds.other?.executed.value).toBe(1_500_000n);
    expect(read.ok && read.value.indicators[2]?.actual?.value).toEqual({ n: 12n, d: 1n });
  });

  it("finds entries by their id although ids hold dots and one begins another", () => {
    const changed = setAll(aSource(), ["indicators.output.cost.2.actual.value", "40"], ["indicators.output.cost.weight", "7"]).data as {
      indicators: { weight: string; actual?: { value: string } }[];
    };
    expect(changed.indicators[0]?.actual?.value).toBe("40");
    expect(changed.indicators[0]?.weight).toBe("20");
    expect(changed.indicators[1]?.weight).toBe("7");
  });

  it("takes a number for a sub-project's own number before it is taken for an index", () => {
    const changed = setAll(aSource(), ["subprojects.2.spent", "19"]).data as { subprojects: { spent: unknown }[] };
    expect(changed.subprojects.map(({ spent }) => spent)).toEqual([{ value: "9", source: "凭证" }, "19"]);
  });

  it("finds entries without a name by index", () => {
    const changed = setAll(aSource({ experience: ["甲", "乙"] }), ["experience.1", "丙"], ["narrative.overview.0", "改"]).data as {
      experience: string[];
      narrative: { overview: string[] };
    };
    expect(changed.experience).toEqual(["甲", "丙"]);
    expect(changed.narrative.overview).toEqual(["改", "第二段"]);
  });

  it("drops the old source of a fact given with one, unless only its value is set", () => {
    const changed = (path: string) => (setAll(aSource(), [path, "8"]).data as { subprojects: { spent: unknown }[] }).subprojects[0]?.spent;
    expect(changed("subprojects.1.spent")).toBe("8");
    expect(changed("subprojects.1.spent.value")).toEqual({ value: "8", source: "凭证" });
  });

  it("places a value that cannot be read at --set, and other faults where they stand in the file", () => {
    const source = setAll(aSource({ pack: "" }), ["project.completed", "maybe"]);
    const read = readDossier({ dossier: source });
    expect(read.ok).toBe(false);
    expect(!read.ok && read.faults.map((one) => [one.code, one.place?.file, one.place?.path])).toEqual([
      ["not-in-list", "--set", "project.completed"],
      ["empty-text", "dossier.yaml", "pack"],
    ]);
  });

  it("refuses a path that leads nowhere and says which names are near", () => {
    expect(faultOf("project.complete")).toEqual([
      {
        code: "unknown-fact",
        place: { file: "--set", path: "project.complete" },
        params: { found: "project.complete", expected: "project.completed" },
      },
    ]);
    expect(faultOf("indicators.output.cots.weight")[0]?.params["expected"]).toContain("indicators.output.cost");
    expect(faultOf("indicators.benefit.wieght")[0]?.params["expected"]).toContain("indicators.benefit.weight");
    expect(faultOf("poject.year")[0]?.params["expected"]).toContain("project");
  });

  it("refuses to put a text where a group of facts or a list stands, and names what is in it", () => {
    expect(faultOf("project")[0]?.params["expected"]).toContain("project.name, project.year");
    expect(faultOf("indicators")[0]?.params["expected"]).toContain("indicators.output.cost.2");
    expect(faultOf("subprojects.7.spent")[0]?.params["expected"]).toBe("subprojects.1, subprojects.2");
  });

  it("takes names of the language's own objects for unknown facts", () => {
    for (const path of ["__proto__.polluted", "constructor.name", "project.__proto__", "toString"])
      expect(faultOf(path)[0]?.code).toBe("unknown-fact");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
