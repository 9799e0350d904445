// `npm run bench -- WORDS`: brings the packages that only the benchmarks need, the first time and whenever their lockfile changed,
// then runs bench/run.mjs with the same words.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";

const BENCH = resolve(import.meta.dirname, "../bench");

/** @param {string} path */
function changedAt(path) {
  return statSync(join(BENCH, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * @param {string} program
 * @param {readonly string[]} words
 */
function run(program, words) {
  const { status } = spawnSync(program, words, { cwd: BENCH, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

if (changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) {
  console.log("bench: installing the peers' packages");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}
// The young objects get the room that they have where the product is started.
run(process.execPath, ["--expose-gc", "--max-semi-space-size=64", "run.mjs", ...process.argv.slice(2)]);
