// Lets Node 20 run the sources as they are: `node --import ./src/app/store/typescript-loader.mjs file.ts`, and in threads.
// Only for tests and development; what is built needs none.
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

const HOOKS = "?hooks";

if (!import.meta.url.endsWith(HOOKS)) register(import.meta.url + HOOKS);

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
  const { transformWithOxc } = await import("vite");
  const path = fileURLToPath(url);
  const { code } = await transformWithOxc(await readFile(path, "utf8"), path);
  return { format: "module", source: code, shortCircuit: true };
}
