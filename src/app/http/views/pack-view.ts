// A rule pack as a page shows it: its rules in figures (the wording is the page's), bands, schemes and health.
import { type Fault, printPercent, printPoints, type Ratio, trimZeros } from "../../../kernel/index.ts";
import type { Pack, Rulebook } from "../../../rules/index.ts";
import { faultText } from "../../messages/fault-text.ts";
import type { Language } from "../../messages/language.ts";
import type { PackSummary, PackView } from "../contract-packs.ts";
import { bandsView, basisView } from "./evaluation-view.ts";

type RuleView = PackView["rules"][number];
type Region = {
  readonly from: Ratio;
  readonly to?: Ratio | undefined;
  readonly closed?: boolean | undefined;
  readonly completed?: boolean | undefined;
};

export function packSummary({ instrument }: Pack, faults: readonly Fault[]): PackSummary {
  return {
    id: instrument.id,
    title: instrument.title,
    number: instrument.number,
    issuer: instrument.issuer,
    jurisdiction: instrument.jurisdiction,
    inForce: { from: instrument.inForce.from, until: instrument.inForce.until ?? null },
    extends: instrument.extends ?? null,
    illustration: instrument.illustration ?? false,
    note: instrument.note ?? null,
    healthy: faults.length === 0,
    faults: faults.length,
  };
}

export function packView(pack: Pack, rulebook: Rulebook, faults: readonly Fault[], language: Language): PackView {
  const own = (basis: { readonly pack: string }) => basis.pack === rulebook.id;
  return {
    ...packSummary(pack, faults),
    source: pack.instrument.source,
    chain: rulebook.chain.map(({ id, title, number }) => ({ id, title, number })),
    bands: bandsView(rulebook),
    bandsBasis: rulebook.rules.grades ? basisView(rulebook.rules.grades.basis) : null,
    rules: ruleViews(rulebook).map((rule) => ({ ...rule, own: own(rule.basis) })),
    thresholds: [...rulebook.thresholds].map(([name, { written, basis }]) => ({
      name,
      value: written,
      basis: basisView(basis),
      own: own(basis),
    })),
    schemes: rulebook.schemes.map(({ rule, basis }) => ({
      id: rule.id,
      title: rule.title,
      adjustable: rule.adjustable,
      weights: Object.entries(rule.weights).map(([level, weight]) => ({ level: levelTitle(rulebook, level), weight: printPoints(weight) })),
      basis: basisView(basis),
    })),
    healthFaults: faults.map((one) => {
      const { place, message, remedy } = faultText(one, language);
      return { place, message, remedy };
    }),
  };
}

function levelTitle(rulebook: Rulebook, id: string): string {
  return rulebook.levels.rule.find((level) => level.id === id)?.title ?? id;
}

function ruleViews(rulebook: Rulebook): readonly Omit<RuleView, "own">[] {
  const { execution, tiers, satisfaction, overAchievement, totalCap, rounding, attainment, grades, ...plain } = rulebook.rules;
  const views: Omit<RuleView, "own">[] = [];
  const put = (
    key: string,
    cited: { readonly basis: Parameters<typeof basisView>[0] } | null,
    rest: Partial<Omit<RuleView, "key" | "basis" | "own">>,
  ) => {
    if (cited) views.push({ key, kind: null, figures: {}, rows: [], silent: [], ...rest, basis: basisView(cited.basis) });
  };
  put("execution", execution, execution ? executionFigures(execution.rule) : {});
  put(
    "attainment",
    attainment,
    attainment
      ? { kind: attainment.rule.kind, figures: attainment.rule.kind === "pass-mark" ? { mark: share(attainment.rule.mark) } : {} }
      : {},
  );
  for (const [key, cited] of Object.entries(plain)) put(key, cited, cited ? { kind: cited.rule.kind } : {});
  put(
    "tiers",
    tiers,
    tiers ? { rows: tiers.rule.tiers.map((tier) => ({ label: tier.title, value: interval(tier), completed: null })) } : {},
  );
  put(
    "satisfaction",
    satisfaction,
    satisfaction
      ? {
          kind: satisfaction.rule.kind,
          figures: satisfaction.rule.kind === "intervals" ? { forWeight: printPoints(satisfaction.rule.forWeight) } : {},
          rows:
            satisfaction.rule.kind === "intervals"
              ? satisfaction.rule.intervals.map((one) => ({ label: interval(one), value: share(one.share), completed: null }))
              : [],
        }
      : {},
  );
  put(
    "overAchievement",
    overAchievement,
    overAchievement
      ? {
          kind: overAchievement.rule.deduct > 0n ? "deduct" : "reason",
          figures: {
            threshold: share(overAchievement.rule.threshold),
            deduct: printPoints(overAchievement.rule.deduct),
            includes: overAchievement.rule.includesThreshold ? "≥" : ">",
          },
        }
      : {},
  );
  put(
    "totalCap",
    totalCap,
    totalCap ? { rows: totalCap.rule.caps.map((one) => ({ label: interval(one), value: printPoints(one.cap), completed: null })) } : {},
  );
  put("rounding", rounding, rounding ? { kind: rounding.rule.mode, figures: { places: rounding.rule.places } } : {});
  put("grades", grades, {});
  return views;
}

function executionFigures(rule: NonNullable<Rulebook["rules"]["execution"]>["rule"]): Partial<RuleView> {
  if (rule.kind === "proportion") return { kind: rule.kind };
  return {
    kind: rule.kind,
    figures: { forWeight: printPoints(rule.forWeight) },
    rows: rule.regions.map((region) => ({ label: interval(region), value: share(region.share), completed: region.completed ?? null })),
    silent: (rule.silent ?? []).map((region) => ({ label: interval(region), value: region.why, completed: region.completed ?? null })),
  };
}

function interval(region: Region): string {
  return `[${share(region.from)}, ${region.to ? share(region.to) : "∞"}${region.closed ? "]" : ")"}`;
}

// "80%", "64.5%": as short as it is exact to two places.
function share(value: Ratio): string {
  return `${trimZeros(printPercent(value).slice(0, -1))}%`;
}
