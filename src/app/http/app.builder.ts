// An application over a real store in a folder of its own, with the examples loaded and a fixed clock, for tests.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { compose, type Deps } from "../compose.ts";
import { aConfig } from "../config.builder.ts";
import { productPath } from "../product-folder.ts";
import { loadExamples } from "../usecases/load-examples.ts";
import type { App } from "./app-env.ts";
import { buildApp } from "./build-app.ts";
import type { WebFiles } from "./static-files.ts";

export type TestApp = {
  readonly app: App;
  readonly deps: Deps;
  /** Asks as a browser on this machine would. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
};

const TEST_PAGE = `<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>x</title>`;
const TEST_WEB: WebFiles = {
  page: TEST_PAGE,
  files: new Map([["/assets/index-abc.js", { bytes: new Uint8Array([59]), type: "text/javascript", hashed: true }]]),
};

export async function aTestApp(): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), "hengxiao-http-"));
  const composed = await compose(aConfig(folder), pino({ level: "silent" }));
  if (!composed.ok) throw new Error(JSON.stringify(composed.faults));
  const deps: Deps = { ...composed.value, now: () => "2026-01-02T03:04:05.000Z" };
  const loaded = await loadExamples(deps, productPath("examples"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const app = buildApp(deps, { host: "127.0.0.1", web: TEST_WEB });
  return {
    app,
    deps,
    ask: async (path, init = {}) =>
      await app.request(path, { ...init, headers: { host: "127.0.0.1:8080", ...(init.headers as Record<string, string> | undefined) } }),
    close: async () => {
      await deps.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
