import { describe, expect, it } from "vitest";
import { FIGURE_CASES } from "../../findings/code-cases-figures.builder.ts";
import { TEXT_CASES } from "../../findings/code-cases-text.builder.ts";
import { findingsIn } from "../../findings/document/document.builder.ts";
import { FIGURE_DOCUMENTS } from "../../findings/document/document-cases-figures.builder.ts";
import { TEXT_DOCUMENTS } from "../../findings/document/document-cases-text.builder.ts";
import { CASE_CODES, FINDING_CODES, type Finding } from "../../findings/index.ts";
import { findingsOf } from "../../findings/review.builder.ts";
import { findingText } from "./finding-text.ts";
import type { FindingParams } from "./finding-wording.ts";
import { FINDINGS_EN } from "./findings.en.ts";
import { FINDINGS_ZH } from "./findings.zh.ts";

const ofCases: readonly Finding[] = Object.values({ ...FIGURE_CASES, ...TEXT_CASES }).flatMap(({ found, near }) => [
  ...findingsOf(found),
  ...findingsOf(near),
]);
const findings: readonly Finding[] = [
  ...ofCases,
  ...Object.values({ ...FIGURE_DOCUMENTS, ...TEXT_DOCUMENTS }).flatMap(({ found, near }) => [...findingsIn(found), ...findingsIn(near)]),
];

/** Params that say which of them were asked for and not given. */
function watched(params: FindingParams, missing: Set<string>): FindingParams {
  return new Proxy(params, {
    get: (given, name) => {
      if (!(String(name) in given)) missing.add(String(name));
      return given[String(name)];
    },
  });
}

describe("findings in words", () => {
  it("cover every code that cases give", () => {
    expect([...new Set(ofCases.map((finding) => finding.code))].sort()).toEqual([...CASE_CODES].sort());
  });

  it.each([
    ["zh", FINDINGS_ZH],
    ["en", FINDINGS_EN],
  ] as const)("in %s ask for nothing that a finding does not give", (_, wording) => {
    const missing = new Set<string>();
    for (const { code, params } of findings) {
      const asked = new Set<string>();
      const given = watched(params, asked);
      wording[code].message(given);
      wording[code].remedy(given);
      for (const name of asked) missing.add(`${code}: ${name}`);
    }
    expect([...missing]).toEqual([]);
  });

  it.each(["zh", "en"] as const)("in %s are whole sentences", (language) => {
    for (const finding of findings) {
      const { message, remedy, place } = findingText(finding, language);
      for (const text of [message, remedy]) {
        expect(text).toMatch(language === "zh" ? /[。]$/ : /[.]$/);
        expect(text).not.toMatch(/undefined|null|NaN|\s{2}|“”|，，|。。|\[object/);
      }
      expect(place).not.toBe("");
    }
  });

  it("differ by language", () => {
    for (const code of FINDING_CODES) expect(FINDINGS_ZH[code].message({})).not.toBe(FINDINGS_EN[code].message({}));
  });

  it("name place, found and expected: the founding report's 60%", () => {
    const finding: Finding = {
      code: "actual-not-derivable",
      severity: "error",
      where: { subject: "output.cost.2", table: "自评表", row: "国内费用", column: "实际完成值", place: "附件" },
      printed: "60%",
      expected: "72.04%",
      formula: null,
      basis: [],
      params: {
        name: "国内费用",
        printed: "60%",
        working: "31.12 ÷ 43.2 = 72.04%",
        share: "72.04%",
        deviation: "−27.96%",
        score: "3",
        fair: "3.6",
      },
    };
    expect(findingText(finding, "zh")).toEqual({
      message:
        "“国内费用”的完成值 60% 不能由原始数据得出：31.12 ÷ 43.2 = 72.04%，偏离 −27.96%。印出的 3 分正是分值乘以这个完成值，按实际比例为 3.6 分。",
      remedy: "完成值按原始数据填写（72.04%），并重新计分。",
      place: "附件 · 自评表 · 国内费用 · 实际完成值",
    });
  });
});
