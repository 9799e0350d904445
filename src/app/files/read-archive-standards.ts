// The standards of an archive from the packs' folders. A local pack's archive.yaml stands in place of the product's own.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type ArchiveStandards, readArchiveStandards } from "../../evidence/index.ts";
import { failure, fault, type Result } from "../../kernel/index.ts";
import { readYamlFile } from "./read-packs.ts";

const FILE = "archive.yaml";

/** Faults: file-missing where no folder holds any, and those of reading. */
export async function readArchiveFile(folders: readonly string[]): Promise<Result<ArchiveStandards>> {
  const held: string[] = [];
  for (const folder of folders) {
    const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
    for (const { name } of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = join(folder, name, FILE);
      if (existsSync(path)) held.push(path);
    }
  }
  const path = held.at(-1);
  if (path === undefined) return failure(fault("file-missing", { found: FILE }));
  const { source, faults } = await readYamlFile(path);
  return source && faults.length === 0 ? readArchiveStandards(source) : failure(...faults);
}
