import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { traceText } from "./trace-text.ts";
import { FORMULAS_ZH, INPUTS_ZH, STEPS_ZH } from "./traces.zh.ts";

// The codes stand as literals in the scoring room; a code without words would print as itself on an official page.
const scoring = new URL("../../scoring/", import.meta.url);
const sources = ["", "methods/"]
  .flatMap((folder) =>
    readdirSync(new URL(folder, scoring))
      .filter((name) => name.endsWith(".ts") && !name.includes(".test."))
      .map((name) => new URL(`${folder}${name}`, scoring)),
  )
  .map((url) => readFileSync(url, "utf8"));

function literals(pattern: RegExp): string[] {
  return [
    ...new Set(
      sources.flatMap((text) => [...text.matchAll(pattern)].flatMap((match) => match.slice(1).filter((code) => code !== undefined))),
    ),
  ];
}

describe("receipts in words", () => {
  it("have words for every step that scoring names", () => {
    const codes = literals(/code: (?:\w+ \? )?"([a-z-]+)"(?: : "([a-z-]+)")?/g);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !(code in STEPS_ZH))).toEqual([]);
  });

  it("have words for every formula that scoring names", () => {
    const codes = [...literals(/formula: "([a-z-]+)"/g), ...literals(/missingFact\([^)]*?, "([a-z-]+)", inputs\)/g)];
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !(code in FORMULAS_ZH))).toEqual([]);
  });

  it("have words for every input that scoring names", () => {
    const codes = [...literals(/\{ name: "([a-z-]+)"/g), ...literals(/quantityInput\("([a-z-]+)"/g)];
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => !(code in INPUTS_ZH))).toEqual([]);
  });

  it("keep the numbers and translate the rest", () => {
    const trace = {
      formula: "actual-over-target",
      basis: [{ kind: "law", pack: "mof-2020-10", instrument: "财预〔2020〕10号", article: "第十六条" }],
      inputs: [{ name: "actual", value: "7", unit: "个", source: "台账" }],
      steps: [{ code: "target-missed", expression: "7 < 12", result: "58.33%" }],
      rounding: { mode: "half-up", places: 2 },
      result: "11.67",
    } as const;
    expect(traceText(trace, "zh")).toEqual({
      formula: FORMULAS_ZH["actual-over-target"],
      basis: ["财预〔2020〕10号第十六条"],
      inputs: [{ name: "实际完成值", value: "7", unit: "个", source: "台账" }],
      steps: [{ what: "未完成指标值，完成率", expression: "7 < 12", result: "58.33%" }],
      rounding: "四舍五入，保留2位小数",
      result: "11.67",
    });
    expect(traceText(trace, "en").rounding).toBe("half up to 2 decimals");
  });
});
