// The rules in force for one evaluation: a pack merged over what it extends, each rule the version of its day,
// each with its citation. Scoring, findings and report read this and nothing else of the law.
import {
  type Citation,
  type Day,
  failure,
  fault,
  isWithin,
  printExact,
  printPercent,
  type Ratio,
  type Result,
  success,
  trimZeros,
} from "../kernel/index.ts";
import type { Clauses, Documents, Indicators, Instrument, Pack, Parameters } from "./pack.ts";
import type { OutlineSection } from "./pack-schema.ts";
import { THRESHOLDS, type ThresholdMeasure, type ThresholdName } from "./thresholds.ts";
import { citationOf, type Provenance, versionsOn } from "./versions.ts";

/** A rule with where it comes from. */
export type Cited<T> = { readonly rule: T; readonly basis: Citation };

type Version<T> = NonNullable<T> extends readonly (infer Entry)[] ? Entry : never;
type RuleOf<Key extends keyof Parameters> = Version<Parameters[Key]>;

export type GradeRule = RuleOf<"grades">;
export type ExecutionRule = RuleOf<"execution">;
export type SatisfactionRule = RuleOf<"satisfaction">;
export type TierRule = RuleOf<"tiers">;
export type Scheme = NonNullable<Indicators["schemes"]>[number];
export type Level = Version<Indicators["levels"]>["tree"][number];
export type Form = Version<Documents["form"]>;
export type Clause = Clauses["clauses"][number] & { readonly pack: string; readonly instrument: string };
/** A threshold with its measure and as people write it: "80%", "30". */
export type Threshold = Cited<Ratio> & { readonly measure: ThresholdMeasure; readonly written: string };
export type Term = NonNullable<Clauses["terms"]>[number] & { readonly pack: string; readonly instrument: string };

/** Rules that give points; null where no pack of the chain states one (scoring then answers "the instrument is silent"). */
export type ScoringRules = { readonly [Key in Exclude<keyof Parameters, "thresholds">]: Cited<RuleOf<Key & keyof Parameters>> | null };

export type Rulebook = {
  readonly id: string;
  readonly instrument: Instrument;
  /** The pack itself first, then what it extends. */
  readonly chain: readonly Instrument[];
  readonly day: Day;
  /** Whether the pack's own instrument was in force on `day`; if not, scoring under it is a replay. */
  readonly inForce: boolean;
  readonly rules: ScoringRules;
  readonly thresholds: ReadonlyMap<string, Threshold>;
  readonly levels: Cited<readonly Level[]>;
  readonly schemes: readonly Cited<Scheme>[];
  readonly outline: Cited<readonly OutlineSection[]>;
  readonly form: Cited<Form>;
  readonly clauses: readonly Clause[];
  readonly terms: readonly Term[];
};

const SCORING_RULES = [
  "grades",
  "execution",
  "attainment",
  "reverse",
  "equal",
  "zeroTarget",
  "band",
  "splitPeriods",
  "milestones",
  "yesNo",
  "occurrences",
  "tiers",
  "satisfaction",
  "overAchievement",
  "totalCap",
  "notApplicable",
  "rounding",
] as const satisfies readonly Exclude<keyof Parameters, "thresholds">[];

/** The rulebook of pack `id` on `day`. Faults: pack-unknown, pack-extends-cycle, pack-rule-missing. */
export function buildRulebook(packs: ReadonlyMap<string, Pack>, id: string, day: Day): Result<Rulebook> {
  const chain = packChain(packs, id);
  if (!chain.ok) return chain;
  const own = chain.value[0] as Pack;
  const levels = chosen(chain.value, day, (pack) => pack.indicators.levels);
  const outline = chosen(chain.value, day, (pack) => pack.documents.outline);
  const form = chosen(chain.value, day, (pack) => pack.documents.form);
  const schemes = schemesOn(chain.value, day);
  const grades = chosen(chain.value, day, (pack) => pack.parameters.grades);
  const missing = Object.entries({ levels, outline, form, schemes, grades }).filter(([, found]) => !found);
  if (!levels || !outline || !form || !schemes || !grades) {
    return failure(...missing.map(([name]) => fault("pack-rule-missing", { found: name, pack: id }, own.sources.instrument.locate([]))));
  }
  return success({
    id,
    instrument: own.instrument,
    chain: chain.value.map((pack) => pack.instrument),
    day,
    inForce: isWithin(day, { from: own.instrument.inForce.from, until: own.instrument.inForce.until ?? null }),
    rules: Object.fromEntries(
      SCORING_RULES.map((key) => [key, chosen<unknown>(chain.value, day, (pack) => pack.parameters[key])]),
    ) as unknown as ScoringRules,
    thresholds: thresholdsOn(chain.value, day),
    levels: { rule: levels.rule.tree, basis: levels.basis },
    schemes,
    outline: { rule: outline.rule.sections, basis: outline.basis },
    form,
    clauses: chain.value.flatMap((pack) =>
      pack.clauses.clauses.map((clause) => ({ ...clause, pack: pack.instrument.id, instrument: pack.instrument.number })),
    ),
    terms: chain.value.flatMap((pack) =>
      (pack.clauses.terms ?? []).map((term) => ({ ...term, pack: pack.instrument.id, instrument: pack.instrument.number })),
    ),
  });
}

/** The pack and everything it extends, nearest first. */
export function packChain(packs: ReadonlyMap<string, Pack>, id: string): Result<readonly Pack[]> {
  const chain: Pack[] = [];
  for (let next: string | undefined = id; next !== undefined; ) {
    const pack: Pack | undefined = packs.get(next);
    if (!pack)
      return failure(
        fault(
          "pack-unknown",
          { found: next, expected: [...packs.keys()].join(", ") },
          chain.at(-1)?.sources.instrument.locate(["extends"]),
        ),
      );
    if (chain.includes(pack))
      return failure(fault("pack-extends-cycle", { found: next }, chain.at(-1)?.sources.instrument.locate(["extends"])));
    chain.push(pack);
    next = pack.instrument.extends;
  }
  return success(chain);
}

// The nearest pack that states a rule states it, in the version of the day.
function chosen<T>(chain: readonly Pack[], day: Day, pick: (pack: Pack) => readonly T[] | undefined): Cited<T> | null {
  for (const pack of chain) {
    const entry = versionsOn((pick(pack) ?? []) as readonly (T & Provenance)[], day)[0];
    if (entry) return { rule: entry, basis: citationOf(pack, entry) };
  }
  return null;
}

/** The schemes of weights of the nearest pack that has any, those of the day; null where no pack of the chain has one. */
function schemesOn(chain: readonly Pack[], day: Day): readonly Cited<Scheme>[] | null {
  const pack = chain.find((one) => one.indicators.schemes);
  if (!pack) return null;
  return versionsOn(pack.indicators.schemes ?? [], day).map((scheme) => ({ rule: scheme, basis: citationOf(pack, scheme) }));
}

// Thresholds are overridden one by one; each keeps the citation of the pack that states it.
function thresholdsOn(chain: readonly Pack[], day: Day): ReadonlyMap<string, Threshold> {
  const names = Object.keys(THRESHOLDS) as ThresholdName[];
  return new Map(
    names.flatMap((name) => {
      const stated = chosen(chain, day, (pack) => pack.parameters.thresholds?.[name]);
      if (!stated) return [];
      const measure = THRESHOLDS[name];
      const { value } = stated.rule;
      const written = measure === "share" ? `${trimZeros(printPercent(value).slice(0, -1))}%` : printExact(value);
      return [[name, { rule: value, basis: stated.basis, measure, written }] as const];
    }),
  );
}
