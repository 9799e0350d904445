// The words of the pages on matters and processes in the reader's language.
import { FLOW_PAGES_EN } from "./flow-pages.en.ts";
import { FLOW_PAGES_ZH, type FlowPagesWording } from "./flow-pages.zh.ts";
import type { Language } from "./language.ts";

export function flowPagesWording(language: Language): FlowPagesWording {
  return language === "zh" ? FLOW_PAGES_ZH : FLOW_PAGES_EN;
}
