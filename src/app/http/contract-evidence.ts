// What the pages know of the server about evidence.
import { z } from "@hono/zod-openapi";
import { EVIDENCE_KINDS, LINK_KINDS } from "../../evidence/index.ts";

const text = z.string();
export const evidenceKindSchema = z.enum(EVIDENCE_KINDS);
const linkInputSchema = z.object({ kind: z.enum(LINK_KINDS), id: text.min(1).max(200) });

const pieceSchema = z.object({
  id: text,
  title: text,
  fileName: text,
  format: text,
  size: z.number(),
  sha256: text,
  kind: evidenceKindSchema,
  /** The greater, the more it proves. */
  strength: z.number(),
  division: text.nullable(),
  on: text.nullable(),
  keptUntil: text,
  uploadedBy: text,
  uploadedAt: text,
  voided: z.object({ at: text, reason: text }).nullable(),
  links: z.array(linkInputSchema).readonly(),
  /** Other pieces of the case with the very same content. */
  sameAs: z.array(text).readonly(),
});

const missingSchema = z.object({ link: linkInputSchema, title: text, month: text, due: text, overdue: z.boolean() });

export const evidenceSchema = z
  .object({
    pieces: z.array(pieceSchema).readonly(),
    kinds: z.array(z.object({ id: evidenceKindSchema, title: text, examples: text, strength: z.number(), years: z.number() })).readonly(),
    targets: z.array(z.object({ link: linkInputSchema, title: text, division: text.nullable() })).readonly(),
    /** Vouchers of the ledger besides those among the targets. */
    moreVouchers: z.number(),
    steps: z
      .array(
        z.object({
          id: text,
          title: text,
          gaps: z.number(),
          papers: z
            .array(z.object({ id: text, title: text, required: z.boolean(), gap: z.boolean(), pieces: z.array(text).readonly() }))
            .readonly(),
        }),
      )
      .readonly(),
    missing: z.array(z.object({ division: text.nullable(), overdue: z.number(), pieces: z.array(missingSchema).readonly() })).readonly(),
    /** Which article names the steps and the kinds, and what is ours. */
    basis: z.array(z.object({ instrument: text, article: text })).readonly(),
    sources: z.array(text).readonly(),
  })
  .openapi("Evidence");

export const keptSchema = z.object({ id: text, sameAs: z.array(text).readonly() });
export const changeLinkInputSchema = linkInputSchema.extend({ linked: z.boolean() });

export type EvidenceView = z.infer<typeof evidenceSchema>;
