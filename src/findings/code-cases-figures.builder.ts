// For every code about money, weights and points: a case that has it, and the nearest one that has not.
import type { FindingCode } from "./finding.ts";
import { aDetail, aSubproject, type Changes, type Data } from "./review.builder.ts";

/** `found` has the code; `near` differs by as little as decides it, and has not. */
export type CodeCase = { readonly found: Changes; readonly near: Changes };

const funds = (changes: Data): Changes => ({
  dossier: { funds: { current: { initial: "100", revised: "100", executed: "97" }, ...changes } },
});
const spent = (executed: string, more: Data = {}): Changes => funds({ current: { initial: "100", revised: "100", executed }, ...more });
const total = (
  changes: Data,
  others: readonly Data[] = [
    { row: "其中：当年财政拨款", initial: "100.00", revised: "100.00", executed: "97.00" },
    { row: "上年结转资金" },
    { row: "其他资金" },
  ],
): Changes => ({
  table: {
    funds: [
      { row: "年度资金总额", initial: "100.00", revised: "100.00", executed: "97.00", weight: "10", rate: "97%", score: "9.7", ...changes },
      ...others,
    ],
  },
});
const subprojects = (...rows: readonly Data[]): Changes => ({ dossier: { subprojects: rows } });
const fourEqual = ["1", "2", "3", "4"].map((no) => aSubproject(no, { budget: "10", spent: "10" }));
const twoOff = ["1", "2", "3", "4"].map((no, index) => aSubproject(no, { budget: index < 2 ? "10.5" : "10", spent: "10" }));
const costs = (first: string, second: string, more: Data = {}): Changes => ({
  rows: {
    cost: { level3: "授课费", weight: "5", target: { kind: "at-most", value: "60", unit: "万元" }, actual: { value: first } },
  },
  more: [
    {
      id: "cost2",
      level1: "产出指标",
      level2: "成本指标",
      level3: "场地费",
      weight: "5",
      target: { kind: "at-most", value: "40", unit: "万元" },
      actual: { value: second },
    },
  ],
  dossier: more,
});
const ledger = (rows: readonly (readonly [date: string, amount: string])[]): Changes => ({
  ledger: rows.map(([date, amount]) => ({ date, source: "current", subproject: "—", amount, voucher: date, note: "—" })),
});
const statement = (one: Data): Changes => ({ printed: { statements: [one] } });
const appropriation = (amount: string): Changes => ({
  printed: { statements: [{ claims: "appropriated", quote: `共下拨${amount}万元`, amount }] },
  table: {
    funds: [
      { row: "年度资金总额", initial: "100", revised: "100", executed: "97", weight: "10", rate: "97%", score: "9.7" },
      { row: "当年财政拨款", initial: "60", revised: "60", executed: "57" },
      { row: "上年结转资金", initial: "40", revised: "40", executed: "40" },
    ],
  },
  dossier: {
    funds: { current: { initial: "60", revised: "60", executed: "57" }, carryOver: { initial: "40", revised: "40", executed: "40" } },
  },
});
const rates = (budget: string): Changes => ({
  printed: {
    statements: [
      { claims: "execution-rate", quote: "总体执行率97%", name: "总体执行率", rate: "97%", spent: "97", budget: "100" },
      { claims: "execution-rate", quote: "执行率", name: "执行率", rate: "97%", spent: "97", budget },
    ],
  },
});
const carried = (executed: string, more: Data = {}): Changes =>
  funds({ current: { initial: "60", revised: "60", executed: "58" }, carryOver: { initial: "40", revised: "40", executed }, ...more });
const count = (changes: Data): Changes => ({ rows: { count: changes } });
const timed = (score: string): Changes => ({ rows: { time: { recorded: { score, by: "组", reason: "按评定依据", paper: "底稿2" } } } });
const signed = (score: string, more: Data = {}) => ({ recorded: { score, by: "组", reason: "按评定依据", paper: "底稿2", ...more } });
const missed = {
  target: { kind: "at-least", value: "12", unit: "场" },
  actual: { value: "6" },
  deviation: "场地停用",
  corrective: "另租场地",
};
const judged = (tier: string, score: string, more: Data = {}): Changes => ({
  rows: {
    benefit: { actual: { tier, grounds: "就业登记" }, recorded: { score, by: "组", reason: "按评定依据", paper: "底稿1" }, ...more },
  },
});
const tierCount = (score: string): Changes =>
  count({
    target: { kind: "tier", text: "完成培训" },
    actual: { tier: "达成年度指标", grounds: "签到表" },
    evidence: ["paper"],
    ...signed(score),
  });

export const FIGURE_CASES = {
  "funds-parts-sum": {
    found: total({}, [
      { row: "当年财政拨款", initial: "100", revised: "100", executed: "90" },
      { row: "上年结转资金", executed: "6.50" },
    ]),
    near: total({}, [
      { row: "当年财政拨款", initial: "100", revised: "100", executed: "90.25" },
      { row: "上年结转资金", executed: "6.75" },
    ]),
  },
  "rate-wrong": { found: total({ rate: "97.1%" }), near: total({ rate: "97.0%" }) },
  "rate-score-wrong": { found: total({ score: "9.6" }), near: total({ score: "9.70" }) },
  "rate-denominator": { found: total({ initial: "98", rate: "98.98%" }), near: total({ initial: "98", rate: "97%" }) },
  "over-budget": { found: spent("100.01"), near: spent("100") },
  "budget-zero": {
    found: funds({ current: { initial: "0", revised: "0", executed: "1" } }),
    near: funds({ current: { initial: "0", revised: "100", executed: "97" } }),
  },
  "low-rate-unexplained": { found: spent("79.99"), near: spent("79.99", { explanation: "两个班次因场地改造推迟到下年" }) },
  "low-rate": { found: spent("59.99"), near: spent("60") },
  "scores-outrun-rate": { found: spent("94"), near: spent("94.2") },
  "subtotal-wrong": {
    found: { printed: { details: [aDetail("a", { totals: { budget: "100.10", spent: "97.00", rate: "97%" } })] } },
    near: { printed: { details: [aDetail("a", { totals: { budget: "100.01", spent: "97.00", rate: "97%" } })] } },
  },
  "tables-disagree": {
    found: { printed: { details: [aDetail("a"), aDetail("b", { totals: { budget: "100.00", spent: "97.60" } })] } },
    near: { printed: { details: [aDetail("a"), aDetail("b", { totals: { budget: "100.00", spent: "97.00" } })] } },
  },
  "item-over-budget": {
    found: subprojects(aSubproject("1", { spent: "10.51" })),
    near: subprojects(
      aSubproject("1", {
        spent: "10.51",
        exception: { reason: "航班取消改签", approvedBy: "党组会", document: "示〔2019〕1号", on: "2019-03-20" },
      }),
    ),
  },
  "money-unit-slip": {
    found: subprojects(aSubproject("1", { budget: "1000000", spent: "970000" })),
    near: subprojects(aSubproject("1", { budget: "100", spent: "97" })),
  },
  "digits-swapped": {
    found: total({ executed: "79.00", rate: "79%", score: "7.9" }, [
      { row: "当年财政拨款", executed: "79.00", initial: "100.00", revised: "100.00" },
    ]),
    near: total({ executed: "78.00", rate: "78%", score: "7.8" }, [
      { row: "当年财政拨款", executed: "78.00", initial: "100.00", revised: "100.00" },
    ]),
  },
  "current-year-over-grant": {
    found: funds({
      current: { initial: "60", revised: "60", executed: "61" },
      carryOver: { initial: "40", revised: "40", executed: "36" },
    }),
    near: funds({ current: { initial: "60", revised: "60", executed: "60" }, carryOver: { initial: "40", revised: "40", executed: "36" } }),
  },
  "cost-parts-sum": { found: costs("58", "40"), near: costs("58", "39") },
  "cost-plan-vs-budget": {
    found: costs("58", "39", { funds: { current: { initial: "120", revised: "120", executed: "97" } } }),
    near: costs("58", "39"),
  },
  "carry-over-idle": { found: carried("0"), near: carried("39") },
  "funding-shortfall": { found: funds({ received: "90" }), near: funds({ received: "100" }) },
  "year-end-rush": {
    found: ledger([
      ["2019-11-20", "60"],
      ["2019-12-20", "37"],
    ]),
    near: ledger([
      ["2019-11-20", "70"],
      ["2019-12-20", "27"],
    ]),
  },
  "budget-equals-spending": { found: subprojects(...fourEqual), near: subprojects(...twoOff) },
  "denominator-ambiguous": { found: rates("98"), near: rates("100.00") },
  "appropriation-misstated": { found: appropriation("100"), near: appropriation("60") },
  "weights-sum": { found: count({ weight: "19" }), near: count({ weight: "20" }) },
  "weights-off-scheme": {
    found: {
      rows: { count: { weight: "25" }, benefit: { weight: "25", recorded: { score: "25", by: "组", reason: "依据", paper: "底稿1" } } },
    },
    near: { rows: { count: { weight: "15" }, quality: { weight: "15" } } },
  },
  "level-weights-sum": {
    found: { rows: { count: { level1: "产出指标（55分）" }, quality: { level1: "产出指标（55分）" } } },
    near: { rows: { count: { level1: "产出指标（30分）" }, quality: { level1: "产出指标（30分）" } } },
  },
  "score-over-weight": { found: count(signed("20.01")), near: count(signed("20")) },
  "total-wrong": {
    found: { table: { total: { weight: "100", score: "98.90" } } },
    near: { table: { total: { weight: "100", score: "98.87" } } },
  },
  "total-disagrees-with-text": {
    found: statement({ claims: "conclusion", quote: "得分98.8分", score: "98.8", grade: "优" }),
    near: statement({ claims: "conclusion", quote: "得分98.9分", score: "98.9", grade: "优" }),
  },
  "grade-wrong": { found: { table: { grade: "良" } }, near: { table: { grade: "优" } } },
  "score-off-rule": { found: count({ ...missed, ...signed("12", { paper: "—" }) }), near: count({ ...missed, ...signed("12") }) },
  "full-marks-but-missed": { found: count({ ...missed, ...signed("20", { paper: "—" }) }), near: count({ ...missed, ...signed("10") }) },
  "met-but-deducted": { found: count(signed("18", { paper: "—" })), near: count(signed("18")) },
  "tier-out-of-band": {
    found: judged("部分达成年度指标并具有一定效果", "24", { recorded: { score: "24", by: "组", reason: "依据", paper: "—" } }),
    near: judged("部分达成年度指标并具有一定效果", "23.99", { recorded: { score: "23.99", by: "组", reason: "依据", paper: "—" } }),
  },
  "tier-unknown": { found: judged("很好", "30"), near: judged("达成年度指标", "30") },
  "deduction-unexplained": { found: count({ ...missed, deviation: "—" }), near: count(missed) },
  "deduction-vague": {
    found: count({ ...missed, deviation: "酌情扣分" }),
    near: count({ ...missed, deviation: "暑期场地改造停用两个月，酌情扣分" }),
  },
  "deduction-size-mismatch": {
    found: count({ ...missed, deviation: "场地停用，扣20%" }),
    near: count({ ...missed, deviation: "场地停用，扣50%" }),
  },
  "scored-without-evidence": {
    found: count({ ...missed, deviation: "场地停用，无佐证资料" }),
    near: count({ ...missed, deviation: "场地停用，佐证资料见附件" }),
  },
  "scored-though-irrelevant": {
    found: count({ ...missed, deviation: "该指标与项目无关" }),
    near: count({ ...missed, deviation: "与项目有关的场地停用" }),
  },
  "over-achievement-unexplained": { found: count({ actual: { value: "15.7" } }), near: count({ actual: { value: "15.6" } }) },
  "target-too-low": {
    found: count({ actual: { value: "25" }, deviation: "增办夜校班" }),
    near: count({ actual: { value: "24" }, deviation: "增办夜校班" }),
  },
  "all-full-marks": {
    found: {
      rows: {
        time: {
          actual: {
            periods: [
              { name: "上半年", value: "6" },
              { name: "下半年", value: "6" },
            ],
          },
        },
      },
    },
    near: {},
  },
  "score-precision": {
    found: { rows: { count: { weight: "20.3" }, quality: { weight: "9.7" } } },
    near: { rows: { count: { weight: "20.5" }, quality: { weight: "9.5" } } },
  },
  "review-above-self": {
    found: judged("达成年度指标", "30", { recorded: { score: "30", selfScore: "28", by: "组", reason: "依据", paper: "底稿1" } }),
    near: judged("达成年度指标", "30", { recorded: { score: "30", selfScore: "30", by: "组", reason: "依据", paper: "底稿1" } }),
  },
  "timeliness-overdeducted": { found: timed("6.9"), near: timed("7") },
  "deduction-illogical": { found: tierCount("19"), near: tierCount("20") },
  "reverse-formula-wrong": {
    found: { rows: { cost: { actual: { value: "200" }, deviation: "集中采购", ...signed("5") } } },
    near: { rows: { cost: { actual: { value: "200" }, deviation: "集中采购", ...signed("10") } } },
  },
  "zero-target-missed": {
    found: {
      rows: {
        quality: {
          level3: "安全事故起数",
          target: { kind: "at-most", value: "0", unit: "起" },
          actual: { value: "1" },
          deviation: "一起擦伤",
          corrective: "加护栏",
          ...signed("5", { by: "—" }),
        },
      },
    },
    near: { rows: { quality: { level3: "安全事故起数", target: { kind: "at-most", value: "0", unit: "起" }, actual: { value: "0" } } } },
  },
  "not-applicable-scored": {
    found: {
      more: [
        {
          id: "eco",
          level1: "效益指标",
          level2: "生态效益指标",
          level3: "生态效益",
          notApplicable: "培训不涉及生态",
          recorded: { score: "1" },
        },
      ],
    },
    near: { more: [{ id: "eco", level1: "效益指标", level2: "生态效益指标", level3: "生态效益", notApplicable: "培训不涉及生态" }] },
  },
  "discretion-undocumented": { found: { rows: { time: { recorded: { score: "8", by: "组", reason: "按评定依据" } } } }, near: timed("8") },
  "full-marks-without-evidence": {
    found: { rows: { benefit: { evidence: [] } }, dossier: { evidence: [] } },
    near: { rows: { benefit: { evidence: [] } } },
  },
} satisfies Partial<Record<FindingCode, CodeCase>>;
