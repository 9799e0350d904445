// Fonts and fills of a workbook's looks (ECMA-376 part 1, §18.8.22, §18.8.20), as far as they tell whether letters can be seen: those in
// the colour of their cell, or of a point or two, cannot.
import { attributeOf, type XmlElement } from "./read-xml.ts";

export type InkReader = {
  /** Takes what opens within the lists of fonts and fills; the root is at depth 1. */
  readonly take: (list: "fonts" | "fills", element: XmlElement, depth: number) => void;
  /** Whether text in this font on this fill cannot be seen. */
  readonly isUnseen: (font: number, fill: number) => boolean;
};

type Font = { colour: string | null; points: number | null };
/** `colour` null where a pattern or a gradient leaves none that could be named. */
type Fill = { pattern: string; colour: string | null };

const WHITE = "ffffff";
const SMALLEST = 2;

export function createInkReader(): InkReader {
  const fonts: Font[] = [];
  const fills: Fill[] = [];
  return {
    take: (list, element, depth) => {
      if (list === "fonts") {
        if (depth === 3) fonts.push({ colour: null, points: null });
        const font = fonts.at(-1);
        if (depth !== 4 || !font) return;
        if (element.local === "color") font.colour = colourOf(element);
        if (element.local === "sz") font.points = Number(attributeOf(element, "val") ?? "11");
        return;
      }
      if (depth === 3) fills.push({ pattern: "", colour: null });
      const fill = fills.at(-1);
      if (!fill) return;
      if (depth === 4) fill.pattern = element.local === "patternFill" ? (attributeOf(element, "patternType") ?? "none") : "gradient";
      if (depth === 5 && element.local === "fgColor") fill.colour = colourOf(element);
    },
    isUnseen: (fontIndex, fillIndex) => {
      const [font, fill] = [fonts[fontIndex], fills[fillIndex]];
      if (!font) return false;
      if (font.points !== null && font.points <= SMALLEST) return true;
      const ground = !fill || fill.pattern === "none" ? WHITE : fill.pattern === "solid" ? fill.colour : null;
      return font.colour !== null && font.colour === ground;
    },
  };
}

/** Entries of the old palette that are white. */
const WHITE_ENTRIES = ["1", "9"];

/** The colour by a name that is the same for the same colour; null where it follows the system. */
function colourOf(element: XmlElement): string | null {
  const [rgb, theme, indexed] = ["rgb", "theme", "indexed"].map((name) => attributeOf(element, name));
  const tint = attributeOf(element, "tint") ?? "0";
  if (rgb !== undefined) return rgb.slice(-6).toLowerCase();
  // The first colour of a theme is what sheets are made of.
  if (theme !== undefined) return theme === "0" && Number(tint) === 0 ? WHITE : `theme ${theme} ${Number(tint)}`;
  if (indexed === undefined || Number(indexed) >= 64) return null;
  return WHITE_ENTRIES.includes(indexed) ? WHITE : `indexed ${indexed}`;
}
