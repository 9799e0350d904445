// A small tree of files in a temporary folder, for trying a gate on: a clean one, with one thing planted that must be refused.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

export type Files = Readonly<Record<string, string>>;
export type Outcome = { readonly passed: boolean; readonly printed: string; readonly output: string };

/** Writes the files into a new folder, calls `use` with it, and removes it again. Values of `copied` are paths of the repository. */
export function withTree<T>(files: Files, use: (root: string) => T, copied: readonly string[] = []): T {
  const root = mkdtempSync(join(tmpdir(), "hengxiao-gate-"));
  try {
    for (const path of copied) cpSync(join(ROOT, path), join(root, path), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Runs a script of the repository (a path from its root) in a folder: standard output is `printed`, `output` has both streams. */
export function runScript(script: string, words: readonly string[], folder: string): Outcome {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(ROOT, script), ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...env, NO_COLOR: "1" },
  });
  if (error) throw error;
  return { passed: status === 0, printed: stdout, output: `${stdout}${stderr}` };
}
