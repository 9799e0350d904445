// The sheets of one dossier → the same data as dossier.yaml and its CSV files, every value at its sheet and cell. What the form does
// not know, or cannot be read without guessing, is a fault; faults come all at once.
import { type DossierSources, readDossier } from "../../../dossier/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { CellReading } from "../recompute-formula.ts";
import type { SourceCell, SourceSheet } from "../source-workbook.ts";
import { createTree, type DataTree, type TreePath } from "./data-tree.ts";
import { SHEETS, type SheetSpec } from "./dossier-sheets.ts";
import { type Assembly, placeRows } from "./place-rows.ts";
import { missingInForm, readForm, readFormRow } from "./read-form.ts";
import { readRows } from "./read-rows.ts";
import { sheetName } from "./sheet-words.ts";

export type DossierParts = {
  /** The workbook's name, as it stands in places. */
  readonly file: string;
  readonly sheetOf: (spec: SheetSpec) => SourceSheet | undefined;
  readonly read: (sheet: string, cell: SourceCell) => CellReading;
  /** Whether a form is filled in downwards, one value to a row, or as one row under headings. */
  readonly forms: "downwards" | "in-a-row";
};

/** The dossier, or every fault of the sheets and of what they say. `before` are faults told already; what repeats one is left out. */
export function assembleDossier({ file, sheetOf, read, forms }: DossierParts, before: readonly Fault[] = []): Result<DossierSources> {
  const faults: Fault[] = [...before];
  const trees = { dossier: createTree({}), ledger: createTree([]), answers: createTree([]) };
  const entries = new Map<string, Map<string, TreePath>>();
  for (const spec of SHEETS) {
    const sheet = sheetOf(spec);
    markSheet(trees.dossier, spec);
    if (!sheet) continue;
    const tell: Assembly["tell"] = (code, found, expected, cell) => {
      faults.push(fault(code, { found, expected }, { file, sheet: sheet.name, ...(cell === undefined ? {} : { cell }) }));
    };
    if (spec.layout === "form") {
      const fill = forms === "downwards" ? readForm : readFormRow;
      faults.push(...fill(trees.dossier, { file, spec, sheet, read }));
    } else {
      const rows = readRows({ file, spec, sheet, read });
      faults.push(...rows.faults);
      placeRows({ ...trees, entries, tell }, spec, rows.rows);
    }
  }
  for (const spec of SHEETS) if (spec.layout === "form") add(faults, missingInForm(trees.dossier, file, spec));
  fillPublished(trees.dossier);
  const sources: DossierSources = {
    dossier: trees.dossier.toSource(file),
    ...(hasRows(trees.ledger) ? { ledger: trees.ledger.toSource(file) } : {}),
    ...(hasRows(trees.answers) ? { answers: trees.answers.toSource(file) } : {}),
  };
  const dossier = readDossier(sources);
  if (!dossier.ok)
    add(
      faults,
      dossier.faults.map((one) => inWords(one, trees.dossier)),
    );
  return faults.length > 0 ? failure(...faults) : success(sources);
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
