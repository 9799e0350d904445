// The words of the pages on evidence in the reader's language.
import { EVIDENCE_PAGES_EN } from "./evidence-pages.en.ts";
import { EVIDENCE_PAGES_ZH, type EvidencePagesWording } from "./evidence-pages.zh.ts";
import type { Language } from "./language.ts";

export function evidencePagesWording(language: Language): EvidencePagesWording {
  return language === "zh" ? EVIDENCE_PAGES_ZH : EVIDENCE_PAGES_EN;
}
