// The languages of the interface, and which one a terminal or a browser asks for.

export type Language = "zh" | "en";

/** "zh_CN.UTF-8", "en", "zh-CN,zh;q=0.9" … → the language; Chinese where nothing else is asked for. */
export function languageOf(wanted: string | undefined): Language {
  return wanted?.trim().toLowerCase().startsWith("en") ? "en" : "zh";
}
