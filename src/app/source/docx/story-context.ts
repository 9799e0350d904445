// What the stories of one Word file have in common: its styles and numbers, what was counted, changed, hidden.
import type { ZipArchive } from "../../files/read-zip.ts";
import type { NumberCounter } from "./word-numbering.ts";
import type { WordStyles } from "./word-styles.ts";

/** What the stories of one file share and add to. */
export type StoryContext = {
  readonly archive: ZipArchive;
  readonly styles: WordStyles;
  readonly numberOf: NumberCounter;
  readonly cleanText: (text: string) => string;
  readonly count: { cells: number; items: number; characters: number };
  readonly changes: { inserted: number; deleted: number; moved: number };
  /** Beginnings of hidden texts that were left out. */
  readonly hidden: string[];
  /** Parts of other formats that are embedded in the text and not read. */
  readonly embedded: string[];
};
