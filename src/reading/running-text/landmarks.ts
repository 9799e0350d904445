// The words of forms as landmarks on a tape: labels of the head, heads of columns, the sections of a table and where it ends.
import type { HeadField } from "../words/field-labels.ts";

/** A word of the form with where it stands. */
export type Landmark<Name extends string> = { readonly name: Name; readonly start: number; readonly end: number };

type Words<Name extends string> = readonly (readonly [Name, string])[];

const BRACKET = "(?:\\([^()]{0,14}\\)?)?";

/** The words from left to right, none over another: of those that come next the first, of two at one place the longer. */
export function landmarksIn<Name extends string>(text: string, words: Words<Name>, start: number, end: number): Landmark<Name>[] {
  const patterns = words.map(([name, pattern]) => [name, new RegExp(pattern, "gu")] as const);
  const found: Landmark<Name>[] = [];
  for (let from = start; ; ) {
    let next: Landmark<Name> | null = null;
    for (const [name, pattern] of patterns) {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (!match || match[0].length === 0) continue;
      const one = { name, start: match.index, end: match.index + match[0].length };
      if (!next || one.start < next.start || (one.start === next.start && one.end > next.end)) next = one;
    }
    if (!next || next.end > end) return found;
    found.push(next);
    from = next.end;
  }
}

/** Labels of a form's head as they run in text, with brackets and colons. */
export const HEAD_WORDS: Words<HeadField | "section"> = [
  ["project", `(?:转移支付(?:\\(项目\\))?名称|(?<![子分])(?:专项|项目|政策)(?:\\((?:政策|资金)\\))?名称)(?:\\([^()]{0,8}\\))?[:：]?`],
  ["higher-department", "(?:中央主管部门|省级财政部门|市级财政部门|地方财政部门|财政处室|财政审?核?部门)[:：]?"],
  [
    "department",
    `(?:(?:地方|省级|市级|县级|区级|项目)?主管(?:部门|单位)(?:及代码)?(?:\\(盖章\\))?|预算部门(?:、单位)?名称|部门\\(单位\\)名称|部门名称)[:：]?`,
  ],
  ["unit", `(?:(?:项目)?(?:实施|施)[单第]位(?:\\(?盖章\\)?)?|资金使用单位|项目单位(?:\\(盖章\\))?|项目承担单位)[:：]?`],
  ["unit-name", "(?:单位名称|填报单位(?:\\(盖章\\))?|填报部门|自评单位)[:：]?"],
  ["contact", "(?:项目负责人|部门联系人|联系人(?:及电话)?|填报人|填表人|主要领导签字|财务负责人)[:：]?"],
  ["phone", "(?:联系电话|电话)[:：]?"],
  ["filled-on", "(?:填报日期|填表日期|填报时间|填表时间|发布(?:日期|时间))[:：]?"],
  ["project-class", "项目类别"],
  ["project-nature", "项目属性"],
  ["project-type", "项目类型"],
  ["self-score", "(?:自评(?:总)?得分|自评总分|评价得分)(?:\\(分\\))?[:：]?(?!\\()"],
  ["grade", "(?:自评等级|评价等级|绩效等级|评价等次|自评等次)[:：]?"],
  [
    "section",
    `(?:项目基本情况|部门整体支出\\(万?元\\)|项目资金${BRACKET}|项[目F][目l]?资金|资金情况${BRACKET}|部门预算执行情况|预算执行情况${BRACKET}|年度预算申请|年初预算|全年(?:预算|执行)数|预算执行率|资金来源|年度(?:总体)?目标|当年绩效目标|报表编号|财政审)`,
  ],
];

/** Where the parts of a table begin. */
export const FUND_STARTS = new RegExp(
  `项目资金${BRACKET}|部门整体支出\\(万?元|资金情况\\(万?元|预算执行情况${BRACKET}|年度预算申请|年初预算数?|预[算匏]数\\(A\\)|资金来源|项[目F]l?资金|转移支付预算数|部门预算执行情况`,
  "u",
);
export const GOAL_STARTS =
  /年度(?:总体)?r?二?(?:绩效)?目标(?:完成情况)?|当年绩效目标|总体目标完成情况|预期目标|年初设定目标|年度绩效目标|项目年度目标/u;
export const INDICATOR_STARTS =
  /(?:年度)?(?:绩效)?指标(?:完成情况)?(?=一级指标)|一级(?:指标)?(?=二级)|一级指标|二级指标(?=三级指标)|指标名称(?=[^0-9]{0,4}(?:计量单位|指标性质|分值|权重|年初|年度|预期|目标|指标值))|[EB]?二级指标(?=三级)/u;

/** What follows the last indicator. */
export const TABLE_ENDS =
  /(?:合计|总分|总计|总得分)(?=[:：]?(?:[\dIl]|$|评价|偏差|备注|存在|说明|-))|合计(?=\d)|评价结论|存在(?:的)?问题|改进措施(?!$)(?=[\u4e00-\u9fff])|备注[:：]|注[:：]|说明(?=注|[:：]|无)|偏差大或|其他需要说明|填表说明|项目负责人[:：]|填报人[:：]/u;

/** A grade named behind the table, with its label. */
export const GRADE_BEHIND = /(?:(?:自评|评价|绩效)?(?:等级|等次)|绩效评级)[:：]?(优秀?|良好?|中|差|较差|一般|不?合格)(?![一-鿿])/u;

export type FundHead = "initial" | "revised" | "executed" | "weight" | "rate" | "score" | "reason";

export const FUND_WORDS: Words<FundHead> = [
  ["initial", `年初预[算匏]数?${BRACKET}|年度预算申请${BRACKET}(?=年初预算)`],
  [
    "revised",
    `(?<!年度)(?:全年|调整后?的?|转移支付)?(?:\\(调?整?\\)|\\(If整\\)|调整)?预[算匏]数(?:\\(A\\)|\\(万元\\))?[:：]?|调整预算(?:将,?A、|数)`,
  ],
  ["executed", `(?:全年|预算|转移支付)?执行(?:数|(?=分值))(?:\\(B\\))?[:：]?|实际支出数?`],
  ["weight", `分值|执行率权重(?=执行率)|权重`],
  ["rate", `(?:预算)?执行率(?!\\)|,|=|权重执行率)(?:\\((?:B\\/A|%|\\d[^()]*)\\))?`],
  ["score", `(?:(?<=权重)执行率|自评)?得分(?:\\((?:\\d+分\\*执行率|分)\\))?`],
  ["reason", `原因(?!\\(|分析)`],
];

export type IndicatorHead =
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
  | "explanation"
  | "reason";

export const INDICATOR_WORDS: Words<IndicatorHead> = [
  ["level1", `一级指标|一级(?=二级)`],
  ["level2", "二级指标"],
  ["level3", "三级指标|指标名称"],
  ["symbol", "指标性质"],
  ["target", `(?:年度|年初|全年|预期|调整|年初设定)?(?:绩效)?(?:指标|目标)值(?:\\((?:A|八)\\))?|年度(?=实际分值)|年度绩效目标值`],
  ["unit", "度量单位|计量单位"],
  [
    "actual",
    `(?:全年|年度)?实际(?:完成)?(?:指标)?值(?:\\(B\\))?|(?:全年|年度)?完成(?:指标)?值(?:\\(B\\))?|(?<=年度)实际(?=分值)|年成值|全完值`,
  ],
  ["weight", `(?:参考|指标|标准)?分值|考值参分|(?:指标)?权重(?:\\(分\\))?`],
  ["coefficient", "得分系数(?:\\(%\\))?|完成率"],
  ["score", `(?:指标|自评|折算)?得分(?:\\(分\\))?(?!系数)|自评(?=\\d|$)`],
  ["core", "是否核心指标|是否核心"],
  ["explanation", "指标解释(?:说明)?"],
  ["standard", "评分标准|评价标准|评分细则"],
  ["reason", `(?:未?完成|偏差)?(?:原因|偏差原因)(?:分析)?(?:及|和)?(?:拟采取的)?(?:改进措施|改进)?|未完成原因[^\\d]{0,14}措施|备注`],
];
