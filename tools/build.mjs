// Builds what runs: src → dist, web → dist/web. npm runs it after `npm ci`, so that a fresh copy is ready to start.
// The new build takes the old one's place only when all of it has succeeded.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");
const FRESH = join(ROOT, "dist.new");
const COMPILER = join(ROOT, "node_modules/typescript/bin/tsc");
const BUNDLER = join(ROOT, "node_modules/vite/bin/vite.js");
const WEB_CONFIG = join(ROOT, "web/vite.config.ts");

/** Files of src that the compiler makes or that nobody reads at run time; all others are copied as they are. */
const NOT_COPIED = /\.(?:tsx?|md)$/;

/**
 * Runs one step; ends the build when it fails.
 * @param {string} name
 * @param {readonly string[]} words
 */
function step(name, words) {
  const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  if (status === 0) return;
  rmSync(FRESH, { recursive: true, force: true });
  console.error(`build: ${name} failed${existsSync(DIST) ? "; dist is as it was before" : ""}`);
  process.exit(1);
}

/** Copies the data files that lie among the sources. Returns how many. */
function copyData() {
  const source = join(ROOT, "src");
  const paths = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_COPIED.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths) {
    const target = join(FRESH, path.slice(source.length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
  return paths.length;
}

function build() {
  const started = performance.now();
  rmSync(FRESH, { recursive: true, force: true });
  step("tsc", [COMPILER, "-p", "tsconfig.build.json", "--outDir", FRESH]);
  const copied = copyData();
  const hasWeb = existsSync(WEB_CONFIG);
  if (hasWeb)
    step("vite", [BUNDLER, "build", "web", "--config", WEB_CONFIG, "--outDir", join(FRESH, "web"), "--emptyOutDir", "--logLevel", "warn"]);
  const compiled = readdirSync(FRESH, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".js")).length;
  rmSync(DIST, { recursive: true, force: true });
  renameSync(FRESH, DIST);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`build: ${compiled} scripts, ${copied} data files, ${hasWeb ? "with" : "without"} the web pages, in ${seconds} s`);
}

if (existsSync(COMPILER) && existsSync(BUNDLER)) build();
else if (existsSync(join(DIST, "app/main.js"))) console.log("build: no compiler is installed (--omit=dev): dist stays as it is");
else {
  console.error(
    "build: no compiler is installed and nothing was built before. Run `npm ci`, then `npm prune --omit=dev` if you want the small installation.",
  );
  process.exit(1);
}
