// Tries another fact without touching the file: `project.completed=false` changes one value of the parsed dossier.
import { failure, fault, type Result, type SourceFile, success } from "../kernel/index.ts";

type Found = { readonly path: readonly (string | number)[]; readonly value: unknown };

/**
 * The file with the value at `path` replaced. A path names keys from the top; an entry of a list is named by its index or
 * its id or number, dots in ids included (indicators.output.cost.2.actual.value). A key that is not there yet may be added
 * to a map that is. Fault: unknown-fact, with the names that stand near.
 */
export function setFact(source: SourceFile, path: string, value: string): Result<SourceFile> {
  const segments = path.split(".").filter((segment) => segment !== "");
  const found = segments.length === 0 ? null : resolve(source.data, segments);
  if (!found) return failure(fault("unknown-fact", { found: path, expected: namesNear(source.data, segments) }, { file: source.name, path }));
  return success({ ...source, data: replaced(source.data, found.path, value) });
}

// Ids may hold dots, so a list entry takes the longest run of segments that is one of its ids.
function resolve(data: unknown, segments: readonly string[]): Found | null {
  const [first, ...rest] = segments;
  if (first === undefined) return { path: [], value: data };
  if (Array.isArray(data)) {
    for (let length = segments.length; length >= 1; length--) {
      const name = segments.slice(0, length).join(".");
      const index = data.findIndex((entry, position) => nameOf(entry) === name || String(position) === name);
      if (index < 0) continue;
      const inner = resolve(data[index], segments.slice(length));
      if (inner) return { path: [index, ...inner.path], value: inner.value };
    }
    return null;
  }
  if (!isMap(data)) return null;
  if (rest.length === 0) return { path: [first], value: data[first] };
  if (!(first in data)) return null;
  const inner = resolve(data[first], rest);
  return inner && { path: [first, ...inner.path], value: inner.value };
}

function replaced(data: unknown, path: readonly (string | number)[], value: string): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return isMap(data) && "value" in data ? { ...data, value } : value;
  if (Array.isArray(data)) return data.map((entry, index) => (index === first ? replaced(entry, rest, value) : entry));
  return isMap(data) ? { ...data, [first]: replaced(data[first], rest, value) } : data;
}

function namesNear(data: unknown, segments: readonly string[]): string {
  let here = data;
  for (const segment of segments.slice(0, -1)) {
    const next = isMap(here) ? here[segment] : undefined;
    if (next === undefined) break;
    here = next;
  }
  const names = Array.isArray(here) ? here.map((entry, index) => nameOf(entry) ?? String(index)) : isMap(here) ? Object.keys(here) : [];
  return names.slice(0, 12).join(", ");
}

function nameOf(entry: unknown): string | null {
  if (!isMap(entry)) return null;
  const name = entry["id"] ?? entry["no"];
  return typeof name === "string" ? name : null;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
