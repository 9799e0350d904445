// A part of a Word file as a stream of tags with settled names: whatever prefixes the file chose, "w:p" is a paragraph, in the
// transitional namespaces and in the strict ones.
import type { ZipArchive } from "../../files/read-zip.ts";
import { streamXml, type XmlAttributes, type XmlSpaces } from "../../files/stream-xml.ts";
import { SOURCE_LIMITS } from "../source-limits.ts";

/** Attributes by settled name ("w:val"); those of other namespaces keep the names they have in the file. */
export type TagAttributes = XmlAttributes;

export type TagHandler = {
  /** `spaces` are the namespaces in force here, by prefix. */
  readonly open: (name: string, attributes: TagAttributes, spaces: XmlSpaces) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

const SETTLED: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
};
const USUAL = new Set(Object.values(SETTLED));

/** @throws FileRefusal when the part is missing, damaged, or no plain XML. */
export function streamWordXml(archive: ZipArchive, part: string, { open, close, text }: TagHandler): void {
  let known: XmlSpaces | null = null;
  let plain = true;
  streamXml(archive, part, {
    deepest: SOURCE_LIMITS.depth,
    // A name of another namespace is kept apart from those that are read, however it is spelt.
    nameOf: (uri, local) => `${SETTLED[uri] ?? "?"}:${local}`,
    open: (name, attributes, _, spaces) => {
      if (spaces !== known) {
        known = spaces;
        plain = isPlain(spaces);
      }
      open(name, plain ? attributes : settledAttributes(attributes, spaces), spaces);
    },
    close,
    text,
  });
}

// Known prefixes mean what they usually mean, and no other prefix does: attributes are settled as they stand.
function isPlain(spaces: XmlSpaces): boolean {
  for (const [prefix, uri] of spaces) {
    const settled = SETTLED[uri];
    // The default namespace holds for no attribute.
    if (prefix !== "" && (settled === undefined ? USUAL.has(prefix) : settled !== prefix)) return false;
  }
  return true;
}

function settledAttributes(attributes: XmlAttributes, spaces: XmlSpaces): XmlAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const colon = name.indexOf(":");
      if (colon < 0 || name.startsWith("xmlns:")) return [name, value];
      return [`${SETTLED[spaces.get(name.slice(0, colon)) ?? ""] ?? "?"}:${name.slice(colon + 1)}`, value];
    }),
  );
}
