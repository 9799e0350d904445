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
export type Saved = z.infer<typeof savedSchema>;
