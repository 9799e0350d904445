// The server's start and end, as the command line drives them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aConfig } from "../../src/app/config.builder.ts";
import type { Config } from "../../src/app/config.ts";
import { startServer } from "../../src/app/http/start-server.ts";
import { productPath } from "../../src/app/product-folder.ts";

let folder: string;
beforeAll(async () => {
  await build({ configFile: productPath("web", "vite.config.ts"), logLevel: "error" });
  folder = await mkdtemp(join(tmpdir(), "hengxiao-server-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

function configOf(changes: Partial<Config> = {}): Config {
  return aConfig(folder, changes);
}

async function codesOf(config: Config): Promise<readonly string[]> {
  const started = await startServer(config, { demonstration: false });
  if (started.ok) {
    await started.value.close();
    return [];
  }
  return started.faults.map((fault) => fault.code);
}

test("the examples come with the demonstration only, once, and stay over a restart", async () => {
  const count = async (demonstration: boolean) => {
    const started = await startServer(configOf(), { demonstration });
    if (!started.ok) throw new Error(JSON.stringify(started.faults));
    const { cases } = (await (await fetch(`${started.value.url}/api/health`)).json()) as { cases: number };
    await started.value.close();
    return cases;
  };
  expect([await count(false), await count(true), await count(true), await count(false)]).toEqual([0, 2, 2, 2]);
});

test("a port that is taken, and a data folder that is in use, are faults of their own; both are free again after the end", async () => {
  const first = await startServer(configOf(), { demonstration: false });
  if (!first.ok) throw new Error(JSON.stringify(first.faults));
  const port = Number(new URL(first.value.url).port);
  expect(await codesOf(configOf({ port }))).toEqual(["port-taken"]);
  expect(await codesOf(configOf())).toEqual(["store-locked"]);
  await first.value.close();
  expect(await codesOf(configOf({ port }))).toEqual([]);
});

test("an address that is not this machine's is refused", async () => {
  expect(await codesOf(configOf({ host: "192.0.2.1", proxies: ["192.0.2.2"] }))).toEqual(["out-of-range"]);
});

test("a request under way when the server is told to end is still answered", async () => {
  const started = await startServer(configOf(), { demonstration: true });
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  const answer = fetch(`${started.value.url}/api/cases/nanchang-2019/files/report.docx`).then(async (response) => [
    response.status,
    (await response.arrayBuffer()).byteLength,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const [[status, length = 0]] = await Promise.all([answer, started.value.close()]);
  expect(status).toBe(200);
  expect(length).toBeGreaterThan(5000);
});
