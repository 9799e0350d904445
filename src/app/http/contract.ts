// What the server and the browser say to each other: every response's shape, as a schema the tests parse with and as a
// type the pages are built on. Amounts, points and rates are plain decimal text; unknown is null, never 0 or "".
import { z } from "@hono/zod-openapi";

const text = z.string();
const maybe = z.string().nullable();

function list<S extends z.ZodType>(schema: S) {
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

export const itemSchema = z
  .object({
    id: text,
    level1: text,
    level2: text,
    level3: text,
    weight: maybe,
    score: maybe,
    suggested: maybe,
    allowed: z.object({ min: text, max: text }).nullable(),
    recorded: z.object({ score: text, by: maybe, reason: maybe, paper: maybe }).nullable(),
    origin: z.enum(["rule", "judgement", "override", "unknown"]),
    answer: z.enum(["decided", "bounded", "missing", "silent"]),
    met: z.boolean().nullable(),
    method: text,
    basis: list(basisSchema),
    trace: receiptSchema,
  })
  .openapi("Item");

/** The public evaluation of one case under one pack, with what a page needs beside it. */
export const evaluationSchema = z
  .object({
    project: text,
    year: z.number(),
    pack: text,
    packTitle: text,
    packNumber: text,
    replay: z.boolean(),
    inForce: z.boolean(),
    note: maybe,
    illustration: z.boolean(),
    score: maybe,
    grade: maybe,
    suggestedTotal: maybe,
    totalTrace: receiptSchema,
    gradeTrace: receiptSchema,
    totalBasis: list(basisSchema),
    gradeBasis: list(basisSchema),
    bands: list(z.object({ grade: text, from: text, to: text, closed: z.boolean() })),
    levels: list(z.object({ id: text, level1: text, weight: maybe, score: maybe })),
    sensitivity: z
      .object({
        nextGrade: z.object({ grade: text, distance: text }).nullable(),
        margin: maybe,
        losses: list(z.object({ id: text, lost: text })),
      })
      .nullable(),
    items: list(itemSchema),
    notApplicable: list(z.object({ id: text, level1: text, level2: text, level3: text, why: text })),
    findings: list(findingSchema),
    failures: list(z.unknown()),
    /** Whether the pack asks if the project is completed, and what the dossier answers. */
    asksCompleted: z.boolean(),
    completed: z.boolean().nullable(),
    completedInDossier: z.boolean().nullable(),
  })
  .openapi("Evaluation");

const findingCounts = z.object({ error: z.number(), warning: z.number(), hint: z.number() });

export const caseSummarySchema = z
  .object({
    id: text,
    name: text,
    year: z.number(),
    unit: text,
    department: text,
    pack: text,
    packNumber: text,
    origin: z.enum(["example", "import"]),
    version: z.number(),
    updatedAt: text,
    score: maybe,
    grade: maybe,
    executionRate: maybe,
    /** How many facts a corrected case changed; 0 for a case as it was. */
    corrections: z.number(),
    findings: findingCounts,
  })
  .openapi("CaseSummary");

/** An amount or rate with what it was divided by, so that no rate stands without its denominator. */
const namedRate = z.object({ id: text, rate: text, part: text, whole: text });

const fundRow = z.object({
  id: z.enum(["total", "current", "carryOver", "other"]),
  initial: maybe,
  revised: maybe,
  executed: maybe,
  rate: maybe,
  sources: z.object({ initial: maybe, revised: maybe, executed: maybe }),
});

export const caseViewSchema = z
  .object({
    id: text,
    version: z.number(),
    origin: z.enum(["example", "import"]),
    updatedAt: text,
    project: z.object({ name: text, year: z.number(), department: text, unit: text, completed: z.boolean().nullable(), nature: maybe }),
    pack: text,
    moneyUnit: text,
    evaluation: z.object({ kind: text, signedOn: text, signedBy: text, methods: list(text), standards: list(text) }),
    basis: list(z.object({ title: text, number: maybe, issuer: maybe })),
    goals: z.object({ overall: maybe, achieved: maybe, stages: list(text) }).nullable(),
    funds: z.object({ rows: list(fundRow), received: maybe, explanation: maybe, corrective: maybe, rates: list(namedRate) }),
    subprojects: z.object({
      rows: list(
        z.object({
          no: text,
          name: text,
          division: text,
          budget: maybe,
          spent: maybe,
          rate: maybe,
          over: maybe,
          forYear: z.number().nullable(),
          forYearReason: maybe,
          exception: z.object({ reason: text, approvedBy: text, document: text }).nullable(),
          sources: z.object({ budget: maybe, spent: maybe }),
        }),
      ),
      budget: maybe,
      spent: maybe,
      rate: maybe,
      unallocated: maybe,
    }),
    indicators: list(
      z.object({
        id: text,
        level1: text,
        level2: text,
        level3: text,
        weight: maybe,
        target: text,
        actual: text,
        source: maybe,
        grounds: maybe,
        deviation: maybe,
        corrective: maybe,
        notApplicable: maybe,
        owner: maybe,
        evidence: list(z.object({ id: text, title: text, kind: text })),
        claims: list(z.object({ text, amount: maybe, baseline: maybe, date: maybe, linkedTo: list(text), source: maybe })),
      }),
    ),
    surveys: list(
      z.object({
        indicator: text,
        respondents: text,
        relation: z.enum(["insiders", "beneficiaries", "public"]),
        population: z.number().nullable(),
        issued: z.number().nullable(),
        returned: z.number().nullable(),
        valid: z.number().nullable(),
        satisfied: z.number().nullable(),
        score: maybe,
        source: maybe,
      }),
    ),
    corrections: list(z.object({ path: text, was: text, now: text, because: text })),
    hasPublished: z.boolean(),
  })
  .openapi("Case");

const comparedCell = z.object({
  score: maybe,
  weight: maybe,
  suggested: maybe,
  origin: itemSchema.shape.origin,
  answer: itemSchema.shape.answer,
  /** More or fewer points than under the case's own pack; null where one of the two is unknown. */
  difference: maybe,
});

export const comparisonSchema = z
  .object({
    columns: list(
      z.object({
        key: text,
        pack: text,
        title: text,
        number: text,
        completed: z.boolean().nullable(),
        own: z.boolean(),
        inForce: z.boolean(),
        illustration: z.boolean(),
        note: maybe,
        score: maybe,
        grade: maybe,
        difference: maybe,
        /** The cap on the total, where one was applied: the receipt's own expression. */
        cap: maybe,
      }),
    ),
    rows: list(
      z.object({ id: text, level1: text, level2: text, level3: text, cells: list(comparedCell.nullable()), differs: z.boolean() }),
    ),
  })
  .openapi("Comparison");

const comparedText = z.object({ printed: maybe, follows: maybe, verdict: z.enum(["same", "differs", "absent", "unchecked"]) });

export const publishedSchema = z
  .object({
    title: text,
    issuer: text,
    signedOn: text,
    total: comparedText,
    grade: comparedText,
    funds: list(
      z.object({
        row: text,
        subject: text,
        initial: comparedText,
        revised: comparedText,
        executed: comparedText,
        rate: comparedText,
        score: comparedText,
      }),
    ),
    indicators: list(
      z.object({
        row: text,
        level2: text,
        subject: text,
        target: comparedText,
        actual: comparedText,
        weight: comparedText,
        score: comparedText,
        reason: maybe,
      }),
    ),
    details: list(
      z.object({
        id: text,
        title: text,
        place: maybe,
        subject: text,
        rows: list(z.object({ no: text, name: text, budget: comparedText, spent: comparedText, rate: comparedText })),
        totals: z.object({ budget: comparedText, spent: comparedText, rate: comparedText }),
      }),
    ),
    statements: list(z.object({ quote: text, place: maybe, claims: text, subject: text, findings: list(text) })),
  })
  .openapi("Published");

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

export const savedSchema = z.object({ id: text, version: z.number(), name: text }).openapi("Saved");
export const healthSchema = z.object({ status: z.literal("ok"), cases: z.number(), packs: z.number() }).openapi("Health");

export type Basis = z.infer<typeof basisSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
export type FindingView = z.infer<typeof findingSchema>;
export type Item = z.infer<typeof itemSchema>;
export type EvaluationView = z.infer<typeof evaluationSchema>;
export type CaseSummaryView = z.infer<typeof caseSummarySchema>;
export type CaseView = z.infer<typeof caseViewSchema>;
export type ComparisonView = z.infer<typeof comparisonSchema>;
export type PublishedView = z.infer<typeof publishedSchema>;
export type ComparedText = z.infer<typeof comparedText>;
export type ReportView = z.infer<typeof reportSchema>;
export type PackSummary = z.infer<typeof packSummarySchema>;
export type PackView = z.infer<typeof packViewSchema>;
export type ClauseView = z.infer<typeof clauseSchema>;
export type TermView = z.infer<typeof termSchema>;
export type Problem = z.infer<typeof problemSchema>;
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
export type Saved = z.infer<typeof savedSchema>;
