// Reads one XML part of an Office file as a stream of tags: UTF-8 only, no document type, no entities of its own, shallow and
// with few attributes, as every honest part is. Namespaces are resolved here, once for every name of a part.
import { SaxesParser } from "saxes";
import { refuse } from "./file-refusal.ts";
import type { ZipArchive } from "./read-zip.ts";
import { filterPlainItems, type PlainItems } from "./xlsx/plain-items.ts";

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
  /** Repeated elements that are taken as text where they are in their plain form. */
  readonly plain?: PlainItems;
};

const MOST_ATTRIBUTES = 256;
const NO_SPACES: XmlSpaces = new Map([
  ["", ""],
  ["xml", "http://www.w3.org/XML/1998/namespace"],
]);

/** @throws FileRefusal when the part is missing, damaged, or no plain XML. */
export function streamXml<Name>(archive: ZipArchive, part: string, tags: XmlTags<Name>): void {
  const stream = idle.pop() ?? createStream();
  const { parser } = stream;
  stream.reading = beginReading(part, tags as XmlTags<unknown>);
  // A decoder that keeps nothing from piece to piece is many times as fast.
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const decode = (piece?: Uint8Array, isWhole = false): string => {
    try {
      if (piece && isWhole) return WHOLE.decode(piece);
      decoder ??= new TextDecoder("utf-8", { fatal: true });
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      // The decoder's own message says no more than this.
      return refuse("xml-encoding", part);
    }
  };
  const parse = (piece: string): void => {
    parser.write(piece);
  };
  const input = tags.plain ? filterPlainItems(tags.plain, parse) : { write: parse, end: () => undefined };
  archive.inflate(part, (piece, isWhole) => {
    if (!isWhole || piece.length <= PIECE) input.write(decode(piece, isWhole));
    else for (const part of partsOf(piece)) input.write(decode(part, true));
  });
  if (decoder !== null) input.write(decode());
  input.end();
  parser.close();
  stream.reading = NOTHING;
  idle.push(stream);
}

// A large part is read by pieces that fit the processor's nearest memory.
const PIECE = 2 ** 17;

/** Pieces that end between characters, so that each is sound UTF-8 by itself where the whole is. */
function* partsOf(whole: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < whole.length; ) {
    let to = Math.min(from + PIECE, whole.length);
    while (to < whole.length && to > from + PIECE - 4 && ((whole[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    yield whole.subarray(from, to);
    from = to;
  }
}

const WHOLE = new TextDecoder("utf-8", { fatal: true });

type Scope = { readonly spaces: XmlSpaces; readonly names: Map<string, unknown> };

/** A part under way: the names it has used, the elements that are open, the tag that is being read. */
type Reading = {
  readonly part: string;
  readonly tags: XmlTags<unknown>;
  readonly outer: (Scope | null)[];
  readonly opened: unknown[];
  scope: Scope;
  attributes: number;
  declares: boolean;
};

function beginReading(part: string, tags: XmlTags<unknown>): Reading {
  const scope = { spaces: NO_SPACES, names: new Map() };
  return { part, tags, outer: [], opened: [], scope, attributes: 0, declares: false };
}

const NOTHING = beginReading("", { deepest: 0, nameOf: () => "", open: () => undefined, close: () => undefined, text: () => undefined });

type Stream = { readonly parser: SaxesParser; reading: Reading };

// A parser that has come to a part's end reads the next one. What the engine has learnt of its shape is lost with the last of
// them, so one always waits; one that refused its part is left behind.
const idle: Stream[] = [];

function createStream(): Stream {
  // Seven handlers and no more: with an eighth the parser's object falls into the engine's slow kind, five times slower.
  const parser = new SaxesParser({ xmlns: false, position: false });
  const stream: Stream = { parser, reading: NOTHING };
  parser.on("error", (error) => refuse("xml-syntax", `${stream.reading.part}: ${error.message}`));
  parser.on("doctype", () => refuse("xml-doctype", stream.reading.part));
  parser.on("attribute", ({ name }) => {
    const { reading } = stream;
    reading.attributes += 1;
    if (name.startsWith("xmlns")) reading.declares = true;
    if (reading.attributes > MOST_ATTRIBUTES) refuse("xml-attributes", reading.part, String(MOST_ATTRIBUTES));
  });
  parser.on("opentag", (tag) => openTag(stream, tag.name, tag.attributes));
  parser.on("closetag", () => {
    const { tags, opened, outer } = stream.reading;
    tags.close(opened.pop(), outer.length);
    const scope = outer.pop();
    if (scope) stream.reading.scope = scope;
  });
  const say = (text: string) => stream.reading.tags.text(text);
  parser.on("text", say);
  parser.on("cdata", say);
  return stream;
}

function openTag({ parser, reading }: Stream, name: string, attributes: XmlAttributes): void {
  const { part, tags, outer, opened, declares } = reading;
  const { encoding } = parser.xmlDecl;
  if (encoding !== undefined && outer.length === 0 && encoding.toLowerCase() !== "utf-8") refuse("xml-encoding", `${part}: ${encoding}`);
  if (outer.length >= tags.deepest) refuse("xml-nesting", part, String(tags.deepest));
  const spaces = declares ? declaredIn(reading.scope.spaces, attributes) : null;
  reading.attributes = 0;
  reading.declares = false;
  outer.push(spaces === null ? null : reading.scope);
  if (spaces !== null) reading.scope = { spaces, names: new Map() };
  const settled = settle(reading, name);
  opened.push(settled);
  tags.open(settled, attributes, outer.length, reading.scope.spaces);
}

function settle({ scope, part, tags }: Reading, name: string): unknown {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const colon = name.indexOf(":");
  const uri = scope.spaces.get(colon < 0 ? "" : name.slice(0, colon)) ?? refuse("xml-syntax", `${part}: ${name}`);
  const settled = tags.nameOf(uri, name.slice(colon + 1));
  scope.names.set(name, settled);
  return settled;
}

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
