// The labels of a form's head: what stands beside them is a name, a date or a grade.
import { foldWord } from "./fold-text.ts";

export type HeadField =
  | "project"
  | "department"
  | "unit"
  | "unit-name"
  | "higher-department"
  | "contact"
  | "phone"
  | "filled-on"
  | "project-class"
  | "project-nature"
  | "project-type"
  | "self-score"
  | "grade"
  | "goal"
  | "goal-achieved"
  | "other";

// `unit-name` (单位名称) is the filling unit: it stands in for the implementing unit where none is named.
const LABELS: readonly (readonly [HeadField, RegExp])[] = [
  [
    "project",
    /^(?:转移支付(?:\(项目\))?名称|(?:专项|资金|政策)(?:\(项目\))?名称|项目(?:\(政策\)|\(资金\))?名称(?:\(.*\)|及编码)?|评价项目名称)$/u,
  ],
  ["higher-department", /^(?:中央主管部门|省级财政部门|市级财政部门|地方财政部门|财政处室|财政部门)$/u],
  [
    "department",
    /^(?:(?:地方|省级|市级|县级|区级|项目)?主管(?:部门|单位)(?:\(盖章\)|及代码)?|预算部门(?:、单位)?名称|部门(?:\(单位\))?名称)$/u,
  ],
  [
    "unit",
    /^(?:(?:项目)?(?:具体)?(?:实施|施)单位(?:\(.*\)|\(?盖章\)?)?|资金使用单位|项目单位(?:\(盖章\))?(?:名称)?|项目承担单位|预算单位|单位\(盖章\)|实施部门)$/u,
  ],
  ["unit-name", /^(?:单位名称|填报单位|填报单位\(盖章\)|填报部门|评价单位|自评单位|部门单位)$/u],
  ["contact", /^(?:项目负责人|联系人|填报人|填表人|部门联系人|财务负责人|单位负责人|主要领导签字|联系人及电话|负责人)$/u],
  ["phone", /^(?:联系电话|电话)$/u],
  ["filled-on", /^(?:填报日期|填表日期|填报时间|填表时间|评价时间|自评时间)$/u],
  ["project-class", /^项目类别$/u],
  ["project-nature", /^项目属性$/u],
  ["project-type", /^项目类型$/u],
  ["self-score", /^(?:自评(?:总)?得分|自评总分|自评总得分|评价得分|总得分|综合得分|自评分数)(?:\(分\))?$/u],
  ["grade", /^(?:自评等级|评价等级|等级|绩效等级|评价等次|自评等次|评价结果|自评结果|绩效评级)$/u],
  ["goal", /^(?:预期目标|年初设定目标|项目年度目标|总体目标|年初绩效目标|年初总体目标|年初目标|目标设定)$/u],
  [
    "goal-achieved",
    /^(?:实际完成情况|年度总体目标完成情况(?:综述)?|年度目标完成情况|目标实际完成情况|全年实际完成情况|全年目标实际完成情况|全年完成情况)$/u,
  ],
];

/** The field whose label this cell is; null for anything else. A colon at the end does not matter. */
export function headFieldOf(printed: string): HeadField | null {
  const word = foldWord(printed).replace(/[:：]+$/u, "");
  if (word.length === 0) return null;
  const field = word.length > 24 ? undefined : LABELS.find(([, pattern]) => pattern.test(word))?.[0];
  if (field) return field;
  // Heads of goals carry hints of any length how to fill them in.
  const hinted = /^([^()]{4,24})\([^()]{1,40}\)$/u.exec(word)?.[1] ?? "";
  return LABELS.find(([goal, pattern]) => (goal === "goal" || goal === "goal-achieved") && pattern.test(hinted))?.[0] ?? null;
}
