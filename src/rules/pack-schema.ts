// The shape of a rule pack's files (regulations/<issuer>-<year>-<number>/*.yaml) as people write them.
// Every value is text, every rule carries either the article it comes from or a declared default that says it is not law.
import { z } from "zod";
import { dayText, decimalText, filledText, pointsText, type Ratio, shareText, textAs, yesNoText } from "../kernel/index.ts";

/** Law: `cite: 第十六条`; not law: `default: {source: …}`. Exactly one of the two. */
const provenance = {
  cite: filledText.optional(),
  default: z.strictObject({ source: filledText }).optional(),
  /** From when and until when this value is in force; without, as long as the instrument is. */
  from: dayText.optional(),
  until: dayText.optional(),
};

/** A rule as dated versions: one entry, or a list of entries each with its own `from`. */
function rule<Shape extends z.ZodRawShape>(shape: Shape) {
  const entry = z.strictObject({ ...provenance, ...shape });
  return z.union([entry.transform((one) => [one]), z.array(entry).min(1)]).optional();
}

function ruleOf<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema.transform((one) => [one]), z.array(schema).min(1)]).optional();
}

const interval = {
  /** Lower bound, included. */
  from: shareText,
  /** Upper bound, excluded unless `closed`; absent means no upper bound. */
  to: shareText.optional(),
  closed: yesNoText.optional(),
};

/** Rates the instrument says nothing about: a declared silence, never a number. */
const silentRegion = z.strictObject({
  cite: filledText,
  why: filledText,
  completed: yesNoText.optional(),
  ...interval,
  /** The lower bound itself is not part of the silence (a rate above it is). */
  above: yesNoText.optional(),
});

/** Declares that the instrument gives points for `forWeight` alone and says nothing about any other weight. */
const otherWeights = z.strictObject({ cite: filledText, why: filledText });

const grade = z.strictObject({ grade: filledText, from: pointsText, to: pointsText, closed: yesNoText.optional() });

const executionRegion = z.strictObject({ completed: yesNoText.optional(), ...interval, share: shareText });

const execution = z.discriminatedUnion("kind", [
  z.strictObject({ ...provenance, kind: z.literal("proportion"), denominator: z.literal("revised") }),
  z.strictObject({
    ...provenance,
    kind: z.literal("intervals"),
    denominator: z.literal("revised"),
    /** The weight the instrument's points are given for; another weight is a case it is silent on. */
    forWeight: pointsText,
    otherWeights: otherWeights.optional(),
    regions: z.array(executionRegion).min(1),
    silent: z.array(silentRegion).optional(),
  }),
]);

const attainment = z.discriminatedUnion("kind", [
  z.strictObject({ ...provenance, kind: z.literal("proportion") }),
  z.strictObject({ ...provenance, kind: z.literal("pass-mark"), mark: shareText }),
]);

const satisfaction = z.discriminatedUnion("kind", [
  z.strictObject({ ...provenance, kind: z.literal("as-quantity") }),
  z.strictObject({
    ...provenance,
    kind: z.literal("intervals"),
    forWeight: pointsText,
    otherWeights: otherWeights.optional(),
    intervals: z.array(z.strictObject({ ...interval, share: shareText })).min(1),
  }),
]);

const overAchievement = z.strictObject({
  ...provenance,
  /** Actual ÷ target from (or above) which a result counts as much over its target. */
  threshold: shareText,
  includesThreshold: yesNoText,
  /** Points taken from such an indicator; 0 only asks for the reason. */
  deduct: pointsText,
});

/**
 * What the checks hold a case against, and in which measure: a share (80%), a number of times the target (2), a count
 * (30 answers) or points. The names are closed, so that a misspelt one cannot be overlooked.
 */
export const THRESHOLDS = {
  "low-rate": "share",
  "high-risk-rate": "share",
  "scores-outrun-rate": "share",
  "target-too-low": "times",
  "reverse-over-achievement": "share",
  "survey-minimum": "count",
  "few-indicators": "count",
  "many-indicators": "count",
  "overweight-indicator": "points",
  "timeliness-deduction": "share",
  "deduction-size": "share",
  "vague-reason-length": "count",
  "year-end-share": "share",
  "copied-likeness": "share",
} as const satisfies Record<string, "share" | "times" | "count" | "points">;

export type ThresholdName = keyof typeof THRESHOLDS;
export type ThresholdMeasure = (typeof THRESHOLDS)[ThresholdName];

const wholeText = decimalText.transform((value, context): Ratio => {
  if (value.n >= 0n && value.n % value.d === 0n) return value;
  context.addIssue({ code: "custom", params: { fault: "not-a-number", expected: "30" } });
  return z.NEVER;
});

const VALUE_OF: Record<ThresholdMeasure, z.ZodType<Ratio, string>> = {
  share: shareText,
  times: decimalText,
  count: wholeText,
  points: pointsText.transform((points): Ratio => ({ n: points, d: 100n })),
};

function threshold(measure: ThresholdMeasure) {
  const plain = z.strictObject({ ...provenance, value: VALUE_OF[measure] });
  return ruleOf(plain);
}

const thresholds = z.strictObject(
  Object.fromEntries(Object.entries(THRESHOLDS).map(([name, measure]) => [name, threshold(measure)])) as {
    readonly [Name in ThresholdName]: ReturnType<typeof threshold>;
  },
);

/** parameters.yaml: how points are given. */
export const parametersSchema = z.strictObject({
  grades: rule({ bands: z.array(grade).min(1) }),
  execution: ruleOf(execution),
  attainment: ruleOf(attainment),
  reverse: rule({ kind: z.enum(["target-over-actual", "linear-excess"]) }),
  equal: rule({ kind: z.enum(["capped-proportion", "nearest-ratio", "all-or-nothing"]) }),
  zeroTarget: rule({ kind: z.enum(["all-or-nothing"]) }),
  band: rule({ kind: z.enum(["nearest-ratio", "all-or-nothing"]) }),
  splitPeriods: rule({ kind: z.enum(["mean-of-capped", "least-of-capped"]) }),
  milestones: rule({ kind: z.enum(["share-on-time", "all-or-nothing"]) }),
  yesNo: rule({ kind: z.enum(["all-or-nothing"]) }),
  occurrences: rule({ kind: z.enum(["per-occurrence"]) }),
  tiers: rule({
    tiers: z
      .array(
        z.strictObject({
          id: z.enum(["met", "partly-met", "not-met"]),
          title: filledText,
          aliases: z.array(filledText).optional(),
          from: shareText,
          to: shareText,
          closed: yesNoText.optional(),
        }),
      )
      .min(1),
  }),
  satisfaction: ruleOf(satisfaction),
  overAchievement: rule(overAchievement.omit({ cite: true, default: true, from: true, until: true }).shape),
  totalCap: rule({ caps: z.array(z.strictObject({ ...interval, cap: pointsText })).min(1) }),
  notApplicable: rule({ kind: z.enum(["within-level1", "whole-table", "as-set"]) }),
  rounding: rule({ mode: z.enum(["half-up", "half-even", "down", "up"]), places: z.enum(["0", "1", "2"]) }),
  /** Thresholds that ask for reasons or raise a finding; each names what it is a threshold of. */
  thresholds: z.record(z.string(), z.strictObject({ ...provenance, value: shareText })).optional(),
});

const level2 = z.strictObject({
  id: filledText,
  title: filledText,
  aliases: z.array(filledText).optional(),
  required: yesNoText.optional(),
  evidence: z.array(filledText).optional(),
});

/** indicators.yaml: the tree of levels and the schemes of weights. */
export const indicatorsSchema = z.strictObject({
  levels: rule({
    tree: z
      .array(z.strictObject({ id: filledText, title: filledText, aliases: z.array(filledText).optional(), level2: z.array(level2) }))
      .min(1),
  }),
  schemes: z
    .array(
      z.strictObject({
        ...provenance,
        id: filledText,
        title: filledText,
        /** Level-1 ids that must, or must not, carry indicators for the scheme to apply. */
        when: z.strictObject({ has: z.array(filledText).optional(), lacks: z.array(filledText).optional() }).optional(),
        weights: z.record(z.string(), pointsText),
        /** Whether special circumstances may move the weights (then a deviation warns instead of failing). */
        adjustable: yesNoText,
      }),
    )
    .optional(),
});

/** instrument.yaml: what the instrument is. */
export const instrumentSchema = z.strictObject({
  id: filledText,
  title: filledText,
  number: filledText,
  issuer: filledText,
  jurisdiction: filledText,
  inForce: z.strictObject({ from: dayText, until: dayText.optional() }),
  source: filledText,
  extends: filledText.optional(),
  replaces: z.array(filledText).optional(),
  /** Said on every page that uses the pack: whom it binds, or that it is an illustration. */
  note: filledText.optional(),
  illustration: yesNoText.optional(),
});

const outlineSection: z.ZodType<OutlineSection> = z.lazy(() =>
  z.strictObject({
    id: filledText,
    title: filledText,
    required: yesNoText.optional().transform((v) => v ?? true),
    sections: z
      .array(outlineSection)
      .optional()
      .transform((v) => v ?? []),
  }),
);

/** One heading of the report outline; `id` is what a dossier's narrative is filed under. */
export type OutlineSection = {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly sections: readonly OutlineSection[];
};

/** documents.yaml: the report's outline and the official form's labels. */
export const documentsSchema = z.strictObject({
  outline: rule({ sections: z.array(outlineSection).min(1) }),
  form: rule({
    title: filledText,
    yearNote: filledText,
    labels: z.record(z.string(), filledText),
    fundRows: z.array(z.strictObject({ id: z.enum(["total", "current", "carry-over", "other"]), label: filledText })).min(1),
  }),
});

/** clauses.yaml: what an article says, in our words, and the terms it defines. */
export const clausesSchema = z.strictObject({
  clauses: z.array(z.strictObject({ article: filledText, zh: filledText, en: filledText })),
  terms: z.array(z.strictObject({ term: filledText, en: filledText, article: filledText, zh: filledText, meaning: filledText })).optional(),
});
