// What the pages know of the server about the audit trail.
import { z } from "@hono/zod-openapi";
import { BREAK_REASONS } from "../store/trail/trail-tables.ts";

const text = z.string();

export const trailEventSchema = z
  .object({
    seq: text,
    at: text,
    who: text,
    accountId: text.nullable(),
    roles: text,
    from: text,
    action: text,
    objectKind: text,
    objectId: text,
    result: z.enum(["done", "refused", "failed"]),
    reason: text.nullable(),
    contentHash: text,
    /** Whether it holds something before or after; what, opens apart. */
    hasContent: z.boolean(),
    link: text,
  })
  .openapi("TrailEvent");

/** Whose events there may be: to choose from. */
export const trailPersonSchema = z.object({ id: text, name: text, unitName: text });

export const trailPageSchema = z.object({
  events: z.array(trailEventSchema).readonly(),
  /** What to ask for next as `before`; null on the last page. */
  next: text.nullable(),
});

export const trailStateSchema = z.object({
  head: z.object({ seq: text, at: text, link: text }).nullable(),
  digest: text,
  algorithm: text,
  publicKey: text,
  anchors: z.array(z.object({ seq: text, at: text, why: text, link: text })).readonly(),
});

export const trailProofSchema = z.object({
  events: z.number(),
  anchors: z.number(),
  broken: z.object({ seq: text, why: z.enum(BREAK_REASONS) }).nullable(),
});

const seq = text.regex(/^[1-9]\d{0,17}$/);
export const proposeReleaseInputSchema = z.object({ first: seq, last: seq, reason: text.trim().min(1).max(500) });
export const decideReleaseInputSchema = z.object({ granted: z.boolean() });
export const releaseSchema = z.object({
  id: text,
  first: text,
  last: text,
  reason: text,
  /** Names of the two persons. */
  proposedBy: text,
  proposedAt: text,
  decidedBy: text.nullable(),
  decidedAt: text.nullable(),
  expiresAt: text.nullable(),
  state: z.enum(["waiting", "standing", "expired", "denied"]),
  /** Whether the reader may decide it: not his own. */
  mayDecide: z.boolean(),
});
export const contentSchema = z.object({ content: text.nullable() });

export type TrailEventView = z.infer<typeof trailEventSchema>;
export type TrailPageView = z.infer<typeof trailPageSchema>;
export type TrailPersonView = z.infer<typeof trailPersonSchema>;
export type TrailStateView = z.infer<typeof trailStateSchema>;
export type TrailProofView = z.infer<typeof trailProofSchema>;
export type ReleaseView = z.infer<typeof releaseSchema>;
export type ContentView = z.infer<typeof contentSchema>;
