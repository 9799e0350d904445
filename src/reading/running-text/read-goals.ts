// What a form's goals are and what was achieved of them, on a tape.
import { GAP, type Gap } from "./gap.ts";
import type { Span } from "./read-head.ts";
import type { Tape } from "./tape.ts";

/** The two labels side by side, each with what the form asks for behind it in brackets. */
const GOAL_LABELS =
  /(?:预期目标|年初设定目标|项目年度目标|总体目标|年初绩效目标)(?:目标)?(?:\([^()]{1,40}\))?(?:实际完成情况|年度总体目标完成情况(?:综述)?|年度目标完成情况|全年实际完成情况)(?:\([^()]{1,40}\))?/u;

export function goalsOf(tape: Tape, { start, end: until }: Span): { readonly goal: Span | null; readonly achieved: Span | null } {
  const labels = GOAL_LABELS.exec(tape.text.slice(start, until));
  if (!labels) return { goal: null, achieved: null };
  const from = start + labels.index + labels[0].length;
  const end = beforeSideHeading(tape, from, until);
  const gapsFrom = (gap: Gap) =>
    Array.from({ length: Math.max(0, end - from - 1) }, (_, index) => from + 1 + index).filter((at) => (tape.gaps[at] ?? 0) >= gap);
  // Where the text marks no cells, a blank that stands alone parts the two.
  const [marked, blanks] = [gapsFrom(GAP.cell), gapsFrom(GAP.blank)];
  const edges = marked.length > 0 ? marked : blanks;
  const half = from + (end - from) / 2;
  const isTwice = edges.length === 0 && end - from > 8 && tape.text.slice(from, half) === tape.text.slice(half, end);
  const middle = edges.length === 1 ? edges[0] : isTwice ? half : undefined;
  return middle === undefined
    ? { goal: from < end ? { start: from, end } : null, achieved: null }
    : { goal: { start: from, end: middle }, achieved: { start: middle, end } };
}

/** The heading beside the rows of indicators stands before their heads: it is no part of what was achieved. */
function beforeSideHeading(tape: Tape, start: number, end: number): number {
  const name = /(?:年度)?绩效(?:指标|目标)(?:\(\d{1,3}分\))?$/u.exec(tape.text.slice(start, end));
  return name && (tape.gaps[start + name.index] ?? 0) >= GAP.line ? start + name.index : end;
}
