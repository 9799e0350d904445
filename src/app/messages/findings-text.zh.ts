// Findings about indicators, surveys, benefits and documents, in Chinese.
import type { FindingCode } from "../../findings/index.ts";
import { type FindingWording, listed, of, quoted } from "./finding-wording.ts";

const GAPS = { baseline: "基线", date: "发生日期", link: "与本项目（子项目）的联系" };

export const TEXT_ZH = {
  "percent-for-count": {
    message: (p) =>
      `${quoted(p, "name")}衡量的是数量或金额，指标值却写成 ${of(p, "printed")}${of(p, "expected") === "" ? "" : `，真正的目标 ${of(p, "expected")} 只写在名称里`}。`,
    remedy: (p) => `指标值写成数量和单位${of(p, "expected") === "" ? "" : `（${of(p, "expected")}）`}，完成值写实际数。`,
  },
  "target-in-name": {
    message: (p) => `${quoted(p, "name")}把目标 ${of(p, "figure")} 写进了指标名称。`,
    remedy: (p) => `名称只写衡量什么，${of(p, "figure")} 移到年度指标值栏。`,
  },
  "actual-contradicts-text": {
    message: (p) =>
      `${quoted(p, "name")}完成值填 ${of(p, "printed")}，而正文写明各期计划 ${of(p, "planned")}、实际 ${of(p, "done")}：${of(p, "working")}。`,
    remedy: () => "完成值按各期实际填写，一期多做不能抵另一期少做，并据以重新计分。",
  },
  "actual-not-derivable": {
    message: (p) =>
      `${quoted(p, "name")}的完成值 ${of(p, "printed")} 不能由原始数据得出：${of(p, "working")}${of(p, "deviation") === "" ? "" : `，偏离 ${of(p, "deviation")}`}${of(p, "score") === "" ? "" : `。印出的 ${of(p, "score")} 分正是分值乘以这个完成值${of(p, "fair") === "" ? "" : `，按实际比例为 ${of(p, "fair")} 分`}`}。`,
    remedy: (p) => `完成值按原始数据填写（${of(p, "share")}），并重新计分。`,
  },
  "required-level-missing": {
    message: (p) => `没有设置${of(p, "level")}${of(p, "weight") === "" ? "" : `（规则分值 ${of(p, "weight")}）`}。`,
    remedy: () => "按规则补设指标；不设的，写明理由并说明其分值的去向。",
  },
  "level-misplaced": {
    message: (p) => `${quoted(p, "name")}说的是资金支付，不应列为${of(p, "level")}。`,
    remedy: () => "资金支付归预算执行率；数量指标写项目做成了多少。",
  },
  "duplicate-indicator": {
    message: (p) => `${quoted(p, "name")}在${of(p, "other")}和${of(p, "level")}中重复出现，同一结果计了两次分。`,
    remedy: () => "保留一处，另一处改为不同的产出或效果。",
  },
  unmeasurable: {
    message: (p) => `${quoted(p, "name")}只有方向，没有衡量什么、怎样衡量。`,
    remedy: () => "写明衡量对象、计量方法、数据来源和指标值。",
  },
  "fake-quantified": {
    message: (p) =>
      `${quoted(p, "name")}指标值填 ${of(p, "target")}、完成值填 ${of(p, "actual")}，却没有计量对象和算式，形式上量化，实际是定性。`,
    remedy: () => "改为定性三档并写明评定依据，或给出可以计算的指标（分子、分母、来源）。",
  },
  "irrelevant-indicator": {
    message: (p) => `${quoted(p, "name")}涉及${quoted(p, "word")}，而${quoted(p, "project")}的其他内容与此无关，可能是照搬模板。`,
    remedy: () => "换成反映本项目产出或效果的指标；确属本项目的，在目标或内容中写明。",
  },
  "direction-wrong": {
    message: (p) => `成本指标${quoted(p, "name")}的指标值写为 ${of(p, "printed")}，花得越多越好，方向相反。`,
    remedy: () => "成本指标用“不高于”，或用允许的上下浮动范围。",
  },
  "cell-missing": {
    message: (p) => `${quoted(p, "row")}的${of(p, "column")}没有填写。`,
    remedy: () => "补填；没有填写的既不按零分、也不按满分处理。",
  },
  "not-numeric": {
    message: (p) => `数量指标${quoted(p, "name")}的指标值${quoted(p, "printed")}不是数。`,
    remedy: () => "写成数量和单位；不能用数衡量的，改列质量指标或效益指标。",
  },
  "differs-from-approved": {
    message: (p) => `${quoted(p, "name")}的${of(p, "column")}为${quoted(p, "now")}，预算批复时为${quoted(p, "was")}，没有调整文件。`,
    remedy: () => "按批复填写；经批准调整的，补充调整文件的文号。",
  },
  "changed-without-approval": {
    message: (p) => `${quoted(p, "name")}批复的指标值是${quoted(p, "was")}，现已改变，没有调整文件。`,
    remedy: () => "补充调整文件的文号，或恢复批复的指标值。",
  },
  "too-few-or-many": {
    message: (p) => `三级指标共 ${of(p, "count")} 个，提示范围为 ${of(p, "limit")} 个。`,
    remedy: () => "精简或补充，使指标既覆盖主要产出和效果，又不重复。",
  },
  "overweight-indicator": {
    message: (p) => `${quoted(p, "name")}一项占 ${of(p, "weight")} 分，超过 ${of(p, "limit")} 分，一项好坏就决定结果。`,
    remedy: () => "拆分这项指标，或把分值分给其他指标。",
  },
  "satisfaction-from-insiders": {
    message: (p) => `${quoted(p, "name")}调查的是${of(p, "respondents")}，他们自己实施项目，不是项目服务的对象。`,
    remedy: () => "改向项目服务的对象（企业、外方、群众等）调查，并说明抽样办法。",
  },
  "satisfaction-thin-sample": {
    message: (p) =>
      of(p, "kind") === "few"
        ? `${quoted(p, "name")}只有 ${of(p, "valid")} 份有效答卷，少于 ${of(p, "limit")} 份，代表性不足。`
        : `${quoted(p, "name")}的满意度为 100%（有效答卷 ${of(p, "valid")} 份），没有一人不满意，需核实。`,
    remedy: () => "扩大样本，说明调查总体和抽样办法，保留答卷备查。",
  },
  "satisfaction-without-survey": {
    message: (p) => `${quoted(p, "name")}得 ${of(p, "score")} 分，没有任何调查资料。`,
    remedy: () => "补充调查对象、发放和回收份数、答卷汇总；没有调查的，不应得分。",
  },
  "timeliness-without-date": {
    message: (p) => `时效指标${quoted(p, "name")}没有时限或节点，无法判断是否按时。`,
    remedy: () => "写明完成日期、节点或各期计划。",
  },
  "blank-unexplained": {
    message: (p) => `${of(p, "level")}只填“无”，没有说明为什么不适用。`,
    remedy: () => "写明不适用的理由。",
  },
  "year-mismatch": {
    message: (p) => `${quoted(p, "name")}属 ${of(p, "found")} 年，却列入 ${of(p, "year")} 年度，没有说明。`,
    remedy: () => "说明跨年列支的原因和批准情况，或移出本年度。",
  },
  "goal-is-slogan": {
    message: (p) => `总体目标多是口号（${of(p, "words")}），没有当年产出和效果的具体内容。`,
    remedy: () => "写明当年要完成什么、完成多少、达到什么效果。",
  },
  "actual-copied": {
    message: (p) =>
      of(p, "kind") === "figure"
        ? `完成数 ${of(p, "figure")} 与${quoted(p, "other")}一句相同，而自称完成 ${of(p, "share")}，按本句数字是 ${of(p, "working")}，像是照抄。`
        : `实际完成情况与预期目标相似 ${of(p, "share")}，像是照抄。`,
    remedy: () => "写实际做了什么、做到什么程度，用数据说明。",
  },
  "percent-over-100": {
    message: (p) =>
      of(p, "kind") === "limit"
        ? `${quoted(p, "name")}为 ${of(p, "share")}（${of(p, "working")}），超过 100% 的控制线。`
        : `${quoted(p, "name")}的比率为 ${of(p, "share")}，部分不可能超过全体。`,
    remedy: () => "核对分子、分母及其口径。",
  },
  "unit-mismatch": {
    message: (p) =>
      of(p, "kind") === "unit-name"
        ? `同一单位有两个名称：表头为${quoted(p, "target")}，实施单位栏为${quoted(p, "actual")}。`
        : `${quoted(p, "name")}的指标值（${of(p, "target")}）与完成值（${of(p, "actual")}）单位不同，无法比较。`,
    remedy: (p) => (of(p, "kind") === "unit-name" ? "核对单位全称，两处统一。" : "统一单位后填写，再比较和计分。"),
  },
  "rate-infeasible": {
    message: (p) =>
      `${quoted(p, "name")}填 ${of(p, "rate")}，而 ${of(p, "valid")} 份有效答卷无论多少人满意都得不出这个比率（最接近的是 ${of(p, "neighbours")}）${of(p, "score") === "" ? "" : `；${of(p, "score")} 是答卷的平均得分，不是满意的人所占比率`}。`,
    remedy: () => "满意率按 满意份数 ÷ 有效份数 计算；平均得分另列，不作满意率。",
  },
  "benefit-unattributed": {
    message: (p) =>
      `${quoted(p, "name")}列举的 ${of(p, "all")} 项效益中有 ${of(p, "count")} 项缺少${listed(p, "gaps", GAPS, "、")}，看不出与本项目有关：${of(p, "claims")}。`,
    remedy: (p) => `逐项补充${listed(p, "gaps", GAPS, "、")}和资料来源；不能归因于本项目的，删去。`,
  },
  "payer-not-owner": {
    message: (p) =>
      `${quoted(p, "name")}是${of(p, "owner")}的团组（项目），${of(p, "amount")} ${of(p, "unit")}却由${of(p, "payer")}列支，没有说明。`,
    remedy: () => "说明代为列支的依据和批准情况，或由其所属单位承担。",
  },
  "section-missing": {
    message: (p) =>
      of(p, "kind") === "order" ? `${quoted(p, "title")}在报告中的位置与提纲不一致。` : `报告没有${quoted(p, "title")}这一部分。`,
    remedy: (p) => (of(p, "kind") === "order" ? "按提纲的次序调整。" : `补写${quoted(p, "title")}。`),
  },
  "project-count-mismatch": {
    message: (p) =>
      of(p, "kind") === "list"
        ? `${quoted(p, "table")}称有 ${of(p, "known")} 项，列出的是 ${of(p, "listed")} 项。`
        : `${quoted(p, "table")}列了 ${of(p, "listed")} 个子项目，底稿中有 ${of(p, "known")} 个。`,
    remedy: () => "逐个核对，补列或删去，并更正合计。",
  },
  "shares-sum": {
    message: (p) => `同一句中的占比 ${of(p, "parts")} 相加为 ${of(p, "sum")}，四舍五入也得不出 100%。`,
    remedy: () => "核对各项占比的分子和共同的分母。",
  },
  "advice-fewer-than-problems": {
    message: (p) => `列了 ${of(p, "problems")} 个问题，建议只有 ${of(p, "advice")} 条。`,
    remedy: () => "每个问题都给出对应的建议、责任人和期限。",
  },
  "claim-contradicted": {
    message: (p) =>
      of(p, "kind") === "quantified"
        ? `称${quoted(p, "claim")}，而有 ${of(p, "count")} 项是定性指标：${of(p, "names")}。`
        : `称${quoted(p, "claim")}，而有 ${of(p, "count")} 项没有完成或被扣分：${of(p, "names")}。`,
    remedy: () => "据实改写，并列出没有做到的各项。",
  },
  "doc-number-brackets": {
    message: (p) => `文号${quoted(p, "printed")}的年份没有用六角括号。`,
    remedy: (p) => `改为${quoted(p, "expected")}。`,
  },
  "doc-number-unknown": {
    message: (p) => `文号${quoted(p, "printed")}的年份有误：同号文件应为 ${of(p, "expected")}。`,
    remedy: () => "对照原文件核对发文字号。",
  },
  "text-table-disagree": {
    message: (p) =>
      of(p, "kind") === "reason"
        ? `${of(p, "what")}：正文写${quoted(p, "text")}，${quoted(p, "title")}只写${quoted(p, "table")}，没有写${quoted(p, "left")}。`
        : `${of(p, "what")}：正文为 ${of(p, "text")}，${quoted(p, "title")}为 ${of(p, "table")}，两处不一致。`,
    remedy: () => "对照原始资料查明哪一处正确，正文与附表统一。",
  },
  "no-corrective-action": {
    message: (p) => `${quoted(p, "name")}没有完成指标值，没有写改进措施。`,
    remedy: () => "写明由谁、在什么时候、做什么来改进。",
  },
  "grade-missing": {
    message: (p) => `结论写了 ${of(p, "score")} 分，没有写等级。`,
    remedy: () => "按所用规则写明等级。",
  },
  "annex-missing-note": {
    message: () => "“其他需要说明的问题”写“无”，而报告没有任何附件。",
    remedy: () => "列出附件；确无附件的，在此说明。",
  },
  "annex-missing": {
    message: (p) => `报告没有附${of(p, "annex")}。`,
    remedy: (p) => `补附${of(p, "annex")}。`,
  },
  "grade-despite-violation": {
    message: (p) => `等级为${quoted(p, "grade")}，而列出的问题中有违规情形：${quoted(p, "problem")}。`,
    remedy: () => "查实违规的性质和金额，说明对评分和等级的影响。",
  },
  "date-after-signature": {
    message: (p) => `${quoted(p, "what")}的日期 ${of(p, "date")} 晚于报告落款日 ${of(p, "signed")}。`,
    remedy: () => "核对日期并写明年份；落款之后的事不能作为评价依据。",
  },
  "unbound-figure": {
    message: (p) => `文字中的${quoted(p, "figure")}与任何一项数据都对不上，没有来源。`,
    remedy: () => "改为引用数据（{{…}}），或在数据中补上这一项及其来源。",
  },
  "not-recomputed": {
    message: (p) =>
      of(p, "kind") === "formula"
        ? `文件中有 ${of(p, "count")} 个公式无法复算（如 ${of(p, "name")}），核对时只能用文件里存的结果。`
        : `${quoted(p, "name")}的 ${of(p, "score")} 分无法复算：规则对此没有规定（${of(p, "why")}）。`,
    remedy: (p) =>
      of(p, "kind") === "formula"
        ? "打开原件核对这些单元格，或把结果改为数值后重新上传。"
        : "由有权解释规则的单位明确算法，或写明评定的依据。",
  },
  "full-width-digits": {
    message: (p) => `${of(p, "path")} 的${quoted(p, "text")}用了全角数字，已按 ${of(p, "plain")} 准确读取。`,
    remedy: () => "改用半角数字。",
  },
  "doubtful-cell": {
    message: (p) => {
      switch (of(p, "kind")) {
        case "contradiction":
          return `${of(p, "name")}读为 ${of(p, "printed")}，与其他数字不合，但这一格（或与它相关的格）读得不确定，未据此判错。`;
        case "figure":
          return `应填数字的一格读为${quoted(p, "printed")}，不是数字。`;
        default:
          return `本表 ${of(p, "all")} 格中有 ${of(p, "count")} 格读得不确定。`;
      }
    },
    remedy: () => "对照原件核对，有误的在系统中更正，核对结果随之更新。",
  },
  "heading-style": {
    message: (p) =>
      of(p, "kind") === "depth"
        ? `标题${quoted(p, "heading")}为第 ${of(p, "level")} 层，公文的结构层次不超过 ${of(p, "expected")} 层。`
        : `第 ${of(p, "level")} 层标题（${quoted(p, "heading")}等 ${of(p, "count")} 处）用${of(p, "printed")}，应用${of(p, "expected")}。`,
    remedy: () => "按《党政机关公文格式》设置标题的层次和字体。",
  },
  "page-format": {
    message: (p) =>
      of(p, "kind") === "paper"
        ? `页面为 ${of(p, "printed")} 毫米，公文用 A4 纸（${of(p, "expected")} 毫米）。`
        : `上、右、下、左页边距为 ${of(p, "printed")} 毫米，公文为 ${of(p, "expected")} 毫米。`,
    remedy: () => "按《党政机关公文格式》设置纸张和版心。",
  },
  "evaluator-not-independent": {
    message: (p) => `评价由${quoted(p, "evaluator")}实施，与被评价单位${quoted(p, "unit")}有隶属或同一关系，影响独立性。`,
    remedy: () => "改由没有利害关系的机构评价，或披露关系并说明怎样保证独立。",
  },
  "submitted-late": {
    message: (p) => `${of(p, "year")}年度的报告落款为 ${of(p, "day")}，晚于 ${of(p, "limit")}（年度终了后 ${of(p, "months")} 个月）。`,
    remedy: () => "核对当地规定的报送时限；确属逾期的说明原因。",
  },
  "trip-party-too-large": {
    message: (p) => `${quoted(p, "name")}共 ${of(p, "people")} 人，通行限量为 ${of(p, "most")} 人。`,
    remedy: () => "核对任务批件的人数；确需超出的，附批准依据。",
  },
  "trip-too-long": {
    message: (p) =>
      of(p, "kind") === "countries"
        ? `${quoted(p, "name")}一次出访 ${of(p, "countries")} 个国家（${of(p, "where")}），通行限量为 ${of(p, "most")} 个。`
        : `${quoted(p, "name")}出访 ${of(p, "countries")} 国共 ${of(p, "days")} 天，通行限量为 ${of(p, "most")} 天。`,
    remedy: () => "核对任务批件的国别和天数（离、抵我国国境当日计入）；确需超出的，附批准依据。",
  },
  "trip-days-miscounted": {
    message: (p) =>
      `${quoted(p, "name")}写 ${of(p, "days")} 天，${of(p, "from")}至${of(p, "to")}（含首尾两日）是 ${of(p, "expected")} 天。`,
    remedy: () => "按离、抵我国国境之日计算天数，并据以重核伙食费、公杂费包干天数。",
  },
  "party-split": {
    message: (p) =>
      `${quoted(p, "name")}与${quoted(p, "other")}同日出发、同往${of(p, "where")}，合计 ${of(p, "people")} 人，超过 ${of(p, "most")} 人，疑似拆分团组。`,
    remedy: () => "说明分团的理由；属同一任务的合并为一团报批。",
  },
  "text-copied-between-units": {
    message: (p) =>
      `${quoted(p, "quote")}一段与${quoted(p, "other")}雷同（${of(p, "share")}，共 ${of(p, "others")} 份文件有此文字），可能照抄。`,
    remedy: () => "写本单位自己的情况，用本单位的数据说明。",
  },
} satisfies Partial<Record<FindingCode, FindingWording>>;
