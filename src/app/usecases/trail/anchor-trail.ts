// Anchors the trail: its head signed and written outside the database, in a file that only grows (and a second place where one is set).
// Whoever rewrites the database afterwards is found by any copy of such a file.
import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Deps } from "../../compose.ts";
import { afterCommit } from "../../store/one-transaction.ts";
import { signHead } from "../../store/trail/trail-chain.ts";
import { addAnchor, findHead, lastAnchor, listTenants } from "../../store/trail/trail-repository.ts";
import { anchorFile } from "./outside-anchors.ts";

export type AnchorReason = "approval" | "report" | "backup" | "hour" | "start" | "stop" | "export";

/** A signed head as it stands in the files outside. */
export type OutsideAnchor = {
  readonly tenant: string;
  readonly seq: string;
  readonly link: string;
  readonly at: string;
  readonly why: AnchorReason;
  readonly algorithm: "ed25519" | "sm2";
  readonly signature: string;
};

/** What anchoring needs of the installation. */
export type AnchorDeps = Pick<Deps, "keys" | "anchorFolders" | "now"> & { readonly store: Pick<Deps["store"], "db"> };

/** Anchors what has happened since the last anchor; null where nothing has. Outside first: the database's own copy is the lesser one. */
export async function anchorTrail(deps: AnchorDeps, tenant: string, why: AnchorReason): Promise<OutsideAnchor | null> {
  const { db } = deps.store;
  const head = await findHead(db, tenant);
  if (!head || head.seq === "0") return null;
  const last = await lastAnchor(db, tenant);
  if (last?.seq === head.seq) return { tenant, ...last, why: last.why as AnchorReason };
  const { algorithm, privateKey } = deps.keys.anchor;
  const anchored = { tenant, seq: head.seq, link: head.link, at: deps.now() };
  const anchor: OutsideAnchor = { ...anchored, why, algorithm, signature: signHead(algorithm, privateKey, anchored) };
  for (const folder of deps.anchorFolders) appendLine(folder, anchorFile(tenant), JSON.stringify(anchor));
  await addAnchor(db, anchor);
  return anchor;
}

/**
 * To be called when the caller's own transaction is over. Anchors as soon as all that the request writes is committed, and holds up nobody's answer. What fails is logged; the next anchor, an hour later at
 * most, covers it too.
 */
export function anchorAfter(deps: AnchorDeps & Pick<Deps, "log">, tenant: string, why: AnchorReason): void {
  afterCommit(() => {
    anchorTrail(deps, tenant, why).catch((error: unknown) => deps.log.error({ error, why }, "the audit trail could not be anchored"));
  });
}

export async function anchorAll(deps: AnchorDeps, why: AnchorReason): Promise<void> {
  for (const tenant of await listTenants(deps.store.db)) await anchorTrail(deps, tenant, why);
}

function appendLine(folder: string, name: string, line: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(join(folder, name), "a", 0o600);
  try {
    appendFileSync(file, `${line}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
