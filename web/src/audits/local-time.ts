// An instant as people here write it, in this computer's time.
import type { Language } from "../../../src/app/messages/language.ts";

const TO_THE_MINUTE = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false } as const;

export function localTime(instant: string, language: Language): string {
  return written(instant, language, TO_THE_MINUTE);
}

/** The same to the second. */
export function exactTime(instant: string, language: Language): string {
  return written(instant, language, { ...TO_THE_MINUTE, second: "2-digit" });
}

function written(instant: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", options).format(new Date(instant));
}
