// The founding report's contradictions are found, each with its place; what is right in it is left alone; the corrected case
// has no error.
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readDossierFiles } from "../src/app/files/read-dossier.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { evaluateDossier } from "../src/app/usecases/evaluate-dossier.ts";
import type { Finding } from "../src/findings/index.ts";

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

async function findingsOf(example: string): Promise<readonly Finding[]> {
  const [packs, sources] = await Promise.all([readPacks([at("regulations")]), readDossierFiles(at(`examples/${example}`))]);
  if (!packs.ok || !sources.ok) throw new Error(JSON.stringify([packs, sources]));
  const result = evaluateDossier({ sources: sources.value, packs: packs.value, packIds: [], set: [] });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value.evaluations[0].findings;
}

const founding = await findingsOf("nanchang-2019");
const one = (code: string) => founding.filter((finding) => finding.code === code);

describe("the founding report", () => {
  it.each([
    ["subtotal-wrong", "300.33", "300.00"],
    ["item-over-budget", "33.92", "≤ 33.59"],
    ["actual-not-derivable", "60%", "72.04%"],
    ["actual-contradicts-text", "100%", "50%、150%"],
    ["met-but-deducted", "3", "5"],
    ["percent-for-count", "100%", "12个"],
    ["target-in-name", "结算12个出访团组", "12个"],
    ["year-mismatch", "2018", "2019"],
    ["rate-infeasible", "96%", "34/36 = 94.4%；35/36 = 97.2%"],
    ["satisfaction-from-insiders", "出访人员", null],
    ["date-after-signature", "今年7月17日", "≤ 2020-05-20"],
    ["benefit-unattributed", "6 / 6", null],
    ["denominator-ambiguous", "64.5%、100.11%", null],
    ["budget-equals-spending", "11 / 12", null],
    ["cost-plan-vs-budget", "300", "465.47"],
    ["fake-quantified", "100% / 100%", null],
    ["full-marks-without-evidence", "15", null],
    ["appropriation-misstated", "465.47", "300"],
    ["tables-disagree", "300.33", "300.00"],
    ["discretion-undocumented", "3", "3.75"],
    ["doc-number-brackets", "洪财办[2020]10号", "洪财办〔2020〕10号"],
  ])("has %s: printed %s, expected %s", (code, printed, expected) => {
    expect(one(code).length).toBeGreaterThan(0);
    expect([one(code)[0]?.printed, one(code)[0]?.expected]).toEqual([printed, expected]);
  });

  it("names all three denominators of one rate", () => {
    expect(one("denominator-ambiguous")[0]?.formula).toMatch(
      /64\.5% = 300\.33 ÷ 465\.47.*100\.11% = 300\.33 ÷ 300\.00.*44\.95% = 134\.86 ÷ 300/,
    );
  });

  it("counts three delegations of 2018", () => {
    expect(one("year-mismatch").map((finding) => finding.where.subject)).toEqual(["subproject.2", "subproject.6", "subproject.10"]);
  });

  it("has five provable contradictions and no more", () => {
    expect(founding.filter((finding) => finding.severity === "error").map((finding) => finding.code)).toEqual([
      "subtotal-wrong",
      "tables-disagree",
      "date-after-signature",
      "actual-contradicts-text",
      "actual-not-derivable",
    ]);
  });

  it("leaves alone what is right in it", () => {
    for (const code of [
      "funds-parts-sum",
      "rate-wrong",
      "rate-score-wrong",
      "total-wrong",
      "weights-sum",
      "grade-wrong",
      "cost-parts-sum",
      "total-disagrees-with-text",
      "over-budget",
      "money-unit-slip",
      "unbound-figure",
      "score-off-rule",
    ])
      expect(one(code), code).toEqual([]);
    expect(one("actual-not-derivable")).toHaveLength(1);
  });
});

describe("the corrected case", () => {
  it("has no error", async () => {
    const findings = await findingsOf("nanchang-2019-corrected");
    expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
  });
});
