// Proves that the linter and the wording check are alive: each rule of the house that they hold refuses what is planted for it.
import { describe, expect, test } from "vitest";
import { type Files, runScript, withTree } from "./planted-tree.ts";

const BIOME = "node_modules/@biomejs/biome/bin/biome";
const WORDING = "tools/check-wording.mjs";
const RULES = ["biome.json", "tools/lint"];

const FLOATING = "async function store(): Promise<void> {}\n\nexport function x(): void {\n  store();\n}\n";

/** A file that must be refused, with the rule that must refuse it. */
const REFUSED: readonly (readonly [sentence: string, rule: string, path: string, text: string])[] = [
  ["a clock in a pure room", "noRestrictedGlobals", "src/kernel/planted-#.ts", "export const x = new Date();\n"],
  ["the time of day in the evaluation", "noRestrictedGlobals", "src/evaluate.ts", "export const x = Date.now();\n"],
  ["a clock by another road", "noRestrictedGlobals", "src/rules/planted-#.ts", "export const x = new globalThis.Date();\n"],
  ["a locale in a pure room", "noRestrictedGlobals", "src/report/planted-#.ts", "export const x = new Intl.NumberFormat();\n"],
  ["chance in a pure room", "plugin", "src/scoring/planted-#.ts", "export const x = Math.random();\n"],
  ["chance handed on", "plugin", "src/findings/planted-#.ts", "export const x = [1, 2].map(Math.random);\n"],
  ["chance by another name", "plugin", "src/dossier/planted-#.ts", "const { random } = Math;\nexport const x = random();\n"],
  ["chance by a key", "plugin", "src/dossier/planted-#.ts", 'const key = "random";\nexport const x = Math[key];\n'],
  ["a console in a pure room", "noConsole", "src/report/planted-#.ts", 'console.log("x");\n'],
  ["a default export", "noDefaultExport", "src/app/planted-#.ts", "export default 1;\n"],
  ["any", "noExplicitAny", "src/app/planted-#.ts", "export const x: any = 1;\n"],
  ["an interface", "useConsistentTypeDefinitions", "src/app/planted-#.ts", "export interface Planted {\n  readonly x: number;\n}\n"],
  ["an enum", "noEnum", "src/app/planted-#.ts", "export enum Planted {\n  One = 1,\n}\n"],
  [
    "a type imported as a value",
    "useImportType",
    "src/app/planted-#.ts",
    'import { Planted } from "./other.ts";\n\nexport type X = Planted;\n',
  ],
  ["an import without .ts", "useImportExtensions", "src/app/planted-#.ts", 'export { x } from "./config";\n'],
  ["a file name in two humps", "useFilenamingConvention", "src/app/plantedFile.ts", "export const x = 1;\n"],
  ["the environment outside config.ts", "noProcessEnv", "src/app/files/planted-#.ts", 'export const x = process.env["HOME"];\n'],
  ["a promise that nobody waits for", "noFloatingPromises", "src/app/planted-#.ts", FLOATING],
  ["something thrown that is no error", "useThrowOnlyError", "src/app/planted-#.ts", 'export const x = () => {\n  throw "x";\n};\n'],
  ["an unused import", "noUnusedImports", "src/app/planted-#.ts", 'import { x } from "./other.ts";\n\nexport const y = 1;\n'],
  ["a test left out", "noSkippedTests", "src/kernel/planted-#.test.ts", testFile('test.skip("x", () => {});')],
  ["a test that puts out the others", "noFocusedTests", "src/kernel/planted-#.test.ts", testFile('test.only("x", () => {});')],
  ["a comparison that is only close", "plugin", "src/kernel/planted-#.test.ts", testFile('test("x", () => expect(1).toBeCloseTo(1));')],
  ["a comparison that is only not close", "plugin", "test/planted-#.test.ts", testFile('test("x", () => expect(1).not.toBeCloseTo(2));')],
  ["a type check switched off", "noTsIgnore", "src/app/planted-#.ts", "// @ts-ignore: planted\nexport const x = 1;\n"],
  ["single quotes", "format", "src/app/planted-#.ts", "export const x = 'x';\n"],
  ["an unknown colour in a style sheet", "noUnknownProperty", "web/src/planted-#.css", "a {\n  colour: red;\n}\n"],
];

/** What the rules must let through where the same words are right. */
const ALLOWED: Files = {
  "src/kernel/allowed.ts": "export const x = Math.max(1, Math.floor(2));\n",
  "src/kernel/allowed.test.ts": testFile('test("x", () => expect(new Date(0).getTime() + Math.random()).toBeLessThan(1));'),
  "src/app/config.ts": 'export const x = process.env["HOME"];\n',
  "src/app/clock.ts": "export const now = () => new Date(Date.now() + Math.random());\n",
  "vitest.config.ts": "export default {};\n",
  "web/vite.config.ts": "export default {};\n",
  "src/app/messages/faults.zh.ts": 'export const x = "缺少";\n',
};

function testFile(line: string): string {
  return `import { expect, test } from "vitest";\n\n${line}\nexport const used = expect;\n`;
}

const planted = REFUSED.map(([sentence, rule, path, text], number) => ({ sentence, rule, path: path.replace("#", String(number)), text }));

test("the linter passes what is right, and counts what it saw", () => {
  const { passed, seen, diagnostics } = lint(ALLOWED);
  expect(diagnostics).toEqual([]);
  expect(seen).toBe(Object.keys(ALLOWED).length + 3);
  expect(passed).toBe(true);
});

describe("with all that is forbidden planted at once", () => {
  const { passed, diagnostics } = lint({ ...ALLOWED, ...Object.fromEntries(planted.map(({ path, text }) => [path, text])) });

  test("the linter does not pass", () => expect(passed).toBe(false));

  test.each(planted)("it refuses $sentence", ({ rule, path }) => {
    const here = diagnostics.filter((one) => one.location.path === path);
    expect(here.map(({ category }) => category.split("/").at(-1))).toContain(rule);
    expect(here.filter(({ severity }) => severity !== "error" && severity !== "warning")).toEqual([]);
  });

  test("it refuses nothing else", () => {
    expect(diagnostics.filter(({ location }) => !planted.some(({ path }) => path === location.path))).toEqual([]);
  });
});

type Diagnostic = { readonly severity: string; readonly category: string; readonly location: { readonly path: string } };
type LintReport = { readonly summary: { readonly unchanged: number }; readonly diagnostics: readonly Diagnostic[] };

/** Lints a tree under the rules of this house, warnings counting as errors. */
function lint(files: Files): { readonly passed: boolean; readonly seen: number; readonly diagnostics: readonly Diagnostic[] } {
  const words = ["ci", "--colors=off", "--error-on-warnings", "--reporter=json", "--max-diagnostics=none"];
  const { passed, printed } = withTree(files, (root) => runScript(BIOME, words, root), RULES);
  const { summary, diagnostics }: LintReport = JSON.parse(printed);
  return { passed, seen: summary.unchanged, diagnostics };
}

/** Texts for people where they may not stand, and checks switched off. */
const MISPLACED: readonly (readonly [sentence: string, rule: string, path: string, text: string])[] = [
  ["Chinese text in a route", "wording", "src/app/http/planted.ts", 'export const x = "缺少项目名称";\n'],
  ["Chinese text in a command", "wording", "src/app/cli/planted.ts", `export const x = (n: number) => \`共 \${n}\`;\n`],
  ["Chinese punctuation in a command", "wording", "src/app/cli/planted.ts", 'export const x = ["a", "b"].join("，");\n'],
  ["Chinese text on a page", "wording", "web/src/planted.tsx", "export const X = () => <p>总分</p>;\n"],
  ["English text on a page", "wording", "web/src/planted.tsx", "export const X = () => <p>Total score</p>;\n"],
  ["a title on a page", "wording", "web/src/planted.tsx", 'export const X = () => <img alt="Chart" />;\n'],
  ["a lint rule switched off", "switched-off", "src/app/planted.ts", `// ${"biome"}-ignore lint: planted\nexport const x = 1;\n`],
  ["a type error switched off", "switched-off", "test/planted.test.ts", `// ${"@ts"}-expect-error planted\nexport const x = 1;\n`],
];

const SPOKEN: Files = {
  "src/app/messages/faults.zh.ts": 'export const x = "缺少";\n',
  "src/app/http/allowed.ts": '// 总分 is the total.\nexport const x = "application/problem+json";\n',
  "src/app/http/allowed.test.ts": 'export const x = "总分";\n',
  "src/app/cli/allowed.ts": "export const wide = /[\\u4e00-\\u9fff]/;\n",
  "web/src/allowed.tsx": 'export const X = (p: { t: string }) => <p className="total">{p.t}: </p>;\n',
};

test.each(MISPLACED)("the wording check refuses %s", (_sentence, rule, path, text) => {
  const { passed, output } = withTree({ ...SPOKEN, [path]: text }, (root) => runScript(WORDING, [], root));
  const refusals = output.split("\n").filter((line) => line.includes("["));
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(`[${rule}]`);
  expect(passed).toBe(false);
});

test("the wording check passes text where it belongs, and counts what it saw", () => {
  const { passed, output } = withTree(SPOKEN, (root) => runScript(WORDING, [], root));
  expect(output).toMatch(/^wording: 5 files, \d+ texts, 1 comments, 0 faults\n$/);
  expect(passed).toBe(true);
  expect(withTree({}, (root) => runScript(WORDING, [], root)).passed).toBe(false);
});
