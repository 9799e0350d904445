// The words of the workbench in the reader's language.
import type { Language } from "./language.ts";
import type { Words } from "./words.ts";
import { WORKBENCH_PAGES_EN } from "./workbench-pages.en.ts";
import { WORKBENCH_PAGES_ZH } from "./workbench-pages.zh.ts";

export type WorkbenchPagesWording = Words<typeof WORKBENCH_PAGES_ZH>;

export function workbenchPagesWording(language: Language): WorkbenchPagesWording {
  return language === "zh" ? WORKBENCH_PAGES_ZH : WORKBENCH_PAGES_EN;
}
