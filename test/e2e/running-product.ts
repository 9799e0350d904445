// The product as a visitor meets it: pages freshly built, the server on a free port over a folder of its own, a browser.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { aConfig } from "../../src/app/config.builder.ts";
import { startServer } from "../../src/app/http/start-server.ts";
import { productPath } from "../../src/app/product-folder.ts";

export type RunningProduct = {
  readonly url: string;
  readonly folder: string;
  /** A page of the given width; whatever its console says wrong is collected. */
  readonly open: (path: string, width?: number) => Promise<{ readonly page: Page; readonly complaints: readonly string[] }>;
  readonly close: () => Promise<void>;
};

// Without these the browser looks for its maker's servers, which a closed network refuses many times over.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `$CHROMIUM` names another browser than the system's. */
const BROWSER = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

export async function runProduct(): Promise<RunningProduct> {
  await build({ configFile: productPath("web", "vite.config.ts"), logLevel: "error" });
  const folder = await mkdtemp(join(tmpdir(), "hengxiao-e2e-"));
  const started = await startServer(aConfig(folder), { demonstration: true });
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  const { url, close } = started.value;
  const browser: Browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
  return {
    url,
    folder,
    open: async (path, width = 1440) => {
      const page = await browser.newPage({ viewport: { width, height: width > 700 ? 900 : 844 }, locale: "zh-CN", acceptDownloads: true });
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`${url}${path}`, { waitUntil: "networkidle" });
      return { page, complaints };
    },
    close: async () => {
      await browser.close();
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
