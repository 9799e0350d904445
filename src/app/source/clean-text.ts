// Takes out of a document's text what no reader sees and what turns the order of the shown characters around (zero-width
// and bidirectional controls, control characters, broken surrogate pairs), and counts what was taken out.
import type { SourceNote } from "../../reading/index.ts";

export type TextCleaner = {
  readonly clean: (text: string) => string;
  /** One note when anything was taken out: the characters by number, each with its count. */
  readonly notes: () => readonly SourceNote[];
};

// Tabs and line ends stay. Broken halves of a pair become "�", so that the place is seen.
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|[\u180b-\u180f]|[\ufe00-\ufe0f]/gu;
const BROKEN = /[\p{Cs}\ufffe\uffff]/gu;
// Either of them may be there; quick to say no to an ordinary text.
const PLAIN =
  /^[\t\n\r -~\u00a0-\u00ac\u00ae-\u05ff\u2010-\u2029\u2030-\u205f\u2070-\u3163\u3165-\ud7ff\ue000-\ufdff\ufe10-\ufefe\uff00-\uff9f\ufffc\ufffd]*$/;
const MOST_NAMED = 12;

export function createTextCleaner(): TextCleaner {
  const removed = new Map<string, number>();
  const count = (character: string) => {
    const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    removed.set(name, (removed.get(name) ?? 0) + 1);
  };
  return {
    clean: (text) => {
      if (PLAIN.test(text)) return text;
      return text
        .replace(UNSEEN, (character) => {
          count(character);
          return "";
        })
        .replace(BROKEN, (character) => {
          count(character);
          return "\ufffd";
        });
    },
    notes: () => {
      if (removed.size === 0) return [];
      const named = [...removed].slice(0, MOST_NAMED).map(([name, times]) => `${name}×${times}`);
      return [{ code: "characters-removed", address: null, found: named.join(" ") + (removed.size > MOST_NAMED ? " …" : "") }];
    },
  };
}
