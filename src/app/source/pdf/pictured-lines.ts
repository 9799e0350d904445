// Straight lines ruled on a picture of a page, found as long stretches of black dots in its rows and columns.
import type { Ruling } from "./page-drawing.ts";

/** One byte a dot, 0 being black and 255 white. */
type Greymap = { readonly width: number; readonly height: number; readonly dots: Uint8Array };

/** The dots of a grey portable map of 8 bits (P5); an empty one where the bytes are none. */
export function readGreymap(bytes: Uint8Array): Greymap {
  const head = /^P5\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 200)).toString("latin1"));
  const [width, height] = [Number(head?.[1] ?? 0), Number(head?.[2] ?? 0)];
  return { width, height, dots: bytes.subarray(head?.[0].length ?? 0) };
}

const DARK = 160;
/** Dots: shorter stretches are strokes of letters. */
const SHORTEST = 100;
/** Dots that a line may be broken by. */
const BREAK = 3;
const THICKEST = 10;

/** Positions in dots. */
export function picturedLines({ width, height, dots }: Greymap): { readonly across: readonly Ruling[]; readonly down: readonly Ruling[] } {
  return {
    across: linesAlong(height, width, (line, place) => (dots[line * width + place] ?? 255) < DARK),
    down: linesAlong(width, height, (line, place) => (dots[place * width + line] ?? 255) < DARK),
  };
}

function linesAlong(count: number, length: number, isBlack: (line: number, place: number) => boolean): readonly Ruling[] {
  const lines: { first: number; last: number; from: number; to: number }[] = [];
  for (let line = 0; line < count; line++)
    for (const { from, to } of stretches(length, (place) => isBlack(line, place))) {
      const above = lines.find((one) => one.last >= line - 2 && one.from <= to && one.to >= from && line - one.first <= THICKEST);
      if (above) Object.assign(above, { last: line, from: Math.min(above.from, from), to: Math.max(above.to, to) });
      else lines.push({ first: line, last: line, from, to });
    }
  return lines.map(({ first, last, from, to }) => ({ at: (first + last) / 2, from, to }));
}

function* stretches(length: number, isBlack: (place: number) => boolean): Generator<{ readonly from: number; readonly to: number }> {
  let from = -1;
  let last = -1;
  for (let place = 0; place <= length; place++) {
    if (place < length && isBlack(place)) {
      if (from < 0) from = place;
      last = place;
    } else if (from >= 0 && (place === length || place - last > BREAK)) {
      if (last - from >= SHORTEST) yield { from, to: last };
      from = -1;
    }
  }
}
