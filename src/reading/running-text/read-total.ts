// The total row of a table on a tape with the grade behind it, and what the rows are therefore known to add up to.
import { GRADE_BEHIND } from "./landmarks.ts";
import type { TapeFunds } from "./read-fund-rows.ts";
import type { Span } from "./read-head.ts";
import { asDigits, type KnownSums } from "./read-indicator-rows.ts";
import type { Tape } from "./tape.ts";

export type Total = { readonly weight: Span | null; readonly score: Span | null; readonly end: number };

// A letter that recognition took for a digit is one of the figure.
const FIGURE = String.raw`[\dIlOS]{1,3}(?:\.[\dIlOS]{1,4})?`;

/** The total row behind the last indicator; run together, 10098 is 100 and 98. */
export function readTotal(tape: Tape, start: number, end: number, selfScore: Span | null, weighted: boolean): Total {
  const name = /^(?:合计|总分|总计|总得分)[:：]?/u.exec(tape.text.slice(start, end));
  if (!name) return { weight: null, score: selfScore, end: start };
  const from = start + name[0].length;
  const figures = new RegExp(`^([1Il][0O]{2}(?:\\.0+)?)(${FIGURE})?(?![\\dIlOS.])|^(${FIGURE})(?![\\dIlOS.])`, "u").exec(
    tape.text.slice(from, Math.min(end, from + 14)),
  );
  if (!figures) return { weight: null, score: selfScore, end: from };
  const [, hundred, behind, alone] = figures;
  const span = (at: number, text: string): Span => ({ start: at, end: at + text.length });
  if (hundred === undefined)
    return { weight: null, score: alone === undefined ? selfScore : span(from, alone), end: from + figures[0].length };
  // Without a column of weights, what stands in the total row is the score.
  if (!weighted && behind === undefined) return { weight: null, score: span(from, hundred), end: from + figures[0].length };
  const score = behind === undefined ? selfScore : span(from + hundred.length, behind);
  return { weight: span(from, hundred), score, end: from + figures[0].length };
}

const GRADE_REACH = 40;

/** A grade that stands right behind the total, with its label. */
export function gradeBehind(tape: Tape, start: number, end: number): Span | null {
  const match = GRADE_BEHIND.exec(tape.text.slice(start, Math.min(end, start + GRADE_REACH)));
  if (match?.[1] === undefined) return null;
  const at = start + match.index + match[0].length - match[1].length;
  return { start: at, end: at + match[1].length };
}

export function knownSums(tape: Tape, funds: TapeFunds, total: Total): KnownSums {
  const number = (span: Span | null | undefined) => {
    const text = span ? asDigits(tape.text.slice(span.start, span.end)).replace(/,/gu, "") : "";
    return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : null;
  };
  const execution = funds.rows[0]?.cells;
  const [weight, score] = [number(execution?.get("weight")) ?? 0, number(execution?.get("score")) ?? 0];
  const [whole, reached] = [number(total.weight) ?? 100, number(total.score)];
  return { weights: [whole, whole - weight], scores: reached === null ? [] : [reached, reached - score] };
}
