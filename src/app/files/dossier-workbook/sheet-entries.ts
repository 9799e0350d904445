// A dossier's data → the rows of each sheet of its workbook: the reverse of placing rows.
import type { DossierSources } from "../../../dossier/index.ts";
import { unreachable } from "../../../kernel/index.ts";
import { type ColumnSpec, pathOf, SHEETS, type SheetSpec } from "./dossier-sheets.ts";

/** What a column holds in a row; lists are texts of their own until they become a cell. */
export type EntryValue = { readonly value?: string | readonly string[]; readonly source?: string };
/** A row by column key. Columns without content are left out. */
export type SheetEntry = ReadonlyMap<string, EntryValue>;

/** The rows of a sheet; of a form, the one entry that all its rows belong to. */
export function entriesOf(spec: SheetSpec, sources: DossierSources): readonly SheetEntry[] {
  const data = sources.dossier.data;
  switch (spec.layout) {
    case "form":
      return [entryOf(spec.columns, data)];
    case "list":
      return listAt(data, spec.at).map((entry, index) =>
        withKey(entryOf(spec.columns, entry), spec.columns[0]?.key === "#" ? String(index + 1) : null),
      );
    case "keyed": {
      const map = childAt(data, spec.at);
      const known = new Set(["current", "carryOver", "other"]);
      return Object.entries(isMap(map) ? map : {})
        .filter(([key]) => known.has(key))
        .map(([key, entry]) => withKey(entryOf(spec.columns, entry), key));
    }
    case "texts":
      return listAt(data, spec.at).flatMap((text) => (typeof text === "string" ? [new Map([["text", { value: text }]])] : []));
    case "sections": {
      const map = childAt(data, spec.at);
      return Object.entries(isMap(map) ? map : {}).flatMap(([section, text]) =>
        (Array.isArray(text) ? text : [text]).flatMap((paragraph) =>
          typeof paragraph === "string" ? [withKey(new Map([["text", { value: paragraph }]]), section)] : [],
        ),
      );
    }
    case "child":
      return parentsOf(spec.parent, data).flatMap(({ key, entry }) =>
        listAt(entry, spec.at).map((child) => withKey(entryOf(spec.columns, child), key)),
      );
    case "paired":
      return parentsOf(spec.parent, data).flatMap(({ key, entry }) =>
        pairs(spec.first, spec.second, entry).map((pair) => withKey(pair, key)),
      );
    case "rows": {
      const rows = sources[spec.file]?.data;
      return (Array.isArray(rows) ? rows : []).map((row) => entryOf(spec.columns, row));
    }
    default:
      return unreachable(spec);
  }
}

function entryOf(columns: readonly ColumnSpec[], entry: unknown): Map<string, EntryValue> {
  const values = new Map<string, EntryValue>();
  for (const column of columns) {
    if (column.key === "#") continue;
    const raw = childAt(entry, pathOf(column));
    const sourced = column.sourced && isMap(raw) ? raw : { value: raw };
    const [value, source] = [textOf(sourced["value"]), textOf(sourced["source"])];
    if (value !== undefined || typeof source === "string")
      values.set(column.key, { ...(value === undefined ? {} : { value }), ...(typeof source === "string" ? { source } : {}) });
  }
  return values;
}

function textOf(raw: unknown): string | readonly string[] | undefined {
  if (Array.isArray(raw)) return raw.length > 0 ? raw.map(String) : undefined;
  return typeof raw === "string" && raw !== "" ? raw : undefined;
}

function withKey(entry: Map<string, EntryValue>, key: string | null): SheetEntry {
  return key === null ? entry : new Map([["#", { value: key }], ...entry]);
}

/** The entries of a parent sheet with the key that its children name it by. */
function parentsOf(id: string, data: unknown): readonly { readonly key: string; readonly entry: unknown }[] {
  const spec = SHEETS.find((one) => one.id === id);
  if (spec?.layout !== "list") throw new Error(`no list called ${id}`);
  const key = spec.columns[0]?.key ?? "";
  return listAt(data, spec.at).map((entry, index) => ({ entry, key: key === "#" ? String(index + 1) : String(childAt(entry, [key])) }));
}

// Planned and done stand in one row as long as their names agree; where they part, each has rows of its own.
function pairs(first: readonly string[], second: readonly string[], entry: unknown): Map<string, EntryValue>[] {
  const read = (path: readonly string[]) =>
    listAt(entry, path.slice(0, -1)).map((item) => ({
      name: textOf(childAt(item, ["name"])),
      value: textOf(childAt(item, path.slice(-1))) ?? "—",
    }));
  const [planned, done] = [read(first), read(second)];
  const together = planned.length === done.length && planned.every(({ name }, index) => name === done[index]?.name);
  const row = (name: EntryValue["value"], values: Record<string, EntryValue["value"]>) =>
    new Map(Object.entries({ name, ...values }).flatMap(([key, value]) => (value === undefined ? [] : [[key, { value }] as const])));
  if (together) return planned.map(({ name, value }, index) => row(name, { planned: value, done: done[index]?.value }));
  return [...planned.map(({ name, value }) => row(name, { planned: value })), ...done.map(({ name, value }) => row(name, { done: value }))];
}

function listAt(data: unknown, path: readonly string[]): readonly unknown[] {
  const found = childAt(data, path);
  return Array.isArray(found) ? found : [];
}

function childAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, step) => (isMap(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined), data);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
