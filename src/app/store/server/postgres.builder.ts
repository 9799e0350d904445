// A private PostgreSQL from Debian for tests: loopback and a socket in its own folder, durable as in earnest, ended with its owner.
// PostgreSQL refuses to run as root, so that root lends it the user `postgres`.
import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onceARun, type TestRun } from "../once-a-run.builder.ts";

const run = promisify(execFile);

export type Postgres = {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
};

/** Under which name a test run keeps its server (once-a-run.builder.ts). */
export const POSTGRES = "postgres";

const PROGRAMS = "/usr/lib/postgresql";
const PASSWORD = "a test's own";
const SETTINGS = ["shared_buffers=32MB", "max_connections=80", "logging_collector=off", "autovacuum_naptime=10min"];

/** The address of one of its databases. */
export function urlOf({ port, password }: Postgres, database: string, user = "postgres"): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Makes a server in a folder of its own; `startPostgres` starts it. */
export async function createPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-postgres-"));
  const { uid, gid } = await owner();
  chownSync(folder, uid, gid);
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  chownSync(passwordFile, uid, gid);
  const words = ["-D", join(folder, "data"), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", `--pwfile=${passwordFile}`];
  await asOwner(program("initdb"), [...words, "--auth-local=trust", "--auth-host=scram-sha-256"]);
  return { folder, port: await freePort(), password: PASSWORD };
}

/** Starts it and waits until it answers. A watchman ends it when the process with that id is gone, however that ended. */
export async function startPostgres({ folder, port }: Postgres, guardian = process.pid): Promise<void> {
  const settings = [...SETTINGS, "listen_addresses=127.0.0.1", `port=${port}`, `unix_socket_directories=${folder}`];
  const log = join(folder, "log");
  const words = ["-D", join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])];
  const watch = `"$@" >>"${log}" 2>&1 & while kill -0 ${guardian} 2>/dev/null && kill -0 $! 2>/dev/null; do sleep 0.5; done; kill -INT $! 2>/dev/null; wait`;
  const { command, args } = lent(program("postgres"), words);
  spawn("/bin/sh", ["-c", watch, "sh", command, ...args], { detached: true, stdio: "ignore", cwd: "/" }).unref();
  for (let tries = 0; tries < 300; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ready = await run(program("pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]).then(
      () => true,
      () => false,
    );
    if (ready) return;
  }
  throw new Error(`PostgreSQL did not start: ${existsSync(log) ? readFileSync(log, "utf8").slice(-2000) : "no log"}`);
}

/** Ends every process of it at once, as a power switch would, or gently. */
export async function stopPostgres({ folder }: Postgres, how: "kill" | "fast" = "fast"): Promise<void> {
  const pidFile = join(folder, "data", "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isAlive(pid)) return;
  const all = [pid, ...childrenOf(pid)];
  if (how === "kill") for (const one of all) signal(one, "SIGKILL");
  else signal(pid, "SIGINT");
  // A new one refuses to start while a part of this one is left.
  for (let tries = 0; tries < 300 && all.some(isAlive); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Ends it and removes its files. */
export async function removePostgres(postgres: Postgres): Promise<void> {
  await stopPostgres(postgres);
  rmSync(postgres.folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The one server of a test run. The run's own set-up removes it at the end. */
export async function sharedPostgres(testRun: TestRun): Promise<Postgres> {
  return await onceARun(testRun, POSTGRES, async () => {
    const postgres = await createPostgres();
    await startPostgres(postgres, testRun.guardian);
    return postgres;
  });
}

function program(name: string): string {
  const versions = existsSync(PROGRAMS) ? readdirSync(PROGRAMS).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(PROGRAMS, version, "bin", name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is missing: install Debian's postgresql (node tools/setup-machine.mjs)`);
  return found;
}

const isRoot = process.getuid?.() === 0;

/** As root, the words that run a program as `postgres`. */
function lent(command: string, args: readonly string[]): { readonly command: string; readonly args: readonly string[] } {
  if (!isRoot) return { command, args };
  return { command: "/usr/bin/setpriv", args: ["--reuid=postgres", "--regid=postgres", "--clear-groups", command, ...args] };
}

async function asOwner(command: string, args: readonly string[]): Promise<void> {
  const words = lent(command, args);
  await run(words.command, [...words.args], { cwd: "/" });
}

async function owner(): Promise<{ readonly uid: number; readonly gid: number }> {
  if (!isRoot) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (which) => Number((await run("id", [which, "postgres"])).stdout)));
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return text === "" ? [] : text.split(" ").map(Number);
  } catch {
    return []; // it ended meanwhile
  }
}

function signal(pid: number, which: NodeJS.Signals): void {
  try {
    process.kill(pid, which);
  } catch {
    // It has gone already.
  }
}

/** Ended and not yet buried counts as gone. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // there is no such process
  }
}
