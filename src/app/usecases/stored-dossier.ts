// A dossier in the store: the parsed files as JSON text, so that reading it again gives the same facts and faults.
import type { DossierSources } from "../../dossier/index.ts";
import type { SourceFile } from "../../kernel/index.ts";

type StoredFile = { readonly name: string; readonly data: unknown };
type StoredSources = { readonly dossier: StoredFile; readonly ledger?: StoredFile; readonly answers?: StoredFile };

export function storedText(sources: DossierSources): string {
  const keep = (file: SourceFile): StoredFile => ({ name: file.name, data: file.data });
  const stored: StoredSources = {
    dossier: keep(sources.dossier),
    ...(sources.ledger ? { ledger: keep(sources.ledger) } : {}),
    ...(sources.answers ? { answers: keep(sources.answers) } : {}),
  };
  return JSON.stringify(stored);
}

/** The files again. Lines and cells were known when it was imported; a stored value is found by its path. */
export function sourcesOfStored(text: string): DossierSources {
  const stored = JSON.parse(text) as StoredSources;
  const open = ({ name, data }: StoredFile): SourceFile => ({ name, data, locate: (path) => ({ file: name, path: path.join(".") }) });
  return {
    dossier: open(stored.dossier),
    ...(stored.ledger ? { ledger: open(stored.ledger) } : {}),
    ...(stored.answers ? { answers: open(stored.answers) } : {}),
  };
}
