// A table of an audited document becomes a case: drafted as a dossier, read and scored like any other, saved only if all holds.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { type SavedCase, saveDossier } from "../save-dossier.ts";
import { draftDossier } from "./draft-dossier.ts";
import { type AuditPlace, openAuditDocument } from "./open-audit-document.ts";

/** Faults: not-found, and every reason why the table's facts make no dossier. */
export async function makeCaseOfTable(
  deps: Deps,
  actor: Actor,
  place: AuditPlace & { readonly table: number },
): Promise<Result<SavedCase>> {
  const opened = await openAuditDocument(deps, actor, place);
  if (!opened.ok) return opened;
  const { read, summary } = opened.value;
  const table = read?.corrected.tables[place.table];
  if (!read || !table) return failure(fault("not-found", { found: `${place.id}/${place.n}/${place.table}` }));
  const name = summary.file.split("/").at(-1) ?? summary.file;
  const data = draftDossier(read.corrected, table, summary.pack ?? "", deps.now().slice(0, 10));
  return await saveDossier(deps, actor, {
    id: deps.newId("c"),
    sources: { dossier: { name, data, locate: (path) => ({ file: name, path: path.join(".") }) } },
    origin: "import",
    replaces: null,
    note: `${place.id}/${place.n}/${place.table}`,
  });
}
