// A section's page and its headers and footers (ECMA-376 part 1, §17.6 and §17.10).
import type { SourcePage } from "../../../reading/index.ts";
import type { TagAttributes } from "./stream-word-xml.ts";
import { isOn } from "./word-styles.ts";

/** `running` are the ids of header and footer parts with the pages that show them. */
export type WordSection = {
  readonly page: SourcePage;
  readonly running: readonly { readonly pages: "default" | "first" | "even"; readonly id: string }[];
  /** Whether the section's first page has a header and footer of its own. */
  readonly ownFirst: boolean;
};

type OpenSection = { page: SourcePage; running: WordSection["running"][number][]; ownFirst: boolean };

export type SectionReader = {
  readonly sections: readonly WordSection[];
  readonly begin: () => void;
  readonly note: (name: string, attributes: TagAttributes) => void;
  readonly end: () => void;
};

export function createSectionReader(): SectionReader {
  const sections: WordSection[] = [];
  let open: OpenSection | null = null;
  return {
    sections,
    begin: () => {
      open = { page: { width: null, height: null, margins: null }, running: [], ownFirst: false };
    },
    note: (name, attributes) => {
      if (open) noteSection(open, name, attributes);
    },
    end: () => {
      if (open) sections.push(open);
      open = null;
    },
  };
}

function noteSection(section: OpenSection, name: string, attributes: TagAttributes): void {
  switch (name) {
    case "w:pgSz":
      section.page = { ...section.page, width: millimetres(attributes["w:w"]), height: millimetres(attributes["w:h"]) };
      break;
    case "w:pgMar": {
      const [top, right, bottom, left] = ["w:top", "w:right", "w:bottom", "w:left"].map((side) => millimetres(attributes[side]));
      if (top && right && bottom && left) section.page = { ...section.page, margins: { top, right, bottom, left } };
      break;
    }
    case "w:headerReference":
    case "w:footerReference": {
      const pages = attributes["w:type"];
      section.running.push({ pages: pages === "first" || pages === "even" ? pages : "default", id: attributes["r:id"] ?? "" });
      break;
    }
    case "w:titlePg":
      section.ownFirst = isOn(attributes["w:val"], true);
      break;
    default:
  }
}

// Twips by the unit they are written in; plain numbers are twips themselves.
const TWIPS: Readonly<Record<string, number>> = { "": 1, pt: 20, pc: 240, pi: 240, in: 1_440, mm: 1_440 / 25.4, cm: 14_400 / 25.4 };

/** A measure in millimetres to a tenth, as "210" or "25.4"; null for what is none. A margin that lets nothing overlap is negative in the file. */
function millimetres(measure: string | undefined): string | null {
  const [, minus, digits = "", unit = ""] = /^(-?)(\d{1,7}(?:\.\d{1,4})?)(pt|pc|pi|in|mm|cm)?$/.exec(measure ?? "") ?? [];
  if (digits === "" || minus === undefined) return null;
  const tenths = Math.round((Number(digits) * (TWIPS[unit] ?? 1) * 254) / 1_440);
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
