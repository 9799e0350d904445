// What the pages know of the server about exports of treasury and accounting systems, and the parking list. Amounts are plain decimals
// in 元.
import { z } from "@hono/zod-openapi";
import { EXPORT_FIELDS } from "../../ledger/index.ts";
import { EXPORT_UNITS } from "../messages/ledger-text.ts";

const text = z.string();
const amount = text;
const name = text.trim().min(1).max(200);
const seq = z.number().int().positive();
const version = z.number().int().nonnegative();

const columnMappingSchema = z.strictObject({
  sheet: name.nullable(),
  headingRow: z.number().int().positive(),
  columns: z.partialRecord(z.enum(EXPORT_FIELDS), z.number().int().nonnegative().max(500)),
  unit: z.enum(EXPORT_UNITS),
  numbering: z.enum(["year", "month"]),
  severalLines: z.boolean(),
  project: name.nullable(),
});

export const setColumnsInputSchema = columnMappingSchema.extend({ version });
export const postExportInputSchema = z.strictObject({ complete: z.boolean(), version });

export const ledgerImportSchema = z
  .object({
    id: text,
    /** How often people changed it. */
    version: z.number(),
    sourceName: text,
    fileName: text,
    size: z.number(),
    sha256: text,
    status: z.enum(["uploaded", "staging", "staged", "posted", "failed", "discarded"]),
    /** What is under way, and the number of the last row done. */
    progress: z.object({ step: z.enum(["waiting", "staging", "posting"]), row: z.number() }).nullable(),
    rows: z.number(),
    refused: z.number(),
    otherProjects: z.number(),
    amount,
    faults: z.array(z.object({ message: text, place: text })).readonly(),
    outcome: z.object({ posted: z.number(), matched: z.number(), parked: z.number() }).nullable(),
    byName: text,
    createdAt: text,
    postedAt: text.nullable(),
  })
  .openapi("LedgerImport");

export const uploadedExportSchema = z.object({ importId: text, known: z.boolean() });

export const exportColumnsSchema = z.object({
  sheets: z.array(z.object({ name: text, visibility: z.enum(["visible", "hidden", "very-hidden"]) })).readonly(),
  encoding: text.nullable(),
  origin: z.enum(["set", "kept", "guessed"]),
  mapping: columnMappingSchema.nullable(),
  missing: z.array(z.enum(["voucher", "day", "amount"])).readonly(),
  headings: z.array(z.object({ column: z.number(), text, field: text.nullable() })).readonly(),
  firstRows: z.array(z.object({ number: z.number(), cells: z.array(text.nullable()).readonly() })).readonly(),
});

const match = z.enum(["matched", "missing-here", "amount-differs", "date-differs"]);
export const exportRowSchema = z.object({
  row: z.number(),
  match,
  voucher: text,
  day: text,
  amount,
  economicClass: text.nullable(),
  payee: text.nullable(),
  summary: text.nullable(),
  slice: text.nullable(),
  seq: seq.nullable(),
  hereDay: text.nullable(),
  hereAmount: amount.nullable(),
});

export const reconciliationSchema = z.object({
  counts: z.array(z.object({ match, rows: z.number(), amount })).readonly(),
  missingThere: z.array(z.object({ seq, voucher: text, day: text, amount })).readonly(),
  refused: z.array(z.object({ row: z.number(), faults: z.array(text).readonly() })).readonly(),
  /** Totals the file prints, and whether its rows add up to them. */
  totals: z.array(z.object({ row: z.number(), label: text, amount: amount.nullable() })).readonly(),
});
export const exportRowsSchema = z.object({ rows: z.array(exportRowSchema).readonly(), next: z.number().nullable() });

export const parkedSchema = z
  .object({
    n: z.number(),
    importId: text,
    kind: z.enum(["slice-unknown", "refused", "needs-exception", "amount-differs", "date-differs", "missing-there"]),
    why: z.array(text).readonly(),
    seq: seq.nullable(),
    row: z
      .object({
        row: z.number(),
        voucher: text,
        day: text,
        amount,
        payee: text.nullable(),
        summary: text.nullable(),
        slice: text.nullable(),
      })
      .nullable(),
    outcome: z
      .object({ outcome: z.enum(["posted", "corrected", "kept"]), reason: text, seq: seq.nullable(), byName: text, at: text })
      .nullable(),
  })
  .openapi("ParkedItem");

export const settleInputSchema = z.strictObject({
  outcome: z.enum(["posted", "corrected", "kept"]),
  reason: text.trim().min(1).max(1000),
  slice: name.nullable().default(null),
  exceptions: z.array(name).max(50).default([]),
});

export type LedgerImportView = z.output<typeof ledgerImportSchema>;
export type ExportColumnsView = z.output<typeof exportColumnsSchema>;
export type ReconciliationView = z.output<typeof reconciliationSchema>;
export type ExportRowView = z.output<typeof exportRowSchema>;
export type ParkedView = z.output<typeof parkedSchema>;
