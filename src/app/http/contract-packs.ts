// What the pages know of the rules: packs with what they say and how healthy they are, articles, terms.
import { z } from "@hono/zod-openapi";
import { basisSchema, list, maybe, text } from "./contract.ts";

export const packSummarySchema = z
  .object({
    id: text,
    title: text,
    number: text,
    issuer: text,
    jurisdiction: text,
    inForce: z.object({ from: text, until: maybe }),
    extends: maybe,
    illustration: z.boolean(),
    note: maybe,
    healthy: z.boolean(),
    faults: z.number(),
  })
  .openapi("PackSummary");

const ruleRow = z.object({ label: text, value: text, completed: z.boolean().nullable() });

export const packViewSchema = packSummarySchema
  .extend({
    source: text,
    chain: list(z.object({ id: text, title: text, number: text })),
    bands: list(z.object({ grade: text, from: text, to: text, closed: z.boolean() })),
    bandsBasis: basisSchema.nullable(),
    /** Rules by key; `kind` and `figures` feed the wording, `rows` are intervals or tiers with what they give. */
    rules: list(
      z.object({
        key: text,
        kind: maybe,
        figures: z.record(z.string(), z.string()),
        rows: list(ruleRow),
        silent: list(ruleRow),
        basis: basisSchema,
        own: z.boolean(),
      }),
    ),
    thresholds: list(z.object({ name: text, value: text, basis: basisSchema, own: z.boolean() })),
    schemes: list(
      z.object({
        id: text,
        title: text,
        adjustable: z.boolean(),
        weights: list(z.object({ level: text, weight: text })),
        basis: basisSchema,
      }),
    ),
    healthFaults: list(z.object({ place: text, message: text, remedy: text })),
  })
  .openapi("Pack");

export const clauseSchema = z.object({ pack: text, instrument: text, article: text, text }).openapi("Clause");

/** `brief` and `meaning` are Chinese, as official terms are; `clause` is the article in the language asked for. */
export const termSchema = z
  .object({ term: text, english: text, pack: text, instrument: text, article: text, brief: text, meaning: text, clause: maybe })
  .openapi("Term");

export type PackSummary = z.infer<typeof packSummarySchema>;
export type PackView = z.infer<typeof packViewSchema>;
export type ClauseView = z.infer<typeof clauseSchema>;
export type TermView = z.infer<typeof termSchema>;
