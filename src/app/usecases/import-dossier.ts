// An uploaded dossier becomes a new case, or a new version of one. All its faults come at once and nothing is written then.
import type { Result } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import type { Upload } from "../files/read-dossier-upload.ts";
import { type SavedCase, saveDossier } from "./save-dossier.ts";

export type ImportDossierInput = {
  readonly upload: Upload;
  /** The case and the version it replaces; null for a new case. */
  readonly replaces: { readonly id: string; readonly version: number } | null;
};

export async function importDossier(deps: Deps, { upload, replaces }: ImportDossierInput): Promise<Result<SavedCase>> {
  const sources = await deps.readUpload(upload);
  if (!sources.ok) return sources;
  return saveDossier(deps, {
    id: replaces?.id ?? deps.newId(),
    sources: sources.value,
    origin: "import",
    expectedVersion: replaces?.version ?? 0,
    note: upload.name,
  });
}
