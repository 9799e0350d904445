// A published table or report as it was printed: text as it stands, nothing computed. A dossier keeps one beside its
// facts, the reader of published documents makes the same shape, and the checks compare both with what follows from them.
import { z } from "zod";
import { dayText, filledText } from "../kernel/index.ts";

const asPrinted = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === "" ? null : text.trim()));
const place = z
  .string()
  .optional()
  .transform((text) => text ?? null);

const fundRow = z.strictObject({
  row: filledText,
  initial: asPrinted,
  revised: asPrinted,
  executed: asPrinted,
  weight: asPrinted,
  rate: asPrinted,
  score: asPrinted,
});

const indicatorRow = z.strictObject({
  /** The dossier's indicator that the row stands for, where it does. */
  id: z
    .string()
    .optional()
    .transform((text) => text ?? null),
  level1: filledText,
  level2: filledText,
  level3: filledText,
  target: asPrinted,
  actual: asPrinted,
  weight: asPrinted,
  score: asPrinted,
  reason: asPrinted,
});

const printedTableSchema = z.strictObject({
  title: filledText,
  place,
  moneyUnit: z.enum(["元", "万元"]),
  funds: z.array(fundRow),
  goal: asPrinted,
  goalAchieved: asPrinted,
  indicators: z.array(indicatorRow),
  total: z.strictObject({ weight: asPrinted, score: asPrinted }).optional(),
  grade: asPrinted,
});

const detailTableSchema = z.strictObject({
  id: filledText,
  title: filledText,
  place,
  moneyUnit: z.enum(["元", "万元"]),
  rows: z.array(
    z.strictObject({ no: filledText, name: filledText, division: asPrinted, budget: asPrinted, spent: asPrinted, rate: asPrinted }),
  ),
  totals: z.strictObject({ budget: asPrinted, spent: asPrinted, rate: asPrinted }),
});

const scoreTableSchema = z.strictObject({
  title: filledText,
  place,
  rows: z.array(z.strictObject({ level1: filledText, level2: filledText, weight: asPrinted, score: asPrinted })),
  total: z.strictObject({ weight: asPrinted, score: asPrinted }),
});

/**
 * A sentence of the published text and what it claims, so that it can be held against the facts. `quote` is a short
 * excerpt (a figure with the words around it), never a passage.
 */
const statementSchema = z.discriminatedUnion("claims", [
  /** Money said to have been appropriated this year. */
  z.strictObject({ quote: filledText, place, claims: z.literal("appropriated"), amount: filledText }),
  /** An execution rate, with the amounts it divides where the text gives them. */
  z.strictObject({
    quote: filledText,
    place,
    claims: z.literal("execution-rate"),
    rate: filledText,
    spent: asPrinted,
    budget: asPrinted,
    name: filledText,
  }),
  /** What an indicator's text says was planned and done, by period, and the points it takes. */
  z.strictObject({
    quote: filledText,
    place,
    claims: z.literal("completion"),
    indicator: filledText,
    planned: z.array(filledText).optional(),
    done: z.array(filledText).optional(),
    rate: asPrinted,
    deviation: asPrinted,
    deducted: asPrinted,
    reason: asPrinted,
  }),
  /** A satisfaction figure, as a rate or as a score out of 100; `answers` are the valid ones that the text counts. */
  z.strictObject({
    quote: filledText,
    place,
    claims: z.literal("satisfaction"),
    indicator: filledText,
    rate: asPrinted,
    score: asPrinted,
    answers: asPrinted,
  }),
  /** A benefit the text claims for the project. */
  z.strictObject({
    quote: filledText,
    place,
    claims: z.literal("benefit"),
    indicator: filledText,
    date: asPrinted,
    amount: asPrinted,
    baseline: asPrinted,
    linkedTo: asPrinted,
  }),
  /** The total and grade the text gives. */
  z.strictObject({ quote: filledText, place, claims: z.literal("conclusion"), score: asPrinted, grade: asPrinted }),
  /** A reference to an instrument, with its number as printed. */
  z.strictObject({ quote: filledText, place, claims: z.literal("instrument"), number: filledText }),
]);

/** What the published report printed. */
export const printedDocumentSchema = z.strictObject({
  title: filledText,
  issuer: filledText,
  signedOn: dayText,
  table: printedTableSchema.optional(),
  details: z
    .array(detailTableSchema)
    .optional()
    .transform((list) => list ?? []),
  scoreTables: z
    .array(scoreTableSchema)
    .optional()
    .transform((list) => list ?? []),
  statements: z
    .array(statementSchema)
    .optional()
    .transform((list) => list ?? []),
  sections: z
    .array(filledText)
    .optional()
    .transform((list) => list ?? []),
  annexes: z
    .array(filledText)
    .optional()
    .transform((list) => list ?? []),
});

export type PrintedDocument = z.output<typeof printedDocumentSchema>;
export type PrintedTable = z.output<typeof printedTableSchema>;
export type PrintedDetailTable = z.output<typeof detailTableSchema>;
export type PrintedScoreTable = z.output<typeof scoreTableSchema>;
