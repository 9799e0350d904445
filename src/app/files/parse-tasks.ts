// What a child process is asked to parse, and how parsed files travel back: as plain data with the place of every value.
import type { DossierSources } from "../../dossier/index.ts";
import { type Place, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { type ReadDocument, readDocument, type SourceDocument } from "../../reading/index.ts";
import { readSource } from "../source/read-source.ts";
import { readDossierBytes } from "./read-dossier.ts";
import { type ListedProject, readProjectList } from "./read-project-list.ts";
import { readXlsx } from "./read-xlsx.ts";
import type { SourceWorkbook } from "./source-workbook.ts";

/** A parsed file without its function: places by the JSON text of their path. */
export type LocatedFile = { readonly name: string; readonly data: unknown; readonly places: Readonly<Record<string, Place>> };
export type LocatedSources = { readonly dossier: LocatedFile; readonly ledger?: LocatedFile; readonly answers?: LocatedFile };

export type LocatedProject = Omit<ListedProject, "sources"> & { readonly sources: LocatedSources };

/** What each task answers with. */
export type ParseResults = {
  readonly dossier: LocatedSources;
  /** The projects that a workbook lists. */
  readonly projects: readonly LocatedProject[];
  readonly workbook: SourceWorkbook;
  /** What stands in a published file, and what reading makes of it. */
  readonly source: SourceDocument;
  readonly published: ReadDocument;
};
export type ParseTask = keyof ParseResults;

type Answer<T> = Result<T> | Promise<Result<T>>;

/** Reads the bytes of a file called `name`. */
export const PARSE_TASKS: {
  readonly [Task in ParseTask]: (name: string, bytes: Uint8Array) => Answer<ParseResults[Task]>;
} = {
  dossier: (name, bytes) => {
    const sources = readDossierBytes(name, bytes);
    return sources.ok ? success(locateSources(sources.value)) : sources;
  },
  projects: (name, bytes) => {
    const projects = readProjectList(name, bytes);
    return projects.ok ? success(projects.value.map((one) => ({ ...one, sources: locateSources(one.sources) }))) : projects;
  },
  workbook: readXlsx,
  source: readSource,
  published: async (name, bytes) => {
    const source = await readSource(name, bytes);
    return source.ok ? success(readDocument(source.value)) : source;
  },
};

function locateSources({ dossier, ledger, answers }: DossierSources): LocatedSources {
  return {
    dossier: locateAll(dossier),
    ...(ledger ? { ledger: locateAll(ledger) } : {}),
    ...(answers ? { answers: locateAll(answers) } : {}),
  };
}

function locateAll(source: SourceFile): LocatedFile {
  const places: Record<string, Place> = {};
  const visit = (data: unknown, path: readonly (string | number)[]): void => {
    places[JSON.stringify(path)] = source.locate(path);
    if (typeof data !== "object" || data === null) return;
    for (const [key, value] of Object.entries(data)) visit(value, [...path, Array.isArray(data) ? Number(key) : key]);
  };
  visit(source.data, []);
  return { name: source.name, data: source.data, places };
}

/** A dossier's parsed files again. */
export function openSources({ dossier, ledger, answers }: LocatedSources): DossierSources {
  return {
    dossier: openLocated(dossier),
    ...(ledger ? { ledger: openLocated(ledger) } : {}),
    ...(answers ? { answers: openLocated(answers) } : {}),
  };
}

/** The parsed file again; a path without a place of its own has that of the nearest thing around it. */
function openLocated({ name, data, places }: LocatedFile): SourceFile {
  return {
    name,
    data,
    locate: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const key = JSON.stringify(path.slice(0, length));
        const place = Object.hasOwn(places, key) ? places[key] : undefined;
        if (place) return { ...place, ...(path.length > 0 ? { path: path.join(".") } : {}) };
      }
      return { file: name };
    },
  };
}
