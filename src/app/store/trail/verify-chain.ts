// Proves a chain event by event: numbers without a gap, links that follow, seals that fit the key, anchors whose signature and link
// agree. Names the first event where it breaks and why. Needs no database: an exported trail is proved the same way.
import type { KeyObject } from "node:crypto";
import type { AnchorAlgorithm, TrailDigest } from "../../keys/server-keys.ts";
import { type ChainedEvent, contentHashOf, FIRST_LINK, isSignedHead, linkOf, sealOf } from "./trail-chain.ts";
import type { BreakReason } from "./trail-tables.ts";

/** Where the chain breaks first. */
export type ChainBreak = { readonly seq: string; readonly why: BreakReason };

export type AnchorToProve = {
  readonly seq: string;
  readonly link: string;
  readonly at: string;
  readonly algorithm: AnchorAlgorithm;
  readonly signature: string;
};

export type EventToProve = ChainedEvent & { readonly link: string; readonly seal: string; readonly content?: string | null };

export type ProofMeans = {
  readonly tenant: string;
  readonly digest: TrailDigest;
  /** Without it the seals are not proved. */
  readonly sealKey: Uint8Array | null;
  readonly publicKey: KeyObject | null;
  /** Those in the export and those kept outside, in the order of their numbers. */
  readonly anchors: readonly AnchorToProve[];
};

export type ChainProof = {
  readonly events: number;
  readonly anchors: number;
  readonly head: { readonly seq: string; readonly link: string } | null;
  readonly broken: ChainBreak | null;
};

/** A proof that is fed the events in order and tells at the end. */
export type ChainProver = { readonly take: (event: EventToProve) => void; readonly end: () => ChainProof };

export function proveChain({ tenant, digest, sealKey, publicKey, anchors }: ProofMeans): ChainProver {
  const anchorsAt = new Map<string, AnchorToProve[]>();
  for (const anchor of anchors) anchorsAt.set(anchor.seq, [...(anchorsAt.get(anchor.seq) ?? []), anchor]);
  let broken: ChainBreak | null = null;
  let head: { seq: string; link: string; at: string } | null = null;
  let events = 0;
  let proved = 0;

  const flawOf = (event: EventToProve): BreakReason | null => {
    const expected = head === null ? 1n : BigInt(head.seq) + 1n;
    if (event.tenant !== tenant || event.seq !== String(expected)) return "number";
    if (head !== null && event.at < head.at) return "time";
    if (event.content !== undefined && contentHashOf(digest, event.content) !== event.contentHash) return "content";
    const { link, seal, content: _, ...chained } = event;
    if (linkOf(digest, head?.link ?? FIRST_LINK, chained) !== link) return "link";
    if (sealKey !== null && sealOf(digest, sealKey, link) !== seal) return "seal";
    for (const anchor of anchorsAt.get(event.seq) ?? []) {
      if (anchor.link !== link) return "anchor-link";
      if (publicKey !== null && !isSignedHead(anchor.algorithm, publicKey, { tenant, ...anchor }, anchor.signature))
        return "anchor-signature";
      proved += 1;
    }
    return null;
  };

  return {
    take: (event) => {
      if (broken !== null) return;
      const why = flawOf(event);
      if (why !== null) {
        broken = { seq: event.seq, why };
        return;
      }
      head = { seq: event.seq, link: event.link, at: event.at };
      events += 1;
    },
    end: () => {
      const last = head === null ? 0n : BigInt(head.seq);
      const beyond = anchors.find(({ seq }) => BigInt(seq) > last);
      // An anchor beyond the last event: the tail was cut off.
      if (broken === null && beyond) broken = { seq: String(last + 1n), why: "cut-off" };
      return { events, anchors: proved, head: head && { seq: head.seq, link: head.link }, broken };
    },
  };
}
