// Every layout the generator knows: official forms by year, provincial variants and what pages do to them.
import type { FormTraits } from "./form-traits.ts";
import { COST_SCHEME, OFFICIAL_TRAITS, officialScheme, SHORT_SCHEME } from "./form-traits.ts";
import type { Columns, FundColumn, IndicatorColumn, LayoutSpec } from "./layout-spec.ts";

const FUNDS_2020: Columns<FundColumn> = [
  ["initial", "年初预算数"],
  ["revised", "全年预算数"],
  ["executed", "全年执行数"],
  ["weight", "分值"],
  ["rate", "执行率"],
  ["score", "得分"],
];
const FUNDS_AB: Columns<FundColumn> = [
  ["revised", "全年预算数（A）"],
  ["executed", "全年执行数（B）"],
  ["weight", "分值"],
  ["rate", "执行率（B/A）"],
  ["score", "得分"],
];
const FUNDS_RATE_ONLY: Columns<FundColumn> = [
  ["revised", "全年预算数（A）"],
  ["executed", "全年执行数（B）"],
  ["rate", "预算执行率（B/A）"],
];
const LEVELS: Columns<IndicatorColumn> = [
  ["level1", "一级指标"],
  ["level2", "二级指标"],
  ["level3", "三级指标"],
];
const COLUMNS_2020: Columns<IndicatorColumn> = [
  ...LEVELS,
  ["target", "年度指标值"],
  ["actual", "实际完成值"],
  ["weight", "分值"],
  ["score", "得分"],
  ["reason", "偏差原因分析及改进措施"],
];

const OFFICIAL: LayoutSpec = {
  kind: "self-eval-table",
  traits: OFFICIAL_TRAITS,
  title: ["项目支出绩效自评表", "（{year}年度）"],
  titleInside: false,
  projectLabel: "项目名称",
  departmentLabel: "主管部门",
  unitLabel: "实施单位",
  boxes: [],
  headTotalLabel: null,
  fundLabel: "项目资金（万元）",
  fundStyle: "columns",
  fundColumns: FUNDS_2020,
  fundTotalLast: false,
  amountUnits: false,
  fundBlank: "",
  goals: { label: "年度总体目标", plan: "预期目标", done: "实际完成情况" },
  sideLabel: "绩效指标",
  indicatorColumns: COLUMNS_2020,
  twoRowHead: false,
  broken: false,
  pointsInNames: "none",
  numbered: false,
  placeholders: false,
  stars: false,
  symbols: "plain",
  totalLabel: "总分",
  gradeLabel: null,
  closing: [],
  notes: [],
  fragment: "none",
  traditional: false,
};

function official(change: Partial<LayoutSpec>, traits: Partial<FormTraits> = {}): LayoutSpec {
  return { ...OFFICIAL, ...change, traits: { ...OFFICIAL.traits, ...traits } };
}

const SPLIT_COLUMNS: Columns<IndicatorColumn> = [
  ...LEVELS,
  ["symbol", "指标性质"],
  ["value", "指标值"],
  ["unit", "度量单位"],
  ["actual", "完成值"],
  ["weight", "权重"],
  ["score", "得分"],
  ["reason", "未完成原因分析"],
];
const NO_WEIGHT_COLUMNS: Columns<IndicatorColumn> = [
  ...LEVELS,
  ["target", "年初目标值（A）"],
  ["actual", "实际完成值（B）"],
  ["score", "得分"],
];
const FUNDS_20: Columns<FundColumn> = [
  ["revised", "预算数（A）"],
  ["executed", "执行数（B）"],
  ["rate", "执行率（B/A）"],
  ["score", "得分（20分*执行率）"],
];
const BOXES = [
  ["项目类别", "1、部门预算项目 ☑ 2、市直专项 □ 3、市对下转移支付项目 □"],
  ["项目属性", "1、持续性项目 ☑ 2、新增性项目 □"],
  ["项目类型", "1、常年性项目 □ 2、延续性项目 ☑ 3、一次性项目 □"],
] as const;
const CENTRAL_ROWS = ["年度资金总额", "其中：中央补助", "地方资金", "其他资金"] as const;
const LEVEL_ROWS = ["年度资金总额", "其中：中央财政资金", "省级财政资金", "市县财政资金", "其他资金"] as const;

export const SPECS = {
  "official-2015": official(
    {
      title: ["项目支出绩效自评表", "（{year}年度）"],
      departmentLabel: "主管部门及代码",
      fundLabel: "项目资金（万元）",
      fundColumns: [
        ["revised", "全年预算数（A）"],
        ["executed", "全年执行数（B）"],
        ["rate", "执行率（B/A）"],
        ["weight", "分值"],
        ["score", "得分"],
      ],
      goals: { label: "年度总体目标", plan: "年初设定目标", done: "全年实际完成情况" },
      indicatorColumns: [
        ...LEVELS,
        ["target", "年度指标值"],
        ["actual", "全年完成值"],
        ["weight", "分值"],
        ["score", "得分"],
        ["reason", "未完成原因和改进措施"],
      ],
      totalLabel: "总分",
    },
    { fundRows: ["年度资金总额", "其中：财政拨款", "其他资金"] },
  ),
  "official-2020": official({}),
  "official-2021": official(
    { fundBlank: "—", indicatorColumns: COLUMNS_2020, titleInside: true, title: ["项目支出绩效自评表（{year}年度）"] },
    { scheme: COST_SCHEME, partRates: true },
  ),
  "weight-before-target": official({
    fundColumns: FUNDS_AB,
    indicatorColumns: [
      ...LEVELS,
      ["weight", "分值"],
      ["target", "年度指标值"],
      ["actual", "全年实际值"],
      ["score", "得分"],
      ["reason", "未完成原因及拟采取的改进措施"],
    ],
  }),
  "no-weight": official(
    {
      title: ["{year}年度{project}自评表"],
      unitLabel: "项目实施单位",
      boxes: BOXES,
      fundLabel: "预算执行情况（万元）（20分）",
      fundColumns: FUNDS_20,
      goals: null,
      sideLabel: "年度绩效目标（80分）",
      indicatorColumns: NO_WEIGHT_COLUMNS,
      pointsInNames: "level1",
      totalLabel: "总分",
      closing: [["偏差大或目标未完成原因分析", "无"]],
      notes: ["备注：1.预算数为调整后资金总额，执行数为单位实际支出。"],
    },
    { scheme: officialScheme(40, 30, 10), executionWeight: 20, fundRows: ["年度财政资金总额"] },
  ),
  "no-score": official(
    {
      title: ["中央对地方转移支付项目绩效自评表", "（{year}年度）"],
      projectLabel: "转移支付（项目）名称",
      departmentLabel: "地方主管部门",
      unitLabel: "资金使用单位",
      fundColumns: FUNDS_RATE_ONLY,
      goals: { label: "总体目标完成情况", plan: "总体目标", done: "全年实际完成情况" },
      indicatorColumns: [...LEVELS, ["target", "指标值"], ["actual", "全年实际完成值"], ["reason", "未完成原因和改进措施"]],
      totalLabel: null,
      closing: [["说明", "无"]],
      notes: ["注：1.其他资金包括自有资金和社会资金。", "2.执行数以国库支付为准。"],
    },
    { executionWeight: 0, fundRows: CENTRAL_ROWS, scheme: officialScheme(50, 40, 10) },
  ),
  "weights-only": official({
    indicatorColumns: [
      ...LEVELS,
      ["target", "年度指标值"],
      ["actual", "实际完成值"],
      ["weight", "权重"],
      ["reason", "偏差原因分析及改进措施"],
    ],
    totalLabel: "合计",
  }),
  "ab-heads": official({
    fundColumns: FUNDS_AB,
    indicatorColumns: [
      ...LEVELS,
      ["target", "年度指标值（A）"],
      ["actual", "全年实际值（B）"],
      ["weight", "分值"],
      ["score", "得分"],
      ["reason", "未完成原因分析及改进措施"],
    ],
  }),
  "government-levels": official({ fundColumns: FUNDS_AB, fundBlank: "-" }, { fundRows: LEVEL_ROWS, partRates: true }),
  "split-target": official(
    {
      title: ["部门预算项目支出绩效自评表（{year}年度）"],
      unitLabel: "实施单位（盖章）",
      fundLabel: "预算执行情况（10分）（万元）",
      fundColumns: [
        ["initial", "年初预算"],
        ["revised", "调整后预算数"],
        ["executed", "预算执行数"],
        ["rate", "预算执行率"],
        ["weight", "权重"],
        ["score", "得分"],
      ],
      fundBlank: "/",
      sideLabel: "绩效指标（90分）",
      indicatorColumns: SPLIT_COLUMNS,
      totalLabel: "合计",
      closing: [
        ["评价结论", "项目按计划实施，资金使用规范。"],
        ["存在问题", "部分工作进度偏慢。"],
        ["改进措施", "细化月度计划，加强跟踪。"],
      ],
      notes: ["项目负责人：　　　　财务负责人："],
    },
    { rateStyle: "percent-places", fundRows: ["总额", "其中：财政资金", "财政专户管理资金", "单位资金"], partRates: true },
  ),
  "split-words": official({ indicatorColumns: SPLIT_COLUMNS, symbols: "words", totalLabel: "合计" }),
  "split-wide": official({ indicatorColumns: SPLIT_COLUMNS, symbols: "wide" }),
  "core-flag": official({
    indicatorColumns: [
      ...LEVELS,
      ["target", "年度指标值"],
      ["actual", "实际完成值"],
      ["weight", "权重"],
      ["score", "得分"],
      ["core", "是否核心指标"],
      ["reason", "偏差原因分析及改进措施"],
    ],
  }),
  "score-coefficient": official({
    indicatorColumns: [
      ["level3", "指标名称"],
      ["target", "年初指标值"],
      ["actual", "全年完成值"],
      ["coefficient", "得分系数（%）"],
      ["weight", "指标权重（分）"],
      ["score", "指标得分（分）"],
      ["core", "是否核心指标"],
      ["reason", "偏差原因"],
    ],
  }),
  placeholders: official({ numbered: true, placeholders: true }),
  stars: official({ fundColumns: FUNDS_AB, stars: true, symbols: "ascii" }),
  "execution-20": official({ fundColumns: FUNDS_AB }, { executionWeight: 20, scheme: officialScheme(50, 20, 10) }),
  "execution-9": official({}, { executionWeight: 9, scheme: officialScheme(51, 30, 10), partScores: true, partRates: true }),
  "execution-100": official({}, { executionWeight: 100, executionApart: true, scheme: officialScheme(50, 40, 10) }),
  "execution-none": official(
    { fundColumns: [["initial", "年初预算数"], ...FUNDS_RATE_ONLY] },
    { executionWeight: 0, scheme: officialScheme(50, 40, 10) },
  ),
  "rate-fraction": official({}, { rateStyle: "fraction", partRates: true }),
  "rate-spaced": official({}, { rateStyle: "spaced-percent" }),
  "rate-bare": official({}, { rateStyle: "bare" }),
  "yuan-thousands": official(
    { title: ["财政项目支出绩效自评表", "（{year} 年度）"], fundLabel: "项目资金（元）", fundBlank: "—" },
    { moneyUnit: "元", thousands: true },
  ),
  "yuan-plain": official({ fundLabel: "项目资金（单位：元）" }, { moneyUnit: "元" }),
  "shared-scores": official(
    {
      title: ["{year}年度{project}自评表"],
      boxes: BOXES,
      fundLabel: "预算执行情况（万元）（20分）",
      fundColumns: FUNDS_20,
      goals: null,
      sideLabel: "年度绩效目标1（80分）",
      indicatorColumns: NO_WEIGHT_COLUMNS,
      pointsInNames: "level1",
    },
    { scheme: officialScheme(40, 30, 10), executionWeight: 20, fundRows: ["年度财政资金总额"], sharedScores: true },
  ),
  "several-tables": official({}, { tables: 3 }),
  "fragment-start": official({ fragment: "start" }),
  "fragment-end": official({ fragment: "end" }),
  "department-overall": official(
    {
      kind: "dept-overall",
      title: ["部门整体支出绩效自评表", "（{year}年度）"],
      projectLabel: null,
      departmentLabel: "部门名称",
      unitLabel: null,
      fundLabel: "部门整体支出（万元）",
      goals: { label: "年度总体目标", plan: "预期目标", done: "实际完成情况" },
    },
    { fundRows: ["年度资金总额", "其中：基本支出", "项目支出"] },
  ),
  "transfer-area": official(
    {
      kind: "transfer-payment",
      title: ["{year}年度转移支付区域绩效目标自评表"],
      projectLabel: "专项名称",
      departmentLabel: "地方主管部门",
      unitLabel: null,
      fundLabel: "预算执行情况",
      fundStyle: "pairs",
      fundColumns: [
        ["revised", "预算数"],
        ["executed", "执行数"],
      ],
      goals: { label: "年度目标完成情况", plan: "预期目标", done: "目标实际完成情况" },
      sideLabel: "年度绩效指标完成情况",
      indicatorColumns: [...LEVELS, ["target", "年度指标值"], ["actual", "实际完成指标值"]],
      numbered: true,
      totalLabel: null,
    },
    { executionWeight: 0, fundRows: ["预算执行情况", "其中：中央补助", "地方资金"], scheme: officialScheme(50, 40, 10) },
  ),
  "bureau-standards": official(
    {
      kind: "bureau",
      title: ["{year}年度{project}绩效评价指标评分表"],
      indicatorColumns: [
        ...LEVELS,
        ["weight", "分值"],
        ["explain", "指标解释"],
        ["standard", "评分标准"],
        ["target", "目标值"],
        ["actual", "完成值"],
        ["score", "得分"],
      ],
      sideLabel: null,
      goals: null,
      totalLabel: "合计",
      gradeLabel: "评价等级",
    },
    {},
  ),
  "report-annex": official({ kind: "report", title: ["项目支出绩效自评表", "（{year}年度）"] }, { report: true }),
  "points-in-names": official({ pointsInNames: "both", gradeLabel: "自评等级" }),
  "form-hints": official({
    goals: { label: "年度总体目标", plan: "预期目标（对照年初目标填写，100字以内）", done: "实际完成情况（200字以内）" },
    closing: [["评价结论", "结合自评情况，说明总分及取得的成效（200字以内）"]],
    notes: ["填报说明：得分保留两位小数；定性指标分三档填写。"],
  }),
  traditional: official({ traditional: true }),
  "head-total": official({
    projectLabel: "项目名称",
    headTotalLabel: "自评总分",
    totalLabel: null,
    gradeLabel: null,
    fundColumns: FUNDS_AB,
  }),
  "broken-heads": official({ broken: true, sideLabel: "绩\n效\n指\n标" }),
  "broken-points": official({ broken: true, pointsInNames: "level1", numbered: true, fundColumns: FUNDS_AB }),
  "two-row-head": official({ twoRowHead: true, indicatorColumns: SPLIT_COLUMNS, symbols: "wide" }),
  "funds-by-source": official(
    {
      title: ["{year}年度{project}绩效自评表"],
      fundLabel: "预算执行情况（万元）",
      fundColumns: FUNDS_RATE_ONLY,
      fundTotalLast: true,
      goals: null,
      indicatorColumns: [...LEVELS, ["target", "年初目标值"], ["actual", "实际完成值"], ["reason", "未完成原因及改进措施"]],
      totalLabel: null,
    },
    { executionWeight: 0, fundRows: ["合计", "一般公共预算拨款", "其他资金"], scheme: officialScheme(50, 40, 10), partRates: true },
  ),
  "amounts-with-units": official(
    { amountUnits: true, fundLabel: "项目资金", fundColumns: FUNDS_AB },
    { fundRows: ["年度资金总额", "其中：财政拨款", "其他资金"] },
  ),
  "zero-parts": official({ fundBlank: "/" }, { zeroParts: true, partRates: true, rateStyle: "percent-places" }),
  "short-levels": official({ fundColumns: FUNDS_AB, gradeLabel: "等级" }, { scheme: SHORT_SCHEME }),
} as const satisfies Readonly<Record<string, LayoutSpec>>;

export type LayoutName = keyof typeof SPECS;

export const LAYOUTS = Object.keys(SPECS) as readonly string[] as readonly LayoutName[];

export function layoutOf(name: LayoutName): LayoutSpec {
  return SPECS[name];
}

/** What the figures of a form depend on. */
export function layoutTraits(name: LayoutName): FormTraits {
  return SPECS[name].traits;
}
