// What was written here, put onto what somebody else has saved meanwhile.
import { hashKey } from "@tanstack/react-query";
import type { Fields } from "./trip-data.ts";

export type MergedDraft = {
  readonly content: Fields;
  /** Places that both changed, each to something else: there it stands as it was written here. */
  readonly both: readonly string[];
};

/** What only one side changed since `was` is as that side has it: field by field, and in lists whose rows have an `id`, row by row. */
export function mergeDraft(was: Fields, mine: Fields, theirs: Fields): MergedDraft {
  const { value, both } = mergeFields(was, mine, theirs, "");
  return { content: value, both };
}

type Merged<Value> = { readonly value: Value; readonly both: readonly string[] };

function mergeFields(was: Fields, mine: Fields, theirs: Fields, path: string): Merged<Fields> {
  const { value, both } = mergeMaps(mapOf(was), mapOf(mine), mapOf(theirs), path);
  return { value: Object.fromEntries(value), both };
}

function mergeMaps(
  was: ReadonlyMap<string, unknown>,
  mine: ReadonlyMap<string, unknown>,
  theirs: ReadonlyMap<string, unknown>,
  path: string,
): Merged<ReadonlyMap<string, unknown>> {
  const merged = [...new Set([...theirs.keys(), ...mine.keys()])].map((key) => {
    const place = path === "" ? key : `${path}.${key}`;
    return { key, ...mergeValues(was.get(key), mine.get(key), theirs.get(key), place) };
  });
  const kept = merged.filter(({ value }) => value !== undefined);
  return { value: new Map(kept.map(({ key, value }) => [key, value])), both: merged.flatMap(({ both }) => both) };
}

function mergeValues(was: unknown, mine: unknown, theirs: unknown, path: string): Merged<unknown> {
  if (isSame(mine, was)) return { value: theirs, both: [] };
  if (isSame(theirs, was) || isSame(mine, theirs)) return { value: mine, both: [] };
  if (isFields(was) && isFields(mine) && isFields(theirs)) return mergeFields(was, mine, theirs, path);
  const [before, here, there] = [rowsById(was), rowsById(mine), rowsById(theirs)];
  if (before && here && there) return mergeRows(before, here, there, path);
  return { value: mine, both: [path] };
}

/** Two rows begun under the same id are both kept: which of them takes another is for who wrote here to say. */
function mergeRows(
  was: ReadonlyMap<string, unknown>,
  mine: ReadonlyMap<string, unknown>,
  theirs: ReadonlyMap<string, unknown>,
  path: string,
): Merged<readonly unknown[]> {
  const twice = [...mine].filter(([id, row]) => !was.has(id) && theirs.has(id) && !isSame(row, theirs.get(id)));
  const once = new Map([...mine].filter(([id]) => !twice.some(([other]) => other === id)));
  const { value, both } = mergeMaps(was, once, theirs, path);
  return { value: [...value.values(), ...twice.map(([, row]) => row)], both: [...both, ...twice.map(([id]) => `${path}.${id}`)] };
}

/** Fields in another order are the same fields. */
export function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapOf(fields: Fields): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(fields));
}

/** Null where it is no list of rows with an `id` each of its own. */
function rowsById(value: unknown): ReadonlyMap<string, unknown> | null {
  if (!Array.isArray(value)) return null;
  const rows = new Map(value.map((row) => [isFields(row) && typeof row["id"] === "string" ? row["id"] : "", row]));
  return rows.size === value.length && !rows.has("") ? rows : null;
}
