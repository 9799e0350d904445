// The parts of one table on a tape, money, goals, heads and rows of indicators, and the columns that its heads name.
import type { RowColumn } from "./cell-likelihood.ts";
import {
  FUND_STARTS,
  GOAL_STARTS,
  INDICATOR_STARTS,
  INDICATOR_WORDS,
  type IndicatorHead,
  type Landmark,
  landmarksIn,
  TABLE_ENDS,
} from "./landmarks.ts";
import type { Span } from "./read-head.ts";
import type { Region } from "./table-regions.ts";
import type { Tape } from "./tape.ts";

export type Sections = { readonly funds: Span; readonly goals: Span; readonly heads: Span; readonly rows: Span; readonly ended: boolean };

/** Where the parts of the region's table are; an absent part is empty. */
export function sectionsOf(tape: Tape, { head, end, fragment }: Region): Sections {
  const find = (pattern: RegExp, from: number, to: number) => {
    const match = pattern.exec(tape.text.slice(from, to));
    return match ? from + match.index : null;
  };
  const indicators = find(INDICATOR_STARTS, head, end);
  // Without heads of indicators there are no rows of them, unless the page begins among these.
  const headsStart = indicators ?? (fragment ? head : end);
  const headsEnd = indicators === null ? headsStart : endOfHeads(tape, indicators, end);
  const fundsStart = (fragment ? null : find(FUND_STARTS, head, headsStart)) ?? headsStart;
  const goals = find(GOAL_STARTS, fundsStart, headsStart) ?? headsStart;
  const rowsEnd = find(TABLE_ENDS, headsEnd, end);
  return {
    funds: { start: fundsStart, end: goals },
    goals: { start: goals, end: headsStart },
    heads: { start: headsStart, end: headsEnd },
    rows: { start: headsEnd, end: rowsEnd ?? end },
    ended: rowsEnd !== null,
  };
}

const HEAD_STRETCH = 26;

/** Where the rows have begun: what follows is no head, whatever it is called. */
const FIRST_LEVEL = /(?:产出|效益|满意度|成本|数量|质量|时效|决策|过程|投入)指标|项目(?:决策|产出|效益|管理|过程)|产出数量/u;

/** The last head that stands close behind the ones before it. */
function endOfHeads(tape: Tape, start: number, end: number): number {
  let last = start;
  for (const { start: at, end: to } of landmarksIn(tape.text, INDICATOR_WORDS, start, Math.min(end, start + 260))) {
    if (at - last > HEAD_STRETCH || FIRST_LEVEL.test(tape.text.slice(last, at))) break;
    last = to;
  }
  const rest = /^(?:[^\d一-鿿]*(?:分析|及|和|拟采取的?|改进)*(?:改进)?措施|值|完成值|指标值|\([^()]*\))+/u.exec(tape.text.slice(last, end));
  return last + (rest?.[0].length ?? 0);
}

const ABOVE = 60;

/** Heads of the table's indicators, those of an upper row behind the lower. */
export function headsIn(tape: Tape, sections: Sections): readonly Landmark<IndicatorHead>[] {
  const { start, end } = sections.heads;
  return [...landmarksIn(tape.text, INDICATOR_WORDS, start, end), ...headsAbove(tape, sections)];
}

/** Heads of the upper row, where the form's heads stand in two: they are the columns behind those of the lower one. */
function headsAbove(tape: Tape, { goals, heads }: Sections): readonly Landmark<IndicatorHead>[] {
  const from = Math.max(goals.start, heads.start - ABOVE);
  const above = landmarksIn(tape.text, INDICATOR_WORDS, from, heads.start);
  return above.some(({ name }) => name === "score") && above.some(({ name }) => name === "weight") ? above : [];
}

/** Heads on all lines that the heads of the form are broken over. */
export function namesNear(tape: Tape, { goals, heads, rows }: Sections): readonly IndicatorHead[] {
  return landmarksIn(tape.text, INDICATOR_WORDS, Math.max(goals.start, heads.start - ABOVE), Math.min(rows.end, rows.start + ABOVE)).map(
    ({ name }) => name,
  );
}

/** Heads in two rows: sign, value and unit below 指标值 stand in its place. */
function inOneRow(names: readonly IndicatorHead[]): readonly IndicatorHead[] {
  const [first, second] = [names.indexOf("target"), names.lastIndexOf("target")];
  const below = names
    .slice(Math.max(0, second - 1), second + 2)
    .filter((name): boolean => name === "symbol" || name === "target" || name === "unit");
  if (first < 0 || second === first || below.length < 2 || !names.slice(first, second).includes("score")) return names;
  return [...names.slice(0, first), ...below, ...names.slice(first + 1).filter((name) => !below.includes(name))];
}

export function columnsOf(heads: readonly Landmark<IndicatorHead>[]): readonly RowColumn[] | null {
  const names = [...new Set(inOneRow(heads.map(({ name }) => name)))].filter(
    (name): name is RowColumn => name !== "level1" && name !== "level2",
  );
  const first = names.indexOf("level3");
  const columns = first < 0 ? (["level3", ...names] as const) : names.slice(first);
  return columns.includes("target") || columns.includes("actual") || columns.includes("score") ? columns : null;
}

/** A form whose heads name no points may print them all the same, behind the values. */
export function withPoints(columns: readonly RowColumn[]): readonly (readonly RowColumn[])[] {
  if (columns.includes("weight") || columns.includes("score")) return [columns];
  const behind = Math.max(columns.indexOf("actual"), columns.indexOf("target")) + 1;
  return [columns, [...columns.slice(0, behind), "score", ...columns.slice(behind)]];
}
