// What reading had to do or leave, by code, in English.
import type { SourceNoteWording } from "./source-notes.zh.ts";

export const SOURCE_NOTES_EN: SourceNoteWording = {
  "hidden-sheet": (found) => `the hidden sheet ${found} was read too`,
  "embedded-part-unread": (found) => `a part of another format is embedded (${found}) and was not read; save the file anew in Word`,
  "row-cut-off": (found) => `the text breaks off within the row “${found}”, which was left out`,
  "hidden-rows": (found) => `hidden rows or columns: ${found}`,
  "unseen-text": (found) =>
    `text that cannot be seen (in its background's colour, too small, or hidden by its format) was read too and needs checking: ${found}`,
  "tracked-changes-accepted": () => "tracked changes were read as accepted",
  "formula-recomputed-differs": (found) => `a formula recomputed differs from the value stored: ${found}`,
  "formula-not-recomputed": (found) => `a formula could not be recomputed: ${found}`,
  "characters-recognised": () => "read from images; every cell needs checking",
  "encoding-guessed": (found) => `no encoding stated, read as ${found}`,
  "characters-removed": (found) => `invisible characters were removed: ${found}`,
  "extension-wrong": (found) => `the name's ending is wrong, it is ${found}`,
  "converted-by-office": () => "converted by an office program first",
  "page-without-text": () => "some pages hold no text",
};
