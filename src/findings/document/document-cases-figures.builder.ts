// For every code about money, weights and points that a published document can show: a document that has it, and the nearest one
// that has not.
import { aGrid } from "../../reading/grid.builder.ts";
import type { SourceDocument, SourceTable } from "../../reading/index.ts";
import type { FindingCode } from "../finding.ts";
import { aFormFile, aReport, type FormLines } from "./document.builder.ts";

export type DocumentCase = { readonly found: SourceDocument; readonly near: SourceDocument };

const funds = (...rows: readonly string[]): SourceDocument => aFormFile({ funds: rows });
export const row = (at: number, line: string, more: FormLines = {}): SourceDocument => aFormFile({ rows: { [at]: line }, ...more });
const PARTS = ["其中：当年财政拨款|80.00|80.00|77.00|—|—|—", "上年结转资金|20.00|20.00|20.00|—|—|—"] as const;
const total = (line: string, ...parts: readonly string[]): SourceDocument => funds(line, ...(parts.length > 0 ? parts : PARTS));

/** A detail table of a report, with its title. */
export function aDetail(rows: readonly string[], sum: string, title = "2019年度项目支出明细表（万元）"): readonly (string | SourceTable)[] {
  return [title, aGrid(["序号|子项目名称|实施处室|预算金额|支出金额|执行率", ...rows, `合计|<|<|${sum}`])];
}
export const CLASSES = [
  "1|春季班|培训科|30.50|30.00|98.36%",
  "2|夏季班|培训科|20.25|19.80|97.78%",
  "3|秋季班|就业科|25.25|24.20|95.84%",
  "4|冬季班|培训科|24.00|23.00|95.83%",
] as const;
const SUM = "100.00|97.00|97%";
const MONEY = "2019年该项目全年预算100万元，实际支出97万元，预算执行率为97%。";
const details = (rows: readonly string[] = CLASSES, sum = SUM): SourceDocument => aReport({ money: [MONEY, ...aDetail(rows, sum)] });
const twice = (rows: readonly string[], sum = SUM): SourceDocument =>
  aReport({ money: [MONEY, ...aDetail(CLASSES, SUM), ...aDetail(rows, sum, "2019年度各班支出明细表（万元）")] });
const without = (at: number, line: string): readonly string[] => CLASSES.map((one, index) => (index === at ? line : one));
/** Two costs that plan the whole budget. */
const costs = (first: string, second: string): FormLines => ({
  rows: { 3: `产出指标|成本指标|授课费用|${first}|5|5|`, 4: "" },
  more: [
    `产出指标|成本指标|场地费用|${second}|5|5|`,
    "效益指标|经济效益指标|新增就业人数|≥40人|38人|30|28.5|部分学员尚在择业，今后加强推荐",
  ],
});
const late = "产出指标|时效指标|开班场次|≥12场|";
const benefit = (cells: string): SourceDocument => row(4, `效益指标|经济效益指标|${cells}`);
const statedIn = (...output: readonly string[]): SourceDocument => aReport({ output });

export const FIGURE_DOCUMENTS = {
  "funds-parts-sum": {
    found: total("年度资金总额|100.00|100.00|97.00|10|97%|9.70", "当年财政拨款|80.00|79.00|77.00|—|—|—", PARTS[1]),
    near: total("年度资金总额|100|100|97.0|10|97%|9.70", "当年财政拨款|80.04|80.04|77.04|—|—|—", "上年结转资金|19.96|19.96|19.96|—|—|—"),
  },
  "rate-wrong": {
    found: total("年度资金总额|100.00|100.00|97.00|10|97.1%|9.71"),
    near: total("年度资金总额|100.00|100.00|97.00|10|97.0%|9.70"),
  },
  "rate-score-wrong": {
    found: total("年度资金总额|100.00|100.00|97.00|10|97%|9.6"),
    near: total("年度资金总额|100.00|100.00|97.00|10|97%|9.7"),
  },
  "rate-denominator": {
    found: total("年度资金总额|80.00|100.00|97.00|10|121.25%|10", "当年财政拨款|60.00|80.00|77.00|—|—|—", PARTS[1]),
    near: total("年度资金总额|80.00|100.00|97.00|10|97%|9.70", "当年财政拨款|60.00|80.00|77.00|—|—|—", PARTS[1]),
  },
  "over-budget": {
    found: total(
      "年度资金总额|100.00|100.00|101.00|10|101%|10",
      "当年财政拨款|80.00|80.00|80.00|—|—|—",
      "其他资金|20.00|20.00|21.00|—|—|—",
    ),
    near: total("年度资金总额|100.00|100.00|100.00|10|100%|10", "当年财政拨款|80.00|80.00|80.00|—|—|—", "其他资金|20.00|20.00|20.00|—|—|—"),
  },
  "budget-zero": {
    found: funds("年度资金总额|0|0|97.00|10|97%|9.70"),
    near: funds("年度资金总额|0|0|0|10||"),
  },
  "low-rate-unexplained": {
    found: total("年度资金总额|100.00|100.00|75.00|10|75%|7.5", "当年财政拨款|80.00|80.00|55.00|—|—|—", PARTS[1]),
    near: aFormFile({
      funds: ["年度资金总额|100.00|100.00|75.00|10|75%|7.5", "当年财政拨款|80.00|80.00|55.00|—|—|—", PARTS[1]],
      end: ["说明|资金结转下年，第四季度开班推迟|<|<|<|<|<|<"],
    }),
  },
  "low-rate": {
    found: total("年度资金总额|100.00|100.00|59.99|10|59.99%|6", "当年财政拨款|80.00|80.00|39.99|—|—|—", PARTS[1]),
    near: total("年度资金总额|100.00|100.00|60.00|10|60%|6", "当年财政拨款|80.00|80.00|40.00|—|—|—", PARTS[1]),
  },
  "scores-outrun-rate": {
    found: total("年度资金总额|100.00|100.00|90.00|10|90%|9", "当年财政拨款|80.00|80.00|70.00|—|—|—", PARTS[1]),
    near: total("年度资金总额|100.00|100.00|94.00|10|94%|9.4", "当年财政拨款|80.00|80.00|74.00|—|—|—", PARTS[1]),
  },
  "subtotal-wrong": { found: details(CLASSES, "100.33|97.00|96.68%"), near: details(CLASSES, "100|97|97%") },
  "tables-disagree": {
    found: twice(without(1, "2|夏季班|培训科|20.25|18.90|93.33%"), "100.00|96.10|96.1%"),
    near: twice(without(1, "2|夏季班|培训科|20.25|19.8|97.78%")),
  },
  "digits-swapped": {
    found: twice(without(1, "2|夏季班|培训科|20.25|18.90|93.33%"), "100.00|96.10|96.1%"),
    near: twice(without(1, "2|夏季班|培训科|20.25|18.70|92.35%"), "100.00|95.90|95.9%"),
  },
  "item-over-budget": {
    found: details(without(1, "2|夏季班|培训科|20.25|20.30|100.25%"), "100.00|97.50|97.5%"),
    near: details(without(1, "2|夏季班|培训科|20.25|20.25|100%"), "100.00|97.45|97.45%"),
  },
  "money-unit-slip": {
    found: aFormFile({
      rows: { 3: "产出指标|成本指标|培训总费用|≤100.05元|97元|10|10|" },
      funds: ["年度资金总额|100.05|100.05|97.00|10|96.95%|9.7"],
    }),
    near: aFormFile({
      rows: { 3: "产出指标|成本指标|培训总费用|≤100.05万元|97万元|10|10|" },
      funds: ["年度资金总额|100.05|100.05|97.00|10|96.95%|9.7"],
    }),
  },
  "current-year-over-grant": {
    found: total(
      "年度资金总额|100.00|100.00|97.00|10|97%|9.70",
      "当年财政拨款|80.00|80.00|81.00|—|—|—",
      "上年结转资金|20.00|20.00|16.00|—|—|—",
    ),
    near: total(
      "年度资金总额|100.00|100.00|97.00|10|97%|9.70",
      "当年财政拨款|80.00|80.00|80.00|—|—|—",
      "上年结转资金|20.00|20.00|17.00|—|—|—",
    ),
  },
  "cost-parts-sum": {
    found: aFormFile(costs("≤60万元|55万元", "≤40万元|39万元")),
    near: aFormFile(costs("≤60万元|58万元", "≤40万元|39万元")),
  },
  "cost-plan-vs-budget": {
    found: aFormFile(costs("≤50万元|48万元", "≤30万元|29万元")),
    near: aFormFile(costs("≤60万元|58万元", "≤40万元|39万元")),
  },
  "carry-over-idle": {
    found: total(
      "年度资金总额|100.00|100.00|80.00|10|80%|8",
      "当年财政拨款|80.00|80.00|80.00|—|—|—",
      "上年结转资金|20.00|20.00|0.00|—|—|—",
    ),
    near: total(
      "年度资金总额|100.00|100.00|80.01|10|80.01%|8",
      "当年财政拨款|80.00|80.00|80.00|—|—|—",
      "上年结转资金|20.00|20.00|0.01|—|—|—",
    ),
  },
  "funding-shortfall": {
    found: statedIn("项目预算安排100万元，实际到位80万元。"),
    near: statedIn("项目预算安排100万元，实际到位80万元，其余因市级财力紧张未拨付。"),
  },
  "budget-equals-spending": {
    found: details(
      CLASSES.map((line, at) => (at === 0 ? line : line.replace(/\|([\d.]+)\|[\d.]+\|[\d.]+%/u, "|$1|$1|100%"))),
      "100.00|99.50|99.5%",
    ),
    near: details(without(3, "4|冬季班|培训科|24.00|24.00|100%"), "100.00|98.00|98%"),
  },
  "denominator-ambiguous": {
    found: aReport({ money: [MONEY, ...aDetail(CLASSES.slice(0, 3), "76.00|74.00|97.37%")] }),
    near: details(),
  },
  "appropriation-misstated": {
    found: aReport({ money: ["2019年市财政共下拨100万元，实际支出97万元，预算执行率为97%。"] }),
    near: aReport({ money: ["2019年市财政共下拨80万元，上年结转20万元，实际支出97万元。"] }),
  },
  "weights-sum": {
    found: row(4, "效益指标|经济效益指标|新增就业人数|≥40人|38人|32|30.4|部分学员尚在择业，今后加强推荐", {
      total: "总分|<|<|<|<|102|100.10|",
    }),
    near: aFormFile(),
  },
  "weights-off-scheme": {
    found: aFormFile({
      rows: {
        0: "产出指标|数量指标|培训场次|≥12场|12场|20|20|",
        4: "效益指标|经济效益指标|新增就业人数|≥40人|38人|25|23.75|部分学员尚在择业，今后加强推荐",
      },
    }),
    near: aFormFile({ rows: { 0: "产出指标|数量指标|培训场次|≥12场|12场|20|20|", 1: "产出指标|质量指标|考核合格率|≥90%|93%|10|10|" } }),
  },
  "level-weights-sum": {
    found: row(5, "满意度指标（15分）|服务对象满意度指标|学员满意度|≥90%|92%|10|10|"),
    near: row(5, "满意度指标（10分）|服务对象满意度指标|学员满意度|≥90%|92%|10|10|"),
  },
  "score-over-weight": {
    found: row(0, "产出指标|数量指标|培训场次|≥12场|12场|15|15.5|", { total: "总分|<|<|<|<|100|98.70|" }),
    near: aFormFile(),
  },
  "total-wrong": { found: aFormFile({ total: "总分|<|<|<|<|100|98.30|" }), near: aFormFile({ total: "总分|<|<|<|<|100|98.2|" }) },
  "total-disagrees-with-text": {
    found: aReport({ conclusion: ["最终评价结果为98.50分，评价等级为“优”。"] }),
    near: aReport({ conclusion: ["最终评价结果为98.2分，评价等级为“优”。"] }),
  },
  "grade-wrong": {
    found: aReport({ conclusion: ["最终评价结果为98.20分，评价等级为“良”。"] }),
    near: aReport(),
  },
  "score-off-rule": { found: benefit("新增就业人数|≥40人|38人|30|27|"), near: benefit("新增就业人数|≥40人|38人|30|28.5|") },
  "full-marks-but-missed": { found: benefit("新增就业人数|≥40人|38人|30|30|"), near: benefit("新增就业人数|≥60000人|59999人|30|30|") },
  "met-but-deducted": {
    found: benefit("新增就业人数|≥40人|41人|30|28|跟踪不够，今后加强"),
    near: benefit("新增就业人数|≥40人|41人|30|30|"),
  },
  "tier-out-of-band": {
    found: benefit("就业服务情况|较好|部分达成年度指标并具有一定效果|30|25|跟踪不够，今后加强"),
    near: benefit("就业服务情况|较好|部分达成年度指标并具有一定效果|30|20|跟踪不够，今后加强"),
  },
  "deduction-unexplained": { found: benefit("新增就业人数|≥40人|38人|30|28.5|"), near: aFormFile() },
  "deduction-vague": {
    found: benefit("新增就业人数|≥40人|38人|30|28.5|酌情扣分"),
    near: benefit("新增就业人数|≥40人|38人|30|28.5|酌情扣分：两名学员尚在择业，今后加强推荐"),
  },
  "deduction-size-mismatch": {
    found: benefit("新增就业人数|≥40人|38人|30|28.5|尚在择业，扣30%，今后加强推荐"),
    near: benefit("新增就业人数|≥40人|38人|30|28.5|尚在择业，扣5%，今后加强推荐"),
  },
  "scored-without-evidence": {
    found: benefit("新增就业人数|≥40人|38人|30|28.5|无佐证资料，今后补充"),
    near: benefit("新增就业人数|≥40人|38人|30|0|无佐证资料，今后补充"),
  },
  "scored-though-irrelevant": {
    found: benefit("新增就业人数|≥40人|38人|30|28.5|与本项目无关，今后调整"),
    near: benefit("新增就业人数|≥40人|38人|30|0|与本项目无关，今后调整"),
  },
  "over-achievement-unexplained": { found: benefit("新增就业人数|≥40人|53人|30|30|"), near: benefit("新增就业人数|≥40人|52人|30|30|") },
  "target-too-low": {
    found: benefit("新增就业人数|≥40人|81人|30|30|新增两家用工单位"),
    near: benefit("新增就业人数|≥40人|80人|30|30|新增两家用工单位"),
  },
  "all-full-marks": { found: benefit("新增就业人数|≥40人|40人|30|30|"), near: aFormFile() },
  "score-precision": { found: benefit("新增就业人数|≥40人|38人|30|28.505|尚在择业，今后加强推荐"), near: aFormFile() },
  "review-above-self": {
    found: aReport({ conclusion: ["单位自评得分为95.5分，评价组复核得分为98.20分，评价等级为“优”。"] }),
    near: aReport({ conclusion: ["单位自评得分为98.5分，评价组复核得分为98.20分，评价等级为“优”。"] }),
  },
  "timeliness-overdeducted": {
    found: row(2, `${late}10场|10|6|开班推迟，今后提前安排`),
    near: row(2, `${late}10场|10|7|开班推迟，今后提前安排`),
  },
  "deduction-illogical": {
    found: benefit("就业服务情况|较好|达成年度指标|30|26|"),
    near: benefit("就业服务情况|较好|达成年度指标|30|30|"),
  },
  "reverse-formula-wrong": {
    found: row(3, "产出指标|成本指标|人均培训成本|≤900元|880元|10|9.78|"),
    near: row(3, "产出指标|成本指标|人均培训成本|≤900元|880元|10|9.70|"),
  },
  "zero-target-missed": {
    found: row(1, "产出指标|质量指标|安全事故次数|≤0次|1次|15|10|已整改，今后加强"),
    near: row(1, "产出指标|质量指标|安全事故次数|≤0次|1次|15|0|已整改，今后加强"),
  },
  "not-applicable-scored": {
    found: aFormFile({ more: ["效益指标|生态效益指标|无|||5|5|不涉及"] }),
    near: aFormFile({ more: ["效益指标|生态效益指标|无|||||不涉及"] }),
  },
  "discretion-undocumented": {
    found: benefit("新增就业人数|≥40人|38人|30|28|尚在择业，扣2分，今后加强推荐"),
    near: benefit("新增就业人数|≥40人|38人|30|28.5|尚在择业，扣1.5分，今后加强推荐"),
  },
  "full-marks-without-evidence": {
    found: aReport({ form: { rows: { 4: "效益指标|经济效益指标|推动技能提升|100%|100%|30|30|" } } }),
    near: aReport({ form: { rows: { 4: "效益指标|经济效益指标|学员就业率|100%|100%|30|30|" } } }),
  },
} as const satisfies Partial<Record<FindingCode, DocumentCase>>;
