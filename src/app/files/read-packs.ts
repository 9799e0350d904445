// Rule packs from folders: the product's own regulations/ and local packs beside the data. All faults of all packs at once.
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { examinePack, type Pack, type PackSources, readPack } from "../../rules/index.ts";
import { readYaml } from "./read-yaml.ts";

const PARTS = ["instrument", "parameters", "indicators", "documents", "clauses"] as const;
/** Worked examples run as tests; they are no part of the rules. */
const BESIDE = ["examples.yaml", "README.md"];

/** Every pack of every folder by id. A folder that does not exist has none; an unhealthy pack is refused. */
export async function readPacks(folders: readonly string[]): Promise<Result<ReadonlyMap<string, Pack>>> {
  const found = (await Promise.all(folders.map(packFolders))).flat();
  const read = await Promise.all(found.map(readPackFolder));
  const faults: Fault[] = read.flatMap((one) => (one.ok ? [] : one.faults));
  const packs = new Map<string, Pack>();
  for (const one of read) {
    if (!one.ok) continue;
    const { id } = one.value.instrument;
    if (packs.has(id)) faults.push(fault("duplicate-id", { found: id, expected: "packs" }, one.value.sources.instrument.locate(["id"])));
    packs.set(id, one.value);
  }
  if (faults.length > 0) return failure(...faults);
  const unhealthy = [...packs.keys()].flatMap((id) => examinePack(packs, id));
  return unhealthy.length > 0 ? failure(...unhealthy) : success(packs);
}

async function packFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort();
}

async function readPackFolder(folder: string): Promise<Result<Pack>> {
  const names = (await readdir(folder)).sort();
  const known = new Set<string>([...PARTS.map((part) => `${part}.yaml`), ...BESIDE]);
  const faults: Fault[] = names
    .filter((name) => !known.has(name))
    .map((name) =>
      fault("file-kind-unknown", { found: join(folder, name), expected: [...known].join(", ") }, { file: join(folder, name) }),
    );
  const sources: Partial<Record<(typeof PARTS)[number], SourceFile>> = {};
  for (const part of PARTS) {
    const path = join(folder, `${part}.yaml`);
    if (!names.includes(`${part}.yaml`)) continue;
    if ((await stat(path)).size > 5_000_000) faults.push(fault("file-too-large", { found: path, expected: "5 MB" }, { file: path }));
    else {
      const file = readYaml(path, await readFile(path, "utf8"));
      if (file.ok) sources[part] = file.value;
      else faults.push(...file.faults);
    }
  }
  if (!names.includes("instrument.yaml")) faults.push(fault("file-missing", { found: join(folder, "instrument.yaml") }, { file: folder }));
  if (faults.length > 0 || !sources.instrument) return failure(...faults);
  const pack = readPack(sources as PackSources);
  if (!pack.ok) return pack;
  if (pack.value.instrument.id !== basename(folder))
    return failure(
      fault("unknown-reference", { found: pack.value.instrument.id, expected: basename(folder) }, sources.instrument.locate(["id"])),
    );
  return pack;
}
