// Reads one XML part of an Office file as a stream of tags: UTF-8 only, no document type, no entities of its own, shallow and
// with few attributes, as every honest part is. Namespaces are resolved here, once for every name of a part.
import { SaxesParser } from "saxes";
import { refuse } from "./file-refusal.ts";
import type { ZipArchive } from "./read-zip.ts";

/** Attributes by their names as written. */
export type XmlAttributes = Readonly<Record<string, string>>;
/** The namespaces in force, by prefix. The object is another one wherever they change. */
export type XmlSpaces = ReadonlyMap<string, string>;

/** `Name` is what the reader makes of an element's namespace and local name; it is asked once for each. */
export type XmlTags<Name> = {
  readonly deepest: number;
  readonly nameOf: (uri: string, local: string) => Name;
  /** The root is at depth 1. */
  readonly open: (name: Name, attributes: XmlAttributes, depth: number, spaces: XmlSpaces) => void;
  readonly close: (name: Name, depth: number) => void;
  readonly text: (text: string) => void;
};

const MOST_ATTRIBUTES = 256;
const NO_SPACES: XmlSpaces = new Map([
  ["", ""],
  ["xml", "http://www.w3.org/XML/1998/namespace"],
]);

/** @throws FileRefusal when the part is missing, damaged, or no plain XML. */
export function streamXml<Name>(archive: ZipArchive, part: string, { deepest, nameOf, open, close, text }: XmlTags<Name>): void {
  // Seven handlers and no more: with an eighth the parser's object falls into the engine's slow kind, five times slower.
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let scope: Scope<Name> = { spaces: NO_SPACES, names: new Map() };
  const outer: (Scope<Name> | null)[] = [];
  let attributes = 0;
  let declares = false;
  const settle = (name: string): Name => {
    const known = scope.names.get(name);
    if (known !== undefined) return known;
    const colon = name.indexOf(":");
    const uri = scope.spaces.get(colon < 0 ? "" : name.slice(0, colon)) ?? refuse("xml-syntax", `${part}: ${name}`);
    const settled = nameOf(uri, name.slice(colon + 1));
    scope.names.set(name, settled);
    return settled;
  };
  parser.on("error", (error) => refuse("xml-syntax", `${part}: ${error.message}`));
  parser.on("doctype", () => refuse("xml-doctype", part));
  parser.on("attribute", ({ name }) => {
    attributes += 1;
    if (name.startsWith("xmlns")) declares = true;
    if (attributes > MOST_ATTRIBUTES) refuse("xml-attributes", part, String(MOST_ATTRIBUTES));
  });
  parser.on("opentag", (tag) => {
    const { encoding } = parser.xmlDecl;
    if (encoding !== undefined && outer.length === 0 && encoding.toLowerCase() !== "utf-8") refuse("xml-encoding", `${part}: ${encoding}`);
    if (outer.length >= deepest) refuse("xml-nesting", part, String(deepest));
    const spaces = declares ? declaredIn(scope.spaces, tag.attributes) : null;
    attributes = 0;
    declares = false;
    outer.push(spaces === null ? null : scope);
    if (spaces !== null) scope = { spaces, names: new Map() };
    open(settle(tag.name), tag.attributes, outer.length, scope.spaces);
  });
  parser.on("closetag", (tag) => {
    close(settle(tag.name), outer.length);
    scope = outer.pop() ?? scope;
  });
  parser.on("text", text);
  parser.on("cdata", text);
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

type Scope<Name> = { readonly spaces: XmlSpaces; readonly names: Map<string, Name> };

/** The namespaces inside an element that declares some; null where it declares none that were not in force. */
function declaredIn(spaces: XmlSpaces, attributes: XmlAttributes): XmlSpaces | null {
  let inner: Map<string, string> | null = null;
  for (const name in attributes) {
    if (!name.startsWith("xmlns") || (name.length > 5 && name[5] !== ":")) continue;
    const prefix = name.slice(6);
    const uri = attributes[name] ?? "";
    if ((inner ?? spaces).get(prefix) === uri) continue;
    inner ??= new Map(spaces);
    inner.set(prefix, uri);
  }
  return inner;
}
