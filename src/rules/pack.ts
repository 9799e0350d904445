// A rule pack as it was read from its folder: one instrument (or local practice) with its dated rules, not yet merged
// with what it extends.
import type { z } from "zod";
import { type Fault, failure, fault, type Result, readSource, type SourceFile, success } from "../kernel/index.ts";
import { clausesSchema, documentsSchema, indicatorsSchema, instrumentSchema, parametersSchema } from "./pack-schema.ts";

/** The parsed files of one pack folder; only instrument.yaml must be there. */
export type PackSources = {
  readonly instrument: SourceFile;
  readonly parameters?: SourceFile;
  readonly indicators?: SourceFile;
  readonly documents?: SourceFile;
  readonly clauses?: SourceFile;
};

export type Instrument = z.output<typeof instrumentSchema>;
export type Parameters = z.output<typeof parametersSchema>;
export type Indicators = z.output<typeof indicatorsSchema>;
export type Documents = z.output<typeof documentsSchema>;
export type Clauses = z.output<typeof clausesSchema>;

export type Pack = {
  readonly instrument: Instrument;
  readonly parameters: Parameters;
  readonly indicators: Indicators;
  readonly documents: Documents;
  readonly clauses: Clauses;
  readonly sources: PackSources;
};

/** Reads one pack; all faults of all its files at once, uncited values among them. */
export function readPack(sources: PackSources): Result<Pack> {
  const instrument = readSource(instrumentSchema, sources.instrument);
  const parameters = readOptional(parametersSchema, sources.parameters, {});
  const indicators = readOptional(indicatorsSchema, sources.indicators, {});
  const documents = readOptional(documentsSchema, sources.documents, {});
  const clauses = readOptional(clausesSchema, sources.clauses, { clauses: [] });
  const faults = [instrument, parameters, indicators, documents, clauses].flatMap((read) => (read.ok ? [] : read.faults));
  for (const file of [sources.parameters, sources.indicators, sources.documents]) if (file) faults.push(...uncited(file));
  if (clauses.ok && sources.clauses) faults.push(...repeatedClauses(clauses.value, sources.clauses));
  if (!instrument.ok || !parameters.ok || !indicators.ok || !documents.ok || !clauses.ok || faults.length > 0) return failure(...faults);
  return success({
    instrument: instrument.value,
    parameters: parameters.value,
    indicators: indicators.value,
    documents: documents.value,
    clauses: clauses.value,
    sources,
  });
}

function readOptional<S extends z.ZodType>(schema: S, file: SourceFile | undefined, otherwise: z.output<S>): Result<z.output<S>> {
  return file ? readSource(schema, file) : success(otherwise);
}

type Path = readonly (string | number)[];

// Every rule entry must say where it comes from, in exactly one of the two ways.
function uncited(file: SourceFile): Fault[] {
  if (!isMap(file.data)) return [];
  const entries = Object.entries(file.data).flatMap(([key, value]) =>
    key === "thresholds" && isMap(value)
      ? Object.entries(value).flatMap(([name, entry]) => versionEntries([key, name], entry))
      : versionEntries([key], value),
  );
  return entries.flatMap(([path, entry]) => {
    if (!isMap(entry)) return [];
    const ways = ["cite", "default"].filter((way) => way in entry).length;
    return ways === 1 ? [] : [fault("pack-uncited", { found: path.join("."), expected: "cite | default.source" }, file.locate(path))];
  });
}

function versionEntries(path: Path, value: unknown): (readonly [Path, unknown])[] {
  return Array.isArray(value) ? value.map((entry, index) => [[...path, index], entry] as const) : [[path, value]];
}

// An article or a term explained twice would open one of two texts.
function repeatedClauses({ clauses, terms = [] }: Clauses, file: SourceFile): Fault[] {
  const repeated = (list: "clauses" | "terms", names: readonly string[]) =>
    names.flatMap((name, index) =>
      names.indexOf(name) < index ? [fault("duplicate-id", { found: name, expected: list }, file.locate([list, index]))] : [],
    );
  return [
    ...repeated(
      "clauses",
      clauses.map((clause) => clause.article),
    ),
    ...repeated(
      "terms",
      terms.map((term) => term.term),
    ),
  ];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
