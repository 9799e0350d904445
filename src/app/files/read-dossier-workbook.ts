// A filled-in dossier workbook → its dossier. Sheets the form does not know are faults like any other.
import type { DossierSources } from "../../dossier/index.ts";
import { type Fault, fault, type Result } from "../../kernel/index.ts";
import { WORKBOOK_WORDS } from "../messages/workbook.zh.ts";
import { assembleDossier } from "./dossier-workbook/assemble-dossier.ts";
import { SHEETS } from "./dossier-workbook/dossier-sheets.ts";
import { expectedNames } from "./dossier-workbook/read-grid.ts";
import { sheetName } from "./dossier-workbook/sheet-words.ts";
import { readXlsx, WORKBOOK_LIMITS } from "./read-xlsx.ts";
import { createCellReader } from "./recompute-formula.ts";
import type { SourceWorkbook, WorkbookLimits } from "./source-workbook.ts";
import { LIST_SHEET } from "./workbook-sheet.ts";

/** The dossier in a workbook, or every fault of the file, the form and the dossier, each with its sheet and cell. */
export function readDossierWorkbook(name: string, bytes: Uint8Array, limits: WorkbookLimits = WORKBOOK_LIMITS): Result<DossierSources> {
  const workbook = readXlsx(name, bytes, limits);
  if (!workbook.ok) return workbook;
  const { sheets } = workbook.value;
  return assembleDossier(
    {
      file: name,
      sheetOf: (spec) => sheets.find((one) => one.name.trim() === sheetName(spec)),
      read: createCellReader(workbook.value),
      forms: "downwards",
    },
    unknownSheets(workbook.value, [WORKBOOK_WORDS.help, ...SHEETS.map(sheetName)]),
  );
}

/** A fault for each sheet that is none of the known. */
export function unknownSheets({ name, sheets }: SourceWorkbook, known: readonly string[]): Fault[] {
  return sheets
    .filter((sheet) => !known.includes(sheet.name.trim()) && sheet.name !== LIST_SHEET)
    .map((sheet) =>
      fault("unknown-key", { found: sheet.name, expected: expectedNames(sheet.name, known) }, { file: name, sheet: sheet.name }),
    );
}
