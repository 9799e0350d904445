// The shape of a rule pack's files (regulations/<issuer>-<year>-<number>/*.yaml) as people write them.
// Every value is text, every rule carries either the article it comes from or a declared default that says it is not law.
import { z } from "zod";
import { dayText, filledText, pointsText, shareText, yesNoText } from "../kernel/index.ts";
import { thresholdsSchema } from "./thresholds.ts";
import { declaredDefault, provenance, versionsOf } from "./versions.ts";

/** A rule as dated versions: one entry, or a list of entries each with its own `from`. */
function rule<Shape extends z.ZodRawShape>(shape: Shape) {
  return versionsOf(z.strictObject({ ...provenance, ...shape }));
}

const interval = {
  /** Lower bound, included. */
  from: shareText,
  /** Upper bound, excluded unless `closed`; absent means no upper bound. */
  to: shareText.optional(),
  closed: yesNoText.optional(),
};

/** Rates the instrument says nothing about: a declared silence, answered as such and never with a number. */
const silentRegion = z.strictObject({
  cite: filledText,
  why: filledText,
  completed: yesNoText.optional(),
  ...interval,
  /** The silence begins above `from`; `from` itself has its points. */
  above: yesNoText.optional(),
});

/** Declares that the instrument gives points for `forWeight` alone and says nothing about a line of another weight. */
const otherWeights = z.strictObject({ cite: filledText, why: filledText });

const grade = z.strictObject({ grade: filledText, from: pointsText, to: pointsText, closed: yesNoText.optional() });

const execution = z.discriminatedUnion("kind", [
  z.strictObject({ ...provenance, kind: z.literal("proportion"), denominator: z.literal("revised") }),
  z.strictObject({
    ...provenance,
    kind: z.literal("intervals"),
    denominator: z.literal("revised"),
    /** The weight the instrument's points are given for; another weight is a case it is silent on. */
    forWeight: pointsText,
    otherWeights: otherWeights.optional(),
    regions: z.array(z.strictObject({ completed: yesNoText.optional(), ...interval, share: shareText })).min(1),
    silent: z.array(silentRegion).optional(),
  }),
]);

const attainment = z.discriminatedUnion("kind", [
  z.strictObject({ ...provenance, kind: z.literal("proportion") }),
  /** Nothing below the mark; above it (reached − mark) ÷ (1 − mark) of the weight. */
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

const tier = z.strictObject({
  id: z.enum(["met", "partly-met", "not-met"]),
  title: filledText,
  aliases: z.array(filledText).optional(),
  from: shareText,
  to: shareText,
  closed: yesNoText.optional(),
});

/** parameters.yaml: how points are given. */
export const parametersSchema = z.strictObject({
  grades: rule({ bands: z.array(grade).min(1) }),
  execution: versionsOf(execution),
  attainment: versionsOf(attainment),
  reverse: rule({ kind: z.enum(["target-over-actual", "linear-excess"]) }),
  equal: rule({ kind: z.enum(["capped-proportion", "nearest-ratio", "all-or-nothing"]) }),
  zeroTarget: rule({ kind: z.enum(["all-or-nothing"]) }),
  band: rule({ kind: z.enum(["nearest-ratio", "all-or-nothing"]) }),
  splitPeriods: rule({ kind: z.enum(["mean-of-capped", "least-of-capped"]) }),
  milestones: rule({ kind: z.enum(["share-on-time", "all-or-nothing"]) }),
  yesNo: rule({ kind: z.enum(["all-or-nothing"]) }),
  occurrences: rule({ kind: z.enum(["per-occurrence"]) }),
  tiers: rule({ tiers: z.array(tier).min(1) }),
  satisfaction: versionsOf(satisfaction),
  overAchievement: rule({
    /** Actual ÷ target from (or above) which a result counts as much over its target. */
    threshold: shareText,
    includesThreshold: yesNoText,
    /** Points taken from such an indicator; 0 only asks for the reason. */
    deduct: pointsText,
  }),
  totalCap: rule({ caps: z.array(z.strictObject({ ...interval, cap: pointsText })).min(1) }),
  notApplicable: rule({ kind: z.enum(["within-level1", "whole-table", "as-set"]) }),
  rounding: rule({ mode: z.enum(["half-up", "half-even", "down", "up"]), places: z.enum(["0", "1", "2"]) }),
  /** Thresholds that ask for reasons or raise a finding; each names what it is a threshold of. */
  thresholds: thresholdsSchema.optional(),
});

const level2 = z.strictObject({
  id: filledText,
  title: filledText,
  aliases: z.array(filledText).optional(),
  /** The instrument wants every project to have an indicator of this kind. */
  required: yesNoText.optional(),
  /** Not a level of this instrument; kept so that rows named so are understood. */
  default: declaredDefault.optional(),
});

const level1 = z.strictObject({
  id: filledText,
  title: filledText,
  aliases: z.array(filledText).optional(),
  required: yesNoText.optional(),
  default: declaredDefault.optional(),
  level2: z.array(level2),
});

const scheme = z.strictObject({
  ...provenance,
  id: filledText,
  title: filledText,
  /** Level-1 ids that must, or must not, carry indicators for the scheme to apply. */
  when: z.strictObject({ has: z.array(filledText).optional(), lacks: z.array(filledText).optional() }).optional(),
  /** Points by level-1 id, and by `execution` for the budget execution rate. */
  weights: z.record(z.string(), pointsText),
  /** Whether special circumstances may move the weights (then a deviation warns instead of failing). */
  adjustable: yesNoText,
});

/** indicators.yaml: the tree of levels and the schemes of weights. */
export const indicatorsSchema = z.strictObject({
  levels: rule({ tree: z.array(level1).min(1) }),
  schemes: z.array(scheme).min(1).optional(),
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

/** One heading of the report outline; `id` is what a dossier's narrative is filed under. */
export type OutlineSection = {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly sections: readonly OutlineSection[];
};

const outlineSection: z.ZodType<OutlineSection> = z.lazy(() =>
  z.strictObject({
    id: filledText,
    title: filledText,
    required: yesNoText.optional().transform((required) => required ?? true),
    sections: z
      .array(outlineSection)
      .optional()
      .transform((sections) => sections ?? []),
  }),
);

/** What the official form calls its places. A closed list: a label nobody prints cannot be written. */
const formLabels = z.strictObject({
  project: filledText.optional(),
  department: filledText.optional(),
  unit: filledText.optional(),
  goal: filledText.optional(),
  goalExpected: filledText.optional(),
  goalAchieved: filledText.optional(),
  indicators: filledText.optional(),
  level1: filledText.optional(),
  level2: filledText.optional(),
  level3: filledText.optional(),
  target: filledText.optional(),
  actual: filledText.optional(),
  weight: filledText.optional(),
  score: filledText.optional(),
  reason: filledText.optional(),
  initial: filledText.optional(),
  revised: filledText.optional(),
  executed: filledText.optional(),
  rate: filledText.optional(),
  total: filledText.optional(),
});

/** documents.yaml: the report's outline and the official form's labels. */
export const documentsSchema = z.strictObject({
  outline: rule({ sections: z.array(outlineSection).min(1) }),
  form: rule({
    title: filledText,
    yearNote: filledText,
    labels: formLabels,
    fundRows: z.array(z.strictObject({ id: z.enum(["total", "current", "carry-over", "other"]), label: filledText })).min(1),
  }),
});

/**
 * Matters on which others cite an article without knowing its number: it is 第二十六条 in one instrument and 第二十八条 in
 * another.
 */
export const MATTERS = [
  "form",
  "report",
  "deviation-reasons",
  "indicator-quality",
  "standards",
  "quantities",
  "judgements",
  "methods",
  "grades",
  "low-rate-reasons",
  "result-use",
] as const;

export type Matter = (typeof MATTERS)[number];

/** clauses.yaml: what an article says, in our words, and the terms it defines. */
export const clausesSchema = z.strictObject({
  clauses: z.array(z.strictObject({ article: filledText, about: z.array(z.enum(MATTERS)).optional(), zh: filledText, en: filledText })),
  terms: z
    .array(
      z.strictObject({
        term: filledText,
        en: filledText,
        article: filledText,
        /** The term in a few words. */
        zh: filledText,
        meaning: filledText,
        /** `meaning` in English. */
        meaningEn: filledText.optional(),
      }),
    )
    .optional(),
});
