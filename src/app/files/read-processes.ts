// Processes (workflow.yaml) of every pack, and the calendar of working days (calendar.yaml), from the product's own folder and the
// local one beside the data. All faults of all files at once.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Fault, failure, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { type Calendar, type PackProcesses, type ProcessBook, readCalendar, readProcesses } from "../../workflow/index.ts";
import { instrumentFolders, readYamlFile } from "./read-packs.ts";

/** Every pack by id, with the processes it states. A pack that cannot be read is told by whoever reads the packs. */
export async function readProcessBook(folders: readonly string[]): Promise<Result<ProcessBook>> {
  const listed = await Promise.all(folders.map(instrumentFolders));
  const faults: Fault[] = listed.flatMap((one) => (one.ok ? [] : one.faults));
  const book = new Map<string, PackProcesses>();
  for (const folder of listed.flatMap((one) => (one.ok ? one.value : []))) {
    const instrument = await readOptional(join(folder, "instrument.yaml"));
    const workflow = await readOptional(join(folder, "workflow.yaml"));
    faults.push(...(workflow?.faults ?? []));
    if (!instrument?.source) continue;
    const read = readProcesses({ instrument: instrument.source, ...(workflow?.source ? { workflow: workflow.source } : {}) });
    if (read.ok) book.set(read.value.instrument.id, read.value);
    else faults.push(...read.faults);
  }
  return faults.length > 0 ? failure(...faults) : success(book);
}

/** Days off by year; a local calendar.yaml overrides the product's, year by year. */
export async function readWorkingDays(folders: readonly string[]): Promise<Result<Calendar>> {
  const files = await Promise.all(folders.map((folder) => readOptional(join(folder, "calendar.yaml"))));
  const faults = files.flatMap((file) => file?.faults ?? []);
  const sources = files.flatMap((file): SourceFile[] => (file?.source ? [file.source] : []));
  return faults.length > 0 ? failure(...faults) : readCalendar(sources);
}

async function readOptional(path: string) {
  return existsSync(path) ? await readYamlFile(path) : null;
}
