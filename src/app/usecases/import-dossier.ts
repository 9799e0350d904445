// An uploaded dossier becomes a new case, or a new version of one. All its faults come at once and nothing is written then.
import type { Actor } from "../../access/index.ts";
import { type Result, success } from "../../kernel/index.ts";
import type { Deps } from "../compose.ts";
import type { Upload } from "../files/read-dossier-upload.ts";
import { findCaseFor } from "./case-access.ts";
import { type SavedCase, saveDossier } from "./save-dossier.ts";

export type ImportDossierInput = {
  readonly upload: Upload;
  /** The case and the version it replaces; null for a new case. */
  readonly replaces: { readonly id: string; readonly version: number } | null;
};

export async function importDossier(deps: Deps, actor: Actor, { upload, replaces }: ImportDossierInput): Promise<Result<SavedCase>> {
  const stored = replaces ? await findCaseFor(deps, actor, "case.revise", replaces.id) : success(null);
  if (!stored.ok) return stored;
  const sources = await deps.readUpload(upload);
  if (!sources.ok) return sources;
  return saveDossier(deps, actor, {
    id: replaces?.id ?? deps.newId("c"),
    sources: sources.value,
    origin: "import",
    replaces: stored.value && replaces ? { stored: stored.value, version: replaces.version } : null,
    note: upload.name,
  });
}
