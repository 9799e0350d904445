// A Word file's styles as far as reading needs them: heading levels, automatic numbers, hidden text, faces and sizes, each
// through the styles it is based on (ECMA-376 part 1, §17.7).
import type { ZipArchive } from "../../files/read-zip.ts";
import { streamWordXml, type TagAttributes } from "./stream-word-xml.ts";

/** What a style, a paragraph or a run says of itself; null where it says nothing. */
export type WordLook = {
  /** 0 to 8 for a heading, 9 for body text. */
  readonly outline: number | null;
  readonly numId: string | null;
  readonly numLevel: number | null;
  readonly hidden: boolean | null;
  /** A family, or `theme:minorEastAsia` and the like. */
  readonly face: string | null;
  /** In half-points. */
  readonly size: string | null;
  /** Of the letters and of what they stand on: six hexadecimal digits, or `auto`. */
  readonly color: string | null;
  readonly fill: string | null;
};

export type WordStyles = {
  /** The style's own and inherited look. Without an id, that of the default paragraph style. */
  readonly paragraph: (id: string | null) => WordLook;
  readonly character: (id: string | null) => WordLook;
  /** Whether a table's style, or one that it is based on, colours cells. */
  readonly colours: (id: string) => boolean;
};

type Look = { -readonly [Key in keyof WordLook]: WordLook[Key] };
type Style = { readonly look: Look; basedOn: string | null; name: string; colours: boolean };

const BLANK: WordLook = { outline: null, numId: null, numLevel: null, hidden: null, face: null, size: null, color: null, fill: null };

/** Of a file without a styles part: every look is blank. */
export function readStyles(archive: ZipArchive, part: string | null): WordStyles {
  const styles = new Map<string, Style>();
  const defaults: Look = { ...BLANK };
  let defaultParagraph: string | null = null;
  if (part !== null) {
    let current: Style | null = null;
    let inDefaults = false;
    let skip = 0;
    streamWordXml(archive, part, {
      open: (name, attributes) => {
        if (name === "w:shd" && current) current.colours = true;
        if (skip > 0 || name === "w:tblStylePr" || name === "w:latentStyles") {
          skip += 1;
          return;
        }
        if (name === "w:docDefaults") inDefaults = true;
        else if (name === "w:style") {
          const id = attributes["w:styleId"] ?? "";
          current = { look: { ...BLANK }, basedOn: null, name: "", colours: false };
          styles.set(id, current);
          if (attributes["w:type"] === "paragraph" && isOn(attributes["w:default"], false)) defaultParagraph = id;
        } else if (name === "w:basedOn" && current) current.basedOn = attributes["w:val"] ?? null;
        else if (name === "w:name" && current) current.name = attributes["w:val"] ?? "";
        else if (current) noteLook(current.look, name, attributes);
        else if (inDefaults) noteLook(defaults, name, attributes);
      },
      close: (name) => {
        if (skip > 0) skip -= 1;
        else if (name === "w:style") current = null;
        else if (name === "w:docDefaults") inDefaults = false;
      },
      text: () => undefined,
    });
  }
  for (const { look, name } of styles.values()) {
    // Built-in headings keep their level even where a program wrote none.
    const level = /^heading ([1-9])$/i.exec(name)?.[1];
    if (level !== undefined) look.outline ??= Number(level) - 1;
  }
  const known = new Map<string, WordLook>();
  const resolve = (id: string | null, base: WordLook): WordLook => {
    if (id === null) return base;
    const before = known.get(id);
    if (before) return before;
    const look = overlay([...chainOf(id).map((style) => style.look), base]);
    known.set(id, look);
    return look;
  };
  const chainOf = (id: string): readonly Style[] => {
    const chain: Style[] = [];
    for (let at: string | null = id, steps = 0; at !== null && steps < DEEPEST_STYLE; steps++) {
      const style: Style | undefined = styles.get(at);
      if (!style) break;
      chain.push(style);
      at = style.basedOn;
    }
    return chain;
  };
  return {
    paragraph: (id) => resolve(id !== null && styles.has(id) ? id : defaultParagraph, defaults),
    character: (id) => resolve(id, BLANK),
    colours: (id) => chainOf(id).some(({ colours }) => colours),
  };
}

// Word itself allows fewer; a circle of styles ends here too.
const DEEPEST_STYLE = 40;

function overlay(looks: readonly WordLook[]): WordLook {
  const first = <Key extends keyof WordLook>(key: Key): WordLook[Key] | null => looks.find((look) => look[key] !== null)?.[key] ?? null;
  return {
    outline: first("outline"),
    numId: first("numId"),
    numLevel: first("numLevel"),
    hidden: first("hidden"),
    face: first("face"),
    size: first("size"),
    color: first("color"),
    fill: first("fill"),
  };
}

/** Notes what one property element says. */
export function noteLook(look: Look, name: string, attributes: TagAttributes): void {
  switch (name) {
    case "w:outlineLvl":
      look.outline = levelOf(attributes["w:val"]);
      break;
    case "w:numId":
      look.numId = attributes["w:val"] ?? null;
      break;
    case "w:ilvl":
      look.numLevel = levelOf(attributes["w:val"]);
      break;
    case "w:vanish":
      look.hidden = isOn(attributes["w:val"], true);
      break;
    case "w:rFonts":
      look.face = faceOf(attributes) ?? look.face;
      break;
    case "w:sz":
      look.size = attributes["w:val"] ?? null;
      break;
    case "w:color":
      look.color = attributes["w:val"] ?? null;
      break;
    case "w:shd":
      look.fill = attributes["w:fill"] ?? null;
      break;
    default:
  }
}

/** A switch of Word's: on when it only stands there. */
export function isOn(value: string | undefined, missing: boolean): boolean {
  return value === undefined ? missing : value === "1" || value === "true" || value === "on";
}

function faceOf(attributes: TagAttributes): string | null {
  const theme = attributes["w:eastAsiaTheme"];
  return theme === undefined ? (attributes["w:eastAsia"] ?? null) : `theme:${theme}`;
}

function levelOf(value: string | undefined): number | null {
  return value !== undefined && /^\d$/.test(value) ? Number(value) : null;
}

/** Families of a theme by the names that styles call them by (`minorEastAsia`). */
export function readThemeFaces(archive: ZipArchive, part: string | null): ReadonlyMap<string, string> {
  const faces = new Map<string, string>();
  if (part === null || !archive.has(part)) return faces;
  let group = "";
  streamWordXml(archive, part, {
    open: (name, attributes) => {
      if (name === "a:majorFont") group = "majorEastAsia";
      else if (name === "a:minorFont") group = "minorEastAsia";
      else if (group === "") return;
      // The theme's own East Asian family counts only where the script has none.
      else if (name === "a:ea" && attributes["typeface"]) faces.set(group, faces.get(group) ?? attributes["typeface"]);
      else if (name === "a:font" && attributes["script"] === "Hans" && attributes["typeface"]) faces.set(group, attributes["typeface"]);
    },
    close: (name) => {
      if (name === "a:majorFont" || name === "a:minorFont") group = "";
    },
    text: () => undefined,
  });
  return faces;
}
