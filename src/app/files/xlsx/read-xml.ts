// Reads one XML part of an Office file as a stream of elements: UTF-8 only, no document type, no entities of its own,
// shallow and with few attributes, as every honest part is.
import { SaxesParser } from "saxes";
import { refuse } from "../file-refusal.ts";
import type { ZipArchive } from "../read-zip.ts";

/** An element: its name without prefix, its namespace, and its attributes by name (prefixed ones as written). */
export type XmlElement = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: Readonly<Record<string, { readonly value: string; readonly uri: string; readonly local: string }>>;
};

export type XmlHandler = {
  readonly open?: (element: XmlElement, depth: number) => void;
  readonly close?: (element: XmlElement, depth: number) => void;
  readonly text?: (text: string) => void;
};

const DEEPEST = 64;
const MOST_ATTRIBUTES = 256;

/**
 * Feeds a part to the handler, piece by piece. The root is at depth 1.
 * @throws FileRefusal when the part is missing, damaged, or no plain XML.
 */
export function readXmlPart(archive: ZipArchive, part: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let depth = 0;
  let attributes = 0;
  parser.on("error", (error) => refuse("xml-syntax", `${part}: ${error.message}`));
  parser.on("doctype", () => refuse("xml-doctype", part));
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== "utf-8") refuse("xml-encoding", `${part}: ${encoding}`);
  });
  parser.on("opentagstart", () => {
    attributes = 0;
    depth += 1;
    if (depth > DEEPEST) refuse("xml-nesting", part, String(DEEPEST));
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) refuse("xml-attributes", part, String(MOST_ATTRIBUTES));
  });
  parser.on("opentag", (tag) => handler.open?.(tag, depth));
  parser.on("closetag", (tag) => {
    handler.close?.(tag, depth);
    depth -= 1;
  });
  const { text } = handler;
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      // The decoder's own message says no more than this.
      return refuse("xml-encoding", part);
    }
  };
  archive.inflate(part, (piece) => {
    parser.write(decode(piece));
  });
  parser.write(decode());
  parser.close();
}

/** An attribute without a prefix. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes[name]?.value;
}

/** An attribute of a namespace, whatever its prefix. */
export function namespacedAttribute(element: XmlElement, namespaces: readonly string[], local: string): string | undefined {
  return Object.values(element.attributes).find((attribute) => attribute.local === local && namespaces.includes(attribute.uri))?.value;
}
