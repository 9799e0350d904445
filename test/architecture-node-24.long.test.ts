// The same tests under Node 24: Node 20 is the floor, not the only version that people run.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { UNFINISHED } from "./counts-reporter.ts";
import { ROOT } from "./planted-tree.ts";

const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), "hengxiao-node-"));
const name = `node-linux-${process.arch}`;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every unit test passes under Node 24", () => {
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", `${name}@24`], { cwd: folder, stdio: "ignore", timeout: 5 * MINUTE });
  const node = join(folder, "node_modules", name, "bin/node");
  expect(execFileSync(node, ["--version"], { encoding: "utf8" })).toMatch(/^v24\./);

  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(?:NODE_ENV|VITEST|TEST)/.test(key)));
  const run = (files: readonly string[]) => {
    const words = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", "unit", ...files];
    const { status, stdout, stderr } = spawnSync(node, words, {
      ...{ cwd: ROOT, env, encoding: "utf8", timeout: 25 * MINUTE, maxBuffer: 64 * 1024 * 1024 },
    });
    return { status, said: `${stdout}${stderr}`, left: leftOut(stdout) };
  };
  let { status, said, left } = run([]);
  // Seen once: a process of that version ended by itself after all that ran in it had passed. What failed otherwise stays failed.
  if (status !== 0 && left.length > 0 && !/[1-9]\d* failed/.test(said)) {
    console.log(`a process ended by itself; once more: ${left.join(" ")}`);
    ({ status, said } = run(left));
  }
  expect(status, said.slice(-4000)).toBe(0);
});

/** The files that did not come to their end. */
function leftOut(said: string): readonly string[] {
  const line = said.split("\n").find((one) => one.startsWith(UNFINISHED));
  return line?.slice(UNFINISHED.length).trim().split(" ") ?? [];
}
