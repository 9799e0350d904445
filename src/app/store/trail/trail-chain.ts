// How an event is chained: one line of plain text per event, the link over it and the link before, the seal over the link with a
// key that is not in the database, and a signature over a head. Verified anywhere with the export alone (links, signatures) or with
// the key (seals).
import { createHash, createHmac, type KeyObject, sign, verify } from "node:crypto";
import type { AnchorAlgorithm, TrailDigest } from "../../keys/server-keys.ts";
import type { TrailResult } from "./trail-tables.ts";

/** What the chain covers of an event; the content stands in it by its hash alone, so that a chain is proved without opening any. */
export type ChainedEvent = {
  readonly tenant: string;
  readonly seq: string;
  readonly at: string;
  readonly accountId: string | null;
  readonly accountName: string;
  readonly roles: string;
  readonly from: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly unitPath: string | null;
  readonly result: TrailResult;
  readonly reason: string | null;
  readonly contentHash: string;
};

/** The link before the first event. */
export const FIRST_LINK = "0".repeat(64);

/** The event as the text that is chained: a JSON array in fixed order, so that no field can run into its neighbour. */
function chainedText(event: ChainedEvent): string {
  return JSON.stringify([
    event.tenant,
    event.seq,
    event.at,
    event.accountId,
    event.accountName,
    event.roles,
    event.from,
    event.action,
    event.objectKind,
    event.objectId,
    event.unitPath,
    event.result,
    event.reason,
    event.contentHash,
  ]);
}

export function contentHashOf(digest: TrailDigest, content: string | null): string {
  return createHash(digest)
    .update(content ?? "")
    .digest("hex");
}

export function linkOf(digest: TrailDigest, before: string, event: ChainedEvent): string {
  return createHash(digest).update(before).update("\n").update(chainedText(event)).digest("hex");
}

export function sealOf(digest: TrailDigest, key: Uint8Array, link: string): string {
  return createHmac(digest, key).update(link).digest("hex");
}

export type AnchoredHead = { readonly tenant: string; readonly seq: string; readonly link: string; readonly at: string };

function anchoredText({ tenant, seq, link, at }: AnchoredHead): Buffer {
  return Buffer.from(JSON.stringify([tenant, seq, link, at]));
}

/** Base64. */
export function signHead(algorithm: AnchorAlgorithm, key: KeyObject, head: AnchoredHead): string {
  return sign(algorithm === "sm2" ? "sm3" : null, anchoredText(head), key).toString("base64");
}

export function isSignedHead(algorithm: AnchorAlgorithm, key: KeyObject, head: AnchoredHead, signature: string): boolean {
  return verify(algorithm === "sm2" ? "sm3" : null, anchoredText(head), key, Buffer.from(signature, "base64"));
}
