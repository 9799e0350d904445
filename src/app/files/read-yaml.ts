// YAML as text that remembers its place: read in the failsafe schema, so that no parser turns 0.80 into a float or "no"
// into false. Duplicate keys and every other fault come all at once with line and column.
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { type Fault, failure, fault, type Place, type Result, type SourceFile, success } from "../../kernel/index.ts";

/** Bytes. Larger than any dossier or pack; a bigger file is something else. */
const MOST_BYTES = 5_000_000;
const MOST_DEPTH = 40;

type Locate = (offset: number) => Place;

/** Parses one YAML document. `name` is how faults call the file. Faults: file-too-large, yaml-broken, duplicate-key. */
export function readYaml(name: string, text: string): Result<SourceFile> {
  const { source, faults } = readFlawedYaml(name, text);
  return source && faults.length === 0 ? success(source) : failure(...faults);
}

/** What could be parsed beside what is wrong with it. */
export type FlawedYaml = { readonly source: SourceFile | null; readonly faults: readonly Fault[] };

/**
 * The same, for telling every fault at once: where keys are repeated and nothing else is wrong, there is a source beside
 * the faults (the last of the values counts in it), good for looking for more faults and for nothing else.
 */
export function readFlawedYaml(name: string, text: string): FlawedYaml {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES)
    return onlyFault(fault("file-too-large", { found: `${name} (${bytes})`, expected: `${MOST_BYTES}` }, { file: name }));
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if (!parsed) return onlyFault(fault("yaml-broken", { found: `> ${MOST_DEPTH}`, reason: "yaml-too-deep" }, { file: name }));
  const { document, root } = parsed;
  const at: Locate = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col };
  };
  const faults = brokenLines([...document.errors, ...document.warnings], at);
  if (root === null && faults.length === 0) faults.push(fault("yaml-broken", { found: "—", reason: "yaml-empty" }, { file: name }));
  // In a broken document a key may be no word only because the parser lost its way.
  const broken = faults.length > 0;
  faults.push(...refusedNodes(root, at).filter(({ params }) => !broken || params["reason"] !== "yaml-key-not-text"));
  if (faults.some(({ code }) => code !== "duplicate-key")) return { source: null, faults };
  return { source: { name, data: plain(root), locate: (path) => locate(root, path, name, at) }, faults };
}

function onlyFault(one: Fault): FlawedYaml {
  return { source: null, faults: [one] };
}

// The parser recurses: what is nested a hundred thousand deep exhausts the stack before its depth can be counted.
function parse(text: string, lineCounter: LineCounter) {
  try {
    const document = parseDocument(text, { schema: "failsafe", lineCounter, uniqueKeys: false, prettyErrors: false, merge: false });
    return { document, root: document.contents as Node | null };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// One slip makes the parser stumble several times on the same line; the first is what it is about.
function brokenLines(errors: readonly YAMLError[], at: Locate): Fault[] {
  const faults = errors.map((error) =>
    fault("yaml-broken", { found: error.message, reason: `yaml-${error.code.toLowerCase().replaceAll("_", "-")}` }, at(error.pos[0])),
  );
  return faults.filter((one, index) => faults.findIndex((other) => other.place?.line === one.place?.line) === index);
}

// Duplicate keys, keys that are not words, aliases and absurd depth.
function refusedNodes(root: Node | null, at: Locate): Fault[] {
  const faults: Fault[] = [];
  visit(root, {
    Alias: (_, node) => {
      faults.push(fault("yaml-broken", { found: `*${node.source}`, reason: "yaml-alias" }, at(node.range?.[0] ?? 0)));
    },
    Collection: (_, collection, parents) => {
      const depth = parents.filter((parent) => isCollection(parent)).length;
      if (depth >= MOST_DEPTH) {
        faults.push(fault("yaml-broken", { found: `> ${MOST_DEPTH}`, reason: "yaml-too-deep" }, at(collection.range?.[0] ?? 0)));
        return visit.SKIP;
      }
      if (isMap(collection)) faults.push(...refusedKeys(collection.items, pathTo(parents, collection), at));
      return undefined;
    },
  });
  return faults;
}

function refusedKeys(pairs: readonly Pair[], path: readonly string[], at: Locate): Fault[] {
  const seen = new Set<string>();
  return pairs.flatMap((pair) => {
    const offset = (pair.key as Node | null)?.range?.[0] ?? 0;
    if (!isScalar(pair.key)) return [fault("yaml-broken", { found: "?", reason: "yaml-key-not-text" }, at(offset))];
    const key = String(pair.key.value);
    if (seen.has(key)) return [fault("duplicate-key", { found: key }, { ...at(offset), path: [...path, key].join(".") })];
    seen.add(key);
    return [];
  });
}

// The keys and indices that lead to a node, from its parents as a visitor sees them.
function pathTo(parents: readonly unknown[], node: unknown): string[] {
  return [...parents, node].flatMap((parent, index, all) => {
    if (isPair(parent)) return isScalar(parent.key) ? [String(parent.key.value)] : ["?"];
    const list = all[index - 1];
    return isSeq(list) ? [String(list.items.indexOf(parent))] : [];
  });
}

function plain(node: unknown): unknown {
  if (isMap(node))
    return Object.fromEntries(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (isScalar(node)) return typeof node.value === "string" ? node.value : node.value === null ? "" : String(node.value);
  return isAlias(node) || node === null || node === undefined ? "" : String(node);
}

// The place of a path, or of the nearest thing around it that is there.
function locate(root: Node | null, path: readonly (string | number)[], name: string, at: Locate): Place {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)];
      if (item === undefined) break;
      offset = (item as Node).range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return { ...at(offset), file: name, ...(path.length > 0 ? { path: path.join(".") } : {}) };
}
