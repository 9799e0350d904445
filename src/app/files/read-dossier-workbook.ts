// A filled-in dossier workbook → the same data as dossier.yaml and its CSV files, every value at its sheet and cell. What
// the form does not know, or cannot be read without guessing, is a fault; faults come all at once.
import { type DossierSources, readDossier } from "../../dossier/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { createTree, type DataTree, type TreePath } from "./dossier-workbook/data-tree.ts";
import { SHEETS, type SheetSpec } from "./dossier-workbook/dossier-sheets.ts";
import { type Assembly, placeRows } from "./dossier-workbook/place-rows.ts";
import { missingInForm, readForm } from "./dossier-workbook/read-form.ts";
import { expectedNames } from "./dossier-workbook/read-grid.ts";
import { readRows } from "./dossier-workbook/read-rows.ts";
import { sheetName } from "./dossier-workbook/sheet-words.ts";
import { readXlsx, WORKBOOK_LIMITS } from "./read-xlsx.ts";
import { createCellReader } from "./recompute-formula.ts";
import type { SourceWorkbook, WorkbookLimits } from "./source-workbook.ts";
import { LIST_SHEET } from "./workbook-sheet.ts";

/** The dossier in a workbook, or every fault of the file, the form and the dossier, each with its sheet and cell. */
export function readDossierWorkbook(name: string, bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): Result<DossierSources> {
  const workbook = readXlsx(name, bytes, limits);
  if (!workbook.ok) return workbook;
  const faults = unknownSheets(workbook.value);
  const trees = { dossier: createTree({}), ledger: createTree([]), answers: createTree([]) };
  const entries = new Map<string, Map<string, TreePath>>();
  const read = createCellReader(workbook.value);
  for (const spec of SHEETS) {
    const sheet = workbook.value.sheets.find((one) => one.name.trim() === sheetName(spec));
    markSheet(trees.dossier, spec);
    if (!sheet) continue;
    const tell: Assembly["tell"] = (code, found, expected, cell) => {
      faults.push(fault(code, { found, expected }, { file: name, sheet: sheet.name, ...(cell === undefined ? {} : { cell }) }));
    };
    if (spec.layout === "form") faults.push(...readForm(trees.dossier, { file: name, spec, sheet, read }));
    else {
      const rows = readRows({ file: name, spec, sheet, read });
      faults.push(...rows.faults);
      placeRows({ ...trees, entries, tell }, spec, rows.rows);
    }
  }
  for (const spec of SHEETS) if (spec.layout === "form") add(faults, missingInForm(trees.dossier, name, spec));
  fillPublished(trees.dossier);
  const sources: DossierSources = {
    dossier: trees.dossier.toSource(name),
    ...(hasRows(trees.ledger) ? { ledger: trees.ledger.toSource(name) } : {}),
    ...(hasRows(trees.answers) ? { answers: trees.answers.toSource(name) } : {}),
  };
  const dossier = readDossier(sources);
  if (!dossier.ok)
    add(
      faults,
      dossier.faults.map((one) => inWords(one, trees.dossier)),
    );
  return faults.length > 0 ? failure(...faults) : success(sources);
}

function unknownSheets({ name, sheets }: SourceWorkbook): Fault[] {
  const known = [WORKBOOK_WORDS.help, ...SHEETS.map(sheetName)];
  return sheets
    .filter((sheet) => !known.includes(sheet.name.trim()) && sheet.name !== LIST_SHEET)
    .map((sheet) =>
      fault("unknown-key", { found: sheet.name, expected: expectedNames(sheet.name, known) }, { file: name, sheet: sheet.name }),
    );
}

// What a sheet should have brought is missed there when the sheet is empty or gone.
function markSheet(tree: DataTree, spec: SheetSpec): void {
  const place = { sheet: sheetName(spec), heading: sheetName(spec) };
  if (spec.layout === "form") for (const { key } of spec.columns) tree.mark([key.split(".")[0] ?? key], place);
  else if ("at" in spec && spec.layout !== "child") tree.mark(spec.at, place);
}

// A published table has its rows, be there none.
function fillPublished(tree: DataTree): void {
  if (tree.get(["published", "table"]) === undefined) return;
  for (const key of ["funds", "indicators"])
    if (tree.get(["published", "table", key]) === undefined) tree.set(["published", "table", key], []);
}

function hasRows(tree: DataTree): boolean {
  return tree.get([0]) !== undefined;
}

// A cell that could not be read is missing from the data; saying so once is enough. So it is for a sheet without headings,
// and for a group of facts of which each is missing.
function add(faults: Fault[], more: readonly Fault[]): void {
  const before = [...faults];
  const isTold = ({ code, place }: Fault) =>
    before.some((told) => {
      if (told.place?.sheet !== place?.sheet || place?.sheet === undefined) return false;
      if (place.cell === undefined) return told.params["reason"] === "heading-missing" || (code === "missing-key" && told.code === code);
      return told.place?.cell === place.cell;
    });
  faults.push(...more.filter((one) => !isTold(one)));
}

// Headings instead of keys: who fills in a workbook has never seen the keys.
function inWords(one: Fault, tree: DataTree): Fault {
  if (one.code !== "missing-key" || one.place?.path === undefined) return one;
  const steps = one.place.path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const heading = tree.placeOf(steps)?.heading;
  return heading === undefined ? one : { ...one, params: { ...one.params, found: heading } };
}
