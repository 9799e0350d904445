// What the server and the pages say to each other of delegations. Amounts and rates are plain decimal text; unknown is null.
import { z } from "@hono/zod-openapi";
import { ACT_KINDS, EXCEPTION_KINDS } from "../../trips/index.ts";
import { basisSchema, findingSchema, receiptSchema } from "./contract.ts";

const text = z.string();
const maybe = z.string().nullable();

function list<S extends z.ZodType>(schema: S) {
  return z.array(schema).readonly();
}

/** A finding of a trip: its place is a path of the trip's content. */
const tripFinding = findingSchema.extend({
  where: z.object({ subject: text, table: z.null(), row: z.null(), column: z.null(), place: z.object({ path: text }), quote: z.null() }),
});

const costs = z.object({
  delegations: z.number(),
  spent: text,
  personDays: z.number(),
  agreements: z.number().nullable(),
  perDelegation: maybe,
  perPersonDay: maybe,
  perAgreement: maybe,
});

const chase = z.object({ what: z.enum(["report", "passports", "exception"]), due: text, daysLate: z.number() });

const limit = z.object({ limit: text, name: text, most: maybe, planned: text, used: text, left: maybe, unknown: z.number() });

const record = z.object({ person: text, departs: text, title: text, countries: list(text) });

/** Of a year that cannot be read there is no more than id, year and version. */
export const tripYearSummarySchema = z
  .object({
    id: text,
    year: z.number(),
    unit: maybe,
    example: maybe,
    /** The pack whose process its trips are approved by; null: any. */
    pack: maybe,
    delegations: z.number().nullable(),
    budget: maybe,
    spent: maybe,
    payable: maybe,
    heldBack: maybe,
    version: z.number(),
  })
  .openapi("TripYearSummary");

const delegation = z.object({
  id: text,
  /** null where the plan has no trip for it yet. */
  trip: maybe,
  title: text,
  division: maybe,
  month: maybe,
  outOfPlan: z.boolean(),
  state: text,
  stateName: text,
  departs: maybe,
  returns: maybe,
  days: z.number().nullable(),
  people: z.number().nullable(),
  countries: list(text),
  budget: maybe,
  spent: maybe,
  payable: maybe,
  heldBack: maybe,
  example: z.boolean(),
  costs: costs.nullable(),
  chases: list(chase),
  findings: z.object({ error: z.number(), warning: z.number(), hint: z.number() }),
});

const outcome = z.object({
  id: text,
  trip: maybe,
  title: text,
  example: maybe,
  indicator: maybe,
  stage: text,
  stageName: text,
  firstOn: maybe,
  realised: maybe,
  contribution: maybe,
  baseline: maybe,
  otherFactors: list(text),
  steps: list(z.object({ stage: text, on: maybe, amount: maybe, currency: text, source: maybe })),
  marks: list(z.object({ mark: text, text })),
  followUps: list(z.object({ month: text, due: text, state: z.enum(["done", "overdue", "waiting"]), found: maybe })),
  counted: z.boolean(),
});

/** What the trips of a case brought about, as known on the day of its evaluation. */
export const caseOutcomesSchema = z
  .object({
    on: text,
    /** `later`: all of it came after that day. */
    outcomes: list(outcome.extend({ yearId: text, year: z.number(), tripId: maybe, tripTitle: maybe, later: z.boolean() })),
    indicators: list(
      z.object({
        indicator: text,
        outcomes: z.number(),
        leftOut: z.number(),
        reached: z.record(text, z.number()),
        realised: text,
        /** 因素分析: what counts by how much the trips had to do with it. */
        factors: list(z.object({ name: text, outcomes: z.number(), realised: text })),
        others: list(text),
      }),
    ),
  })
  .openapi("CaseOutcomes");

/** An indicator of the case that a plan names; null where targets are free text. */
const targets = list(z.object({ id: text, name: text, level2: text })).nullable();

/** 特事特办: what was allowed, on which clause, until when, and whether it was made good. */
export const exceptionSchema = z
  .object({
    n: z.number(),
    kind: z.enum(EXCEPTION_KINDS),
    kindName: text,
    clause: text,
    grounds: text,
    document: text,
    until: maybe,
    papers: list(z.object({ paper: text, name: text, there: z.boolean() })),
    state: z.enum(["open", "completed", "overdue"]),
    byName: text,
    on: text,
  })
  .openapi("TripException");

export const tripYearSchema = tripYearSummarySchema
  .extend({
    ...{ unit: text, delegations: z.number(), budget: text, spent: text, payable: text, heldBack: text },
    limits: list(limit),
    rows: list(delegation),
    findings: list(tripFinding),
    records: list(record),
    outcomes: list(outcome),
    /** 特事特办登记簿. */
    exceptions: list(exceptionSchema.extend({ trip: text, title: text })),
    benefits: z.object({
      outcomes: z.number(),
      realised: text,
      leftOut: z.number(),
      reached: z.record(text, z.number()),
    }),
    costs,
    on: text,
    /** The case that the plan names, where it is there for this year. */
    caseId: maybe,
    targets,
    mayRevise: z.boolean(),
    /** As they are written, for whoever may change them; null for others. */
    written: z.object({ plan: z.unknown(), outcomes: z.unknown() }).nullable(),
  })
  .openapi("TripYear");

const actSchema = z
  .object({
    n: z.number(),
    agreed: z.boolean(),
    byName: text,
    on: text,
    document: maybe,
    opinion: maybe,
    amount: maybe,
    votes: z.object({ agreed: z.number(), against: z.number(), abstained: z.number() }).nullable(),
  })
  .openapi("TripAct");

const tripLine = z.object({
  kind: text,
  what: text,
  title: maybe,
  place: maybe,
  rank: maybe,
  nature: text,
  rate: maybe,
  share: text,
  units: z.number().nullable(),
  unit: text,
  people: z.number().nullable(),
  foreign: z.object({ amount: text, currency: text }).nullable(),
  exchange: z.object({ rate: text, on: maybe, source: maybe }).nullable(),
  amount: maybe,
  allowed: z.object({ min: text, max: text }).nullable(),
  answer: text,
  why: maybe,
  notes: list(text),
  basis: list(basisSchema),
  trace: receiptSchema,
});

const settlement = z.object({
  status: text,
  statusName: text,
  committed: maybe,
  papers: maybe,
  allowed: maybe,
  payable: text,
  refused: maybe,
  heldBack: text,
  released: maybe,
  exception: maybe,
  missingPapers: list(z.object({ paper: text, name: text })),
  lines: list(
    z.object({
      kind: text,
      what: text,
      leg: maybe,
      budget: maybe,
      papers: maybe,
      standard: maybe,
      asSpent: z.boolean(),
      overBudget: maybe,
      overStandard: maybe,
      allowed: maybe,
      reason: text,
      why: text,
      basis: list(basisSchema),
    }),
  ),
});

const difference = z.object({
  method: text,
  budget: text,
  actual: text,
  difference: text,
  factors: list(z.object({ factor: text, name: text, before: text, after: text, effect: text })),
});

export const tripViewSchema = z
  .object({
    id: text,
    yearId: text,
    pack: maybe,
    itemId: text,
    version: z.number(),
    updatedAt: text,
    /** The trip as it is written, for the editor. */
    content: z.unknown(),
    /** The public JSON of `trip price`. */
    trip: z.looseObject({
      title: text,
      example: maybe,
      total: maybe,
      decided: text,
      departs: text,
      returns: text,
      days: z.number(),
      people: z.number(),
      lines: list(tripLine),
      settlement: settlement.nullable(),
      difference: difference.nullable(),
      findings: list(tripFinding),
    }),
    acts: list(z.object({ kind: z.enum(ACT_KINDS), name: text, latest: actSchema.nullable(), stands: z.boolean() })),
    history: list(actSchema.extend({ kind: z.enum(ACT_KINDS), name: text })),
    /** The matter in which it is decided; null where it was not begun. */
    flow: z.object({ id: text, node: text, outcome: maybe }).nullable(),
    exceptions: list(exceptionSchema),
    /** What may be left to come later. */
    exceptable: list(z.object({ paper: text, name: text })),
    records: list(record),
    papers: list(text),
    targets,
    mayRevise: z.boolean(),
    mayExcept: z.boolean(),
  })
  .openapi("Trip");

export const addYearInputSchema = z.object({ year: z.number().int().min(2000).max(2100) });
export const addTripInputSchema = z.object({ itemId: text.min(1).max(80), content: z.unknown(), note: text.max(400).default("") });
export const reviseTripInputSchema = z.object({ version: z.number().int().min(1), content: z.unknown(), note: text.max(400).default("") });
export const reviseYearInputSchema = z.object({
  version: z.number().int().min(1),
  plan: z.unknown().optional(),
  outcomes: z.unknown().optional(),
  note: text.max(400).default(""),
});
export const savedYearSchema = z.object({ version: z.number() });
export const savedTripSchema = z.object({ id: text, version: z.number() });

const filled = text.trim().min(1).max(500);
export const exceptionInputSchema = z.object({
  version: z.number().int().min(1),
  kind: z.enum(EXCEPTION_KINDS),
  clause: filled,
  grounds: filled,
  document: filled,
  until: text
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
  papers: z.array(text.max(40)).max(20).default([]),
});

/** The parsed files of every instrument on trips: a page prices by them where there is no server. */
export const tripStandardsSchema = list(z.record(text, z.unknown()));

export type TripYearSummary = z.infer<typeof tripYearSummarySchema>;
export type TripYearView = z.infer<typeof tripYearSchema>;
export type CaseOutcomesView = z.infer<typeof caseOutcomesSchema>;
export type TripView = z.infer<typeof tripViewSchema>;
export type TripExceptionView = z.infer<typeof exceptionSchema>;
