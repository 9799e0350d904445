// How alike two texts are, by the pairs of characters they share; and a text without what only lays it out.
import { type Ratio, ratio, ZERO } from "../kernel/index.ts";

/** The text in one width, without spaces and punctuation, for comparing names and sentences. */
export function plainText(text: string): string {
  return text.normalize("NFKC").replace(/[\s"'“”‘’,，.。、;；:：()（）《》〈〉—\-·]/g, "");
}

/** Dice likeness of character pairs: 1 for the same text, 0 for nothing in common or nothing to compare. */
export function likeness(a: string, b: string): Ratio {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  if (one.size === 0 || other.size === 0) return ZERO;
  return ratio(2 * [...one].filter((pair) => other.has(pair)).length, one.size + other.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const plain = plainText(text);
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, index) => plain.slice(index, index + 2)));
}
