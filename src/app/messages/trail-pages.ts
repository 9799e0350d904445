// The words of the pages on the audit trail in the reader's language.
import type { Language } from "./language.ts";
import { TRAIL_PAGES_EN } from "./trail-pages.en.ts";
import { TRAIL_PAGES_ZH } from "./trail-pages.zh.ts";
import type { Words } from "./words.ts";

export type TrailPagesWording = Words<typeof TRAIL_PAGES_ZH>;

export function trailPagesWording(language: Language): TrailPagesWording {
  return language === "zh" ? TRAIL_PAGES_ZH : TRAIL_PAGES_EN;
}
