// Where in a pack's files a rule stands, so that every refusal can name file and line.
import type { Place, SourceFile } from "../../kernel/index.ts";
import type { Pack } from "../pack.ts";

export type Part = "parameters" | "indicators" | "documents" | "clauses";
export type Path = readonly (string | number)[];

/** The place of a path in one of the pack's files; without that file, in instrument.yaml. */
export function placeIn(pack: Pack, part: Part, path: Path): Place {
  return (pack.sources[part] ?? pack.sources.instrument).locate(path);
}

/**
 * The place inside version `version` of a rule. A rule with one version may be written without a list; the path is the
 * one that is there.
 */
export function placeOfVersion(pack: Pack, part: Part, rule: Path, version: number, rest: Path = []): Place {
  const file: SourceFile = pack.sources[part] ?? pack.sources.instrument;
  let entry: unknown = file.data;
  for (const key of rule) entry = (entry as Record<string | number, unknown> | undefined)?.[key];
  return file.locate(Array.isArray(entry) ? [...rule, version, ...rest] : [...rule, ...rest]);
}
