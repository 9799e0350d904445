// A PostgreSQL of the machine's own packages in a folder of its own, durable as in earnest; as root it runs as `postgres`.
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAMS = "/usr/lib/postgresql";
const isRoot = process.getuid?.() === 0;
const numberOf = (which) => Number(execFileSync("id", [which, "postgres"]).toString());
const owned = () => (isRoot ? { uid: numberOf("-u"), gid: numberOf("-g") } : {});

/** Where one of its programs is. */
function program(name) {
  const version = existsSync(PROGRAMS) && readdirSync(PROGRAMS).sort((a, b) => Number(b) - Number(a))[0];
  if (!version) throw new Error("PostgreSQL is missing: install Debian's postgresql (node tools/setup-machine.mjs)");
  return join(PROGRAMS, version, "bin", name);
}

/** Starts one with these settings ("name=value"); `stop` ends it and removes its files. */
export async function startPostgres(settings) {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-bench-pg-"));
  const who = owned();
  if (isRoot) chownSync(folder, who.uid, who.gid);
  const data = join(folder, "data");
  const quiet = { ...who, cwd: "/", stdio: "ignore" };
  execFileSync(program("initdb"), ["-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-A", "trust"], quiet);
  const port = await freePort();
  const words = ["-D", data, "-c", "listen_addresses=127.0.0.1", "-c", `port=${port}`, "-c", `unix_socket_directories=${folder}`];
  const server = spawn(program("postgres"), [...words, ...settings.flatMap((setting) => ["-c", setting])], quiet);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  for (let tries = 0; ; tries++) {
    try {
      execFileSync(program("pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)], quiet);
      break;
    } catch (error) {
      if (tries > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return {
    pid: server.pid,
    port,
    url: (database = "postgres") => `postgres://postgres@127.0.0.1:${port}/${database}`,
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** CPU milliseconds that a process and its children, alive or ended, have used until now; in steps of 10. */
export function cpuOf(pid) {
  const own = statOf(pid);
  return childrenOf(pid).reduce((sum, child) => sum + statOf(child, false), own);
}

// The fields after the name: utime and stime are the 12th and 13th of them, those of children that have ended the next two.
function statOf(pid, withEnded = true) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return 10 * fields.slice(11, withEnded ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks), 0);
  } catch {
    return 0; // it ended meanwhile
  }
}

function childrenOf(pid) {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}
