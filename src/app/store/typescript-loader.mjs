// Lets Node 20 run the sources as they are: `node --import ./src/app/store/typescript-loader.mjs file.ts`, and in threads.
// Only for tests and development; what is built needs none. What was translated once is kept beside the installed packages: the
// translator alone takes longer to load than all that a child has to do.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { register } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOOKS = "?hooks";
const KEPT = fileURLToPath(new URL("../../../node_modules/.cache/hengxiao/translated", import.meta.url));

if (!import.meta.url.endsWith(HOOKS)) register(import.meta.url + HOOKS);

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
  return { format: "module", source: await translated(fileURLToPath(url)), shortCircuit: true };
}

/** @param {string} path */
async function translated(path) {
  const source = await readFile(path, "utf8");
  // Types are taken out and nothing is added, so that only the words of the file matter.
  const kept = join(KEPT, `${createHash("sha256").update(source).digest("hex")}.js`);
  try {
    return await readFile(kept, "utf8");
  } catch {
    const { transformWithOxc } = await import("vite");
    const { code } = await transformWithOxc(source, path, { sourcemap: false });
    await mkdir(KEPT, { recursive: true });
    const unfinished = `${kept}.${randomUUID()}`;
    await writeFile(unfinished, code);
    await rename(unfinished, kept);
    return code;
  }
}
