// The heads of a report's own tables: the list of sub-projects with their money, and the sheet of scores by level.
import { foldWord } from "../words/fold-text.ts";

export type DetailColumn = "no" | "name" | "division" | "budget" | "spent" | "rate";
export type ScoreColumn = "level1" | "level2" | "weight" | "score";

const DETAIL_HEADS: readonly (readonly [DetailColumn, RegExp])[] = [
  ["no", /^(?:序号|编号|项目序号)$/u],
  [
    "name",
    /^(?:(?:子|具体|分|明细)?项目(?:\(活动\))?(?:名称|内容)|名称|(?:支出|工作|建设|具体)(?:内容|事项|明细)|活动名称|团组名称|子项目|明细项目)$/u,
  ],
  ["division", /^(?:项目)?(?:实施|承办|责任|使用|归口|牵头|主办)(?:单位|处室|科室|部门)(?:\(.*\))?$|^(?:处室|科室|部门|单位)(?:名称)?$/u],
  [
    "budget",
    /^(?:项目)?(?:年初|全年|调整后?|批复|安排|计划)?(?:预算|计划|安排|下达|到位)(?:安排)?(?:资金|经费)?(?:金额|数|额)?(?:\(.*\))?$/u,
  ],
  ["spent", /^(?:项目)?(?:实际|累计|全年)?(?:支出|执行|使用|完成支付|支付|决算)(?:资金|经费)?(?:金额|数|额)?(?:\(.*\))?$/u],
  ["rate", /^(?:预算|资金|支出)?(?:执行|使用|支出)(?:率|进度)(?:\(.*\))?$/u],
];

const SCORE_HEADS: readonly (readonly [ScoreColumn, RegExp])[] = [
  ["level1", /^(?:一级指标|指标类别|评价内容|评价维度)(?:\(.*\))?$/u],
  ["level2", /^(?:二级指标|评价指标|指标名称)(?:\(.*\))?$/u],
  ["weight", /^(?:(?:指标)?(?:权重|分值)|标准分|满分)(?:\(.*\))?$/u],
  ["score", /^(?:(?:自评|评价|实际|最终)?(?:得分|评分))(?:\(.*\))?$/u],
];

export function detailColumnOf(printed: string): DetailColumn | null {
  return columnOf(DETAIL_HEADS, printed);
}

export function scoreColumnOf(printed: string): ScoreColumn | null {
  return columnOf(SCORE_HEADS, printed);
}

function columnOf<Column>(heads: readonly (readonly [Column, RegExp])[], printed: string): Column | null {
  const word = foldWord(printed);
  return word.length > 20 ? null : (heads.find(([, pattern]) => pattern.test(word))?.[0] ?? null);
}

export function isTotalWord(printed: string): boolean {
  return /^(?:合计|总计|总分|共计)[:：]?$/u.test(foldWord(printed));
}

/** The unit of money in heads, as in 预算金额（万元）. */
export function unitInHeads(words: readonly string[]): "元" | "万元" | null {
  for (const word of words) {
    const unit = /[(（](?:单位[:：])?(万元|元)[)）]|单位[:：](万元|元)/u.exec(foldWord(word));
    const found = unit?.[1] ?? unit?.[2];
    if (found === "元" || found === "万元") return found;
  }
  return null;
}

/** Whether the line is a table's title: short, and 表 its last word, a bracket behind it apart. */
export function isTableTitle(text: string): boolean {
  return text.length <= 50 && /表(?:[(（].*[)）])?$/u.test(text);
}
