// Holds the order of the rooms: which file may import which. `node tools/check-layers.mjs [ROOT]`
//
// It prints how many files and imports it saw and fails when it saw none, or fewer files than there are on disk:
// a check that sees nothing must not pass.
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join, posix } from "node:path";
import { DEPTH, DRAWERS, ORDER, PURE_PACKAGES, WEB_DOORS, WORLD, WORLD_PACKAGES } from "./rooms.mjs";
import { readSourceTree } from "./source-tree.mjs";

const FOR_TESTS = /\.(?:test|builder)\.tsx?$/;

/**
 * @typedef {import("./source-tree.mjs").SourceFile} SourceFile
 * @typedef {{ rule: string, place: string, problem: string }} LayerFault
 * @typedef {{ from: string, to: string, line: number, typeOnly: boolean }} Edge
 */

/**
 * Everything in the tree that breaks the order, and how much was looked at.
 * @param {string} root
 * @returns {{ faults: LayerFault[], files: number, imports: number, edges: number }}
 */
export function checkLayers(root) {
  const files = readSourceTree(root);
  const known = new Set(files.map(({ path }) => path));
  /** @type {LayerFault[]} */
  const faults = [...checkFolders(files), ...checkSight(root, known)];
  /** @type {Edge[]} */
  const edges = [];
  for (const file of files) {
    for (const { specifier, line, typeOnly } of file.imports) {
      const place = `${file.path}:${line}`;
      if (specifier === null) {
        if (isPure(file.path)) faults.push({ rule: "computed-import", place, problem: "imports a path computed at run time" });
      } else if (specifier.startsWith(".")) {
        const to = posix.normalize(posix.join(posix.dirname(file.path), specifier));
        if (known.has(to)) edges.push({ from: file.path, to, line, typeOnly });
        else if (to.startsWith("dist/") && isBeside(file.path)) continue;
        else if (!existsSync(join(root, to))) faults.push({ rule: "not-found", place, problem: `imports ${to}, which is not there` });
        else if (isPure(file.path)) faults.push({ rule: "not-source", place, problem: `imports ${to}, which is no source file` });
      } else {
        const problem = foreignProblem(file.path, specifier);
        if (problem) faults.push({ ...problem, place });
      }
    }
  }
  for (const edge of edges) {
    const problem = edgeProblem(edge);
    if (problem) faults.push({ ...problem, place: `${edge.from}:${edge.line}` });
  }
  faults.push(...findCycles(edges), ...checkReach(files, edges));
  return { faults, files: files.length, imports: files.reduce((sum, { imports }) => sum + imports.length, 0), edges: edges.length };
}

/**
 * The room of a file, or null outside src. src/evaluate.ts is a room of one file.
 * @param {string} path
 */
function roomOf(path) {
  return /^src\/(?:([^/]+)\/|(evaluate)\.)/.exec(path)?.slice(1).find(Boolean) ?? null;
}

/** @param {string | null} room */
function rankOf(room) {
  return ORDER.findIndex((rooms) => room !== null && rooms.includes(room));
}

/** @param {string} path */
function isPure(path) {
  const room = roomOf(path);
  return room !== null && room !== WORLD && !FOR_TESTS.test(path);
}

/**
 * Whether a file stands beside the product: tests, builders, benchmarks, tools, configuration. These may use any package.
 * @param {string} path
 */
function isBeside(path) {
  return FOR_TESTS.test(path) || /^(?:(?:test|bench|tools|bin)\/|[^/]+$)/.test(path);
}

/**
 * What is wrong with importing one file from another, or null.
 * @param {Edge} edge
 * @returns {Omit<LayerFault, "place"> | null}
 */
function edgeProblem({ from, to }) {
  const here = roomOf(from);
  const there = roomOf(to);
  if (from.startsWith("web/") && there !== null) {
    return WEB_DOORS.some((door) => door.test(to)) ? null : { rule: "web-doors", problem: `the pages may not know ${to}` };
  }
  if (isBeside(to) && !isBeside(from)) return { rule: "tests-only", problem: `${to} is for tests and tools only` };
  if (here !== null && there === null) return { rule: "outside", problem: `${to} lies outside src` };
  if (there === null) return null;
  if (here === there) {
    return to === `src/${here}/index.ts` && from !== to
      ? { rule: "not-your-own-door", problem: `imports its own room's door ${to}; import the file itself` }
      : null;
  }
  if (here !== null && rankOf(there) >= rankOf(here)) {
    return { rule: "leftward", problem: `${here} may not import ${there}: ${ORDER.map((rooms) => rooms.join(" | ")).join(" → ")}` };
  }
  const isDoor = to === `src/${there}/index.ts` || to === "src/evaluate.ts";
  const mayPassBeside = there === WORLD || (isBeside(from) && FOR_TESTS.test(to));
  return isDoor || mayPassBeside ? null : { rule: "use-the-door", problem: `imports ${to} past src/${there}/index.ts` };
}

/**
 * What is wrong with importing a package or a Node module, or null.
 * @param {string} path
 * @param {string} specifier
 * @returns {Omit<LayerFault, "place"> | null}
 */
function foreignProblem(path, specifier) {
  const name = packageOf(specifier);
  if (isPure(path)) {
    return PURE_PACKAGES.includes(name) ? null : { rule: "pure-rooms-packages", problem: `a pure room may not import ${name}` };
  }
  const isPage = path.startsWith("web/") && !isBeside(path) && !/\/vite\.config\.ts$/.test(path);
  return isPage && isOfTheWorld(name) ? { rule: "world-packages", problem: `${name} belongs in src/${WORLD} only` } : null;
}

/** @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** @param {string} name */
function isOfTheWorld(name) {
  return name.startsWith("node:") || WORLD_PACKAGES.some((one) => (one.endsWith("/") ? name.startsWith(one) : name === one));
}

/**
 * Nothing that the pages load, at any remove, may need Node or a server's library. Types are not loaded.
 * @param {readonly SourceFile[]} files
 * @param {readonly Edge[]} edges
 * @returns {LayerFault[]}
 */
function checkReach(files, edges) {
  const pages = files.filter(({ path }) => path.startsWith("web/") && !isBeside(path)).map(({ path }) => path);
  const reached = new Set(pages);
  for (const path of reached) for (const edge of edges) if (edge.from === path && !edge.typeOnly) reached.add(edge.to);
  return files
    .filter(({ path }) => reached.has(path) && !path.startsWith("web/"))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, typeOnly }) => specifier !== null && !typeOnly && isOfTheWorld(packageOf(specifier)))
        .map(({ specifier, line }) => ({
          rule: "web-reach",
          place: `${path}:${line}`,
          problem: `the pages load this file, and it needs ${specifier}`,
        })),
    );
}

/**
 * Folders: every folder of src is a room in the order, no drawers, no deep trees.
 * @param {readonly SourceFile[]} files
 * @returns {LayerFault[]}
 */
function checkFolders(files) {
  const folders = new Set(files.map(({ path }) => posix.dirname(path)).filter((folder) => folder.startsWith("src")));
  const loose = files.filter(({ path }) => /^src\/[^/]+$/.test(path) && path !== "src/evaluate.ts" && path !== "src/evaluate.test.ts");
  /** @type {LayerFault[]} */
  const faults = loose.map(({ path }) => ({ rule: "rooms", place: path, problem: "src holds rooms and evaluate.ts, no other file" }));
  for (const folder of folders) {
    const names = folder.split("/").slice(1);
    const drawer = names.find((name) => DRAWERS.includes(name));
    if (names[0] !== undefined && rankOf(names[0]) < 0)
      faults.push({ rule: "rooms", place: folder, problem: `${names[0]} is no room in the order of tools/rooms.mjs` });
    if (drawer) faults.push({ rule: "drawers", place: folder, problem: `"${drawer}" says nothing of what is inside` });
    if (names.length > DEPTH + 1) faults.push({ rule: "depth", place: folder, problem: `lies more than ${DEPTH} levels below its room` });
  }
  return faults;
}

/**
 * Counts the TypeScript files on disk in another way than the reader found them, and says which it missed.
 * @param {string} root
 * @param {ReadonlySet<string>} known
 * @returns {LayerFault[]}
 */
function checkSight(root, known) {
  const onDisk = ["src", "web"]
    .filter((place) => existsSync(join(root, place)))
    .flatMap((place) =>
      readdirSync(join(root, place), { recursive: true, encoding: "utf8" })
        .map((path) => `${place}/${path.replaceAll("\\", "/")}`)
        .filter((path) => /\.tsx?$/.test(path) && !/\/(?:node_modules|dist)\//.test(path)),
    );
  const faults = onDisk
    .filter((path) => !known.has(path))
    .map((path) => ({ rule: "sight", place: path, problem: "is on disk and was not seen" }));
  return onDisk.length > 0 ? faults : [{ rule: "sight", place: join(root, "src"), problem: "no source file is there" }];
}

/**
 * One fault for each knot of files that import each other, at any remove. Imports of types count.
 * @param {readonly Edge[]} edges
 * @returns {LayerFault[]}
 */
function findCycles(edges) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  /** @type {LayerFault[]} */
  const faults = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string[]} trail @param {string} file */
  const follow = (trail, file) => {
    const start = trail.indexOf(file);
    if (start >= 0) faults.push({ rule: "no-cycles", place: file, problem: [...trail.slice(start), file].join(" → ") });
    if (start >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) follow([...trail, file], to);
    done.add(file);
  };
  for (const file of next.keys()) follow([], file);
  return faults;
}

function main() {
  const { faults, files, imports, edges } = checkLayers(process.argv[2] ?? ".");
  for (const { rule, place, problem } of faults) console.error(`layers: ${place} [${rule}] ${problem}`);
  if (imports === 0) console.error("layers: no import was seen");
  console.log(`layers: ${files} files, ${imports} imports (${edges} between our files), ${faults.length} faults`);
  process.exitCode = faults.length > 0 || files === 0 || imports === 0 ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) main();
