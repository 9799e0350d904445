// The words of the page that brings in projects by the hundred, in the reader's language.
import type { Language } from "./language.ts";
import { PROJECT_LIST_PAGES_EN } from "./project-list-pages.en.ts";
import { PROJECT_LIST_PAGES_ZH } from "./project-list-pages.zh.ts";
import type { Words } from "./words.ts";

export type ProjectListPagesWording = Words<typeof PROJECT_LIST_PAGES_ZH>;

export function projectListPagesWording(language: Language): ProjectListPagesWording {
  return language === "zh" ? PROJECT_LIST_PAGES_ZH : PROJECT_LIST_PAGES_EN;
}
