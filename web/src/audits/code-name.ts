// A check by its short name in the page's language; one without a name goes by its code.
import { CODE_NAMES_EN } from "../../../src/app/messages/code-names.en.ts";
import { CODE_NAMES_ZH } from "../../../src/app/messages/code-names.zh.ts";
import type { Language } from "../../../src/app/messages/language.ts";

export function codeName(code: string, language: Language): string {
  const names = language === "zh" ? CODE_NAMES_ZH : CODE_NAMES_EN;
  return names[code] ?? code;
}
