// Documents drift; this holds them to the code: every path, script and command they name is there, every room is described.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, runScript } from "./planted-tree.ts";

type House = { readonly ORDER: readonly (readonly string[])[]; readonly ROOMS: readonly string[] };
const { ORDER, ROOMS }: House = await import(new URL("../tools/rooms.mjs", import.meta.url).href);

const REQUIRED = [
  "README.md",
  "README.zh-CN.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "LICENSE",
  "docs/glossary.md",
  "regulations/README.md",
];
const DECISION = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/;

/** A file name in a document that is meant from the root, though it has no folder. */
const ROOT_FILE = /^(?:[A-Z]+(?:\.zh-CN)?\.md|(?:package|tsconfig|biome|knip|vitest)[\w.-]*\.(?:json|jsonc|ts))$/;

/** Folders that come and go: what a document says of them cannot be looked up. */
const PASSING = [".git", "node_modules", "dist", "data", "out", "coverage"];

const topFolders = readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() && !PASSING.includes(entry.name) ? [entry.name] : [],
);
const manifest: { scripts: Readonly<Record<string, string>> } = JSON.parse(read("package.json"));

const documents = [
  ...REQUIRED.filter((path) => path.endsWith(".md") && existsSync(join(ROOT, path))),
  ...markdownUnder("docs"),
  ...markdownUnder("src"),
  ...["bench/README.md"].filter((path) => existsSync(join(ROOT, path))),
].filter((path, index, all) => all.indexOf(path) === index);

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

function markdownUnder(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).flatMap((path) =>
    path.endsWith(".md") ? [`${folder}/${path}`] : [],
  );
}

/** What stands between backticks, on one line or in a block. */
function codeIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.split("\n"));
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
  return [...blocks, ...spans];
}

/** Paths that a document names: targets of its links, and words in code that begin like a path of this repository. */
function pathsIn(path: string): readonly string[] {
  const text = read(path);
  const here = dirname(path);
  const links = [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) =>
    /^(?:[a-z]+:|#)/.test(target) ? [] : [normalize(join(here, decodeURI(target.replace(/#.*$/, ""))))],
  );
  const words = codeIn(text)
    .flatMap((line) => line.split(/[\s,;:="'()，。：；、（）]+/))
    .map((word) => word.replace(/^\.\//, "").replace(/\.$/, ""));
  const meant = words.flatMap((word) => {
    const [first = ""] = word.split("/");
    if (ROOT_FILE.test(word)) return [word];
    // A path from the root is the machine's.
    if (!word.includes("/") || first === "") return [];
    if (topFolders.includes(first)) return [word];
    return here !== "." && existsSync(join(ROOT, here, first)) ? [join(here, word)] : [];
  });
  return [...links, ...meant].map((one) => one.replace(/\/$/, "") || ".");
}

/** Whether a path is there; `<name>`, `*`, `{a,b}` and `…` stand for any part of a name. */
function isThere(path: string): boolean {
  const find = (folder: string, [name, ...rest]: readonly string[]): boolean => {
    if (name === undefined) return true;
    if (name === "**") return true;
    if (!/[<*{…]/.test(name)) return existsSync(join(ROOT, folder, name)) && find(join(folder, name), rest);
    const pattern = new RegExp(
      `^${name
        .replaceAll(/<[^>]*>|\*|\{[^}]*\}|…/g, "\0")
        .replaceAll(/[.+?^$()[\]|\\]/g, "\\$&")
        .replaceAll("\0", ".*")}$`,
    );
    return readdirSync(join(ROOT, folder)).some((one) => pattern.test(one) && find(join(folder, one), rest));
  };
  return find(".", path.split("/"));
}

/** The product's commands that a text calls, each with the options it gives. */
function commandsIn(text: string): readonly { readonly name: string; readonly options: readonly string[] }[] {
  return codeIn(text).flatMap((line) =>
    [...line.matchAll(/npx hengxiao ([^#&|]*)/g)].flatMap(([, rest = ""]) => {
      const [name = "", ...words] = rest.trim().split(/\s+/);
      return /^[a-z]/.test(name) ? [{ name, options: words.flatMap((word) => /^--[a-z-]+/.exec(word) ?? []) }] : [];
    }),
  );
}

/** npm scripts that a text calls. */
function scriptsIn(text: string): readonly string[] {
  return codeIn(text).flatMap((line) =>
    [...line.matchAll(/npm (?:run ([\w:-]+)|(test|start)\b)/g)].map(([, run, short]) => run ?? short ?? ""),
  );
}

test.each(REQUIRED)("%s is there", (path) => {
  expect(existsSync(join(ROOT, path)), `${path} is missing`).toBe(true);
  expect(read(path).trim().length).toBeGreaterThan(200);
});

test("there are decision records, each named for its day and title", () => {
  const names = existsSync(join(ROOT, "docs/decisions")) ? readdirSync(join(ROOT, "docs/decisions")) : [];
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !DECISION.test(name))).toEqual([]);
});

test.each(documents)("every path that %s names is there", (path) => {
  expect(pathsIn(path).filter((one) => !isThere(one))).toEqual([]);
});

test.each(documents)("every npm script that %s names is in package.json", (path) => {
  expect(scriptsIn(read(path)).filter((name) => !(name in manifest.scripts))).toEqual([]);
});

describe("the commands that the documents name", () => {
  const named = documents.flatMap((path) => commandsIn(read(path)).map((command) => ({ ...command, path })));
  const names = [...new Set(named.map(({ name }) => name))];

  test("are some", () => expect(names.length).toBeGreaterThan(1));

  test.each(names)("include %s, which is there with every option they give it", (name) => {
    const { passed, output } = runScript("bin/hengxiao.mjs", [name, "--help"], ROOT);
    const help = `${output}${runScript("bin/hengxiao.mjs", ["--help"], ROOT).output}`;
    expect(passed, output).toBe(true);
    const missing = named
      .filter((one) => one.name === name)
      .flatMap(({ path, options }) => options.filter((option) => !help.includes(option)).map((option) => `${path}: ${option}`));
    expect(missing).toEqual([]);
  });
});

test("the README's two commands are the two that are run, in both languages", () => {
  for (const path of ["README.md", "README.zh-CN.md"]) {
    expect(codeIn(read(path)).join("\n")).toContain("npm ci && npm start");
    expect(codeIn(read(path)).join("\n")).toContain("npm ci && npm test");
  }
  const run = read(".ci/run").split("\n");
  expect(run.filter((line) => line.startsWith("npm "))).toEqual(["npm ci", "npm test", "npm run test:ci"]);
});

test("the README names the same commands in both languages", () => {
  const commands = (path: string) => [...new Set([...commandsIn(read(path)).map(({ name }) => name), ...scriptsIn(read(path))])].sort();
  expect(commands("README.zh-CN.md")).toEqual(commands("README.md"));
});

test("ARCHITECTURE.md states the order of the rooms as the build enforces it, and describes each room", () => {
  const text = read("ARCHITECTURE.md");
  expect(text).toContain(
    ORDER.filter((rooms) => !rooms.includes("evaluate"))
      .map((rooms) => rooms.join(" | "))
      .join(" → "),
  );
  expect(ROOMS.filter((room) => !text.includes(`\`src/${room}\``))).toEqual([]);
});

test("what is named and is not there is found", () => {
  expect(isThere("src/kernel/money.ts")).toBe(true);
  expect(isThere("src/kernel/<name>.ts")).toBe(true);
  expect(isThere("src/*/index.ts")).toBe(true);
  expect(isThere("src/kernel/nowhere.ts")).toBe(false);
  expect(isThere("src/nowhere/<name>.ts")).toBe(false);
  expect(isThere("regulations/<issuer>-<year>-<number>/nowhere.yaml")).toBe(false);
  expect(scriptsIn("see `npm run nowhere` and `npm test`")).toEqual(["nowhere", "test"]);
  expect(commandsIn("```sh\nnpx hengxiao evaluate x --pack a --json   # npx\n```")).toEqual([
    { name: "evaluate", options: ["--pack", "--json"] },
  ]);
});
