// The words of the overview page in the reader's language.
import type { Language } from "./language.ts";
import { OVERVIEW_PAGES_EN } from "./overview-pages.en.ts";
import { OVERVIEW_PAGES_ZH, type OverviewPagesWording } from "./overview-pages.zh.ts";

export function overviewPagesWording(language: Language): OverviewPagesWording {
  return language === "zh" ? OVERVIEW_PAGES_ZH : OVERVIEW_PAGES_EN;
}
