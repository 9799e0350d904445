// Narrative with bound figures: "执行 {{funds.total.executed}} 万元" is words and references, never typed numbers.
import type { BoundFact } from "./fact-table.ts";

/** A stretch of words, or a reference that stands for a figure. */
export type NarrativePart = { readonly words: string } | { readonly ref: string };

const REFERENCE = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Splits a paragraph at its references. */
export function readNarrative(paragraph: string): NarrativePart[] {
  const parts: NarrativePart[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(REFERENCE)) {
    if (match.index > from) parts.push({ words: paragraph.slice(from, match.index) });
    parts.push({ ref: match[1] ?? "" });
    from = match.index + match[0].length;
  }
  if (from < paragraph.length) parts.push({ words: paragraph.slice(from) });
  return parts;
}

/** The references of a paragraph that no fact answers. */
export function unboundReferences(paragraph: string, facts: ReadonlyMap<string, BoundFact>): string[] {
  return readNarrative(paragraph).flatMap((part) => ("ref" in part && !facts.has(part.ref) ? [part.ref] : []));
}

/** The paragraph as plain text, each reference replaced by its figure. */
export function fillNarrative(paragraph: string, facts: ReadonlyMap<string, BoundFact>): string {
  return readNarrative(paragraph)
    .map((part) => ("words" in part ? part.words : (facts.get(part.ref)?.text ?? `{{${part.ref}}}`)))
    .join("");
}
