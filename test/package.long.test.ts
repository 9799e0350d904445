// The offline installation package: made, checked, installed into a folder, started with nothing but what it brings, upgraded, and
// refused once one of its files has changed.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hengxiao-package-test-"));
let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const BARE = { PATH: "/usr/bin:/bin", LANG: "en_US.UTF-8" };

function install(from: string) {
  return spawnSync("sh", [join(from, "install.sh"), "--root", join(folder, "machine")], { encoding: "utf8", env: BARE });
}

async function start(): Promise<string> {
  const program = join(folder, "machine/opt/hengxiao/current/bin/hengxiao");
  server = spawn(program, ["serve"], {
    env: { ...BARE, HENGXIAO_DATA: join(folder, "data"), PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stdout = server.stdout;
  if (!stdout) throw new Error("no output");
  let said = "";
  while (!/http:\/\/\S+\n/.test(said)) said += String((await once(stdout, "data"))[0]);
  stdout.resume();
  return /http:\/\/\S+/.exec(said)?.[0] ?? "";
}

async function stop(): Promise<unknown> {
  if (!server) return undefined;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  return await ended;
}

test("the package installs without a network, runs, upgrades, and is refused when damaged", async () => {
  execFileSync(process.execPath, [join(root, "tools/package.mjs"), "--out", folder], { cwd: root, stdio: "inherit" });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tar.gz")) ?? "";
  execFileSync("sha256sum", ["--quiet", "-c", `${archive}.sha256`], { cwd: folder });
  execFileSync("tar", ["-xzf", archive], { cwd: folder });
  const unpacked = join(folder, archive.replace(".tar.gz", ""));
  const listed = readFileSync(join(unpacked, "SHA256SUMS"), "utf8").trim().split("\n");
  const there = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(listed.length).toBe(there.length - 1);

  expect(install(unpacked)).toMatchObject({ status: 0, stderr: "" });
  expect(existsSync(join(folder, "machine/etc/systemd/system/hengxiao.service"))).toBe(true);
  const settings = join(folder, "machine/etc/hengxiao/hengxiao.env");
  appendFileSync(settings, "# ours\n");
  const url = await start();
  expect(await (await fetch(`${url}/readyz`)).text()).toBe("ready\n");
  expect((await fetch(`${url}/`)).status).toBe(200);
  expect(await stop()).toEqual([0, null]);

  // The next version, as far as an installer can tell.
  writeFileSync(join(unpacked, "VERSION"), "9.9.9\n");
  const damaged = install(unpacked);
  expect(damaged.status).toBe(3);
  expect(damaged.stderr).toContain("nothing was changed");
  expect(readlinkSync(join(folder, "machine/opt/hengxiao/current"))).not.toContain("9.9.9");
  const sums = readFileSync(join(unpacked, "SHA256SUMS"), "utf8");
  const hash = execFileSync("sha256sum", [join(unpacked, "VERSION")], { encoding: "utf8" }).slice(0, 64);
  writeFileSync(join(unpacked, "SHA256SUMS"), sums.replace(/^[0-9a-f]{64} {2}VERSION$/m, `${hash}  VERSION`));
  expect(install(unpacked).status).toBe(0);
  expect(readlinkSync(join(folder, "machine/opt/hengxiao/current"))).toBe("versions/9.9.9");
  expect(readFileSync(settings, "utf8")).toContain("# ours");
  expect(await (await fetch(`${await start()}/readyz`)).text()).toBe("ready\n");
  expect(await stop()).toEqual([0, null]);
}, 900_000);
