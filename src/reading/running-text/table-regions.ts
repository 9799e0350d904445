// Where the tables of a running text stand: a title or the label of a name begins one, the next begins another.
import { GAP } from "./gap.ts";
import type { Tape } from "./tape.ts";

/** A stretch that holds one table: from its title, over its head, to the next table's. */
export type Region = {
  readonly start: number;
  readonly head: number;
  readonly end: number;
  /** The page begins inside this table: it has rows, but no head. */
  readonly fragment?: true;
};

const HEAD_LABEL = /(?<![子分])(?:项目|专项|政策|转移支付)(?:\((?:项目|政策|资金)\))?名称(?!和|、|及|"|”)|预算部门、单位名称/gu;
const TITLE = /[一-鿿\d()〔〕年度"“”、·-]{0,60}?(?:自评表|评价表|评分表|自评价表|评价指标表)(?:\(\d{4}年度?\))?/gu;
export const TITLE_REACH = 160;

/** A project may be called after its form: what stands right behind the label is its name. */
const LABEL_REACH = 8;

export function regionsOf(tape: Tape): readonly Region[] {
  const heads = [...tape.text.matchAll(HEAD_LABEL)]
    .map(({ index }) => index)
    .filter((index) => tape.gaps[index] !== GAP.none || tape.style === "run-on");
  const titles = [...tape.text.matchAll(TITLE)].map((match) => ({
    start: titleStart(tape, match.index, match.index + match[0].search(/(?:自评价?|评价|评分|评价指标)表/u)),
    end: match.index + match[0].length,
  }));
  // A title without a project's name below it, as of a department's or a bureau's form.
  const isName = (start: number, end: number) => heads.some((head) => head < end && (head >= start || start - head <= LABEL_REACH));
  const bare = titles
    .filter(({ start, end }) => !isName(start, end) && !heads.some((head) => head >= end && head - end < TITLE_REACH))
    .map(({ end }) => end);
  const starts = [...heads, ...bare.filter((at) => beginsTable(tape, at))].toSorted((a, b) => a - b);
  const regions = starts.map((head, index): Region => {
    const title = titles.findLast(({ end }) => end <= head && head - end < TITLE_REACH && end > (starts[index - 1] ?? -1));
    return { start: title?.start ?? head, head, end: starts[index + 1] ?? tape.text.length };
  });
  const closed = regions.map((region, index) => ({ ...region, end: Math.max(region.head, regions[index + 1]?.start ?? region.end) }));
  const first = closed[0]?.start ?? tape.text.length;
  // The page may begin inside a table.
  return hasRows(tape.text.slice(0, first)) && !/报告/u.test(tape.text.slice(0, Math.min(first, 400)))
    ? [{ ...fragmentOf(tape, first), fragment: true }, ...closed]
    : closed;
}

/** A title begins behind the last gap of its line; in running text, behind the total of the table before it. */
function titleStart(tape: Tape, from: number, end: number): number {
  const strong = tape.style === "run-on" ? GAP.blank : GAP.line;
  for (let at = end; at > from; at--) if ((tape.gaps[at] ?? 0) >= strong) return at;
  const text = tape.text.slice(from, end);
  const total = /(?:总分|合计|总计|总得分)[:：]?(?=\d)/u.exec(text);
  const behind = total ? total.index + total[0].length : 0;
  return from + behind + (/^\d*?(?=20\d\d年|\D)/u.exec(text.slice(behind))?.[0].length ?? 0);
}

/** From the first line that is parted into cells, or the first level's name. */
function fragmentOf(tape: Tape, end: number): { readonly start: number; readonly head: number; readonly end: number } {
  const level =
    /(?:产出|(?:经济|社会|生态|环境)?效益|可持续影响|(?:服务对象)?满意度|成本|数量|质量|时效)指标/u.exec(tape.text.slice(0, end))?.index ??
    0;
  let row = 0;
  if (tape.style === "bars") while (row < level && !((tape.gaps[row] ?? 0) === GAP.row && row > 0)) row++;
  const start = tape.style === "bars" ? row : level;
  return { start, head: start, end };
}

const FORM_REACH = 900;

function beginsTable(tape: Tape, at: number): boolean {
  const apart = tape.style === "run-on" ? !tape.text.startsWith(".", at) : (tape.gaps[at] ?? 0) >= GAP.line;
  return apart && /三级指标|指标名称(?:计量单位|指标性质|分值|权重|年初|年度|预期|目标|指标值)/u.test(tape.text.slice(at, at + FORM_REACH));
}

function hasRows(text: string): boolean {
  return /(?:数量|质量|时效|社会效益|经济效益|可持续影响|满意度)指标|产出数量|指标名称(?:计量单位|年初|年度)/u.test(text);
}
