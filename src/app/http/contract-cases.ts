// What the pages know of cases: the list, a case, its evaluation, its comparison under other packs, the document it was published with.
import { z } from "@hono/zod-openapi";
import { basisSchema, findingCounts, findingSchema, list, maybe, receiptSchema, savedSchema, text } from "./contract.ts";

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
    /** How many facts a corrected case changed; 0 for a case as it was, null where the rules of today cannot read it. */
    corrections: z.number().nullable(),
    findings: findingCounts.nullable(),
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

const listedProject = { number: text, name: text, year: z.number() };
/** What an upload of many projects would make. `budget` in 万元. */
export const projectPlanSchema = z
  .object({
    projects: list(z.object({ ...listedProject, pack: text, unitName: text, indicators: z.number(), budget: maybe, errors: z.number() })),
    skipped: list(z.object(listedProject)),
  })
  .openapi("ProjectPlan");
export const importedProjectsSchema = z.object({ saved: list(savedSchema), skipped: z.number() }).openapi("ImportedProjects");

export type Item = z.infer<typeof itemSchema>;
export type EvaluationView = z.infer<typeof evaluationSchema>;
export type CaseSummaryView = z.infer<typeof caseSummarySchema>;
export type CaseView = z.infer<typeof caseViewSchema>;
export type ComparisonView = z.infer<typeof comparisonSchema>;
export type PublishedView = z.infer<typeof publishedSchema>;
export type ComparedText = z.infer<typeof comparedText>;
export type ProjectPlanView = z.infer<typeof projectPlanSchema>;
export type ImportedProjectsView = z.infer<typeof importedProjectsSchema>;
