// The built product as an administrator runs it, to be killed: a process over a data folder, or over a PostgreSQL server of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { productPath } from "../../src/app/product-folder.ts";
import type { StorePlace } from "../../src/app/store/open-at.ts";
import { createPostgres, removePostgres, startPostgres, stopPostgres, urlOf } from "../../src/app/store/server/postgres.builder.ts";
import type { DatabaseName } from "../../src/app/store/store.builder.ts";

const PROGRAM = productPath("dist", "app", "main.js");
/** A server that is not ready by then has not started. Milliseconds. */
const READY_WITHIN = 180_000;

export type RunningServer = {
  /** Where it answers; a new one after each start. */
  readonly url: () => string;
  readonly dataFolder: string;
  readonly place: StorePlace;
  /** The demonstration's passwords by login; known after the first start. */
  readonly passwords: ReadonlyMap<string, string>;
  /** Starts what is down, program and database, and waits until requests are served. Throws where that takes too long. */
  readonly start: () => Promise<void>;
  /** Starts the program and does not wait. */
  readonly launch: () => void;
  /** Ends the program, the database's processes, or both, as a power switch would. */
  readonly kill: (what: "program" | "database" | "both") => Promise<void>;
  /** Ends the program as an administrator does. */
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

export async function aRunningServer(database: DatabaseName, environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), "hengxiao-kills-"));
  const postgres = database === "postgresql" ? await createPostgres() : null;
  if (postgres) await startPostgres(postgres);
  const databaseUrl = postgres ? urlOf(postgres, "postgres") : "";
  const passwords = new Map<string, string>();
  let child: ChildProcess | undefined;
  let said = "";
  let url = "";
  let isDatabaseDown = false;

  const launch = (): void => {
    said = "";
    const env = { ...process.env, HENGXIAO_DATA: dataFolder, DATABASE_URL: databaseUrl, PORT: "0", LANG: "en_US.UTF-8", ...environment };
    child = spawn(process.execPath, [PROGRAM, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (part: string) => {
        said += part;
      });
  };
  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;
  const ready = async (): Promise<void> => {
    const until = Date.now() + READY_WITHIN;
    for (;;) {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) {
        url = address;
        if (
          await fetch(`${url}/readyz`).then(
            (answer) => answer.ok,
            () => false,
          )
        )
          return;
      }
      if (!isRunning()) throw new Error(`the server ended: ${said.slice(0, 1000)}`);
      if (Date.now() > until) throw new Error(`not ready within ${READY_WITHIN} ms: ${said.slice(0, 1000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || !isRunning()) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    url: () => url,
    dataFolder,
    place: postgres ? { kind: "server", url: databaseUrl } : { kind: "folder", folder: join(dataFolder, "store") },
    passwords,
    launch,
    start: async () => {
      if (postgres && isDatabaseDown) await startPostgres(postgres);
      isDatabaseDown = false;
      if (!isRunning()) launch();
      await ready();
      for (const [, login, password] of said.matchAll(/^ {2}([a-z0-9-]+) +([A-Z][a-z]+-\d+-[a-z]+-\d+-[a-z]+)$/gm))
        passwords.set(login ?? "", password ?? "");
    },
    kill: async (what) => {
      if (postgres && what !== "program") {
        await stopPostgres(postgres, "kill");
        isDatabaseDown = true;
      }
      if (!postgres || what !== "database") await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
    remove: async () => {
      await end("SIGKILL");
      if (postgres) await removePostgres(postgres);
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
