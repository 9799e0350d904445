// The shape of a dossier: everything known of one project-year, each fact with its source. Amounts are in the
// dossier's money unit; anything unknown is left out or written "—", and stays unknown.
import { z } from "zod";
import {
  amountText,
  countText,
  dayText,
  decimalText,
  filledText,
  type MoneyUnit,
  orUnknown,
  pointsText,
  shareText,
  yesNoText,
} from "../kernel/index.ts";
import { printedDocumentSchema } from "./printed-document.ts";

const optionalText = orUnknown(filledText);

function listOf<S extends z.ZodType>(schema: S) {
  return z
    .array(schema)
    .optional()
    .transform((list): z.output<S>[] => list ?? []);
}

/** A fact written plainly, or as `{value, source}`. */
function sourced<S extends z.ZodType>(schema: S) {
  const plain = orUnknown(schema);
  const withSource = z.strictObject({ value: orUnknown(schema), source: optionalText });
  return z
    .union([withSource, plain.transform((value) => ({ value, source: null as string | null }))])
    .optional()
    .transform((fact) => fact ?? { value: null, source: null });
}

function fundsSchema(unit: MoneyUnit) {
  const amount = sourced(amountText(unit));
  const row = z.strictObject({ initial: amount, revised: amount, executed: amount });
  return z.strictObject({
    current: row,
    carryOver: row.optional(),
    other: row.optional(),
    /** 实际到位资金, the denominator of a department's or finance bureau's evaluation. */
    received: amount,
    /** 预算执行率's weight where it is not the scheme's. */
    weight: orUnknown(pointsText),
    /** Why a low rate is low, and what is done about it. */
    explanation: optionalText,
    corrective: optionalText,
  });
}

const target = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("at-least"), value: decimalText, unit: filledText }),
  z.strictObject({ kind: z.literal("at-most"), value: decimalText, unit: filledText }),
  z.strictObject({ kind: z.literal("equal"), value: decimalText, unit: filledText }),
  z.strictObject({ kind: z.literal("band"), value: decimalText, tolerance: shareText, unit: filledText }),
  z.strictObject({
    kind: z.literal("periods"),
    periods: z.array(z.strictObject({ name: filledText, value: decimalText })).min(1),
    unit: filledText,
  }),
  z.strictObject({ kind: z.literal("milestones"), milestones: z.array(z.strictObject({ name: filledText, due: dayText })).min(1) }),
  z.strictObject({ kind: z.literal("yes-no"), text: filledText }),
  z.strictObject({ kind: z.literal("tier"), text: filledText }),
  z.strictObject({ kind: z.literal("occurrences"), text: filledText, perOccurrence: pointsText, allowed: orUnknown(countText) }),
  z.strictObject({ kind: z.literal("satisfaction"), value: shareText }),
]);

const actual = z.strictObject({
  value: orUnknown(decimalText),
  unit: optionalText,
  periods: z.array(z.strictObject({ name: filledText, value: orUnknown(decimalText) })).optional(),
  milestones: z.array(z.strictObject({ name: filledText, done: orUnknown(dayText) })).optional(),
  met: orUnknown(yesNoText),
  tier: optionalText,
  /** Why the tier was chosen; a graded judgement without grounds is none. */
  grounds: optionalText,
  occurrences: orUnknown(countText),
  rate: orUnknown(shareText),
  source: optionalText,
});

const recordedScore = z.strictObject({
  score: pointsText,
  by: optionalText,
  reason: optionalText,
  paper: optionalText,
  selfScore: orUnknown(pointsText),
});

const claim = z.strictObject({
  text: filledText,
  amount: optionalText,
  baseline: optionalText,
  date: orUnknown(dayText),
  /** Sub-project numbers the benefit is traced to. */
  linkedTo: listOf(filledText),
  otherFactors: optionalText,
  source: optionalText,
});

const indicator = z.strictObject({
  id: filledText,
  level1: filledText,
  level2: filledText,
  level3: filledText,
  weight: orUnknown(pointsText),
  core: orUnknown(yesNoText),
  target: target.optional(),
  actual: actual.optional(),
  recorded: recordedScore.optional(),
  /** 偏差原因分析 and 改进措施. */
  deviation: optionalText,
  corrective: optionalText,
  /** Why the row is 无. A row with this carries no points itself. */
  notApplicable: optionalText,
  evidence: listOf(filledText),
  claims: listOf(claim),
  owner: optionalText,
  /** The approved target and weight where they differ from the row's, and the adjustment's document. */
  approved: z
    .strictObject({ level3: optionalText, target: optionalText, weight: orUnknown(pointsText), adjustment: optionalText })
    .optional(),
  analysis: optionalText,
});

const survey = z.strictObject({
  indicator: filledText,
  respondents: filledText,
  /** insiders carried the project out themselves; beneficiaries were served by it. */
  relation: z.enum(["insiders", "beneficiaries", "public"]),
  population: orUnknown(countText),
  issued: orUnknown(countText),
  returned: orUnknown(countText),
  valid: orUnknown(countText),
  satisfied: orUnknown(countText),
  /** The satisfaction score out of 100, a mean of answers; not a rate of people. */
  score: orUnknown(decimalText),
  period: optionalText,
  source: optionalText,
});

function subproject(unit: MoneyUnit) {
  return z.strictObject({
    no: filledText,
    name: filledText,
    division: filledText,
    budget: sourced(amountText(unit)),
    spent: sourced(amountText(unit)),
    /** The year the sub-project belongs to, where its name or papers give another than the evaluation's. */
    forYear: orUnknown(countText),
    forYearReason: optionalText,
    /** The unit the delegation belongs to, where another pays. */
    owner: optionalText,
    exception: z.strictObject({ reason: filledText, approvedBy: filledText, document: filledText, on: orUnknown(dayText) }).optional(),
  });
}

const evidence = z.strictObject({
  id: filledText,
  title: filledText,
  kind: z.enum(["正式资料", "工作资料", "原始凭证", "说明材料"]),
  file: optionalText,
  supports: listOf(filledText),
  on: orUnknown(dayText),
});

/** A figure the narrative may bind to: its text is printed as it stands. */
const figure = z.strictObject({ id: filledText, value: filledText, unit: optionalText, source: filledText });

const problem = z.strictObject({
  id: filledText,
  text: filledText,
  cause: optionalText,
  papers: listOf(filledText),
  indicators: listOf(filledText),
});
const advice = z.strictObject({
  text: filledText,
  answers: listOf(filledText),
  owner: optionalText,
  deadline: orUnknown(dayText),
  lookBack: optionalText,
});

const corrected = z.strictObject({ path: filledText, was: filledText, now: filledText, because: filledText });

/** The dossier's schema for amounts in `unit`. */
export function dossierSchema(unit: MoneyUnit) {
  return z.strictObject({
    dossier: z.literal("1"),
    project: z.strictObject({
      name: filledText,
      year: textYear(),
      department: filledText,
      unit: filledText,
      completed: orUnknown(yesNoText),
      nature: optionalText,
    }),
    pack: filledText,
    moneyUnit: z
      .enum(["元", "万元"])
      .optional()
      .transform((value) => value ?? "万元"),
    evaluation: z.strictObject({
      kind: z.enum(["unit-self", "department", "finance"]),
      signedOn: dayText,
      signedBy: filledText,
      addressee: optionalText,
      reviewedBy: optionalText,
      methods: listOf(filledText),
      standards: listOf(filledText),
      submittedOn: orUnknown(dayText),
    }),
    basis: listOf(z.strictObject({ title: filledText, number: optionalText, issuer: optionalText })),
    goals: z.strictObject({ overall: optionalText, achieved: optionalText, stages: listOf(filledText) }).optional(),
    funds: fundsSchema(unit),
    subprojects: listOf(subproject(unit)),
    indicators: z.array(indicator).min(1),
    surveys: listOf(survey),
    evidence: listOf(evidence),
    figures: listOf(figure),
    /** Paragraphs by section id of the pack's outline; numbers in them are references ({{…}}). */
    narrative: z
      .record(z.string(), z.union([filledText.transform((text) => [text]), z.array(filledText)]))
      .optional()
      .transform((sections) => sections ?? {}),
    experience: listOf(filledText),
    problems: listOf(problem),
    advice: listOf(advice),
    other: optionalText,
    annexes: listOf(filledText),
    published: printedDocumentSchema.optional(),
    /** In a corrected case: each fact that was changed, and why. */
    corrections: listOf(corrected),
  });
}

function textYear() {
  return countText.refine((year) => year >= 1990 && year <= 2100, { params: { fault: "out-of-range", expected: "1990 … 2100" } });
}
