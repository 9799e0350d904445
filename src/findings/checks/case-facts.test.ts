// What the checks of a case's own facts say, beyond that they say it: places, values, workings, severities.
import { describe, expect, it } from "vitest";
import type { FindingCode } from "../finding.ts";
import { aSubproject, type Changes, type Data, findingsOf, findingsWith } from "../review.builder.ts";

const only = (code: FindingCode, changes: Changes) => {
  const found = findingsWith(code, changes);
  expect(found).toHaveLength(1);
  return found[0];
};
const codes = (changes: Changes) => findingsOf(changes).map((finding) => finding.code);
const funds = (current: Data, more: Data = {}): Changes => ({ dossier: { funds: { current, ...more } } });
const spent = (executed: string) => funds({ initial: "100", revised: "100", executed });

describe("budget execution", () => {
  it.each([
    ["79.99", ["low-rate-unexplained"]],
    ["80", []],
    ["59.99", ["low-rate-unexplained", "low-rate"]],
    ["60", ["low-rate-unexplained"]],
  ])("of %s of 100 gives %j", (executed, expected) => {
    expect(codes(spent(executed)).filter((code) => code.startsWith("low-rate"))).toEqual(expected);
  });

  it("reads thresholds exactly, never a displayed rate", () => {
    expect(codes(funds({ initial: "3", revised: "3", executed: "2.399999" }))).toContain("low-rate-unexplained");
    expect(codes(funds({ initial: "3", revised: "3", executed: "2.4" }))).not.toContain("low-rate-unexplained");
  });

  it("names the rate, its denominator, the line and the article", () => {
    expect(only("low-rate-unexplained", spent("64.5"))).toMatchObject({
      severity: "warning",
      where: { subject: "execution", row: "年度资金总额", column: "执行率" },
      printed: "64.50%",
      expected: "≥ 80%",
      formula: "64.50 ÷ 100.00 = 64.50%",
      basis: [{ kind: "law", article: "第二十六条" }, { kind: "default" }],
    });
  });

  it("over budget is an error, and says so of each source apart from the whole", () => {
    const found = findingsOf(
      funds({ initial: "60", revised: "60", executed: "60" }, { carryOver: { initial: "40", revised: "40", executed: "41" } }),
    );
    expect(found.filter((finding) => finding.code === "over-budget").map((finding) => [finding.where.subject, finding.severity])).toEqual([
      ["execution", "error"],
      ["funds.carryOver", "error"],
    ]);
  });

  it("with an unknown amount asks for it and computes nothing", () => {
    expect(only("cell-missing", funds({ initial: "100", revised: "100", executed: "—" }))).toMatchObject({
      where: { subject: "execution", column: "全年执行数" },
    });
    expect(codes(funds({ initial: "100", revised: "100", executed: "—" }))).not.toContain("low-rate");
  });
});

describe("sub-projects", () => {
  const rows = (...list: readonly Data[]): Changes => ({ dossier: { subprojects: list } });

  it("together cannot have more than the project", () => {
    expect(
      only("subtotal-wrong", rows(aSubproject("1", { budget: "60", spent: "50" }), aSubproject("2", { budget: "41", spent: "40" }))),
    ).toMatchObject({ severity: "error", where: { subject: "subprojects", column: "预算金额" }, printed: "101.00", expected: "≤ 100.00" });
    expect(codes(rows(aSubproject("1", { budget: "60", spent: "50" }), aSubproject("2", { budget: "40", spent: "40" })))).not.toContain(
      "subtotal-wrong",
    );
  });

  it("name the overspent amount and share", () => {
    expect(only("item-over-budget", rows(aSubproject("2", { budget: "33.59", spent: "33.92" })))).toMatchObject({
      where: { subject: "subproject.2", row: "2 第2班" },
      formula: "33.92 ÷ 33.59 = 100.98%",
      params: { over: "0.33" },
    });
  });

  it("fewer than four may equal their spending", () => {
    expect(codes(rows(...["1", "2", "3"].map((no) => aSubproject(no, { budget: "10", spent: "10" }))))).not.toContain(
      "budget-equals-spending",
    );
  });

  it("of another year by their own word or by their name, unless explained", () => {
    const years = (changes: Data) => findingsWith("year-mismatch", rows(aSubproject("1", changes))).map((finding) => finding.printed);
    expect(years({ forYear: "2018" })).toEqual(["2018"]);
    expect(years({ name: "2018年春季班" })).toEqual(["2018"]);
    expect(years({ name: "2019年春季班" })).toEqual([]);
    expect(years({ name: "2018年春季班", forYear: "2019" })).toEqual([]);
  });
});

describe("costs", () => {
  const cost = (value: string, actual: string, unit = "万元"): Data => ({
    weight: "5",
    level3: `${value}${unit}费用`,
    target: { kind: "at-most", value, unit },
    actual: { value: actual },
  });
  const two = (a: Data, b: Data): Changes => ({ rows: { cost: a }, more: [{ id: "cost2", level1: "产出指标", level2: "成本指标", ...b }] });

  it("in 元 and 万元 are added up in one unit", () => {
    expect(codes(two(cost("60", "57"), cost("400000", "400000", "元")))).not.toContain("cost-parts-sum");
    expect(only("cost-parts-sum", two(cost("60", "57"), cost("400000", "390000", "元")))).toMatchObject({
      severity: "error",
      printed: "96.00",
      expected: "97.00",
      formula: "57 + 39 = 96 ≠ 97.00",
    });
  });
});

describe("the ledger", () => {
  const entry = (date: string, source: string, subproject: string, amount: string): Data => ({
    date,
    source,
    subproject,
    amount,
    voucher: `${date}-1`,
    note: "—",
  });

  it("disagrees with the dossier by source and by sub-project", () => {
    const found = findingsWith("tables-disagree", {
      dossier: { subprojects: [aSubproject("1", { budget: "60", spent: "57" }), aSubproject("2", { budget: "40", spent: "39" })] },
      ledger: [entry("2019-03-01", "current", "1", "57"), entry("2019-05-01", "current", "2", "39")],
    });
    expect(found.map((finding) => [finding.where.subject, finding.printed, finding.expected])).toEqual([
      ["funds.current", "97.00", "96.00"],
    ]);
  });

  it("counts December of the year only", () => {
    const ledger = (december: string): Changes => ({
      ledger: [entry("2019-03-01", "current", "—", "97"), entry(december, "other", "—", "60")],
    });
    expect(codes(ledger("2019-12-31"))).toContain("year-end-rush");
    expect(codes(ledger("2020-12-31"))).not.toContain("year-end-rush");
  });
});

describe("scores against their rule", () => {
  const row = (changes: Data): Changes => ({ rows: { count: changes } });
  const missed = { actual: { value: "6" }, deviation: "场地停用", corrective: "另租" };
  const given = (score: string, more: Data = {}) => ({ recorded: { score, by: "组", reason: "依据", paper: "底稿", ...more } });

  it("a departure from law without a paper is an error beside the discretion, with the working", () => {
    const changes = row({ ...missed, ...given("12", { paper: "—" }) });
    expect(only("score-off-rule", changes)).toMatchObject({
      severity: "error",
      printed: "12",
      expected: "10",
      formula: "6 < 12 → 50.00%; 20 × 50.00% = 10",
      basis: [{ article: "第十六条" }],
    });
    expect(only("discretion-undocumented", changes)?.params["missing"]).toBe("paper");
  });

  it("a departure from a default rule is discretion, never an error", () => {
    const late = { rows: { time: { recorded: { score: "8", by: "组" } } } };
    expect(only("discretion-undocumented", late)).toMatchObject({
      severity: "warning",
      expected: "9.17",
      params: { missing: "reason,paper" },
    });
    expect(codes(late)).not.toContain("score-off-rule");
  });

  it("a documented departure leaves no error behind", () => {
    const severities = [given("12"), given("20")].map((recorded) =>
      findingsOf(row({ ...missed, ...recorded })).map((finding) => finding.severity),
    );
    expect(severities.flat()).not.toContain("error");
  });

  it("full marks for a missed target name what the rule gives", () => {
    expect(only("full-marks-but-missed", row({ ...missed, ...given("20", { by: "—" }) }))).toMatchObject({
      severity: "error",
      printed: "20",
      expected: "10",
    });
  });

  it("a judgement without grounds or reason is nobody's", () => {
    const bare = (grounds: string): Changes => ({
      rows: { benefit: { actual: { tier: "达成年度指标", grounds }, recorded: { score: "30" } } },
    });
    expect(only("discretion-undocumented", bare("—"))?.params["missing"]).toBe("reason");
    expect(codes(bare("就业登记"))).not.toContain("discretion-undocumented");
  });

  it("points that the pack itself takes from a result far over its target are no deduction of a reviewer", () => {
    const changes = {
      ...row({ actual: { value: "20" }, deviation: "增办夜校" }),
      parameters: { overAchievement: { default: { source: "test" }, threshold: "1.3", includesThreshold: "true", deduct: "2" } },
    };
    expect(codes(changes)).not.toContain("met-but-deducted");
  });

  it("a deduction without reason is an error only where the target was missed", () => {
    expect(only("deduction-unexplained", row({ ...missed, deviation: "—" }))?.severity).toBe("error");
    const taken: Changes = { rows: { benefit: { recorded: { score: "29", by: "组", paper: "底稿" } } } };
    expect(only("deduction-unexplained", taken)?.severity).toBe("warning");
  });
});

describe("weights", () => {
  it("off the scheme warn where it may be adjusted, and are an error where it may not", () => {
    const changes: Changes = {
      rows: { count: { weight: "30" }, benefit: { weight: "20", recorded: { score: "20", by: "组", reason: "依据", paper: "底稿" } } },
    };
    const scheme = (adjustable: string): Changes => ({
      ...changes,
      indicators: {
        schemes: [
          {
            cite: "第十三条",
            id: "s",
            title: "s",
            weights: { execution: "10", output: "50", benefit: "30", satisfaction: "10" },
            adjustable,
          },
        ],
      },
    });
    expect(
      findingsWith("weights-off-scheme", scheme("true")).map((finding) => [
        finding.severity,
        finding.where.row,
        finding.printed,
        finding.expected,
      ]),
    ).toEqual([
      ["warning", "产出指标", "60", "50"],
      ["warning", "效益指标", "20", "30"],
    ]);
    expect(findingsWith("weights-off-scheme", scheme("false")).map((finding) => finding.severity)).toEqual(["error", "error"]);
  });

  it("to 99 show their sum", () => {
    expect(only("weights-sum", { rows: { count: { weight: "19" } } })).toMatchObject({
      severity: "error",
      printed: "99",
      expected: "100",
      formula: "10 + 19 + 10 + 10 + 10 + 30 + 10 = 99",
    });
  });
});

describe("surveys", () => {
  const survey = (changes: Data, rate = "92%"): Changes => ({
    rows: { satisfied: { actual: { rate } } },
    dossier: {
      surveys: [
        {
          indicator: "satisfied",
          respondents: "学员",
          relation: "beneficiaries",
          issued: "60",
          returned: "55",
          valid: "50",
          satisfied: "46",
          ...changes,
        },
      ],
    },
  });

  it("with known answers hold the rate to them at its own decimals", () => {
    expect(only("actual-not-derivable", survey({ satisfied: "47" }))).toMatchObject({
      severity: "error",
      printed: "92%",
      expected: "94.00%",
      formula: "47 ÷ 50 = 94.00%",
    });
    expect(codes(survey({ valid: "51", satisfied: "47" }))).not.toContain("actual-not-derivable");
  });

  it("without them name the nearest possible rates, and the mean score taken for a rate", () => {
    expect(
      only("rate-infeasible", survey({ issued: "36", returned: "36", valid: "36", satisfied: "—", score: "96" }, "96%")),
    ).toMatchObject({ expected: "34/36 = 94.4%; 35/36 = 97.2%", formula: "36 × 96% = 34.56", params: { score: "96" } });
    expect(
      only("rate-infeasible", survey({ issued: "36", returned: "36", valid: "36", satisfied: "—", score: "95" }, "96%"))?.params["score"],
    ).toBe("");
  });

  it("cannot get back more than they sent out", () => {
    expect(only("tables-disagree", survey({ returned: "61" }))).toMatchObject({ severity: "error", printed: "61", expected: "≤ 60" });
  });

  it("are held to the answers they summarise", () => {
    const answers = (yes: number, no: number, score = "90") =>
      [...Array(yes).fill("yes"), ...Array(no).fill("no")].map((satisfied) => ({ indicator: "satisfied", valid: "yes", satisfied, score }));
    const changes = survey({ issued: "60", returned: "50", valid: "50", satisfied: "46", score: "90" });
    expect(codes({ ...changes, answers: answers(46, 4) })).not.toContain("tables-disagree");
    expect(findingsWith("tables-disagree", { ...changes, answers: answers(45, 5, "91") }).map((finding) => finding.params["what"])).toEqual(
      ["满意", "平均得分"],
    );
  });
});

describe("text of the case", () => {
  const written = (text: string, more: Data = {}): Changes => ({
    dossier: { narrative: { overview: text }, annexes: ["自评表", "调查问卷"], ...more },
  });
  const unbound = (text: string) => findingsWith("unbound-figure", written(text)).map((finding) => finding.printed);

  it("may type figures that are facts, exactly or rounded with decimals, and nothing else", () => {
    expect(unbound("全年预算100万元，支出97万元，执行率97%，即97.0%")).toEqual([]);
    expect(unbound("支出96.9万元，执行率96%")).toEqual(["96.9", "96%"]);
  });

  it("may name years, dates, ordinals, document numbers and names with numbers", () => {
    expect(unbound("2018—2019年，2019年12月31日，第4届，示〔2019〕37号，A4纸，建国70周年，1. 首先（2）其次")).toEqual([]);
  });

  it("does not take bound figures for typed ones", () => {
    expect(unbound("全年预算{{funds.total.revised}}万元")).toEqual([]);
  });

  it("quotes the words around what it finds", () => {
    expect(only("unbound-figure", written("面向待业人员开展技能培训，全年共办37场，效果较好"))?.where.quote).toBe(
      "待业人员开展技能培训，全年共办37场，效果较好".slice(3),
    );
  });

  it("reads a violation, not its denial", () => {
    const problem = (text: string): Changes => ({ dossier: { problems: [{ id: "p", text }], advice: [{ text: "整改" }] } });
    expect(codes(problem("存在挪用专项资金问题"))).toContain("grade-despite-violation");
    expect(codes(problem("未发现截留、挪用专项资金问题"))).not.toContain("grade-despite-violation");
  });
});
