// What the server and the browser say to each other: every response's shape, as a schema the tests parse with and as a
// type the pages are built on. Here what all areas share; each area has its own beside it. Amounts, points and rates are plain
// decimal text; unknown is null, never 0 or "".
import { z } from "@hono/zod-openapi";

export const text = z.string();
export const maybe = z.string().nullable();

export function list<S extends z.ZodType>(schema: S) {
  return z.array(schema).readonly();
}

/** Where a rule stands: an article of an instrument, or a declared default of a pack that is not law. */
export const basisSchema = z.object({ instrument: text, article: maybe, pack: text, default: maybe }).openapi("Basis");

export const receiptSchema = z
  .object({
    formula: text,
    basis: list(text),
    inputs: list(z.object({ name: text, value: text, unit: maybe, source: maybe })),
    steps: list(z.object({ what: text, expression: text, result: text })),
    rounding: maybe,
    result: maybe,
  })
  .openapi("Receipt");

export const findingSchema = z
  .object({
    code: text,
    severity: z.enum(["error", "warning", "hint"]),
    message: text,
    where: z.object({ subject: text, table: maybe, row: maybe, column: maybe, place: maybe, quote: maybe }),
    printed: maybe,
    expected: maybe,
    formula: maybe,
    basis: list(basisSchema),
    remedy: text,
  })
  .openapi("Finding");

export const findingCounts = z.object({ error: z.number(), warning: z.number(), hint: z.number() });

export const problemSchema = z
  .object({
    type: text,
    title: text,
    status: z.number(),
    code: text,
    detail: text,
    remedy: text,
    reference: z.string().optional(),
    faults: list(
      z.object({
        code: text,
        message: text,
        remedy: text,
        place: text,
        file: maybe,
        sheet: maybe,
        cell: maybe,
        line: z.number().nullable(),
        path: maybe,
      }),
    ),
  })
  .openapi("Problem");

export const savedSchema = z.object({ id: text, version: z.number(), name: text }).openapi("Saved");

export const healthSchema = z.object({ status: z.literal("ok"), cases: z.number(), packs: z.number() }).openapi("Health");

export type Basis = z.infer<typeof basisSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
export type FindingView = z.infer<typeof findingSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type Saved = z.infer<typeof savedSchema>;
