// Every tenant's trail of an open store proved from end to end: what `verify` adds to looking through the tables.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { readServerKeys } from "../../keys/server-keys.ts";
import type { Store } from "../../store/open-store.ts";
import { listTenants } from "../../store/trail/trail-repository.ts";
import { readOutsideAnchors } from "./outside-anchors.ts";
import { proveStoredTrail } from "./trail-file.ts";

export type KeyPlace = { readonly dataFolder: string; readonly nationalCryptography: boolean; readonly anchorFolders: readonly string[] };
export type TrailProblem = { readonly table: string; readonly detail: string };

/** Where each broken trail breaks first. Without the installation's keys, or in a store from before there was a trail, nothing is claimed. */
export async function proveTrails(db: Store["db"], place: KeyPlace): Promise<readonly TrailProblem[]> {
  const folder = join(place.dataFolder, "keys");
  const { rows } = await sql<{ there: boolean }>`select to_regclass('trail_events') is not null as there`.execute(db);
  if (!rows[0]?.there || !existsSync(join(folder, "trail-seal.key"))) return [];
  const keys = readServerKeys(folder, place.nationalCryptography);
  const problems: TrailProblem[] = [];
  for (const tenant of await listTenants(db)) {
    const outside = await readOutsideAnchors([join(place.dataFolder, "anchors"), ...place.anchorFolders], tenant);
    const { broken } = await proveStoredTrail({ db, keys }, tenant, outside);
    if (broken) problems.push({ table: "trail_events", detail: `${tenant} #${broken.seq}: ${broken.why}` });
  }
  return problems;
}
