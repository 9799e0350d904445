// What reading had to do or leave, in the reader's language.
import type { SourceNote } from "../../reading/index.ts";
import type { Language } from "./language.ts";
import { SOURCE_NOTES_EN } from "./source-notes.en.ts";
import { SOURCE_NOTES_ZH } from "./source-notes.zh.ts";

export function sourceNoteText({ code, found }: Pick<SourceNote, "code" | "found">, language: Language): string {
  return (language === "zh" ? SOURCE_NOTES_ZH : SOURCE_NOTES_EN)[code](found);
}
