// YAML as text that remembers its place: read in the failsafe schema, so that no parser turns 0.80 into a float or "no"
// into false. Duplicate keys and every other fault come all at once with line and column.
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import { type Fault, failure, fault, type Place, type Result, type SourceFile, success } from "../../kernel/index.ts";

/** Larger than any dossier or pack; a bigger file is something else. */
const MOST_BYTES = 5_000_000;
const MOST_DEPTH = 40;

/** Parses one YAML document. `name` is how faults call the file. */
export function readYaml(name: string, text: string): Result<SourceFile> {
  const { source, faults } = readFlawedYaml(name, text);
  return source && faults.length === 0 ? success(source) : failure(...faults);
}

/**
 * The same, for telling every fault at once: where keys are repeated and nothing else is wrong, there is a source beside
 * the faults (the last of the values counts in it), good for looking for more faults and for nothing else.
 */
export function readFlawedYaml(name: string, text: string): { readonly source: SourceFile | null; readonly faults: readonly Fault[] } {
  if (text.length > MOST_BYTES) {
    return { source: null, faults: [fault("file-too-large", { found: `${name} (${text.length})`, expected: `${MOST_BYTES}` }, { file: name })] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, uniqueKeys: false, prettyErrors: false, merge: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col };
  };
  const faults: Fault[] = document.errors.map((error) => fault("yaml-broken", { found: error.message }, at(error.pos[0])));
  faults.push(...refusedNodes(document.contents as Node | null, name, at));
  if (faults.some(({ code }) => code !== "duplicate-key")) return { source: null, faults };
  const root = document.contents as Node | null;
  return { source: { name, data: plain(root), locate: (path) => locate(root, path, name, at) }, faults };
}

// Duplicate keys, keys that are not words, aliases and absurd depth.
function refusedNodes(root: Node | null, name: string, at: (offset: number) => Place): Fault[] {
  const faults: Fault[] = [];
  visit(root, {
    Alias: (_, node) => {
      faults.push(fault("yaml-broken", { found: `*${node.source}` }, at(node.range?.[0] ?? 0)));
    },
    Map: (_, map, path) => {
      if (path.length > MOST_DEPTH) faults.push(fault("yaml-broken", { found: `> ${MOST_DEPTH}` }, at(map.range?.[0] ?? 0)));
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : null;
        const offset = (pair.key as Node | null)?.range?.[0] ?? map.range?.[0] ?? 0;
        if (key === null) faults.push(fault("yaml-broken", { found: "?" }, at(offset)));
        else if (seen.has(key)) faults.push(fault("duplicate-key", { found: key }, { ...at(offset), path: key }));
        else seen.add(key);
      }
    },
  });
  return faults.length > 0 ? faults : root === null ? [fault("yaml-broken", { found: "—" }, { file: name })] : [];
}

function plain(node: unknown): unknown {
  if (isMap(node))
    return Object.fromEntries(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : "", plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (isScalar(node)) return typeof node.value === "string" ? node.value : node.value === null ? "" : String(node.value);
  return isAlias(node) || node === null || node === undefined ? "" : String(node);
}

// The place of a path, or of the nearest thing around it that is there.
function locate(root: Node | null, path: readonly (string | number)[], name: string, at: (offset: number) => Place): Place {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
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
