// A citation in words: the article of an instrument, or a default that says it is not law.
import type { Citation } from "../../kernel/index.ts";
import type { Language } from "./language.ts";

export function citationText(citation: Citation, language: Language): string {
  if (citation.kind === "law")
    return `${citation.instrument}${citation.article === "" ? "" : language === "zh" ? citation.article : ` ${citation.article}`}`;
  return language === "zh" ? `默认参数（非法规）：${citation.source}` : `Declared default (not law): ${citation.source}`;
}
