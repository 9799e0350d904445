// Names of levels at the beginning of a row, as forms print them, as recognition leaves them and as narrow cells mix them up.
import { LEVEL1_NAMES, LEVEL2_NAMES } from "../words/level-names.ts";
import { GAP } from "./gap.ts";
import type { Tape } from "./tape.ts";

const POINTS = "(?:\\(\\d+(?:\\.\\d+)?分?\\))?";
/** As recognition may leave them: 目 taken for two letters. */
const recognised = (names: readonly string[]) => names.join("|").replaceAll("目", "(?:目|Fl)");
/** What makes a name of it, or of its 指标 the number of the next indicator. */
const ONWARD = "(?<!指标)[率度额数]|(?<=指标)\\d{1,2}[:：]";
const LEVELS = {
  level1: new RegExp(`(?:${recognised(LEVEL1_NAMES.filter((name) => name !== "成本指标"))})(?!${ONWARD})${POINTS}`, "uy"),
  level2: new RegExp(`(?:${recognised(LEVEL2_NAMES.filter((name) => name !== "满意度指标"))})(?!${ONWARD})${POINTS}`, "uy"),
} as const;

export function levelEnd(tape: Tape, at: number, kind: "level1" | "level2"): number | null {
  LEVELS[kind].lastIndex = at;
  const name = LEVELS[kind].exec(tape.text)?.[0];
  return name === undefined ? null : at + name.length;
}

/** What it costs to leave characters unread that end where a level's name begins: a side heading that recognition took apart. */
export const GARBLED = -3.5;
const GARBLED_REACH = 14;

export function garbledUpToLevel(tape: Tape, at: number, end: number): number | null {
  for (let to = at + 3; to <= Math.min(end, at + GARBLED_REACH); to++) {
    if (!/[一-鿿]/u.test(tape.text.charAt(to - 1))) return null;
    const level = levelEnd(tape, to, "level2");
    if (level !== null && level - to > 4) return to;
  }
  return null;
}

/** What it costs to take characters out of order for a level's name. */
export const MIXED = -0.3;
const MIXED_NAMES = LEVEL1_NAMES.filter((name) => /^.{2,3}指标$/u.test(name));
const MIXED_LENGTHS = [0, 1] as const;

/** A name that stands in a narrow cell, character below character, and was read across: 益标效指 is 效益指标. */
export function mixedLevels(text: string, at: number, end: number): readonly { readonly end: number; readonly name: string }[] {
  return MIXED_NAMES.flatMap((name) =>
    MIXED_LENGTHS.flatMap((more) => {
      const to = at + name.length + more;
      return to <= end && isMixedName(text.slice(at, to), name) ? [{ end: to, name }] : [];
    }),
  );
}

/** All characters in another order, or all but one among at most two others. */
function isMixedName(piece: string, name: string): boolean {
  if (!/^[一-鿿]+$/u.test(piece) || [...name].some((_, index) => index > 0 && piece.includes(name.slice(index - 1, index + 1))))
    return false;
  const others = [...piece];
  let missing = 0;
  for (const one of name) {
    const place = others.indexOf(one);
    if (place < 0) missing++;
    else others.splice(place, 1);
  }
  return missing === 0 ? others.length === 0 : missing === 1 && others.length <= 2;
}

/** A name of the lists that stands by itself is a level; one that runs on into other words may be the beginning of those. */
export function levelFit(tape: Tape, start: number, end: number): number {
  const sure = /指标$|\)$/u.test(tape.text.slice(start, end));
  const parted = tape.style === "run-on" ? end - start > 3 : (tape.gaps[start] ?? 0) >= GAP.blank && (tape.gaps[end] ?? 0) >= GAP.blank;
  // In a line of its own, a name of the list is a level's.
  const alone = tape.style !== "run-on" && (tape.gaps[start] ?? 0) >= GAP.line && (tape.gaps[end] ?? 0) >= GAP.line;
  return sure && parted ? 1.5 : sure ? 0.9 : alone ? 1.2 : parted ? 0.6 : -3;
}
