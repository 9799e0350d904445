// The exported trail: one JSON value a line, first what it is and how it is proved, then the anchors, then every event in order.
// Contents are not in it, only their hashes.
import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { type Fault, failure, fault, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { eventsAfter, listAnchors } from "../../store/trail/trail-repository.ts";
import { type AnchorToProve, type ChainProof, type ChainProver, proveChain } from "../../store/trail/verify-chain.ts";

export const TRAIL_FORMAT = "hengxiao-trail/1";
const AT_A_TIME = 2000;

const text = z.string();
const headSchema = z.strictObject({
  format: z.literal(TRAIL_FORMAT),
  tenant: text,
  digest: z.enum(["sha256", "sm3"]),
  algorithm: z.enum(["ed25519", "sm2"]),
  publicKey: text,
  exportedAt: text,
});
const eventSchema = z.strictObject({
  kind: z.literal("event"),
  seq: text.regex(/^[1-9]\d*$/),
  at: text,
  accountId: text.nullable(),
  accountName: text,
  roles: text,
  from: text,
  action: text,
  objectKind: text,
  objectId: text,
  unitPath: text.nullable(),
  result: z.enum(["done", "refused", "failed"]),
  reason: text.nullable(),
  contentHash: text,
  link: text,
  seal: text,
});
const anchorSchema = z.strictObject({
  kind: z.literal("anchor"),
  seq: text.regex(/^[1-9]\d*$/),
  link: text,
  at: text,
  why: text,
  algorithm: z.enum(["ed25519", "sm2"]),
  signature: text,
});
const outsideSchema = anchorSchema.omit({ kind: true }).extend({ tenant: text });

/** The whole trail of a tenant, line by line in bounded memory. */
export async function* exportTrail(deps: Deps, tenant: string): AsyncGenerator<string> {
  const { digest, anchor } = deps.keys;
  const publicKey = anchor.publicKey.export({ type: "spki", format: "pem" }).toString();
  yield JSON.stringify({ format: TRAIL_FORMAT, tenant, digest, algorithm: anchor.algorithm, publicKey, exportedAt: deps.now() });
  for (const one of await listAnchors(deps.store.db, tenant)) yield JSON.stringify({ kind: "anchor", ...one });
  let after = "0";
  for (;;) {
    const events = await eventsAfter(deps.store.db, tenant, after, AT_A_TIME);
    for (const { content: _, tenant: __, ...event } of events) yield JSON.stringify({ kind: "event", ...event });
    const last = events.at(-1);
    if (!last || events.length < AT_A_TIME) break;
    after = last.seq;
  }
}

export type ProvingOptions = {
  /** The installation's own seal key, where it is at hand. */
  readonly sealKey: Uint8Array | null;
  /** Lines of anchor files kept outside. */
  readonly outside: readonly string[];
  /** A public key (PEM) from a source that is trusted more than the file itself. */
  readonly publicKey: string | null;
};

export type TrailProof = ChainProof & {
  readonly tenant: string;
  readonly sealed: boolean;
  readonly outside: number;
  readonly sameKey: boolean | null;
};

/** Proves an exported trail. Faults: file-unreadable with the line, where it is no export at all. */
export async function proveTrailFile(
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
  options: ProvingOptions,
): Promise<Result<TrailProof>> {
  let number = 0;
  let head: z.output<typeof headSchema> | null = null;
  let prover: ChainProver | null = null;
  const anchors: AnchorToProve[] = [];
  const broken = (expected: string): Fault => fault("wrong-shape", { found: `${name}:${number}`, expected }, { file: name, line: number });
  const start = ({ tenant, digest, publicKey }: z.output<typeof headSchema>): ChainProver => {
    const kept = outsideAnchors(options.outside, tenant);
    const key = createPublicKey(options.publicKey ?? publicKey);
    return proveChain({ tenant, digest, sealKey: options.sealKey, publicKey: key, anchors: [...anchors, ...kept] });
  };
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const value = parse(line);
    if (head === null) {
      const read = headSchema.safeParse(value);
      if (!read.success) return failure(broken(TRAIL_FORMAT));
      head = read.data;
      continue;
    }
    const event = eventSchema.safeParse(value);
    const anchor = event.success || prover !== null ? null : anchorSchema.safeParse(value);
    if (event.success) {
      prover ??= start(head);
      const { kind: _, ...chained } = event.data;
      prover.take({ tenant: head.tenant, ...chained });
    } else if (anchor?.success) anchors.push(anchor.data);
    else return failure(broken('{"kind":"anchor"|"event",…}'));
  }
  if (head === null) return failure(broken(TRAIL_FORMAT));
  const proof = (prover ?? start(head)).end();
  const sameKey = options.publicKey === null ? null : createPublicKey(options.publicKey).equals(createPublicKey(head.publicKey));
  const outside = outsideAnchors(options.outside, head.tenant).length;
  return success({ ...proof, tenant: head.tenant, sealed: options.sealKey !== null, outside, sameKey });
}

function outsideAnchors(lines: readonly string[], tenant: string): readonly AnchorToProve[] {
  return lines.flatMap((line) => {
    const read = outsideSchema.safeParse(parse(line));
    return read.success && read.data.tenant === tenant ? [read.data] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // no JSON: refused by its line, like any other line that is none of ours
  }
}

/** Proves the trail as it stands in the store, contents included. */
export async function proveStoredTrail(
  { db, keys }: { readonly db: Deps["store"]["db"]; readonly keys: Deps["keys"] },
  tenant: string,
  outside: readonly string[],
): Promise<ChainProof> {
  const anchors = [...(await listAnchors(db, tenant)), ...outsideAnchors(outside, tenant)];
  const prover = proveChain({ tenant, digest: keys.digest, sealKey: keys.seal, publicKey: keys.anchor.publicKey, anchors });
  let after = "0";
  for (;;) {
    const events = await eventsAfter(db, tenant, after, AT_A_TIME);
    for (const event of events) prover.take(event);
    const last = events.at(-1);
    if (!last || events.length < AT_A_TIME) return prover.end();
    after = last.seq;
  }
}
