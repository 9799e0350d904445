// Reads every source file of the repository into what the checks ask about: its imports, its literal texts, its comments.
// A real parser does the reading, so neither a comment nor a string can pass for an import.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const PLACES = ["src", "web", "test", "bench", "tools", "bin", "vitest.config.ts"];
const SOURCE = /\.(?:[cm]?ts|tsx|mjs|jsx?)$/;
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|results|screenshots)\//;

/**
 * @typedef {{ specifier: string | null, line: number, typeOnly: boolean }} Import `specifier` is null where it is computed
 * @typedef {{ text: string, line: number, kind: "literal" | "template" | "jsx-text" | "jsx-attribute", attribute?: string }} Text
 * @typedef {{ text: string, line: number }} Comment
 * @typedef {{ path: string, imports: Import[], texts: Text[], comments: Comment[] }} SourceFile `path` from the root, with `/`
 * @typedef {{ [key: string]: any, type: string, start: number }} Node
 */

/**
 * Every source file under the root, parsed, in order of path.
 * Throws when a file does not parse: a check that cannot see a file must not pass.
 * @param {string} root
 * @returns {SourceFile[]}
 */
export function readSourceTree(root) {
  return listSources(root).map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

/**
 * Paths of the source files on disk, from the root.
 * @param {string} root
 */
export function listSources(root) {
  const paths = [];
  for (const place of PLACES) {
    const kind = statSync(join(root, place), { throwIfNoEntry: false });
    if (kind?.isFile()) paths.push(place);
    if (!kind?.isDirectory()) continue;
    walk(root, place, paths);
  }
  return paths.sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {string[]} paths
 */
function walk(root, folder, paths) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (NOT_OURS.test(`${path}/`)) continue;
    if (entry.isDirectory()) walk(root, path, paths);
    else if (SOURCE.test(entry.name)) paths.push(path);
  }
}

/**
 * @param {string} path
 * @param {string} source
 * @returns {SourceFile}
 */
function readSource(path, source) {
  const { program, comments, errors } = parseSync(path, source);
  const error = errors[0];
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const lineOf = lineCounter(source);
  /** @type {SourceFile} */
  const file = { path, imports: [], texts: [], comments: comments.map(({ value, start }) => ({ text: value, line: lineOf(start) })) };
  visit(/** @type {any} */ (program), (node, parent) => {
    const line = lineOf(node.start);
    const asked = importOf(node);
    if (asked) file.imports.push({ ...asked, line });
    const text = textOf(node, parent);
    if (text) file.texts.push({ ...text, line });
  });
  return file;
}

/**
 * @param {Node} node
 * @returns {Omit<Import, "line"> | null}
 */
function importOf(node) {
  const typeOnly = node["importKind"] === "type" || node["exportKind"] === "type" || hasOnlyTypes(node);
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return node["source"] ? { specifier: node["source"].value, typeOnly } : null;
    case "ImportExpression":
      return { specifier: typeof node["source"].value === "string" ? node["source"].value : null, typeOnly: false };
    case "TSImportType":
      return { specifier: node["source"].value, typeOnly: true };
    case "TSExternalModuleReference":
      return { specifier: node["expression"].value, typeOnly: false };
    case "CallExpression": {
      const isRequire = node["callee"].type === "Identifier" && node["callee"].name === "require";
      return isRequire ? { specifier: node["arguments"][0]?.value ?? null, typeOnly: false } : null;
    }
    default:
      return null;
  }
}

/** @param {Node} node */
function hasOnlyTypes(node) {
  /** @type {Node[]} */
  const specifiers = node["specifiers"] ?? [];
  return specifiers.length > 0 && specifiers.every((one) => one["importKind"] === "type" || one["exportKind"] === "type");
}

/**
 * @param {Node} node
 * @param {Node | null} parent
 * @returns {Omit<Text, "line"> | null}
 */
function textOf(node, parent) {
  if (node.type === "Literal" && typeof node["value"] === "string") {
    if (parent?.type !== "JSXAttribute") return { text: node["value"], kind: "literal" };
    return { text: node["value"], kind: "jsx-attribute", attribute: parent["name"].name };
  }
  if (node.type === "TemplateElement") return { text: node["value"].cooked ?? node["value"].raw, kind: "template" };
  if (node.type === "JSXText") return { text: node["value"], kind: "jsx-text" };
  return null;
}

/**
 * @param {Node} node
 * @param {(node: Node, parent: Node | null) => void} see
 * @param {Node | null} parent
 */
function visit(node, see, parent = null) {
  see(node, parent);
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) {
      for (const one of child) if (isNode(one)) visit(one, see, node);
    } else if (isNode(child)) visit(child, see, node);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** @param {string} source */
function lineCounter(source) {
  const ends = [...source.matchAll(/\n/g)].map((match) => match.index);
  return (/** @type {number} */ offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
