// Rows of pages whose text comes in the order of drawing: all figures of a table in one stretch, its names in others. They are put
// together by their order, and only where there are as many names as rows of figures.
import { isLevel1, isLevel2, partPoints } from "../words/level-names.ts";
import { GAP } from "./gap.ts";
import { INDICATOR_WORDS, landmarksIn } from "./landmarks.ts";
import type { Span } from "./read-head.ts";
import type { TapeCell, TapeRow } from "./read-indicator-rows.ts";
import type { Tape } from "./tape.ts";

const LEAST_ROWS = 3;
const POINTS = /^\d{1,3}(?:\.\d{1,2})?$/u;
const VALUE = /^(?:[≥≤=><]{0,2}\d[\d.,]*\S{0,4}|[一-鿿]{1,4})$/u;
const FORM_WORD =
  /^(?:绩|效|指|标|绩效|指标|绩效指标|年度|总体|目标|实际|完成值|指标值|分值?|得分?|值|-\d+-|总分|合计|偏差原因.*|改进措施|分析及.*)$/u;
/** What a name ends with when it is whole. */
const WHOLE = /(?:[率数度量例值额性期时好]|情况|成本|时限)$/u;

const LEVEL1_OF: readonly (readonly [string, RegExp])[] = [
  ["产出指标", /^(?:数量|质量|时效|成本)/u],
  ["效益指标", /^(?:经济|社会|生态|环境|可持续)/u],
  ["满意度指标", /满意/u],
];

/** The rows between `start` and `end`, target, actual, weight and score each; null where the page is not of this kind. */
export function readScatteredRows(
  tape: Tape,
  start: number,
  end: number,
): { readonly rows: readonly TapeRow[]; readonly total: { readonly weight: Span; readonly score: Span } | null } | null {
  const pieces = piecesOf(tape, start, end);
  const figures = longestRun(tape, pieces);
  if (figures.length < LEAST_ROWS) return null;
  const [first, last] = [figures[0]?.[0]?.start ?? 0, figures.at(-1)?.at(-1)?.end ?? 0];
  const words = pieces.filter((piece) => piece.start < first || piece.start >= last);
  const text = (span: Span) => tape.text.slice(span.start, span.end);
  const level2 = words.filter((piece) => isLevel2(text(piece)) && text(piece) !== "满意度指标");
  const level1 = words.filter((piece) => isLevel1(text(piece)) && !level2.includes(piece));
  const names = namesOf(
    tape,
    words.filter((piece) => !level1.includes(piece) && !level2.includes(piece) && !FORM_WORD.test(text(piece)) && !isHead(tape, piece)),
  );
  if (level2.length !== figures.length || names.length !== figures.length) return null;
  const rows = figures.map(([target, actual, weight, score], index): TapeRow => {
    const own = level2[index] ?? null;
    const above = own && LEVEL1_OF.find(([, below]) => below.test(text(own)))?.[0];
    const cell = (span: NamePieces | undefined): TapeCell => ({ ...(span ?? { start, end: start }), confidence: "likely" });
    return {
      level1: level1.find((span) => partPoints(text(span)).name === above) ?? null,
      level2: own,
      cells: new Map([
        ["level3", cell(names[index])],
        ["target", cell(target)],
        ["actual", cell(actual)],
        ["weight", cell(weight)],
        ["score", cell(score)],
      ]),
    };
  });
  return { rows, total: totalBehind(tape, pieces, last) };
}

/** The total row's figures stand right behind those of the last row. */
function totalBehind(tape: Tape, pieces: readonly Span[], last: number): { readonly weight: Span; readonly score: Span } | null {
  const at = pieces.findIndex(({ start }) => start === last);
  const [weight, score] = at < 0 ? [] : pieces.slice(at, at + 2);
  const figure = (span: Span | undefined) => span !== undefined && POINTS.test(tape.text.slice(span.start, span.end));
  return weight && score && figure(weight) && figure(score) ? { weight, score } : null;
}

function piecesOf(tape: Tape, start: number, end: number): readonly Span[] {
  const pieces: Span[] = [];
  for (let at = start; at < end; ) {
    let to = at + 1;
    while (to < end && (tape.gaps[to] ?? 0) < GAP.blank) to++;
    pieces.push({ start: at, end: to });
    at = to;
  }
  return pieces;
}

type Figures = readonly [Span, Span, Span, Span];

/** The longest unbroken run of target, actual, weight and score. */
function longestRun(tape: Tape, pieces: readonly Span[]): readonly Figures[] {
  let longest: readonly Figures[] = [];
  for (let from = 0; from < pieces.length; from++) {
    const run: Figures[] = [];
    for (let at = from; at + 3 < pieces.length; at += 4) {
      const [target, actual, weight, score] = pieces.slice(at, at + 4);
      if (!target || !actual || !weight || !score || !isRow(tape, target, actual, weight, score)) break;
      run.push([target, actual, weight, score]);
    }
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

function isRow(tape: Tape, target: Span, actual: Span, weight: Span, score: Span): boolean {
  const text = ({ start, end }: Span) => tape.text.slice(start, end);
  return (
    VALUE.test(text(target)) &&
    VALUE.test(text(actual)) &&
    !isLevel1(text(target)) &&
    POINTS.test(text(weight)) &&
    POINTS.test(text(score)) &&
    Number(text(score)) <= Number(text(weight))
  );
}

function isHead(tape: Tape, { start, end }: Span): boolean {
  const [head] = landmarksIn(tape.text, INDICATOR_WORDS, start, end);
  return head !== undefined && head.start === start && end - head.end <= 2;
}

type NamePieces = Span & { readonly more?: readonly Span[] };

/** A name broken over lines leaves its last characters right behind it, or elsewhere: those go to the one name that is not whole. */
function namesOf(tape: Tape, pieces: readonly Span[]): readonly NamePieces[] {
  const names: NamePieces[] = [];
  const left: Span[] = [];
  const isWhole = ({ start, end }: Span) => WHOLE.test(tape.text.slice(start, end));
  for (const piece of pieces) {
    const text = tape.text.slice(piece.start, piece.end);
    if (!/[一-鿿]/u.test(text)) continue;
    const name = names.at(-1);
    if (text.length > 2) names.push(piece);
    else if (name && name.end === piece.start && !isWhole(name)) names[names.length - 1] = { start: name.start, end: piece.end };
    else left.push(piece);
  }
  const [tail, ...others] = left;
  const broken = names.filter((name) => !isWhole(name));
  return tail && others.length === 0 && broken.length === 1
    ? names.map((name) => (name === broken[0] ? { ...name, more: [tail] } : name))
    : names;
}
