// Instruments on trips from folders: the product's own regulations/ and local ones beside the data or the trip. All faults at once.
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Fault, failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { readTripStandards, type TripStandards, type TripStandardsSources } from "../../trips/index.ts";
import { readYamlFile, tripStandardsFolders } from "./read-packs.ts";

const PARTS = ["instrument", "trips", "rates", "domestic", "clauses"] as const;

/** Every instrument of every folder by id. A folder that does not exist has none; an id is its folder's name and there once. */
export async function readTripStandardsFolders(folders: readonly string[]): Promise<Result<ReadonlyMap<string, TripStandards>>> {
  const shelf = await readTripStandardsShelf(folders);
  return shelf.ok ? success(shelf.value.standards) : shelf;
}

/** The data of an instrument's files as they were parsed, for whoever reads them elsewhere: a page that prices without a server. */
export type TripStandardsData = Readonly<Partial<Record<(typeof PARTS)[number], unknown>>>;

export type TripStandardsShelf = {
  readonly standards: ReadonlyMap<string, TripStandards>;
  readonly data: readonly TripStandardsData[];
};

export async function readTripStandardsShelf(folders: readonly string[]): Promise<Result<TripStandardsShelf>> {
  const listed = await Promise.all(folders.map(tripStandardsFolders));
  const read = await Promise.all(listed.flatMap((one) => (one.ok ? one.value : [])).map(readFolder));
  const faults: Fault[] = [...listed, ...read].flatMap((one) => (one.ok ? [] : one.faults));
  const standards = new Map<string, TripStandards>();
  for (const one of read) {
    if (!one.ok) continue;
    const { id } = one.value.standards.instrument;
    if (standards.has(id)) faults.push(fault("duplicate-id", { found: id, expected: "standards" }, one.value.source.locate(["id"])));
    standards.set(id, one.value.standards);
  }
  for (const one of read) {
    if (!one.ok) continue;
    const { extends: base } = one.value.standards.instrument;
    if (base !== undefined && !standards.has(base))
      faults.push(fault("pack-unknown", { found: base, expected: [...standards.keys()].join(", ") }, one.value.source.locate(["extends"])));
  }
  return faults.length > 0 ? failure(...faults) : success({ standards, data: read.flatMap((one) => (one.ok ? [one.value.data] : [])) });
}

type ReadFolder = { readonly standards: TripStandards; readonly source: SourceFile; readonly data: TripStandardsData };

async function readFolder(folder: string): Promise<Result<ReadFolder>> {
  const names = (await readdir(folder)).sort();
  const known = [...PARTS.map((part) => `${part}.yaml`), "workflow.yaml", "README.md"];
  const faults: Fault[] = names
    .filter((name) => !known.includes(name))
    .map((name) => fault("file-kind-unknown", { found: join(folder, name), expected: known.join(", ") }, { file: join(folder, name) }));
  const sources: Partial<Record<(typeof PARTS)[number], SourceFile>> = {};
  for (const part of PARTS.filter((one) => names.includes(`${one}.yaml`))) {
    const file = await readYamlFile(join(folder, `${part}.yaml`));
    if (file.source) sources[part] = file.source;
    faults.push(...file.faults);
  }
  if (!names.includes("instrument.yaml")) faults.push(fault("file-missing", { found: join(folder, "instrument.yaml") }, { file: folder }));
  const { instrument, trips } = sources;
  if (!instrument || !trips) return failure(...faults);
  // Read what could be parsed even so: its faults belong to the same answer.
  const read = readTripStandards({ ...sources, instrument, trips } satisfies TripStandardsSources);
  if (!read.ok) faults.push(...read.faults);
  else if (read.value.instrument.id !== basename(folder))
    faults.push(fault("unknown-reference", { found: read.value.instrument.id, expected: basename(folder) }, instrument.locate(["id"])));
  return read.ok && faults.length === 0
    ? success({ standards: read.value, source: instrument, data: dataOf(sources) })
    : failure(...faults);
}

function dataOf(sources: Partial<Record<(typeof PARTS)[number], SourceFile>>): TripStandardsData {
  return Object.fromEntries(Object.entries(sources).map(([part, file]) => [part, file.data]));
}
