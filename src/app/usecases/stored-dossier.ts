// A dossier in the store: the parsed files as JSON text, so that reading it again gives the same facts and faults.
import { z } from "zod";
import type { DossierSources } from "../../dossier/index.ts";
import { failure, fault, type Result, type SourceFile, success } from "../../kernel/index.ts";
import { recordOfText } from "./stored-record.ts";

const storedFile = z.object({ name: z.string(), data: z.unknown() });
const storedSources = z.object({ dossier: storedFile, ledger: storedFile.optional(), answers: storedFile.optional() });
type StoredFile = z.output<typeof storedFile>;
type StoredSources = z.output<typeof storedSources>;

export function storedText(sources: DossierSources): string {
  const keep = (file: SourceFile): StoredFile => ({ name: file.name, data: file.data });
  const stored: StoredSources = {
    dossier: keep(sources.dossier),
    ...(sources.ledger ? { ledger: keep(sources.ledger) } : {}),
    ...(sources.answers ? { answers: keep(sources.answers) } : {}),
  };
  return JSON.stringify(stored);
}

/** The files again. Lines and cells were known when it was imported; a stored value is found by its path. Faults: case-unreadable. */
export function sourcesOfStored({ id, dossier }: { readonly id: string; readonly dossier: string }): Result<DossierSources> {
  const read = storedSources.safeParse(recordOfText(dossier));
  if (!read.success) return failure(fault("case-unreadable", { found: id }));
  const stored = read.data;
  const open = ({ name, data }: StoredFile): SourceFile => ({ name, data, locate: (path) => ({ file: name, path: path.join(".") }) });
  return success({
    dossier: open(stored.dossier),
    ...(stored.ledger ? { ledger: open(stored.ledger) } : {}),
    ...(stored.answers ? { answers: open(stored.answers) } : {}),
  });
}
