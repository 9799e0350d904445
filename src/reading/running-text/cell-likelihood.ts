// How like a column's content a stretch of tape is: the closed lists and shapes that forms use, as penalties (0 is a perfect
// cell, less is less likely, `null` impossible). They only choose between readings; nothing is computed from them.
import { GAP } from "./gap.ts";
import type { IndicatorHead } from "./landmarks.ts";
import type { Tape, TapeStyle } from "./tape.ts";

/** Columns that the search fills, in a form's order; levels are met at the beginning of a row. */
export type RowColumn = Exclude<IndicatorHead, "level1" | "level2">;

const NUMBER = /^\d{1,3}(?:\.\d{1,4})?$/u;
const OCR_NUMBER = /^[IlOS\d]{1,3}(?:\.[IlOS\d]{1,2})?$/u;
const SIGN_WORD = /^(?:定性|定量|不低于|不少于|不小于|不超过|不高于|不大于|小于|大于)/u;
const KIND = /(?:定性|定量)(?:指标)?$/u;
const DASH = /^(?:[-—/一_]+)$/u;
const SIGN = "(?:[≥≤=><~±]{1,2}|大于等于|小于等于|大于|小于|等于|不低于|不少于|不小于|不超过|不高于|不大于|控制在|达到)";
const UNIT =
  "(?:[%‰℃个件人次场批份台套头元万亿吨米亩只条项户家所篇起例宗幅樘班站趟车艘部天日月年小时分钟辆座处期届种类本册名位株棵里度级组组织平方公立方千瓦平米人次人天/、*左右以上以下内前底后kKwWTBGMm²³xX]|m2|m3){0,12}";
const VALUE = new RegExp(`^${SIGN}?[+-]?\\d[\\d,]*(?:\\.\\d+)?(?:[-~至]\\d[\\d,.]*)?${UNIT}(?:以上|以下|以内|左右|之间)?$`, "u");
/** A figure with a measure word that no list knows. */
const MEASURED = new RegExp(`^${SIGN}?\\d[\\d,]*(?:\\.\\d+)?[一-鿿]{1,2}$`, "u");
const MEASURE = /^(?:[件个份套台亩吨米元]|公里|千米|公斤|万元|人次|平方米|立方米)/u;
/** The end of a measured value, or of an answer behind points. */
const BEHIND_VALUE = /\d(?:万?元|人?次|[人个件台套份天期册座块项家户亩吨米]|公里|小时|平方米|[年月日]底?前?|[是否])$/u;
const SIGNED = new RegExp(`^${SIGN}[+-]?\\d`, "u");
const DEGREE = "(?:不断|持续|长期|明显|显著|有效|逐步|进一步|有所|稳步|大幅|大力|全面|基本|较大?|很|比较|按时|及时|规范|全部|已|得到|达到)";
const STATE =
  "(?:提高|提升|改善|增强|加强|有效|良好|健全|完善|规范|好转|满意|稳定|下降|降低|减少|增加|增长|促进|保障|达标|合格|完成|实现|落实|到位|显著|明显|优化|扩大|带动|健康|安全|及时|准确|完整|公开|充分|合理|合规|推进|缓解|优秀|高|好)";
const QUALITY = new RegExp(
  `^(?:是|否|中|低|无|优|良|正常|长期|持续|达到|符合|按时|达成(?:预期)?(?:指标|目标)|程度较高|(?:效果|程度)?${DEGREE}?${STATE}(?:完成|处置|实施|开展|运行|发展|影响|使用)?)$`,
  "u",
);
const LEVEL_INSIDE = /(?:产出|效益|满意度|成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标|指标[\d:：]/u;
const CJK = /[一-鿿]/u;
/** Words of a standard, which says when points are given. */
const SCORING = /(?:得|计|扣|记)(?:满|\d+(?:\.\d+)?|相应)?分|满分|不得分/u;
/** A sentence that gives a cause, or says what will be done about it. */
const ACCOUNT =
  /^(?=.*[,，。;；]).*(?:下一?步|今后|后续|由于|因此|因为|影响|受阻|延期|不够|不足|少于|改进措施|将(?:提前|加强|加快|进一步|继续))/u;

/** What it costs that a cell runs over a gap. */
const OVER: Readonly<Record<TapeStyle, readonly number[]>> = {
  bars: [0, 0, 0.2, 30, 30],
  cells: [0, 0, 8, 9, 30],
  lines: [0, 0.5, 0.45, 30, 30],
  "run-on": [0, 0.1, 0.3, 30, 30],
};

/** The penalty of everything that a cell from `start` to `end` runs over. */
function overGaps(tape: Tape, start: number, end: number): number {
  let cost = 0;
  for (let index = start + 1; index < end; index++) {
    const gap = tape.gaps[index] ?? 0;
    if (gap === GAP.none) continue;
    const figures = /[\d%]/u.test(tape.text.charAt(index - 1)) && /\d/u.test(tape.text.charAt(index));
    cost += (OVER[tape.style][gap] ?? 30) + (figures && gap === GAP.blank ? 3 : figures ? 1.5 : 0);
  }
  return cost;
}

/** What it costs to part what stands together, where the text has other ways to part cells. */
const EDGE_BASE: Readonly<Record<TapeStyle, number>> = { bars: 4, cells: 2.2, lines: 1.2, "run-on": 0 };

/** What it costs more where the text parts its cells everywhere else. */
const TORN = 1.5;

/** The penalty of beginning a cell here, right behind the one before it. */
export function edgeCost(tape: Tape, at: number): number | null {
  if ((tape.gaps[at] ?? 0) >= GAP.line) return 0;
  if ((tape.gaps[at] ?? 0) === GAP.blank) return tape.style === "bars" ? 4 : 0.1;
  if (tape.style === "bars") return null;
  const [before, here] = [tape.text.charAt(at - 1), tape.text.charAt(at)];
  const base = EDGE_BASE[tape.style] + (tape.parted ? TORN : 0);
  if (tape.insideWords.has(at)) return null;
  // 指标2：is a placeholder, the digit a part of it.
  if (before === "标" && /^\d[:：]/u.test(tape.text.slice(at, at + 2))) return null;
  if (/[-—一]/u.test(before) && (/\d/u.test(tape.text.charAt(at - 2)) || (tape.gaps[at - 1] ?? 0) >= GAP.line)) return base + 0.3;
  if (/\d/u.test(before) && /\d/u.test(here)) return tape.parted ? null : base + (here === "0" ? 3 : 0.9);
  if ((/[.,]/u.test(before) && /\d/u.test(tape.text.charAt(at - 2))) || /[.,)]/u.test(here) || (here === "%" && /\d/u.test(before)))
    return null;
  // A measure word belongs to its figure.
  if (/\d/u.test(before) && MEASURE.test(tape.text.slice(at, at + 3))) return base + 1.8;
  if (/\d/u.test(before) !== /\d/u.test(here) || /[≥≤=><%]/u.test(here) || /[%)]/u.test(before)) return base + 0.3;
  if (/[。；;]/u.test(before)) return base + 0.1;
  if (BEHIND_VALUE.test(tape.text.slice(Math.max(0, at - 4), at))) return base + 0.5;
  if (SIGN_WORD.test(tape.text.slice(at, at + 3)) || tape.phraseEdges.has(at) || KIND.test(tape.text.slice(Math.max(0, at - 4), at)))
    return base + 0.3;
  return base + 1.6;
}

export function cellCost(tape: Tape, column: RowColumn, start: number, end: number): number | null {
  const text = tape.text.slice(start, end);
  if ((column === "weight" || column === "score") && isInSentence(tape, start, end)) return null;
  const over = overGaps(tape, start, end);
  const shape = shapeCost(column, text, tape.style);
  return shape === null ? null : shape - over;
}

/** A figure that numbers what follows, or the points that a standard speaks of. */
function isInSentence(tape: Tape, start: number, end: number): boolean {
  const numbers = tape.gaps[end] === GAP.none && /[、．]/u.test(tape.text.charAt(end));
  return numbers || (tape.gaps[start] === GAP.none && /[得扣]/u.test(tape.text.charAt(start - 1)) && tape.text.charAt(end) === "分");
}

/** How like the column's content the words are, wherever they stand. */
export function shapeCost(column: RowColumn, text: string, style: TapeStyle): number | null {
  switch (column) {
    case "weight":
    case "score":
      return pointsCost(column, text);
    case "target":
      return valueCost(text);
    case "actual": {
      // A sign is rather the target's.
      const cost = valueCost(text);
      return cost === null ? null : cost - (SIGNED.test(text) ? 0.8 : 0);
    }
    case "level3":
      return nameCost(text);
    case "symbol":
      return /^(?:≥|≤|=|>|<|>=|<=|定性(?:指标)?|定量(?:指标)?|正向|反向|(?:大于|小于)?等于|大于|小于)$/u.test(text) ? 0.8 : null;
    case "unit":
      return text.length <= 7 && !/\d/u.test(text) && !LEVEL_INSIDE.test(text)
        ? 0.3 - 0.15 * text.length - (QUALITY.test(text) ? 2 : 0)
        : null;
    case "coefficient":
      return /^\d{1,3}(?:\.\d+)?%$/u.test(text) ? 0.5 : NUMBER.test(text) ? -1 : null;
    case "core":
      return text === "是" || text === "否" ? 1 : null;
    case "explanation":
    case "standard":
      return CJK.test(text) && text.length > 3 ? -0.2 : null;
    case "reason":
      if (LEVEL_INSIDE.test(text) && style !== "bars") return null;
      // What was reached is no reason for a deviation.
      if (/^(?:已?完成|达成预期)/u.test(text) && style === "run-on") return -3;
      if (QUALITY.test(text)) return -0.1;
      // Dots are an empty row of the form.
      if (/(?:…|\.{3})$/u.test(text)) return -4;
      return CJK.test(text) && text.length > 1 ? -0.8 - (style === "run-on" ? 0.04 : 0.005) * text.length : DASH.test(text) ? -0.2 : null;
    default:
      return null;
  }
}

function pointsCost(column: "weight" | "score", text: string): number | null {
  if (NUMBER.test(text)) {
    if (/^0\d/u.test(text)) return null;
    const value = Number(text);
    if (value > 100) return null;
    if (value === 0) return column === "weight" ? -4 : -1;
    const decimals = text.split(".")[1]?.length ?? 0;
    return 1 - (value > 60 ? 1 : 0) - (decimals > 2 ? 1.5 : 0) - (decimals > 0 && column === "weight" ? 0.3 : 0);
  }
  if (OCR_NUMBER.test(text) && /\d|^(?:[IlS]|[Il]O)$/u.test(text)) return -0.8;
  return DASH.test(text) ? -0.6 : null;
}

function valueCost(text: string): number | null {
  if (text.length > 90 || LEVEL_INSIDE.test(text)) return null;
  if (DASH.test(text)) return -0.2;
  // The word for what was reached begins no value in its middle and has nothing behind it.
  if (/^(?:成?预|期)期?(?:指标|目标)|达成预期(?:指标|目标)./u.test(text)) return null;
  if (/^[.,%)、，。;；:：]/u.test(text)) return null;
  if (/^[≥≤=><]{0,2}0\d/u.test(text)) return null;
  if (/^\d[\d,.]*[\u4e00-\u9fff]达成预期(?:指标|目标)$/u.test(text)) return 1.6;
  if (VALUE.test(text)) return 1 + (SIGNED.test(text) ? 0.4 : 0) + (/[%\u4e00-\u9fff]$/u.test(text) ? 0.3 : -0.2);
  if (MEASURED.test(text)) return 0.5 + (SIGNED.test(text) ? 0.4 : 0);
  if (/^(?:20\d\d年)?\d{1,2}月/u.test(text) || /^20\d\d年/u.test(text))
    return /[年月日底前内](?:完成|以前|之前)?$/u.test(text) ? 1.4 : 0.6 - 0.03 * text.length;
  if (QUALITY.test(text)) return 0.6;
  if (/^\d+$/u.test(text)) return -0.5;
  if (SCORING.test(text) || ACCOUNT.test(text)) return -2.5 - 0.03 * text.length;
  const figures = /^\d{1,4}年|月/u.test(text) ? 0 : (text.match(/\d+/gu) ?? []).length;
  if (text.length === 1 && CJK.test(text)) return -1.5;
  return CJK.test(text) ? -0.5 - 0.03 * text.length - 0.7 * figures : -1.5;
}

function nameCost(text: string): number | null {
  if (text.length < 2 || text.length > 80 || !CJK.test(text) || LEVEL_INSIDE.test(text.replace(/^指标\d*[:：.．]?/u, ""))) return null;
  if (/^[.,%)、，。;；:：≥≤=><]/u.test(text)) return null;
  if (/^的/u.test(text)) return null;
  if (/^(?:公里|千米|公斤|平方米|立方米|人次|万元)$/u.test(text)) return -4;
  if (/[。；;]/u.test(text)) return -6;
  let cost = 0.5 - 0.015 * text.length - (/^[和及或与等]/u.test(text) ? 1.5 : 0);
  if (/[率额]\d/u.test(text)) cost -= 2;
  if (/^(?:指标(?!\d)|成预期)|^达成$/u.test(text)) cost -= 2.5;
  if (/^(?:绩效指标|经济效益|社会效益|生态效益|可持续影响|产出(?:数量|质量|时效|成本))/u.test(text)) cost -= 1.5;
  if (/.达成预期|已完成./u.test(text)) cost -= 3;
  if (/定性|定量/u.test(text)) cost -= 2;
  if (/^(?:达成预期|预?期(?:指标|目标)|已完成|未完成|基本完成|全部完成)/u.test(text)) cost -= 2.5;
  if (/[率数度量比例值额性次况成本时限期标准]$/u.test(text) || /\)$/u.test(text)) cost += 0.5;
  cost -= 0.5 * (text.replace(/^(?:20)?\d{1,4}[年月]/u, "").match(/\d+(?:\.\d+)?/gu) ?? []).length;
  if (/[、，,的和及与]$/u.test(text)) cost -= 2;
  if (/\d$/u.test(text)) cost -= 1.2;
  if (/%$/u.test(text)) cost -= 1.5;
  if (/^\d/u.test(text)) cost -= 1;
  if (/^(?:万?元|[%个件次人台套]|\d+%)/u.test(text)) cost -= /^人[员均才口类]/u.test(text) ? 0 : 1.5;
  if (/.{4}服务对象满意度.{3}/u.test(text)) cost -= 4;
  if (/\d[%\u4e00-\u9fff]{1,2}\d/u.test(text)) cost -= 1;
  return cost;
}

/** Whether the text is one of the words that forms are answered with. */
export function isAnswer(text: string): boolean {
  return QUALITY.test(text);
}

/** What two values of one row have to do with each other: the same words, the same unit, figures of one size. */
export function likenessOfValues(target: string, actual: string): number {
  if (target === actual) return 1.2 + Math.min(1.8, 0.3 * target.length);
  const [one, other] = [partsOf(target), partsOf(actual)];
  if (!one || !other) return 0;
  const units = one.unit !== other.unit ? -0.3 : one.unit === "" ? 0.2 : 0.7;
  return units + likenessOfSize(one.digits, other.digits);
}

/** Counted in points of a percent so that no digit is lost: equal figures, figures of one size, figures that have nothing in common. */
function likenessOfSize(one: string, other: string): number {
  if (one === other) return Math.min(0.8, 0.2 * one.length);
  const [a, b] = [Number(one), Number(other)];
  const ratio = a === 0 || b === 0 ? 1 : Math.max(a / b, b / a);
  return ratio <= 2 ? 0.3 : ratio <= 8 ? 0 : -1;
}

function partsOf(text: string): { readonly digits: string; readonly unit: string } | null {
  const [, digits = "", unit = ""] = /^[≥≤=><]{0,2}[+-]?(\d[\d,]*(?:\.\d+)?)(.*)$/u.exec(text) ?? [];
  return digits === "" ? null : { digits: digits.replaceAll(",", ""), unit };
}

/** What a missing cell of the column costs. */
export function emptyCost(column: RowColumn, marked: boolean, parted: boolean): number {
  if (column === "reason" || column === "standard" || column === "explanation" || column === "core") return marked ? 0.1 : 0;
  if (column === "level3") return -8;
  if (marked) return -0.2;
  // A form that asks for it has it in every row.
  if (column === "coefficient") return -2.6;
  // Where the cells are parted, what was reached is left out rather than what was asked for.
  if (column === "target" && parted) return -1.41;
  return column === "unit" || column === "symbol" ? -0.8 : column === "weight" ? -2.2 : column === "score" ? -1.8 : -1.4;
}
