// The rules in force for one evaluation: a pack merged over what it extends, each rule the version of its day,
// each with its citation. Scoring, findings and report read this and nothing else of the law.
import { type Citation, type Day, failure, fault, isWithin, type Ratio, type Result, success } from "../kernel/index.ts";
import type { Clauses, Documents, Indicators, Instrument, Pack, Parameters } from "./pack.ts";
import type { OutlineSection } from "./pack-schema.ts";

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
  readonly thresholds: ReadonlyMap<string, Cited<Ratio>>;
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
  const schemes = chain.value.find((pack) => pack.indicators.schemes)?.indicators.schemes;
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
    thresholds: mergeThresholds(chain.value),
    levels: { rule: levels.rule.tree, basis: levels.basis },
    schemes: schemes.map((scheme) => ({
      rule: scheme,
      basis: citationOf(chain.value.find((pack) => pack.indicators.schemes) as Pack, scheme),
    })),
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

type Provenance = {
  readonly cite?: string | undefined;
  readonly default?: { readonly source: string } | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
};

/** The citation of a rule entry: its article, or its declared default. */
function citationOf(pack: Pack, entry: Provenance): Citation {
  const { id, number } = pack.instrument;
  if (entry.cite !== undefined) return { kind: "law", pack: id, instrument: number, article: entry.cite };
  return { kind: "default", pack: id, instrument: number, source: entry.default?.source ?? "" };
}

function chosen<T>(chain: readonly Pack[], day: Day, pick: (pack: Pack) => readonly T[] | undefined): Cited<T> | null {
  for (const pack of chain) {
    const entries = pick(pack);
    if (entries && entries.length > 0) {
      const entry = versionOn(entries as readonly (T & Provenance)[], day);
      return { rule: entry, basis: citationOf(pack, entry as Provenance) };
    }
  }
  return null;
}

// On a day before the first version the earliest counts, after the last the latest: a replay still has one answer.
function versionOn<T extends Provenance>(entries: readonly T[], day: Day): T {
  const inForce = entries.find(
    (entry) => (entry.from === undefined || entry.from <= day) && (entry.until === undefined || day <= entry.until),
  );
  if (inForce) return inForce;
  const begun = entries.filter((entry) => entry.from !== undefined && entry.from <= day);
  return (begun.at(-1) ?? entries[0]) as T;
}

function mergeThresholds(chain: readonly Pack[]): ReadonlyMap<string, Cited<Ratio>> {
  const merged = new Map<string, Cited<Ratio>>();
  for (const pack of [...chain].reverse()) {
    for (const [name, entry] of Object.entries(pack.parameters.thresholds ?? {}))
      merged.set(name, { rule: entry.value, basis: citationOf(pack, entry) });
  }
  return merged;
}
