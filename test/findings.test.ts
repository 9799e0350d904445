// The founding report's contradictions, each found where it stands with its working; what is right in it is left alone.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readPacks } from "../src/app/files/read-packs.ts";
import { readYaml } from "../src/app/files/read-yaml.ts";
import { findingText } from "../src/app/messages/finding-text.ts";
import { evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import type { Finding, FindingCode } from "../src/findings/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const packs = await readPacks([at("regulations")]);

function findingsOf(example: string, packIds: readonly string[] = []): readonly Finding[] {
  const file = readYaml("dossier.yaml", readFileSync(at(`examples/${example}/dossier.yaml`), "utf8"));
  if (!packs.ok || !file.ok) throw new Error(JSON.stringify([packs, file], null, 1));
  const result = evaluateDossier({ sources: { dossier: file.value }, packs: packs.value, packIds, set: [] });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value.evaluations[0].findings;
}

const founding = findingsOf("nanchang-2019");
const all = (code: FindingCode) => founding.filter((finding) => finding.code === code);
const only = (code: FindingCode): Finding => {
  const [finding, ...others] = all(code);
  if (!finding || others.length > 0) throw new Error(`${code}: ${1 + others.length} findings`);
  return finding;
};

describe("the founding report's contradictions", () => {
  it("1: the first detail table prints 300.33 over rows that add up to 300.00, the second prints 300.00", () => {
    expect(only("subtotal-wrong")).toMatchObject({
      severity: "error",
      where: { table: "2019年度外事活动（出访）专项支出明细表（一）", row: "合计", column: "预算金额", place: "一（一）5" },
      printed: "300.33",
      expected: "300.00",
      formula: "23.92 + 33.59 + 35.06 + 38.47 + 44.72 + 40.75 + 9.14 + 1.47 + 1.00 + 4.12 + 32.06 + 35.70 = 300.00",
    });
    expect(only("tables-disagree")).toMatchObject({ severity: "error", printed: "300.33", expected: "300.00" });
  });

  it("2: delegation 2 spent 33.92 on 33.59 without a recorded exception", () => {
    expect(only("item-over-budget")).toMatchObject({
      where: { row: "2 2018年南昌市产业创新友好代表团" },
      printed: "33.92",
      expected: "≤ 33.59",
      formula: "33.92 ÷ 33.59 = 100.98%",
    });
  });

  it("3: 60% is not 31.12 ÷ 43.2, and the 3 points are 5 × that 60%", () => {
    expect(only("actual-not-derivable")).toMatchObject({
      severity: "error",
      where: { subject: "output.cost.2", column: "实际完成值" },
      printed: "60%",
      expected: "72.04%",
      formula: "31.12 ÷ 43.2 = 72.04% (−27.96%); 5 × 60% = 3; 5 × 72.04% = 3.6",
    });
  });

  it("4: 3 + 9 for 6 + 6 is printed as 100%, loses points all the same, and the table gives half of the reason", () => {
    expect(only("actual-contradicts-text")).toMatchObject({
      severity: "error",
      printed: "100%",
      formula: "3 ÷ 6 = 50%; 9 ÷ 6 = 150%",
      where: { subject: "output.timeliness.1" },
    });
    expect(only("met-but-deducted")).toMatchObject({
      severity: "warning",
      printed: "3",
      expected: "5",
      where: { subject: "output.timeliness.1" },
    });
    expect(all("text-table-disagree").map((finding) => [finding.severity, finding.expected])).toContainEqual([
      "warning",
      "主题教育期间集中学习以及防汛工作",
    ]);
  });

  it("5: targets of 100% stand for 12 groups, 6 + 6, 256.8 and 43.2, which are in the names", () => {
    const expected = ["12个", "6个", "256.8万元", "43.2万元"];
    expect(all("percent-for-count").map((finding) => finding.expected)).toEqual(expected);
    expect(all("target-in-name").map((finding) => finding.expected)).toEqual(expected);
  });

  it("6: three delegations of 2018 are counted in 2019", () => {
    expect(all("year-mismatch").map((finding) => [finding.where.row?.split(" ")[0], finding.printed, finding.expected])).toEqual([
      ["2", "2018", "2019"],
      ["6", "2018", "2019"],
      ["10", "2018", "2019"],
    ]);
  });

  it("7: no number of 36 answers gives 96%, which is a mean score, and the travellers rated their own trips", () => {
    expect(only("rate-infeasible")).toMatchObject({
      severity: "warning",
      printed: "96%",
      expected: "34/36 = 94.4%; 35/36 = 97.2%",
      params: { score: "96" },
    });
    expect(only("satisfaction-from-insiders").printed).toBe("出访人员");
  });

  it("8: 17 July of “this year” lies after the signature, and no benefit has baseline, date or link", () => {
    expect(only("date-after-signature")).toMatchObject({
      severity: "error",
      printed: "今年7月17日",
      expected: "≤ 2020-05-20",
      formula: "今年7月17日 → 2020-07-17 > 2020-05-20",
      where: { place: "四（四）1" },
    });
    expect(all("benefit-unattributed").map((finding) => [finding.where.subject, finding.printed, finding.params["gaps"]])).toEqual([
      ["benefit.economic.1", "6 / 6", "baseline,date,link"],
      ["benefit.social.1", "3 / 3", "baseline,date,link"],
    ]);
  });

  it("9: three denominators under one name, one of them hidden", () => {
    const { formula } = only("denominator-ambiguous");
    for (const rate of ["64.52% = 300.33 ÷ 465.47", "100.11% = 300.33 ÷ 300.00", "44.95% = 134.86 ÷ 300"]) expect(formula).toContain(rate);
  });

  it("10: eleven of twelve sub-budgets equal their spending, and the cost plans miss the budget", () => {
    expect(only("budget-equals-spending").printed).toBe("11 / 12");
    expect(only("cost-plan-vs-budget")).toMatchObject({ printed: "300", expected: "465.47", formula: "256.8 + 43.2 = 300 ≠ 465.47" });
  });

  it("11: every benefit has 100% for 100% and full marks without a paper", () => {
    const benefits = ["benefit.economic.1", "benefit.social.1", "benefit.sustainable.1"];
    expect(all("fake-quantified").map((finding) => finding.where.subject)).toEqual(benefits);
    expect(all("full-marks-without-evidence").map((finding) => finding.where.subject)).toEqual(["output.quality.1", ...benefits]);
  });

  it("12: of the 465.47 said to be appropriated 165.47 was carried over", () => {
    expect(only("appropriation-misstated")).toMatchObject({
      printed: "465.47",
      expected: "300",
      formula: "300 + 165.47 = 465.47",
      where: { quote: "市财政局共下拨465.47万元" },
    });
  });

  it("and what else is true of it", () => {
    const others: FindingCode[] = [
      "payer-not-owner",
      "low-rate-unexplained",
      "scores-outrun-rate",
      "goal-is-slogan",
      "claim-contradicted",
      "blank-unexplained",
      "doc-number-brackets",
      "annex-missing",
      "no-corrective-action",
      "unmeasurable",
    ];
    for (const code of others) expect(all(code).length, code).toBeGreaterThan(0);
    expect(all("discretion-undocumented").map((finding) => [finding.where.subject, finding.printed, finding.expected])).toEqual([
      ["output.timeliness.1", "3", "3.75"],
      ["output.cost.2", "3", "3.6"],
    ]);
    expect(all("doc-number-brackets").map((finding) => finding.expected)).toEqual([
      "洪财办〔2020〕10号",
      "赣财行〔2014〕10号",
      "财行〔2017〕434号",
    ]);
  });

  it("are errors only where the report contradicts itself", () => {
    expect(
      founding
        .filter((finding) => finding.severity === "error")
        .map((finding) => finding.code)
        .sort(),
    ).toEqual(["actual-contradicts-text", "actual-not-derivable", "date-after-signature", "subtotal-wrong", "tables-disagree"]);
  });

  it("come errors first, then warnings, then hints", () => {
    const rank = { error: 0, warning: 1, hint: 2 };
    const ranks = founding.map((finding) => rank[finding.severity]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it("all say where they stand and what to do, in both languages", () => {
    for (const finding of founding) {
      expect(finding.where.subject).not.toBe("");
      for (const language of ["zh", "en"] as const)
        for (const text of Object.values(findingText(finding, language))) expect(text.length).toBeGreaterThan(1);
    }
  });
});

describe("what is right in the founding report", () => {
  const codes = founding.map((finding) => finding.code);

  it("adds up: 6.45 + 46 + 30 + 10 = 92.45, and 92.45 is 优", () => {
    for (const code of [
      "total-wrong",
      "weights-sum",
      "level-weights-sum",
      "grade-wrong",
      "total-disagrees-with-text",
      "score-over-weight",
    ] as const)
      expect(codes).not.toContain(code);
  });

  it("divides: 300.33 ÷ 465.47 = 64.5%, scored 6.45; 33.92 ÷ 33.59 = 101%; +4.8% and 28% in the text", () => {
    for (const code of ["rate-wrong", "rate-score-wrong", "rate-denominator", "over-budget"] as const) expect(codes).not.toContain(code);
  });

  it("balances: 134.86 + 165.47 = 300.33, 300 + 165.47 = 465.47, 269.21 + 31.12 = 300.33", () => {
    for (const code of ["funds-parts-sum", "cost-parts-sum", "current-year-over-grant", "money-unit-slip"] as const)
      expect(codes).not.toContain(code);
  });

  it("counts: twelve delegations, no typed figure without a source", () => {
    for (const code of ["project-count-mismatch", "unbound-figure", "cell-missing"] as const) expect(codes).not.toContain(code);
  });
});

describe("the corrected case", () => {
  it("gives no error, and none of the contradictions", () => {
    const corrected = findingsOf("nanchang-2019-corrected");
    expect(corrected.filter((finding) => finding.severity === "error")).toEqual([]);
    const gone: FindingCode[] = [
      "item-over-budget",
      "year-mismatch",
      "rate-infeasible",
      "satisfaction-from-insiders",
      "benefit-unattributed",
      "discretion-undocumented",
      "full-marks-without-evidence",
      "goal-is-slogan",
      "unbound-figure",
    ];
    expect(corrected.map((finding) => finding.code).filter((code) => gone.includes(code))).toEqual([]);
  });
});

describe("a replay under another pack", () => {
  it.each(["mof-2021-101", "manual-2022-cap", "henan-2020-10", "mof-2020-10"])(
    "%s finds the same contradictions, and judges neither weights nor printed points by its own rules",
    (pack) => {
      const errors = (findings: readonly Finding[]) =>
        findings.filter((finding) => finding.severity === "error").map((finding) => finding.code);
      const replayed = findingsOf("nanchang-2019", [pack]);
      expect(errors(replayed)).toEqual(errors(founding));
      expect(replayed.map((finding) => finding.code)).not.toContain("weights-off-scheme");
    },
  );
});
