// Rows of the dossier workbook → their places in the dossier's data, by the layout of their sheet.
import { unreachable } from "../../../kernel/index.ts";
import { labelsOf } from "./cell-values.ts";
import type { DataTree, TreePath } from "./data-tree.ts";
import { type ColumnSpec, pathOf, SHEETS, type SheetSpec } from "./dossier-sheets.ts";
import type { RowReading } from "./read-rows.ts";
import { columnWords, sheetName } from "./sheet-words.ts";

type LayoutOf<L extends SheetSpec["layout"]> = Extract<SheetSpec, { readonly layout: L }>;
type Value = string | readonly string[] | undefined;

/** The data under way, and where the entries are that other sheets add to. */
export type Assembly = {
  readonly dossier: DataTree;
  readonly ledger: DataTree;
  readonly answers: DataTree;
  /** By sheet id and the key an entry is called by. */
  readonly entries: Map<string, Map<string, TreePath>>;
  readonly tell: (
    code: "missing-key" | "unknown-reference" | "duplicate-id",
    found: string,
    expected: string,
    cell: string | undefined,
  ) => void;
};

/** Puts the rows of a sheet where they belong. */
export function placeRows(assembly: Assembly, spec: Exclude<SheetSpec, { readonly layout: "form" }>, rows: readonly RowReading[]): void {
  switch (spec.layout) {
    case "list":
      placeList(assembly, spec, rows);
      break;
    case "keyed":
      placeKeyed(assembly, spec, rows);
      break;
    case "texts":
      placeTexts(assembly, spec, rows);
      break;
    case "sections":
      placeSections(assembly, spec, rows);
      break;
    case "child":
      placeChildren(assembly, spec, rows);
      break;
    case "paired":
      placePairs(assembly, spec, rows);
      break;
    case "rows":
      for (const [index, row] of rows.entries()) placeEntry(assembly[spec.file], spec, [index], row);
      break;
    default:
      unreachable(spec);
  }
}

/** A value, as `{value, source}` where it has a source. */
export function setSourced(tree: DataTree, path: TreePath, value: Value, source: string | undefined): void {
  if (source !== undefined) tree.set(path, value === undefined ? { source } : { value, source });
  else if (value !== undefined) tree.set(path, value);
}

// Every column's place is marked, filled or not: what is missing is missed somewhere.
function placeEntry(tree: DataTree, spec: SheetSpec, base: TreePath, row: RowReading): void {
  tree.set(base, {});
  tree.mark(base, where(spec, row, spec.columns[0]));
  for (const column of spec.columns) {
    if (column.key === "#") continue;
    const path = [...base, ...pathOf(column)];
    tree.mark(path, where(spec, row, column));
    if (column.sourced) tree.mark([...path, "source"], { sheet: sheetName(spec), ...cellPart(row.cellOf(column.key, "source")) });
    setSourced(tree, path, row.values.get(column.key), row.sources.get(column.key));
  }
}

function where(spec: SheetSpec, row: RowReading, column: ColumnSpec | undefined) {
  return { sheet: sheetName(spec), ...(column ? { heading: columnWords(spec, column).heading, ...cellPart(row.cellOf(column.key)) } : {}) };
}

function cellPart(cell: string | undefined): { readonly cell?: string } {
  return cell === undefined ? {} : { cell };
}

function placeList(assembly: Assembly, spec: LayoutOf<"list">, rows: readonly RowReading[]): void {
  const keys = new Map<string, TreePath>();
  const key = spec.columns[0]?.key ?? "";
  const isParent = SHEETS.some((other) => "parent" in other && other.parent === spec.id);
  for (const [index, row] of rows.entries()) {
    const base = [...spec.at, index];
    placeEntry(assembly.dossier, spec, base, row);
    for (const [name, form] of Object.entries(spec.always ?? {})) {
      if (assembly.dossier.get([...base, name]) === undefined) assembly.dossier.set([...base, name], form === "list" ? [] : {});
    }
    const called = row.values.get(key);
    if (!isParent || typeof called !== "string") continue;
    if (keys.has(called)) assembly.tell("duplicate-id", called, sheetName(spec), row.cellOf(key));
    else keys.set(called, base);
  }
  assembly.entries.set(spec.id, keys);
}

function placeKeyed(assembly: Assembly, spec: LayoutOf<"keyed">, rows: readonly RowReading[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = row.values.get("#");
    if (typeof key !== "string") continue;
    if (seen.has(key)) assembly.tell("duplicate-id", labelsOf("fundSource").get(key) ?? key, sheetName(spec), row.cellOf("#"));
    else placeEntry(assembly.dossier, spec, [...spec.at, key], row);
    seen.add(key);
  }
}

function placeTexts({ dossier }: Assembly, spec: LayoutOf<"texts">, rows: readonly RowReading[]): void {
  for (const [index, row] of rows.entries()) {
    dossier.set([...spec.at, index], row.values.get("text"));
    dossier.mark([...spec.at, index], where(spec, row, spec.columns[0]));
  }
}

function placeSections({ dossier }: Assembly, spec: LayoutOf<"sections">, rows: readonly RowReading[]): void {
  const paragraphs = new Map<string, string[]>();
  for (const row of rows) {
    const [section, text] = [row.values.get("#"), row.values.get("text")];
    if (typeof section !== "string" || typeof text !== "string") continue;
    const list = paragraphs.get(section) ?? [];
    paragraphs.set(section, list);
    if (list.length === 0) dossier.mark([...spec.at, section], where(spec, row, spec.columns[1]));
    dossier.mark([...spec.at, section, list.length], where(spec, row, spec.columns[1]));
    list.push(text);
  }
  // One paragraph is written plainly in dossier.yaml, several as a list.
  for (const [section, list] of paragraphs) dossier.set([...spec.at, section], list.length === 1 ? list[0] : list);
}

function placeChildren(assembly: Assembly, spec: LayoutOf<"child">, rows: readonly RowReading[]): void {
  for (const row of rows) {
    const parent = parentOf(assembly, spec.parent, row);
    if (parent) placeEntry(assembly.dossier, spec, nextIn(assembly.dossier, [...parent, ...spec.at]), row);
  }
}

function placePairs(assembly: Assembly, spec: LayoutOf<"paired">, rows: readonly RowReading[]): void {
  const column = (key: string) => spec.columns.find((one) => one.key === key);
  for (const row of rows) {
    const parent = parentOf(assembly, spec.parent, row);
    if (!parent) continue;
    const planned = column("planned");
    if (planned && !row.values.has("planned") && !row.values.has("done"))
      assembly.tell("missing-key", columnWords(spec, planned).heading, "", row.cellOf("planned"));
    for (const [key, path] of [
      ["planned", spec.first],
      ["done", spec.second],
    ] as const) {
      const [value, name] = [row.values.get(key), row.values.get("name")];
      if (value === undefined) continue;
      const base = nextIn(assembly.dossier, [...parent, ...path.slice(0, -1)]);
      const leaf = [...base, path.at(-1) ?? ""];
      if (name !== undefined) assembly.dossier.set([...base, "name"], name);
      assembly.dossier.set(leaf, value);
      assembly.dossier.mark(base, where(spec, row, spec.columns[0]));
      assembly.dossier.mark([...base, "name"], where(spec, row, column("name")));
      assembly.dossier.mark(leaf, where(spec, row, column(key)));
    }
  }
}

function parentOf(assembly: Assembly, parent: string, row: RowReading): TreePath | null {
  const key = row.values.get("#");
  if (typeof key !== "string") return null;
  const known = assembly.entries.get(parent);
  const found = known?.get(key);
  if (!found) assembly.tell("unknown-reference", key, [...(known?.keys() ?? [])].join("、"), row.cellOf("#"));
  return found ?? null;
}

function nextIn(tree: DataTree, list: TreePath): TreePath {
  const there = tree.get(list);
  return [...list, Array.isArray(there) ? there.length : 0];
}
