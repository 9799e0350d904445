// What the pages know of audits: batches, documents with what was read in them, originals page by page, corrections.
import { z } from "@hono/zod-openapi";
import { findingCounts, findingSchema, list, maybe, text } from "./contract.ts";

/** One audit batch in numbers. Amounts here and below are 万元: of all documents read, and of those with an error. */
export const auditBatchSchema = z
  .object({
    id: text,
    name: text,
    pack: maybe,
    createdAt: text,
    documents: z.number(),
    waiting: z.number(),
    running: z.number(),
    done: z.number(),
    failed: z.number(),
    passed: z.number(),
    /** Of the documents read; null while there are none. */
    passRate: maybe,
    findings: findingCounts,
    amount: maybe,
    amountWithErrors: maybe,
  })
  .openapi("AuditBatch");

export const auditStatusSchema = z.enum(["waiting", "running", "done", "failed"]);

const documentKind = z.enum(["self-eval-table", "report", "dept-overall", "transfer-payment", "bureau", "other"]);

/** Why a document could not be read. */
const auditProblem = z.object({ code: text, message: text, remedy: text });

export const auditRowSchema = z
  .object({
    n: z.number(),
    file: text,
    size: z.number(),
    status: auditStatusSchema,
    problem: auditProblem.nullable(),
    kind: documentKind.nullable(),
    project: maybe,
    department: maybe,
    year: z.number().nullable(),
    total: maybe,
    grade: maybe,
    pack: maybe,
    findings: findingCounts,
    codes: list(text),
    amount: maybe,
    corrections: z.number(),
  })
  .openapi("AuditRow");

export const auditSchema = z
  .object({
    batch: auditBatchSchema,
    /** Codes found, those with most errors first. */
    byCode: list(z.object({ code: text, errors: z.number(), warnings: z.number(), hints: z.number(), documents: z.number() })),
    byDepartment: list(
      z.object({ department: maybe, documents: z.number(), withErrors: z.number(), errors: z.number(), amountWithErrors: maybe }),
    ),
    /** The documents that answer to the filters, one page of them. */
    total: z.number(),
    documents: list(auditRowSchema),
  })
  .openapi("Audit");

/** Where something stands in the original: its page of the original, the block or cell, and the characters in it. */
const sourceSpot = z.object({
  page: z.number(),
  anchor: text,
  from: z.number().nullable(),
  to: z.number().nullable(),
});

const readCell = z.object({
  path: text,
  address: text,
  confidence: z.enum(["certain", "likely", "doubtful"]),
  spot: sourceSpot.nullable(),
});

const fundCells = z.object({
  row: text,
  initial: maybe,
  revised: maybe,
  executed: maybe,
  weight: maybe,
  rate: maybe,
  score: maybe,
});

const indicatorCells = z.object({
  level1: text,
  level2: text,
  level3: text,
  target: maybe,
  actual: maybe,
  weight: maybe,
  score: maybe,
  reason: maybe,
  scoreRows: z.number(),
});

export const auditTableSchema = z.object({
  title: maybe,
  project: maybe,
  department: maybe,
  unit: maybe,
  year: z.number().nullable(),
  moneyUnit: maybe,
  funds: list(fundCells),
  goal: maybe,
  goalAchieved: maybe,
  indicators: list(indicatorCells),
  total: z.object({ weight: maybe, score: maybe }),
  grade: maybe,
  columns: z.object({ funds: list(text), indicators: list(text) }),
  cells: list(readCell),
});

export const correctionSchema = z.object({
  seq: z.number(),
  table: z.number(),
  path: text,
  was: maybe,
  now: maybe,
  by: text,
  at: text,
  undone: z.object({ by: text, at: text }).nullable(),
});

/** A finding with its place in the read table and in the original. */
const placedFinding = findingSchema.extend({
  table: z.number().nullable(),
  path: maybe,
  spot: sourceSpot.nullable(),
});

/** One audited document: everything but the original itself, which comes page by page. */
export const auditDocumentSchema = z
  .object({
    batch: z.object({ id: text, name: text }),
    row: auditRowSchema,
    /** Of the documents before and after it in the batch. */
    previous: z.number().nullable(),
    next: z.number().nullable(),
    format: maybe,
    title: maybe,
    issuer: maybe,
    signedOn: maybe,
    packNumber: maybe,
    notes: list(z.object({ code: text, found: text, spot: sourceSpot.nullable() })),
    /** Pages of the original; 0 until it is read. */
    pages: z.number(),
    tables: list(auditTableSchema),
    details: list(
      z.object({
        title: text,
        moneyUnit: text,
        rows: list(
          z.object({ no: text, name: text, division: maybe, budget: maybe, spent: maybe, rate: maybe, spot: sourceSpot.nullable() }),
        ),
        totals: z.object({ budget: maybe, spent: maybe, rate: maybe }),
      }),
    ),
    scoreTables: list(
      z.object({
        title: text,
        rows: list(z.object({ level1: text, level2: text, weight: maybe, score: maybe, spot: sourceSpot.nullable() })),
        total: z.object({ weight: maybe, score: maybe }),
      }),
    ),
    statements: list(z.object({ claims: text, quote: text, spot: sourceSpot.nullable() })),
    findings: list(placedFinding),
    corrections: list(correctionSchema),
    /** How often it was corrected, or a correction taken back. */
    version: z.number(),
  })
  .openapi("AuditDocument");

const sourceCell = z.object({
  row: z.number(),
  column: z.number(),
  rowSpan: z.number(),
  columnSpan: z.number(),
  text,
  address: text,
  doubtful: z.boolean(),
});

/** A page of the original: its lines and tables in reading order; a long table is parted between rows. */
export const sourcePageSchema = z
  .object({
    page: z.number(),
    pages: z.number(),
    blocks: list(
      z.discriminatedUnion("kind", [
        z.object({
          kind: z.literal("text"),
          text,
          address: text,
          heading: z.number().nullable(),
          doubtful: z.boolean(),
          printedPage: z.number().nullable(),
        }),
        z.object({
          kind: z.literal("table"),
          address: text,
          sheet: maybe,
          printedPage: z.number().nullable(),
          /** Rows of the table shown here, from 0, the end excluded; and how many it has in all. */
          fromRow: z.number(),
          toRow: z.number(),
          rows: z.number(),
          columns: z.number(),
          cells: list(sourceCell),
        }),
      ]),
    ),
  })
  .openapi("SourcePage");

export const correctionInputSchema = z.object({
  table: z.number().int().min(0).max(10_000),
  path: z.string().min(1).max(120),
  /** Null empties the cell. */
  value: z.string().max(20_000).nullable(),
  /** The document's as it was looked at; the correction is refused where somebody has corrected the cell since. */
  version: z.number().int().min(0).optional(),
});

export const takenInSchema = z.object({ id: text, name: text, documents: z.number() }).openapi("TakenIn");

export type AuditBatchView = z.infer<typeof auditBatchSchema>;
export type AuditView = z.infer<typeof auditSchema>;
export type AuditRow = z.infer<typeof auditRowSchema>;
export type AuditDocumentView = z.infer<typeof auditDocumentSchema>;
export type AuditTableView = z.infer<typeof auditTableSchema>;
export type AuditFindingView = AuditDocumentView["findings"][number];
export type CorrectionView = z.infer<typeof correctionSchema>;
export type CorrectionInput = z.infer<typeof correctionInputSchema>;
export type SourcePageView = z.infer<typeof sourcePageSchema>;
export type SourceSpot = z.infer<typeof sourceSpot>;
export type TakenIn = z.infer<typeof takenInSchema>;
