// The product as a visitor meets it: pages freshly built once a run, the server on a free port over a folder of its own, a browser.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { inject } from "vitest";
import type { Role } from "../../src/access/index.ts";
import { aConfig } from "../../src/app/config.builder.ts";
import { startServer } from "../../src/app/http/start-server.ts";
import { productPath } from "../../src/app/product-folder.ts";
import { onceARun, TEST_RUN } from "../../src/app/store/once-a-run.builder.ts";
import type { DemonstrationAccount } from "../../src/app/usecases/people/demonstration-accounts.ts";
import type { FirstLink } from "../../src/app/usecases/people/first-run.ts";

export type RunningProduct = {
  readonly url: string;
  readonly folder: string;
  /** The demonstration's accounts with their passwords, or the first run's links. */
  readonly accounts: readonly DemonstrationAccount[];
  readonly links: readonly FirstLink[];
  /** A page of the given width, signed in as a role or as nobody; whatever its console says wrong is collected. */
  readonly open: (
    path: string,
    width?: number,
    as?: Role | "nobody",
  ) => Promise<{ readonly page: Page; readonly complaints: readonly string[] }>;
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

type ProductToRun = {
  readonly demonstration?: boolean;
  /** What the operator put into the data folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** The browser draws its scrollbars, which take room from the page as on most desks. */
  readonly scrollbars?: boolean;
};

export async function runProduct({ demonstration = true, files = {}, scrollbars = false }: ProductToRun = {}): Promise<RunningProduct> {
  await onceARun(inject(TEST_RUN as never), "pages", async () => {
    await build({ configFile: productPath("web", "vite.config.ts"), logLevel: "error" });
    return true;
  });
  const folder = await mkdtemp(join(tmpdir(), "hengxiao-e2e-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const started = await startServer(aConfig(folder), { demonstration });
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  const { url, accounts, links, close } = started.value;
  const cookies = new Map<Role, string>();
  const browser: Browser = await chromium.launch({
    ...{ executablePath: BROWSER, args: FLAGS },
    ignoreDefaultArgs: scrollbars ? ["--hide-scrollbars"] : [],
  });
  return {
    url,
    folder,
    accounts,
    links,
    open: async (path, width = 1440, as = demonstration ? "leading-group" : "nobody") => {
      const page = await browser.newPage({ viewport: { width, height: width > 700 ? 900 : 844 }, locale: "zh-CN", acceptDownloads: true });
      if (as !== "nobody") {
        const cookie = cookies.get(as) ?? (await cookieOf(url, accounts, as));
        cookies.set(as, cookie);
        await page.context().addCookies([{ name: "hengxiao", value: cookie, url, httpOnly: true, sameSite: "Strict" }]);
      }
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`${url}${path}`, { waitUntil: "networkidle" });
      await drawn(page);
      return { page, complaints };
    },
    close: async () => {
      await browser.close();
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every part of the page has what it asked for. A quiet network alone says less: a busy machine draws long after its last answer. */
export async function drawn(page: Page): Promise<void> {
  await page.locator("main:not(:has(.skeleton)) > *").first().waitFor({ state: "attached" });
}

/** The same page once more, from the server. */
export async function reload(page: Page): Promise<void> {
  await page.reload({ waitUntil: "networkidle" });
  await drawn(page);
}

/** Signs in as a browser would, and takes the session from the answer. */
async function cookieOf(url: string, accounts: readonly DemonstrationAccount[], role: Role): Promise<string> {
  const account = accounts.find((one) => one.role === role);
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: account?.login, password: account?.password }),
  });
  const cookie = response.headers.getSetCookie().map((one) => /^hengxiao=([^;]+)/.exec(one)?.[1]);
  const found = cookie.find((one) => one !== undefined);
  if (found === undefined) throw new Error(`no session for ${role}: ${response.status}`);
  return found;
}
