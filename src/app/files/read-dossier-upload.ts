// An uploaded dossier (.yaml or .xlsx), read in a process of its own.
import type { DossierSources } from "../../dossier/index.ts";
import { type Result, success } from "../../kernel/index.ts";
import { parseInChild } from "./parse-in-child.ts";
import { openSources } from "./parse-tasks.ts";

/** `name` as the sender gave it; it decides by its extension what the bytes are, and stands in the places of faults. */
export type Upload = { readonly name: string; readonly bytes: Uint8Array };

/** The dossier's parsed files without faults, or every fault. Evidence it lists is not looked for. */
export async function readDossierUpload({ name, bytes }: Upload): Promise<Result<DossierSources>> {
  const parsed = await parseInChild("dossier", name, bytes);
  if (!parsed.ok) return parsed;
  return success(openSources(parsed.value));
}
