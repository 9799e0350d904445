// The heads of a form's columns, as official and provincial forms word them, by what stands below them.
import { foldWord } from "./fold-text.ts";

export type FundColumn = "row" | "initial" | "revised" | "executed" | "weight" | "rate" | "score" | "reason";

export type IndicatorColumn =
  | "number"
  | "level1"
  | "level2"
  | "level3"
  | "symbol"
  | "target"
  | "unit"
  | "actual"
  | "weight"
  | "coefficient"
  | "score"
  | "core"
  | "standard"
  | "reason";

const FUND_HEADS: readonly (readonly [FundColumn, RegExp])[] = [
  ["row", /^(?:资金来源|项目资金|资金类别|资金性质|资金情况|预算资金情况)(?:\(.*\))?$/u],
  ["initial", /^(?:年初预算(?:数|资金|安排)?|年初数|初始预算(?:数)?|年初批复数|部门预算数)(?:\(.*\))?$/u],
  [
    "revised",
    /^(?:全年(?:\(调整\)|调整)?预算(?:数)?|调整后?(?:的)?预算(?:数)?|(?:全年)?预算数|预算资金|转移支付预算数|调整数|年度预算数|全年预算资金|实际下达|到位资金|资金到位数)(?:\(.*\))?$/u,
  ],
  [
    "executed",
    /^(?:全年(?:实际)?(?:执行|支出)(?:数)?|(?:预算|实际)?执行(?:数|金额)|实际支出(?:数|资金)?|转移支付执行数|支出数|决算数|资金使用数)(?:\(.*\))?$/u,
  ],
  ["weight", /^(?:分值|权重|执行率权重|标准分|满分|分值权重|分值\(\d+分?\))(?:\(.*\))?$/u],
  ["rate", /^(?:预算)?(?:资金)?执行率(?:\(.*\))?$/u],
  ["score", /^(?:自评)?得分(?:\(.*\))?$|^执行率得分(?:\(.*\))?$/u],
  ["reason", /^(?:原因|偏差原因|备注|未执行原因|未完成原因.*|偏差原因分析.*)$/u],
];

const INDICATOR_HEADS: readonly (readonly [IndicatorColumn, RegExp])[] = [
  ["number", /^(?:序号|编号)$/u],
  ["level1", /^(?:一级指标|指标类别|一级)(?:\(.*\))?$/u],
  ["level2", /^(?:二级指标|二级)(?:\(.*\))?$/u],
  ["level3", /^(?:三级指标|三级|指标名称|指标内容|绩效指标名称|四级指标)(?:\(.*\))?$/u],
  ["symbol", /^(?:指标性质|运算符号|比较符|指标方向|符号|绩效指标性质)$/u],
  [
    "target",
    /^(?:(?:年度|年初|全年|预期|计划|调整(?:后)?|绩效)?(?:绩效)?(?:指标|目标)值|年初设定(?:指标|目标)值|目标|预期目标值|年度目标|计划值|预期值|指标值\(内容\)|绩效指标值)(?:\(.*\))?$/u,
  ],
  ["unit", /^(?:度量单位|计量单位|单位|指标单位|绩效度量单位)$/u],
  [
    "actual",
    /^(?:(?:全年|年度)?实际(?:完成)?(?:指标)?值|(?:全年)?完成(?:指标)?值|(?:全年)?实际完成(?:情况)?|完成情况|全年实际完成值|实际值|实现值|年度完成值|自评完成值|指标完成值)(?:\(.*\))?$/u,
  ],
  ["weight", /^(?:(?:指标|参考|设定|标准)?分值|(?:指标)?权重(?:分值)?|标准分|满分|权重\/分值|分值权重)(?:\(.*\))?$/u],
  ["coefficient", /^(?:得分系数|完成率|指标完成率|完成比例|折算系数|完成程度)(?:\(.*\))?$/u],
  ["score", /^(?:(?:指标|自评|折算|评价|实际|最终)?(?:得分|评分)|自评(?:分)?(?:数|值)?|评分)(?:\(.*\))?$/u],
  ["core", /^(?:是否)?核心指标$/u],
  ["standard", /^(?:评分标准|评价标准|指标解释(?:说明)?|指标说明|评分(?:细则|办法|规则)|计分方法|得分说明|评价要点|佐证(?:材料|资料)?)$/u],
  ["reason", /^(?:.*(?:偏差|未完成|扣分|未达标|偏离).*(?:原因|措施|说明).*|备注|原因分析|原因说明|改进措施|说明)$/u],
];

/** What stands below this head in the money rows; null for a head of no known column. */
export function fundColumnOf(printed: string): FundColumn | null {
  const word = foldWord(printed);
  return word.length > 24 ? null : (FUND_HEADS.find(([, pattern]) => pattern.test(word))?.[0] ?? null);
}

/** What stands below this head in the indicator rows; null for a head of no known column. */
export function indicatorColumnOf(printed: string): IndicatorColumn | null {
  const word = foldWord(printed);
  return word.length > 24 ? null : (INDICATOR_HEADS.find(([, pattern]) => pattern.test(word))?.[0] ?? null);
}
