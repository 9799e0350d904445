// Wording of the hand-over package, by language.
import type { HandOverWording } from "../usecases/evidence/hand-over.ts";
import type { Language } from "./language.ts";

const ZH: HandOverWording = {
  title: "绩效评价档案",
  made: (day) => `移交日期：${day}。文件校验：在本目录运行 sha256sum -c SHA256SUMS。`,
  columns: ["文件", "名称", "种类", "日期", "提交人", "SHA-256"],
  gap: "缺件",
  other: "其他佐证资料",
  kinds: { formal: "正式资料", original: "原始凭证", working: "工作资料", statement: "说明材料" },
};

const EN: HandOverWording = {
  title: "evaluation archive",
  made: (day) => `Handed over on ${day}. To check the files run sha256sum -c SHA256SUMS in this folder.`,
  columns: ["File", "Title", "Kind", "Date", "Handed in by", "SHA-256"],
  gap: "missing",
  other: "Other evidence",
  kinds: { formal: "official paper", original: "original voucher", working: "working paper", statement: "statement" },
};

export function handOverWording(language: Language): HandOverWording {
  return language === "zh" ? ZH : EN;
}
