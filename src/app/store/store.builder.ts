// Stores to test on: one is created the slow way, the others are copies of it. All are removed at the end of the test file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach } from "vitest";
import { openStore, type Store, type StoreOptions } from "./open-store.ts";

export const DAY = "2026-02-28T08:00:00.000Z";

const made: string[] = [];
const open: Store[] = [];
let template: Promise<string> | undefined;
let shared: Promise<Store> | undefined;

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});
afterAll(async () => {
  await (await shared)?.close();
  shared = undefined;
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  template = undefined;
});

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-store-"));
  made.push(folder);
  return folder;
}

/** The folder of a store that was created and closed. */
export async function aClosedStore(): Promise<string> {
  template ??= createTemplate();
  const folder = aFolder();
  cpSync(await template, folder, { recursive: true });
  return folder;
}

/** Closed again after the test. */
export async function anOpenStore(options: Omit<StoreOptions, "folder"> & { readonly folder?: string } = {}): Promise<Store> {
  const folder = options.folder ?? (await aClosedStore());
  const opened = await openStore({ ...options, folder });
  if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.faults)}`);
  open.push(opened.value);
  return opened.value;
}

/** One store for the whole test file, built from nothing: for tests that keep to a tenant or to tables of their own. */
export async function theSharedStore(): Promise<Store> {
  shared ??= aClosedStore().then(async (folder) => {
    const opened = await openStore({ folder });
    if (!opened.ok) throw new Error(`the store did not open: ${JSON.stringify(opened.faults)}`);
    return opened.value;
  });
  return await shared;
}

async function createTemplate(): Promise<string> {
  const folder = aFolder();
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(`the store could not be created: ${JSON.stringify(opened.faults)}`);
  await opened.value.close();
  return folder;
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
