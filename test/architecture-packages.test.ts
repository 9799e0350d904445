// Proves that the checks of what we build upon are alive: lockfile, licences, dead code, the machine's programs, the count of tests.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Files, type Outcome, ROOT, runScript, withTree } from "./planted-tree.ts";

type Platform = { readonly os?: readonly string[]; readonly cpu?: readonly string[]; readonly libc?: readonly string[] };
type LockRecord = Platform & {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
type Lock = { readonly packages: Readonly<Record<string, LockRecord>> };
type PlatformOfPackage = (name: string, siblings: readonly string[]) => Platform | null;
type IsShippable = (expression: string) => boolean;

const { platformOfPackage }: { platformOfPackage: PlatformOfPackage } = await importTool("platform-packages.mjs");
const { isShippable }: { isShippable: IsShippable } = await importTool("licences.mjs");

async function importTool<T>(name: string): Promise<T> {
  return (await import(new URL(`../tools/${name}`, import.meta.url).href)) as T;
}

const lock: Lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));

describe("the lockfile", () => {
  const manifest = { name: "planted", version: "1.0.0", dependencies: { engine: "^2.0.0" } };
  const natives = {
    "engine-linux-x64-gnu": "2.1.0",
    "engine-linux-arm64-gnu": "2.1.0",
    "engine-linux-arm64-musl": "2.1.0",
    "engine-darwin-arm64": "2.1.0",
  };
  const engine = { version: "2.1.0", integrity: "sha512-planted", optionalDependencies: natives };
  const gnu = { version: "2.1.0", integrity: "sha512-planted", optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] };
  const records = { "": manifest, "node_modules/engine": engine, "node_modules/engine-linux-x64-gnu": gnu };

  const files = (packages: object, asked: object = manifest): Files => ({
    "package.json": JSON.stringify(asked),
    "package-lock.json": JSON.stringify({ name: "planted", version: "1.0.0", lockfileVersion: 3, requires: true, packages }),
  });
  const check = (tree: Files): Outcome => withTree(tree, (root) => runScript("tools/fix-lock.mjs", ["--check"], root));
  const complete = (tree: Files): Files =>
    withTree(tree, (root) => {
      expect(runScript("tools/fix-lock.mjs", [], root).passed).toBe(true);
      return { ...tree, "package-lock.json": readFileSync(join(root, "package-lock.json"), "utf8") };
    });

  test("gets a record for each native package that npm left out, with the systems that package is for", () => {
    const completed = complete(files(records));
    const { packages }: Lock = JSON.parse(completed["package-lock.json"] ?? "");
    expect(packages["node_modules/engine-linux-arm64-gnu"]).toEqual({
      version: "2.1.0",
      optional: true,
      os: ["linux"],
      cpu: ["arm64"],
      libc: ["glibc"],
    });
    expect(packages["node_modules/engine-linux-arm64-musl"]).toEqual({
      version: "2.1.0",
      optional: true,
      os: ["linux"],
      cpu: ["arm64"],
      libc: ["musl"],
    });
    expect(packages["node_modules/engine-darwin-arm64"]).toEqual({ version: "2.1.0", optional: true, os: ["darwin"], cpu: ["arm64"] });
    expect(packages["node_modules/engine-linux-x64-gnu"]).toEqual(gnu);
    expect(check(completed).passed).toBe(true);
    expect(complete(completed)).toEqual(completed);
  });

  test("gets a record for one version asked for although another version of the package stands higher up", () => {
    const nested = { version: "3.0.0", integrity: "sha512-planted", optionalDependencies: { "engine-linux-x64-gnu": "3.0.0" } };
    const { packages }: Lock = JSON.parse(
      complete(files({ ...records, "node_modules/engine/node_modules/other": nested }))["package-lock.json"] ?? "",
    );
    expect(packages["node_modules/engine-linux-x64-gnu"]).toEqual(gnu);
    expect(packages["node_modules/engine/node_modules/other/node_modules/engine-linux-x64-gnu"]?.version).toBe("3.0.0");
  });

  test("is refused while a record is missing", () => {
    const { passed, output } = check(files(records));
    expect(output).toContain("node_modules/engine-linux-arm64-gnu is missing");
    expect(passed).toBe(false);
  });

  const whole: Lock = JSON.parse(complete(files(records))["package-lock.json"] ?? "");

  test.each([
    [
      "an address to fetch from",
      { "node_modules/engine": { ...engine, resolved: "https://npm.example.com/engine-2.1.0.tgz" } },
      "comes from https://npm.example.com",
    ],
    ["a package without a checksum", { "node_modules/other": { version: "1.0.0" } }, "has no checksum"],
    [
      "a native package of no known system",
      { "node_modules/engine": { ...engine, optionalDependencies: { ...natives, "engine-beos": "2.1.0" } } },
      "names no system known",
    ],
    [
      "no native package for a system where the product is supported",
      { "node_modules/engine-linux-arm64-gnu": { ...gnu, libc: ["musl"], cpu: ["arm64"] } },
      "no native package for linux arm64 glibc",
    ],
    [
      "an older list of dependencies",
      { "": { ...manifest, dependencies: { engine: "^1.0.0" } } },
      "package.json asks engine ^2.0.0, the lockfile ^1.0.0",
    ],
  ])("is refused with %s", (_sentence, plant, refusal) => {
    const { passed, output } = check(files({ ...whole.packages, ...plant }));
    expect(output).toContain(refusal);
    expect(passed).toBe(false);
  });

  test("is refused when it holds nothing", () => {
    expect(check(files({ "": {} }, {})).passed).toBe(false);
    expect(withTree({}, (root) => runScript("tools/fix-lock.mjs", ["--check"], root)).passed).toBe(false);
  });

  test("speaks of systems as the packages themselves do: every record that npm wrote agrees with the name's", () => {
    const compared = Object.entries(lock.packages).flatMap(([path, parent]) => {
      const names = Object.keys(parent.optionalDependencies ?? {});
      return names.flatMap((name) => {
        const record = lock.packages[`${path}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
        if (!record?.integrity || !(record.os || record.cpu)) return [];
        const { os, cpu, libc } = record;
        return [{ name, said: platformOfPackage(name, names), is: { ...(os && { os }), ...(cpu && { cpu }), ...(libc && { libc }) } }];
      });
    });
    expect(compared.length).toBeGreaterThan(20);
    for (const { name, said, is } of compared) expect(said, name).toEqual(is);
  });
});

describe("the licences", () => {
  test.each(["MIT", "Apache-2.0", "MIT AND OFL-1.1", "(MIT OR GPL-3.0-or-later)", "(MIT AND (Zlib OR GPL-2.0-only))"])(
    "let %s be shipped",
    (licence) => {
      expect(isShippable(licence)).toBe(true);
    },
  );

  test.each([
    "GPL-3.0-only",
    "AGPL-3.0-or-later",
    "LGPL-2.1",
    "MIT AND GPL-2.0",
    "GPL-2.0 WITH Classpath-exception-2.0",
    "SEE LICENSE IN x",
    "UNLICENSED",
    "",
    "none named",
    "(MIT",
    "MIT)",
  ])("do not let %j be shipped", (licence) => {
    expect(isShippable(licence)).toBe(false);
  });

  const shipped = (licence: string, dev: boolean): Outcome =>
    withTree(
      {
        "package-lock.json": JSON.stringify({ packages: { "": {}, "node_modules/zod": {}, "lib/node_modules/bound": { dev } } }),
        "lib/node_modules/bound/package.json": JSON.stringify({ license: licence }),
      },
      (root) => runScript("tools/licences.mjs", [], root),
    );

  test("are read from the packages themselves; one bound package that ships is refused, one that only builds is not", () => {
    expect(shipped("AGPL-3.0-only", false).output).toContain("bound is under AGPL-3.0-only");
    expect(shipped("AGPL-3.0-only", false).passed).toBe(false);
    expect(shipped("AGPL-3.0-only", true).passed).toBe(true);
    expect(shipped("MIT", false).passed).toBe(true);
  });

  test("do not pass where there is nothing to read", () => {
    expect(withTree({ "package-lock.json": '{"packages":{"":{}}}' }, (root) => runScript("tools/licences.mjs", [], root)).passed).toBe(
      false,
    );
  });
});

describe("the search for what nobody uses", () => {
  const used: Files = {
    "package.json": JSON.stringify({ name: "planted", type: "module", dependencies: { zod: "*" } }),
    "src/app/main.ts": 'import { z } from "zod";\nimport { used } from "./used.ts";\n\nconsole.log(used, z);\n',
    "src/app/used.ts": "export const used = 1;\n",
  };
  const search = (files: Files): Outcome =>
    withTree(files, (root) => runScript("node_modules/knip/bin/knip.js", [], root), ["knip.jsonc", "tsconfig.json"]);

  test.each([
    ["a file", { "src/app/planted.ts": "export const x = 1;\n" }, /Unused files[\s\S]*src\/app\/planted\.ts/],
    ["an export", { "src/app/used.ts": "export const used = 1;\nexport const planted = 2;\n" }, /Unused exports[\s\S]*planted/],
    [
      "a dependency",
      { "package.json": JSON.stringify({ name: "planted", type: "module", dependencies: { zod: "*", kysely: "*" } }) },
      /Unused dependencies[\s\S]*kysely/,
    ],
    [
      "a dependency that is used and not named",
      { "src/app/used.ts": 'export { sql as used } from "kysely";\n' },
      /Unlisted dependencies[\s\S]*kysely/,
    ],
  ])("finds %s", (_sentence, plant, refusal) => {
    const { passed, output } = search({ ...used, ...plant });
    expect(output).toMatch(refusal);
    expect(passed).toBe(false);
  });

  test("passes where all is used", () => {
    expect(search(used).output).not.toContain("Unused");
    expect(search(used).passed).toBe(true);
  });
});

test("a machine without the tests' programs is told by name what will fail", () => {
  const { PATH } = process.env;
  try {
    process.env["PATH"] = dirname(process.execPath) === "/usr/bin" ? "/nowhere" : dirname(process.execPath);
    const { output } = withTree({}, (root) => runScript("tools/setup-machine.mjs", ["--dry", "--root", root], root));
    for (const name of [
      "chromium",
      "poppler-utils",
      "libreoffice-writer-nogui",
      "libreoffice-calc-nogui",
      "fonts-noto-cjk",
      "openssl",
      "postgresql",
    ]) {
      expect(output).toMatch(new RegExp(`${name} is missing: these will fail: \\w`));
    }
    expect(output).toContain("machine: 0 of 7 programs there");
  } finally {
    process.env["PATH"] = PATH;
  }
});

describe("a run of tests", () => {
  const line = (body: string): string => `import { expect, test } from "vitest";\n${body}\nexport const used = expect;\n`;
  const run = (body: string): Outcome =>
    withTree(
      { "package.json": '{"type":"module"}', "test/planted.test.ts": line(body) },
      (root) => runScript("node_modules/vitest/vitest.mjs", ["run"], root),
      [
        "vitest.config.ts",
        "test/counts-reporter.ts",
        "test/postgres-setup.ts",
        "src/app/store/once-a-run.builder.ts",
        "src/app/store/server/postgres.builder.ts",
      ],
    );

  test.each([
    [
      "passes with all of them run",
      true,
      'test("x", () => expect(1).toBe(1));',
      "1 tests in 1 files: 1 passed, 0 failed, 0 left out, 0 files not read",
    ],
    [
      "fails with one that fails",
      false,
      'test("x", () => expect(1).toBe(2));',
      "1 tests in 1 files: 0 passed, 1 failed, 0 left out, 0 files not read",
    ],
    [
      "fails with one left out",
      false,
      'test("x", () => {});\ntest.skip("y", () => {});',
      "2 tests in 1 files: 1 passed, 0 failed, 1 left out, 0 files not read",
    ],
    [
      "fails with one still to be written",
      false,
      'test("x", () => {});\ntest.todo("y");',
      "2 tests in 1 files: 1 passed, 0 failed, 1 left out, 0 files not read",
    ],
    [
      "fails with one that leaves itself out",
      false,
      'test("x", ({ skip }) => skip());',
      "1 tests in 1 files: 0 passed, 0 failed, 1 left out, 0 files not read",
    ],
    [
      "fails with a file that cannot be read",
      false,
      'throw new Error("planted");',
      "0 tests in 1 files: 0 passed, 0 failed, 0 left out, 1 files not read",
    ],
  ])("%s, and its last line says so", (_sentence, passes, body, last) => {
    const { passed, printed } = run(body);
    expect(printed.trimEnd().split("\n").at(-1)).toBe(last);
    expect(passed).toBe(passes);
  });
});
