// Stores to test on, embedded and on a server. In a test run one of each is created the slow way, the others are copies of it; the
// server is private to the test run, and every store there a database of its own. All are removed at the end.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, inject } from "vitest";
import type { Config } from "../config.ts";
import { onceARun, TEST_RUN, type TestRun } from "./once-a-run.builder.ts";
import { type OpenAtOptions, openAt, type StorePlace } from "./open-at.ts";
import { openStore, type Store, type StoreOptions } from "./open-store.ts";
import { createPostgres, type Postgres, removePostgres, sharedPostgres, startPostgres, urlOf } from "./server/postgres.builder.ts";

/** The databases every suite of the store runs on. */
export const DATABASES = ["embedded", "postgresql"] as const;
export type DatabaseName = (typeof DATABASES)[number];

/** The database of this project of tests: suites that know nothing of databases run once on each (vitest.config.ts). */
function projectDatabase(): DatabaseName {
  return (inject("database" as never) as DatabaseName | undefined) ?? "embedded";
}

export const DAY = "2026-02-28T08:00:00.000Z";

const made: string[] = [];
const open: Store[] = [];
const shared = new Map<DatabaseName, Promise<Store>>();

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});
afterAll(async () => {
  for (const store of shared.values()) await (await store).close();
  shared.clear();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-store-"));
  made.push(folder);
  return folder;
}

/** The folder of a store that was created and closed. */
export async function aClosedStore(): Promise<string> {
  const folder = aFolder();
  cpSync(await theTemplate(), folder, { recursive: true });
  return folder;
}

/** Where a product keeps what is its own: the parts of its configuration that say so. */
export type DataPlace = Pick<Config, "dataFolder" | "databaseUrl">;

/** A data folder whose store has its schema and nothing in it, on the project's database. Whoever asks for it removes it. */
export async function aDataFolder(database: DatabaseName = projectDatabase()): Promise<DataPlace> {
  const dataFolder = mkdtempSync(join(tmpdir(), "hengxiao-data-"));
  if (database === "postgresql") return { dataFolder, databaseUrl: await aMigratedDatabase() };
  cpSync(await theTemplate(), join(dataFolder, "store"), { recursive: true });
  return { dataFolder, databaseUrl: null };
}

/** The same with what `fill` put into one, which a run does once; it leaves nothing open there. */
export async function aFilledDataFolder(
  name: string,
  fill: (place: DataPlace) => Promise<void>,
  database: DatabaseName = projectDatabase(),
): Promise<DataPlace> {
  const source = await onceARun(theRun(), `${name}-${database}`, async () => {
    const empty = await aDataFolder(database);
    const dataFolder = join(theRun().runFolder, `${name}-${database}`);
    renameSync(empty.dataFolder, dataFolder);
    const place = { ...empty, dataFolder };
    await fill(place);
    return place;
  });
  const dataFolder = mkdtempSync(join(tmpdir(), "hengxiao-data-"));
  cpSync(source.dataFolder, dataFolder, { recursive: true });
  return { dataFolder, databaseUrl: source.databaseUrl && (await aCopyOfDatabase(source.databaseUrl)) };
}

/** The same on a server of its own where the project's database is one: there nobody else's commits move where the store stands. */
export async function aQuietDataFolder(): Promise<DataPlace & { readonly remove: () => Promise<void> }> {
  if (projectDatabase() === "embedded") return { ...(await aDataFolder()), remove: async () => undefined };
  const postgres = await createPostgres();
  await startPostgres(postgres);
  const dataFolder = mkdtempSync(join(tmpdir(), "hengxiao-data-"));
  return { dataFolder, databaseUrl: urlOf(postgres, "postgres"), remove: () => removePostgres(postgres) };
}

/** Closed again after the test. */
export async function anOpenStore(options: Omit<StoreOptions, "folder"> & { readonly folder?: string } = {}): Promise<Store> {
  const folder = options.folder ?? (await aClosedStore());
  const opened = await openStore({ ...options, folder });
  if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.faults)}`);
  open.push(opened.value);
  return opened.value;
}

/** An empty place of its own: a folder, or a database with nothing in it. */
export async function aPlace(database: DatabaseName): Promise<StorePlace> {
  if (database === "embedded") return { kind: "folder", folder: join(aFolder(), "store") };
  return { kind: "server", url: await aDatabase() };
}

/** The address of a new database on the run's own server. */
export async function aDatabase(): Promise<string> {
  const postgres = await theServer();
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name}`);
  return urlOf(postgres, name);
}

/** The same with the schema in it. */
async function aMigratedDatabase(): Promise<string> {
  return await aCopyOfDatabase(
    await onceARun(theRun(), "migrated-database", async () => {
      const url = await aDatabase();
      await openAndClose({ kind: "server", url });
      return url;
    }),
  );
}

/** A new database with all that is in the one at that address, where nobody is connected. */
async function aCopyOfDatabase(url: string): Promise<string> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name} template ${new URL(url).pathname.slice(1)}`);
  return urlOf(await theServer(), name);
}

export async function theServer(): Promise<Postgres> {
  return await sharedPostgres(theRun());
}

function theRun(): TestRun {
  return inject(TEST_RUN as never) as TestRun;
}

/** Runs a statement as the server's administrator, in the database named. */
export async function administer(statement: string, database = "postgres"): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(await theServer(), database) });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** A store at that place; closed again after the test. */
export async function aStoreAt(place: StorePlace, options: OpenAtOptions = {}): Promise<Store> {
  const opened = await openAt(place, options);
  if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.faults)}`);
  open.push(opened.value);
  return opened.value;
}

/** A store of its own on that database; closed again after the test. */
export async function aStoreOn(database: DatabaseName, options: OpenAtOptions = {}): Promise<Store> {
  if (database === "embedded") return await anOpenStore(options);
  return await aStoreAt(await aPlace(database), options);
}

/** One store for the whole test file, built from nothing: for tests that keep to a tenant or to tables of their own. */
export async function theSharedStore(database: DatabaseName = projectDatabase()): Promise<Store> {
  const known = shared.get(database);
  if (known) return await known;
  const place: Promise<StorePlace> =
    database === "embedded" ? aClosedStore().then((folder) => ({ kind: "folder", folder })) : aPlace(database);
  const opening = place.then(async (where) => {
    const opened = await openAt(where);
    if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.faults)}`);
    return opened.value;
  });
  shared.set(database, opening);
  return await opening;
}

async function theTemplate(): Promise<string> {
  return await onceARun(theRun(), "embedded-store", async () => {
    const folder = join(theRun().runFolder, "embedded-store");
    await openAndClose({ kind: "folder", folder });
    return folder;
  });
}

async function openAndClose(place: StorePlace): Promise<void> {
  const opened = await openAt(place);
  if (!opened.ok) throw new Error(`the store could not be created: ${JSON.stringify(opened.faults)}`);
  await opened.value.close();
}

const TRANSLATOR = fileURLToPath(new URL("./typescript-loader.mjs", import.meta.url));

export type Child = {
  readonly pid: number;
  /** What it has printed so far, whole lines only. */
  lines(): readonly string[];
  /** Waits for the first line that begins so. Throws when the child ends without. */
  line(start: string): Promise<string>;
  /** Ends it the hard way, or waits for its own end, and gives its exit code. */
  kill(): Promise<void>;
  ended(): Promise<number | null>;
};

/** Another process running one of the `*.builder.ts` beside this file. */
export function aChild(file: string, args: readonly string[]): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ["--import", TRANSLATOR, path, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "close") as Promise<[number | null]>;
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    output += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    errors += part;
  });
  const lines = (): readonly string[] => output.split("\n").slice(0, -1);
  const line = async (start: string): Promise<string> => {
    let running = true;
    const end = exit.then(() => {
      running = false;
    });
    for (;;) {
      const found = lines().find((text) => text.startsWith(start));
      if (found !== undefined) return found;
      if (!running) throw new Error(`the child ended without a line "${start}": ${output}${errors}`);
      await Promise.race([end, once(child.stdout, "data")]);
    }
  };
  return {
    pid: child.pid ?? 0,
    lines,
    line,
    kill: async () => {
      child.kill("SIGKILL");
      await exit;
    },
    ended: async () => (await exit)[0],
  };
}
