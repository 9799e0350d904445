// Whether a text parts its cells: where an edge is plain to see by the characters alone, a gap stands there, every time.
import { GAP } from "./gap.ts";
import { isWithin, type Misread } from "./misread.ts";

/** A percentage before a figure, a sign behind a figure, a measured value before a figure, a level's name before words. */
const PLAIN_EDGE =
  /[%‰](?=[≥≤=]?\d)|[\d%‰](?=[≥≤])|(?<=\d)(?:万?元|[个件次人套亩吨米])(?=[≥≤=]?\d)|(?:数量|质量|时效|成本|效益|可持续影响|满意度|产出)指标(?=[一-鿿])/gu;
const LEAST = 5;

type Characters = { readonly text: string; readonly gaps: Uint8Array; readonly misread: Misread };

/** Of the characters from `start` to `end`; text that recognition went wrong in proves nothing. */
export function isParted({ text, gaps, misread }: Characters, start: number, end: number): boolean {
  const edges = [...text.slice(start, end).matchAll(PLAIN_EDGE)].map(({ index, 0: before }) => start + index + before.length);
  return (
    edges.length >= LEAST &&
    edges.every((at) => (gaps[at] ?? 0) >= GAP.blank) &&
    !isWithin([...misread.letters, ...misread.breaks], start, end)
  );
}
