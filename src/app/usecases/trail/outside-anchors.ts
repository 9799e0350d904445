// The anchors kept outside the database, as lines of their files.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The file in which a tenant's anchors stand. */
export function anchorFile(tenant: string): string {
  return `${tenant.replace(/[^\w.-]/g, "_")}.ndjson`;
}

/** The lines of every folder's file; a folder without one has none. */
export async function readOutsideAnchors(folders: readonly string[], tenant: string): Promise<readonly string[]> {
  const files = folders.map((folder) => join(folder, anchorFile(tenant))).filter((path) => existsSync(path));
  const texts = await Promise.all(files.map((path) => readFile(path, "utf8")));
  return texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
}
