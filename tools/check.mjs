// `npm run check [-- NAME…]`: every gate of the house that reads code rather than running it, one after the other. All are run even
// when one fails; the table at the end says which held.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const modules = "node_modules";
const compiler = `${modules}/typescript/bin/tsc`;

/** @type {readonly (readonly [name: string, holds: string, words: readonly string[]])[]} */
const GATES = [
  ["types", "types of src, test and bench", [compiler, "-p", "tsconfig.json", "--noEmit"]],
  ["core", "pure rooms compile without Node and without a browser", [compiler, "-p", "tsconfig.core.json", "--noEmit"]],
  ["web", "types of the pages", [compiler, "-p", "web/tsconfig.json", "--noEmit"]],
  ["tools", "types of the tools", [compiler, "-p", "tools/tsconfig.json", "--noEmit"]],
  ["biome", "format and lint", [`${modules}/@biomejs/biome/bin/biome`, "ci", "--error-on-warnings"]],
  ["layers", "which room may import which", ["tools/check-layers.mjs"]],
  ["wording", "no text for people outside messages, no check switched off", ["tools/check-wording.mjs"]],
  ["knip", "nothing unused", [`${modules}/knip/bin/knip.js`]],
  ["lock", "lockfiles complete", ["tools/fix-lock.mjs", "--check"]],
  ["licences", "every package may be shipped", ["tools/licences.mjs"]],
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !GATES.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(`check: there is no gate ${unknown.join(", ")}; there are ${GATES.map(([name]) => name).join(", ")}`);
  process.exit(2);
}

const results = GATES.filter(([name]) => asked.length === 0 || asked.includes(name)).map(([name, holds, words]) => {
  console.log(`\n== ${name}: ${holds}`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  return { name, holds, held: status === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) };
});

console.log();
for (const { name, holds, held, seconds } of results)
  console.log(`${held ? "held  " : "FAILED"} ${name.padEnd(9)} ${seconds.padStart(5)} s  ${holds}`);
const failed = results.filter(({ held }) => !held).map(({ name }) => name);
console.log(
  failed.length > 0
    ? `check: ${failed.length} of ${results.length} gates failed: ${failed.join(", ")}`
    : `check: all ${results.length} gates held`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
