// A fresh copy of the repository, as a newcomer gets it: `npm ci` alone leaves everything runnable, and nothing that only builds
// or tests is needed to run.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./planted-tree.ts";

const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), "hengxiao-fresh-"));
const running: ChildProcess[] = [];

/** The environment without what the npm that runs this test has put into it. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?:package|lifecycle|command|execpath)|^(?:NODE_ENV|VITEST|TEST)/.test(name)),
);

function run(program: string, ...words: readonly string[]): string {
  return execFileSync(program, words, { cwd: folder, env, encoding: "utf8", timeout: 10 * MINUTE, maxBuffer: 64 * 1024 * 1024 });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

async function untilAnswered(url: string, child: ChildProcess, said: () => string): Promise<Response> {
  for (let waited = 0; waited < 2 * MINUTE; waited += 250) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${said()}`);
    const answer = await fetch(url).catch(() => null); // not listening yet: asked again
    // 503 is a server that opens its store: asked again too.
    if (answer && answer.status !== 503) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the server did not answer: ${said()}`);
}

beforeAll(() => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT, encoding: "utf8" });
  for (const path of files.split("\0").filter((one) => one !== "" && existsSync(join(ROOT, one))))
    cpSync(join(ROOT, path), join(folder, path));
  run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
}, 10 * MINUTE);

afterAll(() => {
  for (const { pid, exitCode, signalCode } of running)
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("after npm ci the command line scores the founding case", () => {
  expect(JSON.parse(run("npx", "hengxiao", "evaluate", "examples/nanchang-2019", "--json"))).toMatchObject({ score: "92.45", grade: "优" });
});

test("without the packages that only build and test, it still does, and the server still answers", async () => {
  run("npm", "prune", "--omit=dev");
  expect(JSON.parse(run("npx", "hengxiao", "evaluate", "examples/nanchang-2019", "--json"))).toMatchObject({ score: "92.45", grade: "优" });

  const port = await freePort();
  const child = spawn("npm", ["start"], {
    cwd: folder,
    env: { ...env, PORT: String(port), HENGXIAO_DATA: join(folder, "data") },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (said += String(bytes)));
  const page = await untilAnswered(`http://127.0.0.1:${port}/`, child, () => said);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("<html");
});
