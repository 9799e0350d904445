// Findings in Chinese: what is wrong and how to mend it, by code. `p` are the finding's params.
import type { FindingCode } from "../../findings/index.ts";

export type FindingParams = Readonly<Record<string, string>>;
export type FindingWording = { readonly message: (p: FindingParams) => string; readonly remedy: string };

const of = (p: FindingParams, name: string) => p[name] ?? "";

export const FINDINGS_ZH: Record<FindingCode, FindingWording> = {
  "funds-parts-sum": {
    message: (p) => `资金表“${of(p, "column")}”的年度资金总额不等于各资金来源之和`,
    remedy: "核对各来源金额，总额由各来源相加得出，不另行填写",
  },
  "rate-wrong": {
    message: (p) => `填报的执行率 ${of(p, "printed")} 与执行数÷预算数的结果 ${of(p, "expected")} 不符`,
    remedy: "按全年执行数÷全年预算数重新计算并更正",
  },
  "rate-score-wrong": { message: (p) => `预算执行率得分 ${of(p, "printed")} 与分值×执行率不符`, remedy: "按所用规则重新计算执行率得分" },
  "rate-denominator": {
    message: (p) => `填报的执行率 ${of(p, "printed")} 是除以年初预算数得出的，应除以全年预算数（${of(p, "expected")}）`,
    remedy: "分母改用调整后的全年预算数（含上年结转）",
  },
  "over-budget": {
    message: (p) => `全年执行数超过全年预算数，执行率 ${of(p, "rate")}`,
    remedy: "核对预算调整是否漏记；确属超预算的，附批准文件并说明",
  },
  "budget-zero": { message: () => "全年预算数为零，执行率无从计算", remedy: "补填全年预算数；没有预算的项目不应列支" },
  "low-rate-unexplained": {
    message: (p) => `预算执行率 ${of(p, "rate")}，低于 ${of(p, "limit")}，没有单独说明原因`,
    remedy: "说明执行率偏低的原因，并提出整改措施",
  },
  "low-rate": {
    message: (p) => `预算执行率 ${of(p, "rate")}，低于 ${of(p, "limit")}，属高风险`,
    remedy: "查明沉淀资金，提出收回、调剂或顺延的处理意见",
  },
  "scores-outrun-rate": {
    message: (p) => `指标得分率 ${of(p, "share")} 明显高于预算执行率 ${of(p, "rate")}：钱花得少而效果几乎满分`,
    remedy: "复核各项指标的目标是否偏低、完成值是否有据",
  },
  "subtotal-wrong": {
    message: (p) => `明细表“${of(p, "column")}”合计印为 ${of(p, "printed")}，各行相加为 ${of(p, "expected")}`,
    remedy: "合计由各行相加得出，按各行更正合计，或查明漏列的行",
  },
  "tables-disagree": {
    message: (p) => `${of(p, "what")}前后不一致：${of(p, "one")}为 ${of(p, "first")}，${of(p, "other")}为 ${of(p, "second")}`,
    remedy: "查明以哪一处为准，两处统一",
  },
  "item-over-budget": {
    message: (p) =>
      `“${of(p, "name")}”支出 ${of(p, "spent")} ${of(p, "unit")}，超过预算 ${of(p, "budget")} ${of(p, "unit")}（${of(p, "share")}），没有登记例外审批`,
    remedy: "补登例外审批（理由、批准人、文号）；不能补的，超出部分按规定退回或调整",
  },
  "money-unit-slip": {
    message: (p) => `金额 ${of(p, "printed")} 与实际 ${of(p, "expected")} ${of(p, "unit")} 相差一万倍，疑为元与万元混用`,
    remedy: "核对表头金额单位，统一换算",
  },
  "digits-swapped": {
    message: (p) => `填报 ${of(p, "printed")} 与 ${of(p, "expected")} 数字相同、次序不同，疑为录入颠倒`,
    remedy: "对照原始凭证更正",
  },
  "current-year-over-grant": { message: (p) => `${of(p, "name")}的执行数超过其预算数`, remedy: "核对支出列支的资金来源" },
  "cost-parts-sum": { message: () => "各成本指标的实际完成值之和不等于全年执行数", remedy: "核对成本分项是否有漏列或重复" },
  "cost-plan-vs-budget": {
    message: (p) => `成本指标的计划数合计 ${of(p, "planned")} ${of(p, "unit")}，与全年预算 ${of(p, "budget")} ${of(p, "unit")} 口径不一致`,
    remedy: "说明差额（如未分配的上年结转），或使成本指标覆盖全部预算",
  },
  "funding-shortfall": { message: (p) => `实际到位资金只有预算的 ${of(p, "rate")}，没有说明`, remedy: "说明资金未足额到位的原因和影响" },
  "year-end-rush": {
    message: (p) => `十二月支出占全年 ${of(p, "share")}，有年末集中支出的迹象`,
    remedy: "抽查十二月的支付，说明集中支出的原因",
  },
  "budget-equals-spending": {
    message: (p) => `${of(p, "all")} 个子项目中有 ${of(p, "equal")} 个预算与支出分文不差，预算疑为事后按支出填列`,
    remedy: "提供各子项目事前批复的预算；以批复数为预算数",
  },
  "denominator-ambiguous": {
    message: (p) => `同称“执行率”而分母不同，共有 ${of(p, "count")} 种算法：${of(p, "rates")}`,
    remedy: "每个执行率都写明分子和分母；总体执行率用全年预算数",
  },
  "appropriation-misstated": {
    message: (p) =>
      `称当年共下拨 ${of(p, "printed")} ${of(p, "unit")}，实际当年拨款为 ${of(p, "granted")} ${of(p, "unit")}，其余 ${of(p, "carried")} ${of(p, "unit")} 是上年结转`,
    remedy: "改为“当年拨款”与“上年结转”分别表述",
  },
  "weights-sum": { message: (p) => `全表分值合计为 ${of(p, "total")}，不是 100`, remedy: "调整各项分值，使合计为 100" },
  "weights-off-scheme": {
    message: (p) => `${of(p, "level")}分值 ${of(p, "found")}，规则为 ${of(p, "expected")}`,
    remedy: "按规则设置分值；有特殊情况的写明理由",
  },
  "score-over-weight": { message: (p) => `“${of(p, "name")}”得分超出分值范围`, remedy: "得分应在零与分值之间" },
  "total-wrong": { message: (p) => `总分印为 ${of(p, "printed")}，各项得分相加为 ${of(p, "total")}`, remedy: "按各项得分重新合计" },
  "total-disagrees-with-text": {
    message: (p) => `正文总分 ${of(p, "text")} 与附表总分 ${of(p, "table")} 不一致`,
    remedy: "查明以哪一处为准，正文与附表统一",
  },
  "grade-wrong": {
    message: (p) => `${of(p, "score")} 分对应等级应为“${of(p, "expected")}”，写为“${of(p, "printed")}”`,
    remedy: "按所用规则的等级划分更正",
  },
  "score-off-rule": {
    message: (p) => `“${of(p, "name")}”得分 ${of(p, "score")}，按规则应得 ${of(p, "suggested")}`,
    remedy: "按规则计分；确需另行评定的，写明评价人、理由和工作底稿编号",
  },
  "full-marks-but-missed": { message: (p) => `“${of(p, "name")}”没有完成指标值却得满分`, remedy: "按完成比例计分，或更正完成值并附佐证" },
  "met-but-deducted": {
    message: (p) => `“${of(p, "name")}”填报已完成指标值却扣分，规则中没有依据`,
    remedy: "说明扣分的规则依据；若实际未完成，更正完成值",
  },
  "tier-out-of-band": {
    message: (p) => `“${of(p, "name")}”评定为“${of(p, "tier")}”，得分不在该档的分值区间内`,
    remedy: "调整得分或档次，使二者一致",
  },
  "tier-unknown": {
    message: (p) => `“${of(p, "name")}”的档次“${of(p, "found")}”不在规则的三档之内`,
    remedy: "从规则规定的档次中选定，并写明依据",
  },
  "deduction-unexplained": { message: (p) => `“${of(p, "name")}”扣分而没有说明原因`, remedy: "在偏差原因栏写明原因和改进措施" },
  "deduction-vague": {
    message: (p) => `“${of(p, "name")}”的扣分说明过于笼统：“${of(p, "reason")}”`,
    remedy: "写明具体差在哪里、差多少、为什么",
  },
  "deduction-size-mismatch": { message: (p) => `“${of(p, "name")}”声明的扣分比例与实际扣分相差过大`, remedy: "使声明与实际扣分一致" },
  "scored-without-evidence": { message: (p) => `“${of(p, "name")}”自述没有佐证资料却得分`, remedy: "补充佐证；没有佐证的不应得分" },
  "scored-though-irrelevant": { message: (p) => `“${of(p, "name")}”自述与项目无关却得分`, remedy: "换成与项目相关的指标" },
  "over-achievement-unexplained": {
    message: (p) => `“${of(p, "name")}”完成率 ${of(p, "share")}，明显超过指标值而没有分析原因`,
    remedy: "分析超额原因；因指标值偏低的，按规定适度调减分值",
  },
  "target-too-low": {
    message: (p) => `“${of(p, "name")}”完成率 ${of(p, "share")}，指标值可能设得过低`,
    remedy: "参照历史和同类水平重新设定指标值",
  },
  "all-full-marks": { message: (p) => `${of(p, "count")} 项指标全部满分`, remedy: "复核指标值是否偏低、完成值是否有据" },
  "score-precision": { message: (p) => `“${of(p, "name")}”得分超过两位小数`, remedy: "得分四舍五入，保留两位小数" },
  "review-above-self": { message: (p) => `“${of(p, "name")}”复核得分高于自评得分`, remedy: "写明调高的理由和底稿编号" },
  "timeliness-overdeducted": {
    message: (p) => `时效指标“${of(p, "name")}”扣分幅度较大，而只有部分目标未按期完成`,
    remedy: "核对扣分是否与未按期的比例相称",
  },
  "reverse-formula-wrong": {
    message: (p) => `“${of(p, "name")}”越低越好，却按越高越好的公式计分`,
    remedy: "反向指标按 指标值÷完成值 计分",
  },
  "zero-target-missed": { message: (p) => `“${of(p, "name")}”指标值为零，已经发生而仍得分`, remedy: "零目标发生即不得分" },
  "not-applicable-scored": {
    message: (p) => `${of(p, "level")}不适用，却仍计分值和得分`,
    remedy: "不适用的指标不计分，分值按规则并入其他指标",
  },
  "discretion-undocumented": {
    message: (p) => `“${of(p, "name")}”规则得分 ${of(p, "suggested")}，评定为 ${of(p, "score")}，缺${of(p, "missing")}`,
    remedy: "补齐评价人、理由和工作底稿编号；补不齐的按规则计分",
  },
  "full-marks-without-evidence": {
    message: (p) => `“${of(p, "name")}”得满分 ${of(p, "weight")} 分，没有列出任何佐证资料`,
    remedy: "列出佐证资料；没有佐证的不应得满分",
  },
  "percent-for-count": {
    message: (p) => `“${of(p, "name")}”衡量的是数量或金额，指标值却写成 100%，看不出要完成多少`,
    remedy: "指标值写成数量和单位，完成值写实际数",
  },
  "target-in-name": {
    message: (p) => `“${of(p, "name")}”把指标值${of(p, "figure")}写进了名称`,
    remedy: "名称只写衡量什么，数值写在年度指标值栏",
  },
  "actual-contradicts-text": {
    message: (p) => `“${of(p, "name")}”完成值填 ${of(p, "printed")}，正文各期完成为：${of(p, "working")}`,
    remedy: "按各期实际更正完成值，并据以计分",
  },
  "actual-not-derivable": {
    message: (p) =>
      `“${of(p, "name")}”完成值 ${of(p, "printed")} 无法由原始数据得出：实际占计划 ${of(p, "share")}，偏离 ${of(p, "deviation")}；印出的 ${of(p, "score")} 分恰为分值乘以该完成值，按实际比例应为 ${of(p, "fair")} 分`,
    remedy: "按原始数据填写完成值，并重新计分",
  },
  "required-level-missing": { message: (p) => `没有设置${of(p, "level")}`, remedy: "按规则补设，或说明不设的理由" },
  "level-misplaced": {
    message: (p) => `“${of(p, "name")}”是资金支付情况，不应列为${of(p, "level")}`,
    remedy: "改列预算执行，数量指标写项目的产出",
  },
  "duplicate-indicator": { message: (p) => `“${of(p, "name")}”与${of(p, "other")}中的指标重复`, remedy: "保留一处，避免重复计分" },
  unmeasurable: { message: (p) => `“${of(p, "name")}”只有方向、没有可衡量的内容`, remedy: "写明衡量对象、计量方法和指标值" },
  "fake-quantified": {
    message: (p) => `“${of(p, "name")}”填 100% 而没有计量对象和公式，形式量化、实为定性`,
    remedy: "改为定性三档并写明依据，或给出可计算的指标",
  },
  "direction-wrong": { message: (p) => `成本指标“${of(p, "name")}”用了“不低于”，方向相反`, remedy: "成本指标用“不高于”或允许浮动范围" },
  "cell-missing": { message: (p) => `没有填写：${of(p, "what")}`, remedy: "补填；没有填写的不计零分也不计满分" },
  "differs-from-approved": {
    message: (p) => `“${of(p, "name")}”的${of(p, "column")}与批复不一致，没有调整文件`,
    remedy: "按批复填写，或补充调整文件文号",
  },
  "changed-without-approval": {
    message: (p) => `“${of(p, "name")}”的指标值与批复不同，没有调整文件`,
    remedy: "补充调整文件文号，或恢复批复的指标值",
  },
  "too-few-or-many": { message: (p) => `三级指标共 ${of(p, "count")} 个，数量不适当`, remedy: "精简或补充，使指标覆盖主要产出和效果" },
  "overweight-indicator": { message: (p) => `“${of(p, "name")}”一项分值过大`, remedy: "拆分指标或降低分值" },
  "satisfaction-from-insiders": {
    message: (p) => `满意度调查的是${of(p, "respondents")}，是项目的实施者而不是服务对象`,
    remedy: "改向企业、外方、公众等服务对象调查",
  },
  "satisfaction-thin-sample": {
    message: (p) => `有效答卷 ${of(p, "valid")} 份，代表性不足或结果过于一致`,
    remedy: "扩大样本，说明抽样办法",
  },
  "satisfaction-without-survey": { message: (p) => `“${of(p, "name")}”没有调查资料却得分`, remedy: "补充调查的对象、份数和结果" },
  "timeliness-without-date": { message: (p) => `时效指标“${of(p, "name")}”没有时限或节点`, remedy: "写明完成日期、节点或各期计划" },
  "blank-unexplained": { message: (p) => `${of(p, "level")}填“无”而没有说明理由`, remedy: "说明为什么不适用" },
  "year-mismatch": {
    message: (p) => `“${of(p, "name")}”属 ${of(p, "found")} 年，列入 ${of(p, "year")} 年度而没有说明`,
    remedy: "说明跨年结算的原因和批准情况，或移出本年度",
  },
  "goal-is-slogan": {
    message: (p) => `总体目标多为口号（${of(p, "words")}），没有产出和效果的具体内容`,
    remedy: "写明当年要完成的产出和要达到的效果",
  },
  "actual-copied": { message: () => "实际完成情况照抄预期目标", remedy: "写实际做了什么、做到什么程度" },
  "percent-over-100": { message: (p) => `“${of(p, "name")}”的比率超过 100%`, remedy: "核对分子分母" },
  "unit-mismatch": {
    message: (p) => `“${of(p, "name")}”指标值单位为${of(p, "target")}，完成值单位为${of(p, "actual")}`,
    remedy: "统一单位后再比较",
  },
  "rate-infeasible": {
    message: (p) =>
      `${of(p, "valid")} 份有效答卷不可能得出 ${of(p, "rate")}（最近的是 ${of(p, "neighbours")}）${of(p, "score") ? `；${of(p, "score")} 是满意度得分，不是满意率` : ""}`,
    remedy: "按满意人数÷有效答卷计算满意率；平均得分另列",
  },
  "benefit-unattributed": {
    message: (p) => `“${of(p, "name")}”列举的 ${of(p, "count")} 项效益缺少基线、时间或与本项目的联系`,
    remedy: "逐项补充基线、日期、来源和对应的子项目；不能归因的删去",
  },
  "payer-not-owner": {
    message: (p) => `“${of(p, "name")}”属${of(p, "owner")}，却由${of(p, "unit")}列支`,
    remedy: "说明列支依据，或由所属单位承担",
  },
  "section-missing": { message: (p) => `报告缺少“${of(p, "title")}”`, remedy: "按提纲补写" },
  "advice-fewer-than-problems": {
    message: (p) => `问题 ${of(p, "problems")} 条，建议只有 ${of(p, "advice")} 条`,
    remedy: "每个问题都应有对应的建议",
  },
  "doc-number-brackets": { message: (p) => `文号“${of(p, "printed")}”的年份应用六角括号`, remedy: "改用〔〕" },
  "no-corrective-action": { message: (p) => `“${of(p, "name")}”未完成指标值，没有写改进措施`, remedy: "补写改进措施" },
  "grade-missing": { message: () => "结论没有写等级", remedy: "按总分写明等级" },
  "annex-missing": { message: (p) => `报告没有附${of(p, "annex")}`, remedy: "补附" },
  "grade-despite-violation": {
    message: (p) => `等级为优，而问题中有违规情形：“${of(p, "problem")}”`,
    remedy: "核实违规情形及其对评分的影响",
  },
  "date-after-signature": {
    message: (p) => `所述日期 ${of(p, "date")} 晚于报告落款日 ${of(p, "signed")}`,
    remedy: "核对日期，写明年份；报告日之后的事不能作为依据",
  },
  "unbound-figure": { message: (p) => `文字中的“${of(p, "figure")}”没有对应的数据来源`, remedy: "改为引用数据，或在数据中补上来源" },
  "full-width-digits": { message: (p) => `“${of(p, "text")}”用了全角数字，已按数值准确读取`, remedy: "改用半角数字" },
};
