// A part of a workbook as a stream of elements with their namespaces.
import type { ZipArchive } from "../read-zip.ts";
import { streamXml, type XmlAttributes, type XmlSpaces } from "../stream-xml.ts";
import type { PlainItems } from "./plain-items.ts";

/** An element: its name without prefix, its namespace, and its attributes by their names as written. */
export type XmlElement = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: XmlAttributes;
  readonly spaces: XmlSpaces;
};

export type XmlHandler = {
  readonly open?: (element: XmlElement, depth: number) => void;
  readonly close?: (element: Pick<XmlElement, "local" | "uri">, depth: number) => void;
  readonly text?: (text: string) => void;
  readonly plain?: PlainItems;
};

const DEEPEST = 64;

/**
 * Feeds a part to the handler, piece by piece. The root is at depth 1.
 * @throws FileRefusal when the part is missing, damaged, or no plain XML.
 */
export function readXmlPart(archive: ZipArchive, part: string, { open, close, text, plain }: XmlHandler): void {
  streamXml<Pick<XmlElement, "local" | "uri">>(archive, part, {
    deepest: DEEPEST,
    nameOf: (uri, local) => ({ uri, local }),
    open: ({ uri, local }, attributes, depth, spaces) => open?.({ uri, local, attributes, spaces }, depth),
    close: (name, depth) => close?.(name, depth),
    text: text ?? (() => undefined),
    ...(plain ? { plain } : {}),
  });
}

/** An attribute without a prefix. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes[name];
}

/** An attribute of a namespace, whatever its prefix. */
export function namespacedAttribute({ attributes, spaces }: XmlElement, namespaces: readonly string[], local: string): string | undefined {
  for (const [prefix, uri] of spaces) {
    const value = prefix !== "" && namespaces.includes(uri) ? attributes[`${prefix}:${local}`] : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
