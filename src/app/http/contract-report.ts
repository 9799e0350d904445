// A report as a page draws it: the document's blocks and the figures bound into them.
import { z } from "@hono/zod-openapi";
import { list, maybe, text } from "./contract.ts";

const cell = z.object({
  text,
  colSpan: z.number().optional(),
  rowSpan: z.number().optional(),
  align: z.enum(["left", "center", "right"]).optional(),
  bold: z.boolean().optional(),
  header: z.boolean().optional(),
  number: z.string().optional(),
  formula: z.string().optional(),
  ref: z.string().optional(),
});

const block = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("heading"),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    text,
    anchor: z.string().optional(),
  }),
  z.object({
    kind: z.literal("paragraph"),
    runs: list(z.object({ text, bold: z.boolean().optional(), ref: z.string().optional() })),
    flush: z.boolean().optional(),
    note: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("title"), lines: list(text), subtitle: z.string().optional() }),
  z.object({
    kind: z.literal("table"),
    id: text,
    caption: z.string().optional(),
    unitNote: z.string().optional(),
    widths: list(z.number()),
    headerRows: z.number(),
    repeatRow: z.number().optional(),
    rows: list(list(cell)),
  }),
  z.object({ kind: z.literal("annex-note"), names: list(text) }),
  z.object({ kind: z.literal("signature"), unit: text, day: text }),
  z.object({
    kind: z.literal("annex-start"),
    label: text,
    title: text,
    subtitle: z.string().optional(),
    landscape: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("page-break") }),
]);

export const reportSchema = z
  .object({
    document: z.object({ meta: z.object({ title: text, author: text, day: text, subject: text }), blocks: list(block) }),
    /** The bound figures that the document's `ref`s name: what each one prints and where it comes from. */
    figures: z.record(z.string(), z.object({ text, unit: maybe, source: text })),
  })
  .openapi("Report");

export type ReportView = z.infer<typeof reportSchema>;
