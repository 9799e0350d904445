// Paragraphs whose figures are bound: words stay words, each reference becomes a run that remembers what it stands for.
import { readNarrative } from "../scoring/index.ts";
import type { Paragraph, Run } from "./report-document.ts";
import type { ReportContext } from "./report-input.ts";

/** A narrative paragraph as runs. A reference that no fact answers stays visible as it was written. */
export function boundRuns(context: ReportContext, paragraph: string): Run[] {
  return readNarrative(paragraph).map((part) => {
    if ("words" in part) return { text: part.words };
    return { text: context.facts.get(part.ref)?.text ?? `{{${part.ref}}}`, ref: part.ref };
  });
}

export function boundParagraph(context: ReportContext, paragraph: string): Paragraph {
  return { kind: "paragraph", runs: boundRuns(context, paragraph) };
}

export function plainParagraph(text: string): Paragraph {
  return { kind: "paragraph", runs: [{ text }] };
}
