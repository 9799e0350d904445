// A paragraph under way and its runs of letters: their look, and whether a reader of the page sees them.
import type { StoryItem } from "../story-item.ts";
import { type Colour, colourOfHex, isTooSmall, isUnseenOn, WHITE } from "../unseen-text.ts";
import type { StoryContext } from "./story-context.ts";
import type { TagAttributes } from "./stream-word-xml.ts";
import type { WordLook } from "./word-styles.ts";
import { symbolText } from "./word-symbols.ts";

export type Paragraph = {
  text: string;
  style: string | null;
  readonly own: { -readonly [Key in keyof WordLook]: WordLook[Key] };
  /** Its mark was deleted, so that it runs on into the next one. */
  joined: boolean;
  longest: number;
  face: string | null;
  size: string | null;
  unseen: string;
  readonly boxes: StoryItem[];
};
export type Run = {
  readonly own: Paragraph["own"];
  style: string | null;
  symbolFont: string | null;
  raised: boolean;
  hidden: boolean | null;
  highlighted: boolean;
  unseen: boolean | null;
};

export function blankLook(): Paragraph["own"] {
  return { outline: null, numId: null, numLevel: null, hidden: null, face: null, size: null, color: null, fill: null };
}

export function isHidden(context: StoryContext, paragraph: Paragraph, run: Run): boolean {
  run.hidden ??=
    run.own.hidden ??
    (run.style === null ? null : context.styles.character(run.style).hidden) ??
    context.styles.paragraph(paragraph.style).hidden ??
    false;
  return run.hidden;
}

/** The size of a run's letters; null where no style says it. */
function pointsOf({ styles }: StoryContext, paragraph: Paragraph, run: Run): number | null {
  const size = run.own.size ?? (run.style === null ? null : styles.character(run.style).size) ?? styles.paragraph(paragraph.style).size;
  return size !== null && /^\d{1,4}$/u.test(size) ? Number(size) / 2 : null;
}

/** The colour of a run's letters; null where the program chooses one that can be read. */
function colourOf({ styles }: StoryContext, paragraph: Paragraph, run: Run): Colour | null {
  const color = run.own.color ?? (run.style === null ? null : styles.character(run.style).color) ?? styles.paragraph(paragraph.style).color;
  return color === null ? null : colourOfHex(color);
}

export function symbolOf(attributes: TagAttributes): string {
  const code = Number.parseInt(attributes["w:char"] ?? "", 16);
  return Number.isNaN(code) ? "" : (symbolText(attributes["w:font"] ?? "", code) ?? String.fromCharCode(code));
}

/** What stands behind a paragraph: fills of the cells around it, the innermost first; a ground that the file does not tell plainly. */
export type Ground = { readonly fills: readonly (string | null)[]; readonly boxed: boolean; readonly coloured: boolean };

export function isUnseen(context: StoryContext, paragraph: Paragraph, run: Run, ground: () => Ground): boolean {
  run.unseen ??=
    isTooSmall(pointsOf(context, paragraph, run)) ||
    isUnseenOn(colourOf(context, paragraph, run), groundOf(context, paragraph, run, ground()));
  return run.unseen;
}

// What the letters stand on, as far as the file says it plainly: their own ground, the paragraph's, the cell's, the page.
function groundOf({ styles }: StoryContext, paragraph: Paragraph, run: Run, { fills, boxed, coloured }: Ground): Colour | null {
  if (run.highlighted || boxed) return null;
  const own = [run.own.fill, paragraph.own.fill, styles.paragraph(paragraph.style).fill, ...fills];
  const fill = own.find((one) => one !== null && one !== undefined && one !== "auto");
  if (fill != null) return colourOfHex(fill);
  return coloured ? null : WHITE;
}
