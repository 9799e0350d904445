// The bulk of a workbook is one kind of element repeated a hundred thousand times in the one plain form that programs write.
// Those are taken here as text, several times as fast as tag by tag; every other form, and all that stands around them, goes to
// the XML parser as it is. What is taken is exactly what the parser would have made of it.

/** Takes the item that stands in `text` at `from` if it is in its plain form: the place behind it, or -1. */
export type TakePlain = (text: string, from: number) => number;

export type PlainItems = {
  /** Whether the parser is right inside the list, between two of its items. */
  readonly isInside: () => boolean;
  /** How an item begins, its name whole: "<row" is followed by a blank or ">". */
  readonly begins: string;
  readonly ends: string;
  readonly take: TakePlain;
};

/** Longer items go to the parser, which needs no whole ones. */
const LONGEST = 4 * 2 ** 20;

export type TextFilter = {
  /** Takes plain items out of the text and hands the rest to the parser, in order. */
  readonly write: (text: string) => void;
  readonly end: () => void;
};

export function filterPlainItems({ isInside, begins, ends, take }: PlainItems, parse: (text: string) => void): TextFilter {
  let held = "";
  const write = (text: string): void => {
    const all = held === "" ? text : held + text;
    held = "";
    let at = 0;
    while (at < all.length) {
      if (!isInside()) {
        // The parser gets one tag at a time until it is inside; the list opens early in its part.
        const end = all.indexOf(">", at);
        const upTo = end < 0 ? all.length : end + 1;
        parse(all.slice(at, upTo));
        at = upTo;
        continue;
      }
      const begin = all.indexOf("<", at);
      if (begin < 0) {
        parse(all.slice(at));
        return;
      }
      if (begin > at) parse(all.slice(at, begin));
      at = begin;
      const isItem = all.startsWith(begins, at);
      if (isItem || all.length - at < begins.length) {
        const behind = isItem ? take(all, at) : -1;
        if (behind > 0) {
          at = behind;
          continue;
        }
        const end = all.indexOf(ends, at);
        if (end < 0 && all.length - at < LONGEST) {
          held = all.slice(at);
          return;
        }
        const upTo = end < 0 ? all.length : end + ends.length;
        parse(all.slice(at, upTo));
        at = upTo;
        continue;
      }
      const end = all.indexOf(">", at);
      const upTo = end < 0 ? all.length : end + 1;
      parse(all.slice(at, upTo));
      at = upTo;
    }
  };
  return {
    write,
    end: () => {
      if (held !== "") parse(held);
      held = "";
    },
  };
}
