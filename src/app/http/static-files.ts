// The built web application from memory: hashed assets for ever, the page itself never cached and with a nonce of its own.
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import type { Handler } from "hono";
import type { AppEnv } from "./app-env.ts";
import { makeNonce, pagePolicy } from "./guard.ts";

export type StaticFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly hashed: boolean };
export type WebFiles = { readonly page: string; readonly files: ReadonlyMap<string, StaticFile> };

/** Runs beside the pages and fetches their files: of this server, and nothing else. */
const WORKER = "/sw.js";
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** What the build leaves in the page for the server to fill in. */
const NONCE_MARK = "__CSP_NONCE__";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Reads the built application; null when it has not been built. Only files found here are ever served. */
export async function readWebFiles(folder: string): Promise<WebFiles | null> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = names.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  if (!paths.includes("index.html")) return null;
  const files = new Map<string, StaticFile>();
  for (const path of paths.filter((one) => one !== "index.html" && !one.endsWith(".map"))) {
    const bytes = new Uint8Array(await readFile(join(folder, path)));
    files.set(`/${path.split(sep).join("/")}`, {
      bytes,
      type: TYPES[extname(path)] ?? "application/octet-stream",
      hashed: path.startsWith(`assets${sep}`),
    });
  }
  return { page: await readFile(join(folder, "index.html"), "utf8"), files };
}

/** Serves the files; any other address is the page, which finds its own way. */
export function serveWeb({ page, files }: WebFiles): Handler<AppEnv> {
  return (c) => {
    const file = files.get(c.req.path);
    if (file) {
      return c.body(file.bytes, 200, {
        "content-type": file.type,
        "cache-control": file.hashed ? "public, max-age=31536000, immutable" : "no-cache",
        ...(c.req.path === WORKER ? { "content-security-policy": WORKER_POLICY } : {}),
      });
    }
    if (extname(c.req.path) !== "") return c.notFound();
    const nonce = makeNonce();
    return c.html(page.replaceAll(NONCE_MARK, nonce), 200, {
      "content-security-policy": pagePolicy(nonce),
      "cache-control": "no-cache, no-store",
    });
  };
}
