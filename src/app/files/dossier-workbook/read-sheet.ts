// Sheets of the dossier workbook → the data they stand for, by the declared table of sheets. Sheets come in the order of
// that table, so that entries are there before the sheets that add to them.
import type { DossierSources } from "../../../dossier/index.ts";
import { type Fault, fault, unreachable } from "../../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../../messages/workbook.zh.ts";
import { refusalFault } from "../file-refusal.ts";
import type { SourceSheet, SourceWorkbook } from "../read-xlsx.ts";
import { createCellReader } from "../recompute-formula.ts";
import { labelsOf, offeredIn, splitIds, splitLines, valueOf } from "./cell-values.ts";
import { createTree, type DataTree, type TreePath } from "./data-tree.ts";
import { type ColumnSpec, type PlacedColumn, pathOf, placedColumns, type SHEETS, type SheetId, type SheetSpec } from "./dossier-sheets.ts";
import { expectedNames, type GridCell, type GridRow, readGrid } from "./read-grid.ts";
import { bareHeading, columnWords, headingOf, sheetName } from "./sheet-words.ts";

type AnySheet = (typeof SHEETS)[number] & SheetSpec;
type LayoutOf<L extends SheetSpec["layout"]> = Extract<SheetSpec, { readonly layout: L }> & { readonly id: SheetId };

/** A value read from a row, and where each of the row's columns is. */
type RowReading = { readonly values: ReadonlyMap<string, unknown>; readonly sources: ReadonlyMap<string, string>; readonly row: GridRow };

export type SheetReader = {
  /** Takes a sheet in; null when the workbook has none of that name. Answers with its faults. */
  readonly read: (spec: AnySheet, sheet: SourceSheet | null) => readonly Fault[];
  /** The faults that only show once all sheets are read. */
  readonly finish: () => readonly Fault[];
  readonly toSources: () => DossierSources;
  /** A fault of the dossier in the words of the workbook: headings instead of keys. */
  readonly inWords: (one: Fault) => Fault;
};

export function createSheetReader(workbook: SourceWorkbook): SheetReader {
  const file = workbook.name;
  const readCell = createCellReader(workbook);
  const trees = { dossier: createTree({}), ledger: createTree([]), answers: createTree([]) };
  /** Entries that other sheets add to: where they are by the key they are called by. */
  const entries = new Map<string, Map<string, TreePath>>();
  let faults: Fault[] = [];
  const later: (() => void)[] = [];

  const tell = (code: "missing-key" | "unknown-reference" | "duplicate-id", found: string, expected: string, sheet: string, cell: string | undefined) =>
    faults.push(fault(code, { found, expected }, { file, sheet, ...(cell === undefined ? {} : { cell }) }));

  function readTable(spec: AnySheet, sheet: SourceSheet, take: (reading: RowReading, index: number) => void): void {
    const columns = placedColumns(spec);
    const words = columns.map((column) => headingOf(spec.id, column));
    const grid = readGrid({ file, sheet, headings: words, ignored: [], read: readCell });
    faults.push(...grid.faults);
    if (grid.headings.size === 0) return;
    for (const [index, column] of columns.entries()) {
      if (column.spec.required === true && !column.isSource && !grid.headings.has(words[index] ?? "")) tell("missing-key", words[index] ?? "", "", sheet.name, undefined);
    }
    for (const [index, row] of grid.rows.entries()) take(readRow(spec, columns, words, row, sheet.name), index);
  }

  function readRow(spec: AnySheet, columns: readonly PlacedColumn[], words: readonly string[], row: GridRow, sheet: string): RowReading {
    const values = new Map<string, unknown>();
    const sources = new Map<string, string>();
    const deciding = "decidedBy" in spec ? spec.decidedBy : undefined;
    for (const [index, column] of columns.entries()) {
      const cell = row.cells.get(words[index] ?? "");
      if (!cell) continue;
      if (column.isSource) sources.set(column.spec.key, cell.reading.text);
      else setValue(values, column.spec, cell, sheet);
    }
    const decided = deciding === undefined ? undefined : values.get(deciding);
    for (const { spec: column, isSource } of columns) {
      if (isSource) continue;
      const heading = columnWords(spec.id, column).heading;
      const cell = row.addressOf(heading);
      if (column.onlyFor && values.has(column.key) && (typeof decided !== "string" || !column.onlyFor.includes(decided))) {
        values.delete(column.key);
        faults.push(refusalFault(file, "workbook-broken", { reason: "not-for-kind", found: heading, expected: kindLabels(spec, column.onlyFor), place: { sheet, ...(cell ? { cell } : {}) } }));
      }
      if (isMissing(column, values, decided, row.cells.has(heading)) && cell !== undefined) tell("missing-key", heading, "", sheet, cell);
    }
    return { values, sources, row };
  }

  function setValue(values: Map<string, unknown>, column: ColumnSpec, cell: GridCell, sheet: string): void {
    const value = valueOf(column, cell.reading, cell.format);
    if (value === null) faults.push(fault("not-in-list", { found: cell.reading.text, expected: offeredIn(column).join("、") }, { file, sheet, cell: cell.address }));
    else values.set(column.key, column.kind === "lines" ? splitLines(value) : column.kind === "ids" ? splitIds(value) : value);
  }

  // Puts an entry's values into the tree and marks the place of every column, filled or not.
  function place(tree: DataTree, spec: AnySheet, base: TreePath, { values, sources, row }: RowReading, sheet: string): void {
    tree.mark(base, { sheet, ...cellPart(row.addressOf(headingOf(spec.id, { spec: spec.columns[0], isSource: false }))) });
    for (const { spec: column, isSource } of placedColumns(spec)) {
      if (column.key === "#") continue;
      const heading = headingOf(spec.id, { spec: column, isSource });
      const at = [...base, ...pathOf(column), ...(isSource ? ["source"] : [])];
      tree.mark(at, { sheet, heading, ...cellPart(row.addressOf(heading)) });
      if (!isSource) setSourced(tree, [...base, ...pathOf(column)], values.get(column.key), sources.get(column.key));
    }
  }

  function parentOf(parent: string, key: unknown, sheet: string, cell: string | undefined): TreePath | null {
    const known = entries.get(parent);
    const found = typeof key === "string" ? known?.get(key) : undefined;
    if (!found && typeof key === "string") tell("unknown-reference", key, [...(known?.keys() ?? [])].join("、"), sheet, cell);
    return found ?? null;
  }

  const addressOf = (spec: AnySheet, key: string, row: GridRow) => {
    const column = spec.columns.find((one) => one.key === key);
    return column ? row.addressOf(columnWords(spec.id, column).heading) : undefined;
  };

  const tree = trees.dossier;
  const readers: { readonly [L in SheetSpec["layout"]]: (spec: LayoutOf<L> & AnySheet, sheet: SourceSheet) => void } = {
    form: (spec, sheet) => readForm(spec, sheet),
    list: (spec, sheet) => {
      const keys = new Map<string, TreePath>();
      entries.set(spec.id, keys);
      readTable(spec, sheet, (reading, index) => {
        const base = [...spec.at, index];
        tree.set(base, {});
        for (const [key, form] of Object.entries(spec.always ?? {})) tree.set([...base, key], form === "list" ? [] : {});
        place(tree, spec, base, reading, sheet.name);
        const key = reading.values.get(spec.columns[0].key);
        if (typeof key !== "string") return;
        // An ordinal is no part of the data, so only here can it be seen to be used twice; so are ids that others refer to.
        if (keys.has(key) && (spec.columns[0].key === "#" || spec.id === "publishedDetails")) tell("duplicate-id", key, sheet.name, sheet.name, addressOf(spec, spec.columns[0].key, reading.row));
        else if (!keys.has(key)) keys.set(key, base);
      });
    },
    keyed: (spec, sheet) => {
      const seen = new Set<string>();
      readTable(spec, sheet, (reading) => {
        const key = reading.values.get("#");
        if (typeof key !== "string") return;
        if (seen.has(key)) tell("duplicate-id", labelsOf("fundSource").get(key) ?? key, sheet.name, sheet.name, addressOf(spec, "#", reading.row));
        seen.add(key);
        tree.set([...spec.at, key], {});
        place(tree, spec, [...spec.at, key], reading, sheet.name);
      });
    },
    texts: (spec, sheet) =>
      readTable(spec, sheet, ({ values, row }, index) => {
        tree.set([...spec.at, index], values.get("text"));
        tree.mark([...spec.at, index], { sheet: sheet.name, ...cellPart(addressOf(spec, "text", row)) });
      }),
    sections: (spec, sheet) => {
      const paragraphs = new Map<string, unknown[]>();
      readTable(spec, sheet, ({ values, row }) => {
        const section = values.get("#");
        if (typeof section !== "string" || !values.has("text")) return;
        const list = paragraphs.get(section) ?? [];
        paragraphs.set(section, list);
        const where = { sheet: sheet.name, ...cellPart(addressOf(spec, "text", row)) };
        if (list.length === 0) tree.mark([...spec.at, section], where);
        tree.mark([...spec.at, section, list.length], where);
        list.push(values.get("text"));
      });
      // One paragraph is written plainly in dossier.yaml, several as a list.
      for (const [section, list] of paragraphs) tree.set([...spec.at, section], list.length === 1 ? list[0] : list);
    },
    child: (spec, sheet) =>
      readTable(spec, sheet, (reading) => {
        const parent = parentOf(spec.parent, reading.values.get("#"), sheet.name, addressOf(spec, "#", reading.row));
        if (!parent) return;
        const base = [...parent, ...spec.at, lengthOf(tree.get([...parent, ...spec.at]))];
        tree.set(base, {});
        place(tree, spec, base, reading, sheet.name);
      }),
    paired: (spec, sheet) =>
      readTable(spec, sheet, ({ values, row }) => {
        const parent = parentOf(spec.parent, values.get("#"), sheet.name, addressOf(spec, "#", row));
        if (!parent) return;
        if (!values.has("planned") && !values.has("done")) tell("missing-key", columnWords(spec.id, columnOf(spec, "planned")).heading, "", sheet.name, addressOf(spec, "planned", row));
        for (const [key, path] of [["planned", spec.first], ["done", spec.second]] as const) {
          if (!values.has(key)) continue;
          const list = [...parent, ...path.slice(0, -1)];
          const base = [...list, lengthOf(tree.get(list))];
          tree.set([...base, "name"], values.get("name"));
          tree.set([...base, path.at(-1) ?? ""], values.get(key));
          tree.mark(base, { sheet: sheet.name, ...cellPart(addressOf(spec, "#", row)) });
          tree.mark([...base, "name"], { sheet: sheet.name, ...cellPart(addressOf(spec, "name", row)) });
          tree.mark([...base, path.at(-1) ?? ""], { sheet: sheet.name, ...cellPart(addressOf(spec, key, row)) });
        }
      }),
    rows: (spec, sheet) =>
      readTable(spec, sheet, (reading, index) => {
        const rows = trees[spec.file];
        rows.set([index], {});
        place(rows, spec, [index], reading, sheet.name);
      }),
  };

  function readForm(spec: LayoutOf<"form">, sheet: SourceSheet): void {
    const { item, content, source, group, note } = WORKBOOK_WORDS.form;
    const grid = readGrid({ file, sheet, headings: [item, content, source], ignored: [group, note], read: readCell });
    faults.push(...grid.faults);
    const labels = new Map(spec.columns.map((column) => [bareHeading(columnWords(spec.id, column).heading), column]));
    const seen = new Set<string>();
    for (const row of grid.rows) {
      const label = row.cells.get(item);
      const at = row.addressOf(item);
      const column = label && labels.get(bareHeading(label.reading.text));
      if (!column) {
        const words = spec.columns.map((one) => columnWords(spec.id, one).heading);
        const found = label?.reading.text ?? [...row.cells.values()][0]?.reading.text ?? "";
        faults.push(fault("unknown-key", { found, expected: expectedNames(found, words) }, { file, sheet: sheet.name, ...cellPart(at) }));
        continue;
      }
      if (seen.has(column.key)) faults.push(fault("duplicate-key", { found: columnWords(spec.id, column).heading }, { file, sheet: sheet.name, ...cellPart(at) }));
      seen.add(column.key);
      const values = new Map<string, unknown>();
      const cell = row.cells.get(content);
      if (cell) setValue(values, column, cell, sheet.name);
      const from = row.cells.get(source);
      if (from && !column.sourced) faults.push(refusalFault(file, "workbook-broken", { reason: "outside-table", found: from.reading.text, place: { sheet: sheet.name, cell: from.address } }));
      const heading = columnWords(spec.id, column).heading;
      tree.mark(pathOf(column), { sheet: sheet.name, heading, ...cellPart(row.addressOf(content)) });
      setSourced(tree, pathOf(column), values.get(column.key), column.sourced ? from?.reading.text : undefined);
    }
    later.push(() => {
      for (const column of spec.columns) {
        const needed = column.required === true || (column.requiredWith !== undefined && tree.get(column.requiredWith.split(".")) !== undefined);
        if (!needed || tree.get(pathOf(column)) !== undefined) continue;
        const where = tree.placeOf(pathOf(column));
        const told = faults.some(({ place: one }) => one?.sheet === sheet.name && one.cell !== undefined && one.cell === where?.cell);
        if (!told) tell("missing-key", columnWords(spec.id, column).heading, "", sheet.name, where?.cell);
      }
    });
  }

  function takeFaults(): readonly Fault[] {
    const taken = faults;
    faults = [];
    return taken;
  }

  return {
    read: (spec, sheet) => {
      if ("at" in spec && spec.layout !== "child") tree.mark(spec.at, { sheet: sheetName(spec.id), heading: sheetName(spec.id) });
      if (!sheet && spec.layout === "form" && spec.columns.some((column: ColumnSpec) => column.required === true)) tell("missing-key", sheetName(spec.id), "", sheetName(spec.id), undefined);
      if (sheet) readSheetInto(spec, sheet);
      return takeFaults();
    },
    finish: () => {
      for (const check of later) check();
      // The published table's rows are lists even when nobody filled them in.
      for (const key of ["funds", "indicators"]) {
        if (tree.get(["published", "table"]) !== undefined && tree.get(["published", "table", key]) === undefined) tree.set(["published", "table", key], []);
      }
      return takeFaults();
    },
    toSources: () => ({
      dossier: tree.toSource(file),
      ...(lengthOf(trees.ledger.get([])) > 0 ? { ledger: trees.ledger.toSource(file) } : {}),
      ...(lengthOf(trees.answers.get([])) > 0 ? { answers: trees.answers.toSource(file) } : {}),
    }),
    inWords: (one) => {
      const heading = one.code === "missing-key" && one.place?.path !== undefined ? tree.placeOf(one.place.path.split("."))?.heading : undefined;
      return heading === undefined ? one : { ...one, params: { ...one.params, found: heading } };
    },
  };

  function readSheetInto(spec: AnySheet, sheet: SourceSheet): void {
    switch (spec.layout) {
      case "form":
        return readers.form(spec, sheet);
      case "list":
        return readers.list(spec, sheet);
      case "keyed":
        return readers.keyed(spec, sheet);
      case "texts":
        return readers.texts(spec, sheet);
      case "sections":
        return readers.sections(spec, sheet);
      case "child":
        return readers.child(spec, sheet);
      case "paired":
        return readers.paired(spec, sheet);
      case "rows":
        return readers.rows(spec, sheet);
      default:
        return unreachable(spec);
    }
  }
}
