// A finding in words: what is wrong, how to mend it, and where it stands as one short line.
import type { Finding, FindingPlace } from "../../findings/index.ts";
import { FINDINGS_EN } from "./findings.en.ts";
import { FINDINGS_ZH } from "./findings.zh.ts";
import type { Language } from "./language.ts";
import { sourcePlaceText } from "./source-place.ts";

export type FindingText = { readonly message: string; readonly remedy: string; readonly place: string };

export function findingText(finding: Finding, language: Language): FindingText {
  const wording = (language === "zh" ? FINDINGS_ZH : FINDINGS_EN)[finding.code];
  return { message: wording.message(finding.params), remedy: wording.remedy(finding.params), place: findingPlace(finding.where, language) };
}

/** "项目支出绩效自评表 · 国内费用 · 实际完成值 · 附件"; the subject where nothing else is known. */
function findingPlace(where: FindingPlace, language: Language): string {
  const place = where.place === undefined ? undefined : sourcePlaceText(where.place, language);
  const parts = [place, where.table, where.row, where.column].filter((part) => part !== undefined && part !== "");
  return parts.length > 0 ? parts.join(" · ") : where.quote ? `“${where.quote}”` : where.subject;
}
