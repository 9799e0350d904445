// hengxiao template FILE.xlsx [--from DOSSIER]: the dossier workbook to fill in, empty or from an existing dossier.
import { rename, writeFile } from "node:fs/promises";
import { readDossierFiles } from "../files/read-dossier.ts";
import { writeDossierWorkbook } from "../files/write-dossier-workbook.ts";
import { EXIT, type ExitCode, printFaults, type Terminal } from "./terminal.ts";

export async function runTemplate(file: string, options: { readonly from?: string }, terminal: Terminal): Promise<ExitCode> {
  const from = options.from ? await readDossierFiles(options.from) : null;
  if (from && !from.ok) {
    printFaults(from.faults, terminal);
    return EXIT.unreadable;
  }
  await writeFile(`${file}.partial`, await writeDossierWorkbook(from ? from.value : null));
  await rename(`${file}.partial`, file);
  terminal.note(terminal.words.written(file));
  return EXIT.done;
}
