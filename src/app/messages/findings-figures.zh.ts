// Findings about money, weights and points, in Chinese.
import type { FindingCode } from "../../findings/index.ts";
import { type FindingWording, listed, of, quoted } from "./finding-wording.ts";

const DOCUMENTS = { by: "评价人", reason: "理由", paper: "工作底稿编号" };

export const FIGURES_ZH = {
  "funds-parts-sum": {
    message: (p) => `资金表${quoted(p, "column")}的年度资金总额填 ${of(p, "printed")}，各资金来源相加为 ${of(p, "expected")}。`,
    remedy: () => "逐行核对各资金来源；总额由各来源相加得出，不另行填写。",
  },
  "rate-wrong": {
    message: (p) =>
      `${quoted(p, "name")}的比率写为 ${of(p, "printed")}，而 ${of(p, "executed")} 与 ${of(p, "budget")} 相比得出的是 ${of(p, "expected")}。`,
    remedy: (p) => `按同一行（同一句）的两个数重新计算并四舍五入，更正为 ${of(p, "expected")} 或其约数；数字本身有误的，先更正数字。`,
  },
  "rate-score-wrong": {
    message: (p) =>
      `预算执行率得分写为 ${of(p, "printed")}，而分值 ${of(p, "weight")} 按执行率 ${of(p, "rate")} 应得 ${of(p, "expected")}。`,
    remedy: () => "按所用规则由执行率重新计算得分，并相应更正总分。",
  },
  "rate-denominator": {
    message: (p) =>
      `${quoted(p, "name")}的执行率 ${of(p, "printed")} 是用年初预算数 ${of(p, "initial")} 作分母得出的；按全年预算数 ${of(p, "budget")} 应为 ${of(p, "expected")}。`,
    remedy: () => "分母改用调整后的全年预算数（含上年结转），并重新计算执行率得分。",
  },
  "over-budget": {
    message: (p) =>
      `${quoted(p, "name")}全年执行 ${of(p, "executed")} ${of(p, "unit")}，超过全年预算 ${of(p, "budget")} ${of(p, "unit")}，执行率 ${of(p, "rate")}。`,
    remedy: () => "先核对年中预算调整是否漏记；确属超预算支出的，附批准文件并说明资金来源。",
  },
  "budget-zero": {
    message: (p) =>
      of(p, "sources") === ""
        ? `全年预算数为零而执行数为 ${of(p, "executed")} ${of(p, "unit")}，执行率无从计算。`
        : `年度资金总额各栏填 0，而下列来源有数：${of(p, "sources")}。`,
    remedy: (p) =>
      of(p, "sources") === ""
        ? "补填全年预算数及其批复文号；没有预算的支出不得列入本项目。"
        : "总额按各来源合计填写，并据以计算执行率和得分。",
  },
  "low-rate-unexplained": {
    message: (p) =>
      `预算执行率 ${of(p, "rate")}（${of(p, "executed")} ÷ ${of(p, "budget")} ${of(p, "unit")}），低于 ${of(p, "limit")}，没有单独说明原因。`,
    remedy: () => "单独说明执行率偏低的原因，并提出整改措施。",
  },
  "low-rate": {
    message: (p) => `预算执行率 ${of(p, "rate")}，低于 ${of(p, "limit")}，${of(p, "budget")} ${of(p, "unit")}中有较多资金未用。`,
    remedy: () => "查明沉淀资金的数额和原因，提出收回、调剂或结转的处理意见。",
  },
  "scores-outrun-rate": {
    message: (p) =>
      `各项指标得分率 ${of(p, "share")}，而预算只执行了 ${of(p, "rate")}，相对高出 ${of(p, "lead")}（提示线 ${of(p, "limit")}）：钱用得少而效果接近满分。`,
    remedy: () => "复核指标值是否偏低、完成值是否有据；属实的，说明节约从何而来。",
  },
  "subtotal-wrong": {
    message: (p) => `${quoted(p, "name")}的${of(p, "column")}合计写为 ${of(p, "printed")}，各行相加为 ${of(p, "expected")}。`,
    remedy: () => "合计由各行相加得出：按各行更正合计，或查明漏列、错列的行。",
  },
  "tables-disagree": {
    message: (p) => `${quoted(p, "what")}前后不一致：${of(p, "one")}为 ${of(p, "first")}，${of(p, "other")}为 ${of(p, "second")}。`,
    remedy: () => "对照原始资料查明哪一处正确，两处统一；同一数据只填一次，其余引用。",
  },
  "item-over-budget": {
    message: (p) =>
      `${quoted(p, "name")}支出 ${of(p, "spent")} ${of(p, "unit")}，比预算 ${of(p, "budget")} ${of(p, "unit")}多 ${of(p, "over")} ${of(p, "unit")}（为预算的 ${of(p, "share")}），没有登记例外审批。`,
    remedy: () => "补充事前批准的依据（理由、批准人、文号、日期）；不能补充的，超出部分按规定退回或调整。",
  },
  "money-unit-slip": {
    message: (p) =>
      of(p, "kind") === "unit"
        ? `${of(p, "printed")} 与资金表的 ${of(p, "expected")} ${of(p, "unit")}数字相同而单位不同，相差一万倍。`
        : `金额 ${of(p, "printed")} 与 ${of(p, "expected")} ${of(p, "unit")}恰好相差一万倍，应是元与万元混用。`,
    remedy: () => "核对表头所注的金额单位，按同一单位换算后填写。",
  },
  "digits-swapped": {
    message: (p) => `填报的 ${of(p, "printed")} 与 ${of(p, "expected")} 数字相同而次序不同，可能是录入颠倒。`,
    remedy: () => "对照原始凭证核对后更正。",
  },
  "current-year-over-grant": {
    message: (p) => `${of(p, "name")}执行 ${of(p, "executed")} ${of(p, "unit")}，超过其预算 ${of(p, "budget")} ${of(p, "unit")}。`,
    remedy: () => "核对每笔支出列支的资金来源；误列的，在结转资金与当年拨款之间调整。",
  },
  "cost-parts-sum": {
    message: (p) =>
      `成本指标（${of(p, "names")}）的实际完成值相加为 ${of(p, "sum")} ${of(p, "unit")}，与全年支出 ${of(p, "spent")} ${of(p, "unit")}不符。`,
    remedy: () => "核对成本分项是否漏列或重复；分项相加应等于全年支出。",
  },
  "cost-plan-vs-budget": {
    message: (p) =>
      `成本指标（${of(p, "names")}）的计划数合计 ${of(p, "planned")} ${of(p, "unit")}，全年预算为 ${of(p, "budget")} ${of(p, "unit")}，两者口径不一致而没有说明。`,
    remedy: () => "说明差额的去向（如尚未分配的上年结转），或使成本指标覆盖全部预算。",
  },
  "carry-over-idle": {
    message: (p) => `上年结转的 ${of(p, "amount")} ${of(p, "unit")}本年分文未用，已连续两年闲置，没有说明。`,
    remedy: () => "说明原因；不再需要的，按结转结余资金管理规定交回财政。",
  },
  "funding-shortfall": {
    message: (p) =>
      of(p, "received") === ""
        ? `资金到位率为 ${of(p, "rate")}，没有说明原因。`
        : `实际到位 ${of(p, "received")} ${of(p, "unit")}，只有预算 ${of(p, "budget")} ${of(p, "unit")}的 ${of(p, "rate")}，没有说明。`,
    remedy: () => "说明资金未足额到位的原因和对目标的影响。",
  },
  "year-end-rush": {
    message: (p) =>
      `十二月支付 ${of(p, "amount")} ${of(p, "unit")}，占全年支出的 ${of(p, "share")}（提示线 ${of(p, "limit")}），有年末集中支出的迹象。`,
    remedy: () => "抽查十二月的支付是否具备支付条件，说明集中支出的原因。",
  },
  "budget-equals-spending": {
    message: (p) => `${of(p, "all")} 个子项目中有 ${of(p, "equal")} 个的预算与支出分文不差，预算可能是按支出倒填的。`,
    remedy: () => "提供各子项目事前批复的预算（文号、日期），以批复数作为预算数。",
  },
  "denominator-ambiguous": {
    message: (p) => `同称“执行率”而分母不同，共有 ${of(p, "count")} 种算法：${of(p, "rates")}。`,
    remedy: () => "每个执行率都写明分子和分母；项目总体执行率以全年预算数为分母，另列当年拨款和结转资金各自的执行率。",
  },
  "appropriation-misstated": {
    message: (p) =>
      `称财政下拨 ${of(p, "printed")} ${of(p, "unit")}，而当年拨款只有 ${of(p, "granted")} ${of(p, "unit")}${of(p, "carried") === "" ? "" : `，其余 ${of(p, "carried")} ${of(p, "unit")}是上年结转，不是新拨款`}。`,
    remedy: () => "改为“当年拨款”与“上年结转”分别表述。",
  },
  "weights-sum": {
    message: (p) => `各项分值相加为 ${of(p, "total")}，不是 100。`,
    remedy: () => "调整各项分值（含预算执行率），使合计为 100。",
  },
  "weights-off-scheme": {
    message: (p) => `${of(p, "level")}的分值为 ${of(p, "found")}，所用规则为 ${of(p, "expected")}。`,
    remedy: () => "按规则设置一级指标分值；有特殊情况而调整的，写明理由。",
  },
  "level-weights-sum": {
    message: (p) => `${of(p, "level")}标明 ${of(p, "stated")} 分，其下各项相加为 ${of(p, "sum")} 分。`,
    remedy: () => "使上一级的分值等于下一级之和。",
  },
  "score-over-weight": {
    message: (p) => `${quoted(p, "name")}得分 ${of(p, "score")}，不在零与分值 ${of(p, "weight")} 之间。`,
    remedy: () => "更正得分或分值；任何一项得分不超过其分值。",
  },
  "total-wrong": {
    message: (p) =>
      of(p, "kind") === "reach"
        ? `总分写为 ${of(p, "printed")}，而已见各项得分相加为 ${of(p, "total")}，其余各项全得满分也只有 ${of(p, "most")}。`
        : `总分写为 ${of(p, "printed")}，各项得分相加为 ${of(p, "total")}。`,
    remedy: () => "按各项得分重新合计，并核对等级。",
  },
  "total-disagrees-with-text": {
    message: (p) => `正文的${of(p, "what") === "grade" ? "等级" : "总分"} ${of(p, "text")} 与附表的 ${of(p, "table")} 不一致。`,
    remedy: () => "查明以哪一处为准，正文与附表统一。",
  },
  "grade-wrong": {
    message: (p) => `${of(p, "score")} 分应评为${quoted(p, "expected")}，写为${quoted(p, "printed")}。`,
    remedy: () => "按所用规则的等级划分更正等级。",
  },
  "score-off-rule": {
    message: (p) => `${quoted(p, "name")}得分 ${of(p, "score")}，按规定的算法应得 ${of(p, "suggested")}，没有另行评定的依据。`,
    remedy: () => "按规则计分；确需另行评定的，写明评价人、理由和工作底稿编号。",
  },
  "full-marks-but-missed": {
    message: (p) =>
      of(p, "kind") === "total"
        ? `${quoted(p, "name")}没有完成指标值，总分却是满分 ${of(p, "weight")}；总分应为 ${of(p, "suggested")}。`
        : `${quoted(p, "name")}没有完成指标值，却得满分 ${of(p, "weight")}；按规则应得 ${of(p, "suggested")}。`,
    remedy: () => "按完成比例计分；完成值填错的，更正完成值并附佐证。",
  },
  "met-but-deducted": {
    message: (p) =>
      `${quoted(p, "name")}填报已完成指标值，却扣 ${of(p, "lost")} 分（分值 ${of(p, "weight")}，得分 ${of(p, "score")}），规则中没有依据。`,
    remedy: () => "说明扣分依据哪一条规则；实际并未完成的，更正完成值。",
  },
  "tier-out-of-band": {
    message: (p) => `${quoted(p, "name")}评为${quoted(p, "tier")}，得分 ${of(p, "score")} 不在该档的 ${of(p, "range")} 分之内。`,
    remedy: () => "调整档次或得分，使二者一致，并写明评定依据。",
  },
  "tier-unknown": {
    message: (p) => `${quoted(p, "name")}的评定结果${quoted(p, "found")}不是规则规定的档次（${of(p, "tiers")}）。`,
    remedy: () => "从规定的档次中选定一档，并写明依据。",
  },
  "deduction-unexplained": {
    message: (p) => `${quoted(p, "name")}扣了 ${of(p, "lost")} 分，没有说明原因。`,
    remedy: () => "在偏差原因栏写明差在哪里、差多少、为什么，以及改进措施。",
  },
  "deduction-vague": {
    message: (p) => `${quoted(p, "name")}扣 ${of(p, "lost")} 分的说明过于笼统：${quoted(p, "reason")}。`,
    remedy: () => "写明具体差在哪里、差多少、为什么。",
  },
  "deduction-size-mismatch": {
    message: (p) => `${quoted(p, "name")}说明扣 ${of(p, "stated")}，实际扣去分值的 ${of(p, "real")}。`,
    remedy: () => "使说明的扣分比例与实际扣分一致。",
  },
  "scored-without-evidence": {
    message: (p) => `${quoted(p, "name")}自述没有佐证（${quoted(p, "reason")}），却得 ${of(p, "score")} 分。`,
    remedy: () => "补充佐证资料；补不出的，不应得分。",
  },
  "scored-though-irrelevant": {
    message: (p) => `${quoted(p, "name")}自述与项目无关（${quoted(p, "reason")}），却得 ${of(p, "score")} 分。`,
    remedy: () => "换成与本项目相关的指标后再计分。",
  },
  "over-achievement-unexplained": {
    message: (p) => `${quoted(p, "name")}的完成值是指标值的 ${of(p, "share")}，偏离较大而没有分析原因。`,
    remedy: () => "分析原因；因年初指标值明显偏低的，按偏离程度适度调减分值。",
  },
  "target-too-low": {
    message: (p) => `${quoted(p, "name")}的完成值是指标值的 ${of(p, "share")}，指标值可能定得过低。`,
    remedy: () => "参照历史和同类水平重新测算指标值。",
  },
  "all-full-marks": {
    message: (p) => `${of(p, "count")} 项指标全部满分，看不出差距。`,
    remedy: () => "逐项复核指标值是否偏低、完成值是否有据。",
  },
  "score-precision": {
    message: (p) => `${quoted(p, "name")}的${of(p, "column")} ${of(p, "printed")} 位数过细。`,
    remedy: () => "得分四舍五入保留两位小数；分值以 0.5 分为单位设置。",
  },
  "review-above-self": {
    message: (p) => `${quoted(p, "name")}复核得 ${of(p, "score")} 分，高于自评的 ${of(p, "self")} 分。`,
    remedy: () => "写明调高的理由和工作底稿编号。",
  },
  "timeliness-overdeducted": {
    message: (p) =>
      `时效指标${quoted(p, "name")}扣了 ${of(p, "lost")} 分，占分值的 ${of(p, "share")}（提示线 ${of(p, "limit")}），而只有部分目标未按期完成。`,
    remedy: () => "核对扣分是否与未按期的比例相称。",
  },
  "deduction-illogical": {
    message: (p) => `${quoted(p, "name")}评为${quoted(p, "tier")}，却扣了 ${of(p, "lost")} 分（分值 ${of(p, "weight")}）。`,
    remedy: () => "说明扣分针对什么；没有差距的，不应扣分。",
  },
  "reverse-formula-wrong": {
    message: (p) => `${quoted(p, "name")}越低越好，得分 ${of(p, "score")} 却是按 完成值 ÷ 指标值（${of(p, "share")}）算出的。`,
    remedy: () => "反向指标：不超过指标值得满分，超过的按 指标值 ÷ 完成值 计分。",
  },
  "zero-target-missed": {
    message: (p) => `${quoted(p, "name")}的指标值为零而已经发生，仍得 ${of(p, "score")} 分。`,
    remedy: () => "指标值为零的，发生即不得分。",
  },
  "not-applicable-scored": {
    message: (p) => `${of(p, "level")}不适用，却仍得 ${of(p, "score")} 分。`,
    remedy: () => "不适用的指标不计得分，其分值按规则并入其他指标。",
  },
  "discretion-undocumented": {
    message: (p) =>
      `${quoted(p, "name")}按规则应得 ${of(p, "suggested")}，评定为 ${of(p, "score")}，缺${listed(p, "missing", DOCUMENTS, "、")}。`,
    remedy: (p) => `补齐${listed(p, "missing", DOCUMENTS, "、")}；补不齐的，按规则计分。`,
  },
  "full-marks-without-evidence": {
    message: (p) => `${quoted(p, "name")}得满分 ${of(p, "weight")}，没有列出任何佐证资料。`,
    remedy: () => "列出佐证资料的名称和编号；没有佐证的，不应得满分。",
  },
} satisfies Partial<Record<FindingCode, FindingWording>>;
