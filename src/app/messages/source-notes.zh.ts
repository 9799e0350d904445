// What reading had to do or leave, by code, in Chinese.
import type { SourceNote } from "../../reading/index.ts";

export type SourceNoteWording = Readonly<Record<SourceNote["code"], (found: string) => string>>;

export const SOURCE_NOTES_ZH: SourceNoteWording = {
  "hidden-sheet": (found) => `隐藏的工作表“${found}”也读了`,
  "embedded-part-unread": (found) => `文件内嵌了另一种格式的内容（${found}），未读；请在 Word 中打开另存后再审`,
  "row-cut-off": (found) => `文字到“${found}”这一行中间就断了，这一行未读入表`,
  "hidden-rows": (found) => `有隐藏的行列：${found}`,
  "unseen-text": (found) => `有看不见的文字（与底色同色、字号极小或格式不显示），也读了，需核对：${found}`,
  "tracked-changes-accepted": () => "有未接受的修订，按接受后读",
  "formula-recomputed-differs": (found) => `公式重算与存的值不同：${found}`,
  "formula-not-recomputed": (found) => `公式未能重算：${found}`,
  "characters-recognised": () => "文字由图像识别，逐格需核对",
  "encoding-guessed": (found) => `未标明编码，按 ${found} 读`,
  "characters-removed": (found) => `去掉了看不见的字符：${found}`,
  "extension-wrong": (found) => `扩展名与内容不符，实为 ${found}`,
  "converted-by-office": () => "经办公软件转换后读取",
  "page-without-text": () => "有的页没有文字",
};
