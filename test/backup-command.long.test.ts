// backup, restore and verify as an administrator runs them: on a running server, on a stopped one, into another place. Built product.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "bin/hengxiao.mjs");
const folder = mkdtempSync(join(tmpdir(), "hengxiao-backup-"));
let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const environment = (data: string) => ({
  ...process.env,
  HENGXIAO_DATA: join(folder, data),
  PORT: "0",
  LANG: "en_US.UTF-8",
  NO_COLOR: "1",
});

function hengxiao(data: string, ...words: readonly string[]) {
  const run = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: "utf8", env: environment(data) });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test("a running server is backed up, verified, restored elsewhere and compared", async () => {
  server = spawn(process.execPath, [program, "start"], { cwd: folder, env: environment("data"), stdio: ["ignore", "pipe", "inherit"] });
  const stdout = server.stdout;
  if (!stdout) throw new Error("no output");
  let said = "";
  while (!said.includes("http://")) said += String((await once(stdout, "data"))[0]);
  stdout.resume();

  expect(statSync(join(folder, "data", "control")).mode & 0o777).toBe(0o600);
  const made = hengxiao("data", "backup", "one.tar", "--json");
  expect(made.err).toBe("");
  expect(made.code).toBe(0);
  const backup = JSON.parse(made.out);
  expect(backup.tables.find(({ name }: { name: string }) => name === "cases").rows).toBeGreaterThan(0);
  expect(statSync(join(folder, "one.tar")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, "one.tar.part"))).toBe(false);
  expect(hengxiao("data", "backup", "one.tar")).toMatchObject({ code: 3, err: expect.stringContaining("file-exists") });
  expect(JSON.parse(hengxiao("data", "verify", "--json").out)).toMatchObject({ kind: "store", tables: backup.tables, failures: [] });
  expect(hengxiao("data", "restore", "one.tar")).toMatchObject({ code: 3, err: expect.stringContaining("restore-not-empty") });

  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(existsSync(join(folder, "data", "control"))).toBe(false);

  expect(JSON.parse(hengxiao("data", "verify", "data", "--json").out)).toMatchObject({ kind: "store", tables: backup.tables });
  expect(hengxiao("data", "backup")).toMatchObject({ code: 0, out: expect.stringMatching(/hengxiao-\d{8}-\d{6}\.backup\.tar/) });
  expect(JSON.parse(hengxiao("data", "verify", "one.tar", "--json").out)).toMatchObject({ kind: "backup", tables: backup.tables });
  expect(hengxiao("other", "restore", "one.tar")).toMatchObject({ code: 0, out: expect.stringContaining("row by row") });
  expect(JSON.parse(hengxiao("other", "verify", "--json").out).tables).toEqual(backup.tables);
}, 240_000);

test("what cannot be backed up, restored or verified is refused with the reason, and nothing is left behind", () => {
  expect(hengxiao("nowhere", "backup", "two.tar")).toMatchObject({ code: 3, err: expect.stringContaining("file-missing") });
  expect(existsSync(join(folder, "two.tar"))).toBe(false);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
  expect(hengxiao("nowhere", "verify")).toMatchObject({ code: 3 });
  writeFileSync(join(folder, "letter.txt"), "not a backup");
  expect(hengxiao("nowhere", "restore", "letter.txt")).toMatchObject({ code: 3, err: expect.stringContaining("backup-foreign") });
  copyFileSync(join(folder, "one.tar"), join(folder, "flipped.tar"));
  const bytes = readFileSync(join(folder, "one.tar"));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(folder, "flipped.tar"), bytes);
  const flipped = hengxiao("nowhere", "verify", "flipped.tar");
  expect(flipped).toMatchObject({ code: 3, err: expect.stringMatching(/backup-damaged[\s\S]*tables\//) });
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
  expect(hengxiao("data", "backup", "/no/such/folder/x.tar")).toMatchObject({ code: 3, err: expect.stringContaining("file-unwritable") });
}, 120_000);
