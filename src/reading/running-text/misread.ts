// What character recognition leaves of figures: a letter for a digit, a decimal behind a blank, a figure broken over lines.
import { GAP } from "./gap.ts";

/** Where recognition went wrong, by the number of the character. */
export type Misread = {
  /** Letters among digits. */
  readonly letters: readonly number[];
  /** Figures taken apart, by their second part: what stands behind may have moved to another column. */
  readonly breaks: readonly number[];
};

const LETTER = /(?<![A-Za-z])[IlOoS](?=[.\d])|(?<=[.\d])[IlOoS](?![A-Za-z])|(?<![A-Za-z\d])[Il]O(?![A-Za-z])/gu;
/** What a line may begin with behind a line that ends with a figure. */
const BEGINNING = /^(?:20\d\d年|\d{1,2}[、.．]\D)/u;
/** Where figures begin one line of so many, each cell has its own, and none is broken. */
const OFTEN = 8;

/** `runsOn`: lines do not end with rows or cells, so that a figure is broken wherever one runs over a line's end. */
export function misreadIn(text: string, gaps: Uint8Array, runsOn: boolean): Misread {
  const letters = [...text.matchAll(LETTER)].map(({ index }) => index);
  const [split, broken]: [number[], number[]] = [[], []];
  let lines = 1;
  for (let at = 1; at < text.length; at++) {
    const gap = gaps[at] ?? 0;
    if (gap >= GAP.line) lines++;
    if (gap !== GAP.blank && gap !== GAP.line) continue;
    const [before, here] = [text.charAt(at - 1), text.slice(at, at + 6)];
    if (/\d/u.test(before) && /^\.\d/u.test(here)) split.push(at);
    else if (gap === GAP.line && /[\d.]/u.test(before) && /^\d/u.test(here) && !BEGINNING.test(here)) broken.push(at);
  }
  return { letters, breaks: !runsOn && broken.length * OFTEN > lines ? split : [...split, ...broken] };
}

/** Whether one of the places lies from `start` to `end`, a break at the end among them. */
export function isWithin(places: readonly number[], start: number, end: number): boolean {
  return places.some((at) => start <= at && at <= end);
}
