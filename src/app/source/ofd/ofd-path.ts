// A path's data in letters and numbers (GB/T 33190-2016, 9.1) as the numbers that a PDF's path has.
import { CLOSE, CURVE, LINE, MOVE, QUADRATIC } from "../pdf/page-drawing.ts";

const MOST_WORDS = 60_000;

/** Steps with their points; an arc is taken as the straight way to its end. What is no path ends it. */
export function readPath(text: string): readonly number[] {
  const words = text.trim().split(/[\s,]+/u, MOST_WORDS);
  const path: number[] = [];
  for (let at = 0; at < words.length; ) {
    const step = STEPS[words[at++] ?? ""];
    if (step === undefined) break;
    const numbers = words.slice(at, at + step.numbers).map(Number);
    if (numbers.length < step.numbers || numbers.some((number) => !Number.isFinite(number))) break;
    path.push(step.as, ...(step.skip === undefined ? numbers : numbers.slice(step.skip)));
    at += step.numbers;
  }
  return path;
}

const STEPS: Readonly<Record<string, { readonly as: number; readonly numbers: number; readonly skip?: number }>> = {
  S: { as: MOVE, numbers: 2 },
  M: { as: MOVE, numbers: 2 },
  L: { as: LINE, numbers: 2 },
  Q: { as: QUADRATIC, numbers: 4 },
  B: { as: CURVE, numbers: 6 },
  A: { as: LINE, numbers: 7, skip: 5 },
  C: { as: CLOSE, numbers: 0 },
};
