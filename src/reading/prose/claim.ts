// A claim found in a paragraph, with where in it.
import type { PrintedDocument } from "../../dossier/index.ts";

export type Statement = PrintedDocument["statements"][number];
export type StatementOf<Kind extends Statement["claims"]> = Extract<Statement, { claims: Kind }>;

/** `at` is the character of the paragraph that the quote begins with. */
export type Claim = { readonly statement: Statement; readonly at: number };

/** A plain figure, with or without thousands. */
export const FIGURE = String.raw`\d[\d,]*(?:\.\d+)?`;

/** The clauses between two places, whole ones: a quote begins and ends at a comma or a full stop. */
export function clausesAround(text: string, start: number, end: number): { readonly quote: string; readonly at: number } {
  let from = start;
  while (from > 0 && !/[，。；：！？,;]/u.test(text.charAt(from - 1))) from--;
  let to = end;
  while (to < text.length && !/[，。；！？,;]/u.test(text.charAt(to))) to++;
  return { quote: text.slice(from, to), at: from };
}

const LONGEST_QUOTE = 60;

/** Never a passage: what is too long is cut to the words around the figure. */
export function shortQuote(text: string, start: number, end: number): { readonly quote: string; readonly at: number } {
  const whole = clausesAround(text, start, end);
  if (whole.quote.length <= LONGEST_QUOTE) return whole;
  const at = Math.max(whole.at, start - 16);
  return { quote: text.slice(at, Math.min(whole.at + whole.quote.length, Math.max(end, at + 20), at + LONGEST_QUOTE)), at };
}
