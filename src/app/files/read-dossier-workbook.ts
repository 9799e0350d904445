// A filled-in dossier workbook → the same data as dossier.yaml and its CSV files, every value at its sheet and cell. What
// the form does not know, or cannot be read without guessing, is a fault; faults come all at once.
import { type DossierSources, readDossier } from "../../dossier/index.ts";
import { type Fault, failure, fault, type Result, success } from "../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { SHEETS } from "./dossier-workbook/dossier-sheets.ts";
import { createSheetReader } from "./dossier-workbook/read-sheet.ts";
import { expectedNames } from "./dossier-workbook/read-grid.ts";
import { sheetName } from "./dossier-workbook/sheet-words.ts";
import { readXlsx, type SourceWorkbook, WORKBOOK_LIMITS, type WorkbookLimits } from "./read-xlsx.ts";
import { LIST_SHEET } from "./write-xlsx.ts";

/** The dossier in a workbook, or every fault of the file, the form and the dossier, each with its sheet and cell. */
export function readDossierWorkbook(name: string, bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): Result<DossierSources> {
  const workbook = readXlsx(name, bytes, limits);
  if (!workbook.ok) return workbook;
  const reader = createSheetReader(workbook.value);
  const faults: Fault[] = unknownSheets(workbook.value);
  for (const spec of SHEETS) {
    const sheet = workbook.value.sheets.find((one) => one.name.trim() === sheetName(spec.id));
    faults.push(...reader.read(spec, sheet ?? null));
  }
  faults.push(...reader.finish());
  const sources = reader.toSources();
  const dossier = readDossier(sources);
  if (!dossier.ok) faults.push(...dossier.faults.map(reader.inWords).filter((one) => !isTold(one, faults)));
  return faults.length > 0 ? failure(...faults) : success(sources);
}

function unknownSheets({ name, sheets }: SourceWorkbook): Fault[] {
  const known = [WORKBOOK_WORDS.help, ...SHEETS.map(({ id }) => sheetName(id))];
  return sheets
    .filter((sheet) => !known.includes(sheet.name.trim()) && sheet.name !== LIST_SHEET)
    .map((sheet) => fault("unknown-key", { found: sheet.name, expected: expectedNames(sheet.name, known) }, { file: name, sheet: sheet.name }));
}

// A cell that could not be read is missing from the data; saying so once is enough. So it is for a sheet without headings.
function isTold(one: Fault, faults: readonly Fault[]): boolean {
  const { sheet, cell } = one.place ?? {};
  if (sheet === undefined) return false;
  return faults.some(({ place, params }) => place?.sheet === sheet && (params["reason"] === "heading-missing" || (cell !== undefined && place.cell === cell)));
}
