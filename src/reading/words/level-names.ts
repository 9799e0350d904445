// The closed lists of level names that the forms use, official and provincial, and how they are met in print: with points in
// brackets, without 指标, broken over lines.
import { foldWord } from "./fold-text.ts";

/** Level 1 of the official forms, then of the finance bureaus' frameworks (投入 过程 产出 效果). */
const LEVEL1 = [
  "产出指标",
  "效益指标",
  "满意度指标",
  "成本指标",
  "管理指标",
  "决策指标",
  "过程指标",
  "效果指标",
  "投入指标",
  "履职效能",
  "管理效率",
  "项目决策",
  "项目管理",
  "项目过程",
  "项目产出",
  "项目效益",
  "项目效果",
  "项目资金",
  "项目投入",
  "项目满意度",
  "资金管理",
  "预算执行",
  "社会效应",
  "可持续性",
  "投入",
  "过程",
  "产出",
  "效果",
  "决策",
  "效益",
  "满意度",
] as const;

const LEVEL2 = [
  "数量指标",
  "质量指标",
  "时效指标",
  "成本指标",
  "经济成本指标",
  "社会成本指标",
  "生态环境成本指标",
  "经济效益指标",
  "社会效益指标",
  "生态效益指标",
  "环境效益指标",
  "可持续影响指标",
  "可持续发展指标",
  "服务对象满意度指标",
  "社会公众满意度指标",
  "满意度指标",
  "产出数量",
  "产出质量",
  "产出时效",
  "产出成本",
  "经济效益",
  "社会效益",
  "生态效益",
  "环境效益",
  "可持续影响",
  "服务对象满意度",
  "社会公众满意度",
  "项目立项",
  "项目目标",
  "绩效目标",
  "资金投入",
  "投入管理",
  "资金管理",
  "财务管理",
  "组织实施",
  "项目实施",
  "业务管理",
  "资金落实",
  "预算执行率",
  "预算资金执行率",
] as const;

export type LevelName = {
  /** As printed, blanks and points taken away. */
  readonly name: string;
  /** "50" of 产出指标（50分）; null where no points stand beside it. */
  readonly points: string | null;
};

const POINTS = /[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]$/u;

/** A level's name parted from its points: 产出指标（50 分） is 产出指标 with 50. */
export function partPoints(printed: string): LevelName {
  const text = printed.replace(/\s+/gu, "");
  const points = POINTS.exec(text);
  return points?.[1] === undefined ? { name: text, points: null } : { name: text.slice(0, points.index), points: points[1] };
}

/** Whether the cell is a level-1 name of the closed list, with or without points. */
export function isLevel1(printed: string): boolean {
  return inList(LEVEL1, printed);
}

export function isLevel2(printed: string): boolean {
  return inList(LEVEL2, printed);
}

function inList(list: readonly string[], printed: string): boolean {
  const word = foldWord(partPoints(printed).name);
  return list.includes(word) || (/指标$/u.test(word) ? list.includes(word.slice(0, -2)) : list.includes(`${word}指标`));
}

/** The lists longest first, for scanning text without cell boundaries; blanks may stand between any two characters. */
export const LEVEL1_NAMES: readonly string[] = longestFirst(LEVEL1);
export const LEVEL2_NAMES: readonly string[] = longestFirst(LEVEL2);

function longestFirst(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => b.length - a.length);
}
