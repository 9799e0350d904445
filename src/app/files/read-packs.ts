// Rule packs from folders: the product's own regulations/ and local packs beside the data. All faults of all packs at once.
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { type Pack, type PackSources, readPack, refuseUnhealthy } from "../../rules/index.ts";
import { refusalFault, refuse, refusing } from "./file-refusal.ts";
import { type FlawedYaml, readFlawedYaml } from "./read-yaml.ts";

const PARTS = ["instrument", "parameters", "indicators", "documents", "clauses"] as const;
/** Worked examples are no part of the rules, they are run against them; processes and standards of archives are read by their own readers. */
const BESIDE = ["archive.yaml", "examples.yaml", "workflow.yaml", "README.md"];

/**
 * Every pack of every folder by id. A folder that does not exist has none. Faults: those of reading, an unknown file, an
 * id that is not its folder's name or is there twice, and whatever makes a pack unhealthy.
 */
export async function readPacks(folders: readonly string[]): Promise<Result<ReadonlyMap<string, Pack>>> {
  const listed = await Promise.all(folders.map(packFolders));
  const found = listed.flatMap((one) => (one.ok ? one.value : []));
  const read = await Promise.all(found.map(readPackFolder));
  const faults: Fault[] = [...listed, ...read].flatMap((one) => (one.ok ? [] : one.faults));
  const packs = new Map<string, Pack>();
  for (const one of read) {
    if (!one.ok) continue;
    const { id } = one.value.instrument;
    if (packs.has(id)) faults.push(fault("duplicate-id", { found: id, expected: "packs" }, one.value.sources.instrument.locate(["id"])));
    packs.set(id, one.value);
  }
  return faults.length > 0 ? failure(...faults) : refuseUnhealthy(packs);
}

/** The folders of rule packs in `folder`: those that hold no standards of trips or ledgers. */
export async function packFolders(folder: string): Promise<Result<readonly string[]>> {
  const all = await foldersIn(folder);
  return all.ok ? success(all.value.filter((one) => !holdsTripStandards(one) && !holdsLedgerStandards(one))) : all;
}

/** The folders of ledger standards in `folder`: those with classes of expenditure or rules of spending. */
export async function ledgerStandardsFolders(folder: string): Promise<Result<readonly string[]>> {
  const all = await foldersIn(folder);
  return all.ok ? success(all.value.filter(holdsLedgerStandards)) : all;
}

/** The folders of trip standards in `folder`: those with a trips.yaml. */
export async function tripStandardsFolders(folder: string): Promise<Result<readonly string[]>> {
  const all = await foldersIn(folder);
  return all.ok ? success(all.value.filter(holdsTripStandards)) : all;
}

/** All folders of rule packs and of trip standards: either may state processes. */
export async function instrumentFolders(folder: string): Promise<Result<readonly string[]>> {
  return await foldersIn(folder);
}

function holdsTripStandards(folder: string): boolean {
  return existsSync(join(folder, "trips.yaml"));
}

function holdsLedgerStandards(folder: string): boolean {
  return ["economic-classes.yaml", "ledger.yaml"].some((file) => existsSync(join(folder, file)));
}

/** The folders in `folder`, by name; links to folders count, hidden ones do not. A link that leads nowhere is a fault. */
async function foldersIn(folder: string): Promise<Result<readonly string[]>> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.name.startsWith("."));
    const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(folder, entry.name));
    const targets = await Promise.all(links.map(async (path) => ({ path, target: await stat(path).catch(() => null) })));
    const faults = targets.flatMap(({ path, target }) => (target ? [] : [fault("file-missing", { found: path }, { file: path })]));
    const paths = [
      ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)),
      ...targets.filter(({ target }) => target?.isDirectory()).map(({ path }) => path),
    ];
    return faults.length > 0 ? failure(...faults) : success(paths.sort());
  } catch (error) {
    return isMissing(error) ? success([]) : failure(refusalFault(folder, "file-unreadable", { reason: "no-permission", found: folder }));
  }
}

async function readPackFolder(folder: string): Promise<Result<Pack>> {
  const names = (await readdir(folder)).sort();
  const known = [...PARTS.map((part) => `${part}.yaml`), ...BESIDE];
  const faults: Fault[] = names
    .filter((name) => !known.includes(name))
    .map((name) => fault("file-kind-unknown", { found: join(folder, name), expected: known.join(", ") }, { file: join(folder, name) }));
  const sources: Partial<Record<(typeof PARTS)[number], SourceFile>> = {};
  for (const part of PARTS) {
    if (!names.includes(`${part}.yaml`)) continue;
    const file = await readYamlFile(join(folder, `${part}.yaml`));
    if (file.source) sources[part] = file.source;
    faults.push(...file.faults);
  }
  if (!names.includes("instrument.yaml")) faults.push(fault("file-missing", { found: join(folder, "instrument.yaml") }, { file: folder }));
  if (!sources.instrument) return failure(...faults);
  // Read what could be parsed even so: its faults belong to the same answer.
  const pack = readPack(sources as PackSources);
  if (!pack.ok) faults.push(...pack.faults);
  else if (pack.value.instrument.id !== basename(folder))
    faults.push(
      fault("unknown-reference", { found: pack.value.instrument.id, expected: basename(folder) }, sources.instrument.locate(["id"])),
    );
  return pack.ok && faults.length === 0 ? pack : failure(...faults);
}

/** One YAML file of a pack. Faults: file-too-large, file-unreadable, yaml-broken (also for text that is not UTF-8), duplicate-key. */
export async function readYamlFile(path: string): Promise<FlawedYaml> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return { source: null, faults: [refusalFault(path, "file-unreadable", { reason: "no-permission", found: path })] };
  const text = refusing(path, "yaml-broken", () => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // The decoder knows no more than that these are no UTF-8 bytes.
      return refuse("text-encoding");
    }
  });
  return text.ok ? readFlawedYaml(path, text.value) : { source: null, faults: text.faults };
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
