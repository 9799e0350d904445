// Proves that the gates of the house are alive: each refuses what is planted for it, and passes the same tree without the plant.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Files, ROOT, runScript, withTree } from "./planted-tree.ts";

type House = { readonly ROOMS: readonly string[]; readonly PURE_ROOMS: readonly string[] };
const { ROOMS, PURE_ROOMS }: House = await import(new URL("../tools/rooms.mjs", import.meta.url).href);

const COMPILER = "node_modules/typescript/bin/tsc";
const LAYERS = "tools/check-layers.mjs";

/** A house in order: a file in each of a few rooms, each knowing only what it may. */
const CLEAN: Files = {
  "src/kernel/index.ts": 'export * from "./money.ts";\n',
  "src/kernel/money.ts": "export type Money = bigint;\n",
  "src/rules/index.ts": 'export * from "./rulebook.ts";\n',
  "src/rules/rulebook.ts":
    'import { z } from "zod";\nimport type { Money } from "../kernel/index.ts";\nexport const cap = (m: Money) => z.bigint().parse(m);\n',
  "src/rules/rulebook.builder.ts": "export const aRulebook = () => ({});\n",
  "src/rules/rulebook.test.ts":
    'import { readFileSync } from "node:fs";\nimport { test } from "vitest";\nimport { aRulebook } from "./rulebook.builder.ts";\ntest("", () => void [aRulebook(), readFileSync]);\n',
  "src/scoring/index.ts": 'export * from "./score.ts";\n',
  "src/scoring/score.ts":
    'import { cap } from "../rules/index.ts";\n// import "docx"; is only said here\nexport const score = [cap, \'import "docx"\'];\n',
  "src/scoring/score.test.ts": 'import { aRulebook } from "../rules/rulebook.builder.ts";\nexport const used = aRulebook;\n',
  "src/evaluate.ts": 'import { score } from "./scoring/index.ts";\nexport const evaluate = score;\n',
  "src/app/main.ts":
    'import { readFileSync } from "node:fs";\nimport { unzip } from "fflate";\nimport { evaluate } from "../evaluate.ts";\nexport const main = [evaluate, unzip, readFileSync];\n',
  "src/app/http/contract.ts":
    'import { z } from "zod";\nimport type { Context } from "hono";\nexport const caseSchema = z.string();\nexport type Of = Context;\n',
  "web/src/main.tsx":
    'import { useState } from "react";\nimport { caseSchema } from "../../src/app/http/contract.ts";\nimport type { Money } from "../../src/kernel/index.ts";\nexport const page = (m: Money) => [useState, caseSchema, m];\n',
};

/** What may not be, each with the rule that must refuse it. A planted file takes the place of a clean one of the same name. */
const FORBIDDEN: readonly (readonly [sentence: string, rule: string, plant: Files])[] = [
  [
    "a room to the right",
    "leftward",
    { "src/rules/planted.ts": 'import { score } from "../scoring/index.ts";\nexport const x = score;\n' },
  ],
  [
    "a type from a room to the right",
    "leftward",
    { "src/kernel/planted.ts": 'import type { cap } from "../rules/index.ts";\nexport type X = typeof cap;\n' },
  ],
  [
    "a type of a room to the right, written inline",
    "leftward",
    { "src/kernel/planted.ts": 'export type X = typeof import("../rules/index.ts").cap;\n' },
  ],
  ["a room to the right, handed on", "leftward", { "src/rules/planted.ts": 'export { score } from "../scoring/index.ts";\n' }],
  [
    "the world, from a pure room",
    "leftward",
    { "src/scoring/planted.ts": 'import { main } from "../app/main.ts";\nexport const x = main;\n' },
  ],
  [
    "the whole evaluation, from a room inside it",
    "leftward",
    { "src/scoring/planted.ts": 'import { evaluate } from "../evaluate.ts";\nexport const x = evaluate;\n' },
  ],
  [
    "a file of another room past its door",
    "use-the-door",
    { "src/scoring/planted.ts": 'import type { Money } from "../kernel/money.ts";\nexport type X = Money;\n' },
  ],
  [
    "a file of a pure room past its door, from the world",
    "use-the-door",
    { "src/app/planted.ts": 'import type { Money } from "../kernel/money.ts";\nexport type X = Money;\n' },
  ],
  [
    "its own room's door",
    "not-your-own-door",
    { "src/scoring/planted.ts": 'import { score } from "./index.ts";\nexport const x = score;\n' },
  ],
  [
    "a file that imports it",
    "no-cycles",
    {
      "src/scoring/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
      "src/scoring/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
    },
  ],
  [
    "a format library in a pure room",
    "pure-rooms-packages",
    { "src/report/planted.ts": 'import { unzip } from "fflate";\nexport const x = unzip;\n' },
  ],
  [
    "a type of a format library in a pure room",
    "pure-rooms-packages",
    { "src/report/planted.ts": 'import type { unzip } from "fflate";\nexport type X = typeof unzip;\n' },
  ],
  [
    "a database library in a pure room, later",
    "pure-rooms-packages",
    { "src/findings/planted.ts": 'export const x = () => import("kysely");\n' },
  ],
  [
    "Node's file system in a pure room",
    "pure-rooms-packages",
    { "src/kernel/planted.ts": 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;\n' },
  ],
  [
    "a path made at run time in a pure room",
    "computed-import",
    { "src/kernel/planted.ts": "export const x = (name: string) => import(name);\n" },
  ],
  [
    "a builder made for tests",
    "tests-only",
    { "src/rules/planted.ts": 'import { aRulebook } from "./rulebook.builder.ts";\nexport const x = aRulebook;\n' },
  ],
  [
    "something outside src",
    "outside",
    {
      "extra.ts": "",
      "web/src/colour.ts": "export const colour = 1;\n",
      "src/app/planted.ts": 'import { colour } from "../../web/src/colour.ts";\nexport const x = colour;\n',
    },
  ],
  ["a file that is not there", "not-found", { "src/kernel/planted.ts": 'import { x } from "./nowhere.ts";\nexport const y = x;\n' }],
  [
    "the world's inside, from a page",
    "web-doors",
    {
      "src/app/colour.ts": "export const colour = 1;\n",
      "web/src/planted.ts": 'import { colour } from "../../src/app/colour.ts";\nexport const x = colour;\n',
    },
  ],
  [
    "scoring, from a page",
    "web-doors",
    { "web/src/planted.ts": 'import { score } from "../../src/scoring/index.ts";\nexport const x = score;\n' },
  ],
  ["a database library in a page", "world-packages", { "web/src/planted.ts": 'import { sql } from "kysely";\nexport const x = sql;\n' }],
  ["Node in a page", "world-packages", { "web/src/planted.ts": 'import { join } from "node:path";\nexport const x = join;\n' }],
  [
    "a server library in what a page loads",
    "web-reach",
    { "src/app/http/contract.ts": 'import { z } from "@hono/zod-openapi";\nexport const caseSchema = z.string();\n' },
  ],
  ["nothing, in a folder that is no room", "rooms", { "src/magic/planted.ts": "export const x = 1;\n" }],
  ["nothing, beside the rooms", "rooms", { "src/planted.ts": "export const x = 1;\n" }],
  ["nothing, in a drawer", "drawers", { "src/app/helpers/planted.ts": "export const x = 1;\n" }],
  ["nothing, three levels below a room", "depth", { "src/app/http/cases/pages/planted.ts": "export const x = 1;\n" }],
];

/** Each line needs something that a pure room may not know; the compiler has no types for it. */
const IMPURE: Files = {
  process: "export const x = process.env;",
  fetch: 'export const x = fetch("http://127.0.0.1");',
  setTimeout: "export const x = setTimeout(() => 1, 1);",
  setImmediate: "export const x = setImmediate(() => 1);",
  "node:fs": 'export { readFileSync } from "node:fs";',
  fs: 'export { readFileSync } from "fs";',
  Buffer: "export const x = Buffer.from([1]);",
  console: 'console.log("x");\nexport const x = 1;',
  crypto: "export const x = crypto.randomUUID();",
  performance: "export const x = performance.now();",
  require: 'export const x = require("docx");',
  document: "export const x = document.title;",
  localStorage: "export const x = localStorage;",
  URL: 'export const x = new URL("http://127.0.0.1");',
};

test("the order of imports passes a house in order, and counts what it saw", () => {
  const { passed, output } = withTree(CLEAN, (root) => runScript(LAYERS, [], root));
  expect(output).toBe(`layers: ${Object.keys(CLEAN).length} files, 19 imports (11 between our files), 0 faults\n`);
  expect(passed).toBe(true);
});

test.each(FORBIDDEN)("no file may import %s", (_sentence, rule, plant) => {
  const { passed, output } = withTree({ ...CLEAN, ...plant }, (root) => runScript(LAYERS, [], root));
  const refusals = output.split("\n").filter((line) => line.includes("["));
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(`[${rule}]`);
  expect(passed).toBe(false);
});

test("the order of imports does not pass where it sees nothing", () => {
  expect(withTree({}, (root) => runScript(LAYERS, [], root)).passed).toBe(false);
  expect(withTree({ "src/kernel/index.ts": "export const x = 1;\n" }, (root) => runScript(LAYERS, [], root)).passed).toBe(false);
  expect(withTree({ ...CLEAN, "src/kernel/broken.ts": "import {" }, (root) => runScript(LAYERS, [], root)).passed).toBe(false);
});

test("the order of imports holds in this house, and every source file of it was seen", () => {
  const { passed, output } = runScript(LAYERS, [], ROOT);
  const [files = 0, imports = 0, between = 0] = (/layers: (\d+) files, (\d+) imports \((\d+) between/.exec(output) ?? [])
    .slice(1)
    .map(Number);
  const onDisk = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  expect(onDisk.length).toBeGreaterThan(50);
  expect(files).toBeGreaterThanOrEqual(onDisk.length);
  expect(between).toBeGreaterThan(files);
  expect(imports).toBeGreaterThan(between);
  expect(output.split("\n").filter((line) => line.includes("["))).toEqual([]);
  expect(passed).toBe(true);
});

test("the pure rooms compile to the world's exclusion: each impure line is refused where it stands", () => {
  const planted = Object.entries(IMPURE).map(
    ([name, line]) => [name, `src/kernel/planted-${name.replaceAll(/\W/g, "-")}.ts`, line] as const,
  );
  const pure = "src/kernel/planted-pure.ts";
  const files = {
    ...Object.fromEntries(planted.map(([, path, line]) => [path, `${line}\n`])),
    [pure]: "export const x = Math.max(1, 2);\n",
  };
  const copied = ["tsconfig.json", "tsconfig.core.json", "package.json", "src/evaluate.ts", ...PURE_ROOMS.map((room) => `src/${room}`)];
  const { output } = withTree(
    files,
    (root) => runScript(COMPILER, ["-p", "tsconfig.core.json", "--noEmit", "--pretty", "false"], root),
    copied,
  );
  const passed = planted.filter(([, path]) => !output.includes(`${path}(1,`)).map(([name]) => name);
  expect(passed).toEqual([]);
  expect(output).not.toContain(pure);
});

test("the pure rooms are compiled all, with no types of Node among them", () => {
  const { output } = runScript(COMPILER, ["-p", "tsconfig.core.json", "--noEmit", "--listFilesOnly"], ROOT);
  const seen = output.split("\n").filter(Boolean);
  const pure = PURE_ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, "src", room), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
      .map((path) => join(ROOT, "src", room, path)),
  );
  expect(pure.length).toBeGreaterThan(30);
  expect(pure.filter((path) => !seen.includes(path))).toEqual([]);
  expect(seen).toContain(join(ROOT, "src/evaluate.ts"));
  expect(seen.filter((path) => path.includes("@types/") || path.endsWith("lib.dom.d.ts"))).toEqual([]);
});

test("the compiler's, the linter's and the order's lists of pure rooms agree with the folders", () => {
  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...ROOMS].sort());
  const core: { include: readonly string[] } = JSON.parse(readFileSync(join(ROOT, "tsconfig.core.json"), "utf8"));
  expect([...core.include].sort()).toEqual(["src/evaluate.ts", ...PURE_ROOMS.map((room) => `src/${room}`)].sort());
  const biome: { overrides: readonly { includes: readonly string[]; plugins?: readonly string[] }[] } = JSON.parse(
    readFileSync(join(ROOT, "biome.json"), "utf8"),
  );
  const pure = biome.overrides.find(({ plugins }) => plugins?.includes("./tools/lint/no-chance.grit"))?.includes ?? [];
  expect(pure.filter((path) => path.startsWith("src/")).sort()).toEqual(
    ["src/evaluate.ts", ...PURE_ROOMS.map((room) => `src/${room}/**`)].sort(),
  );
});

test.each(ROOMS)("the room %s says in its README what it takes, gives and never does", (room) => {
  const path = join(ROOT, "src", room, "README.md");
  expect(existsSync(path), `${path} is missing`).toBe(true);
  const text = readFileSync(path, "utf8");
  for (const word of ["Takes", "Gives", "Never"]) expect(text).toContain(`**${word}**`);
  expect(text.split("\n").length).toBeLessThan(40);
});
