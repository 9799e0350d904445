// Names of indicators as forms print them: numbered by the form ("指标1："), left blank ("指标2：", "……"), or marked 无.

const NUMBERED = /^(?:三级)?指标\s*(?:\d{1,2}(?![\d年%％个万人]|\.\d)|[一二三四五六七八九十]{1,2})\s*[:：.．、,，\s]?\s*/u;
const BLANK = /^(?:指标(?:名称|内容)?)?[\s:：….．。·—–\-_/\\＊*]*$/u;
const NONE = /^(?:无|不适用|不涉及|没有)[。.]?$/u;

/** Whether a level is marked as having no indicator. */
export function isMarkedNone(printed: string): boolean {
  return NONE.test(printed.trim());
}

/** The name without the form's number; null for a placeholder, and for 无. */
export function indicatorName(printed: string): string | null {
  const text = printed.trim().replace(NUMBERED, "").trim();
  return BLANK.test(text) || NONE.test(text) ? null : text;
}
