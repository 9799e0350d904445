// An instant as people here write it, in this computer's time.
import type { Language } from "../../../src/app/messages/language.ts";

export function localTime(instant: string, language: Language): string {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false } as const;
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", options).format(new Date(instant));
}
