// Rule health: before a pack may score anything it is held against every hundredth of a point and of a percent. Each
// refusal names the file, the line and the value that fails.
import {
  compare,
  type Fault,
  fault,
  ONE,
  type Place,
  type Points,
  printPercent,
  printPoints,
  type Ratio,
  ratio,
  type SourceFile,
  ZERO,
} from "../kernel/index.ts";
import type { Pack } from "./pack.ts";
import { packChain } from "./rulebook.ts";

const SCORE_STEPS = 10_000n;
/** Rates are walked from 0% to 200% in steps of 0.01%. */
const RATE_STEPS = 20_000n;

type Part = "parameters" | "indicators" | "documents";
type Interval = { readonly from: Ratio; readonly to?: Ratio | undefined; readonly closed?: boolean | undefined };

/** Every fault of a pack as merged with what it extends; empty for a sound one. Faults of inherited rules are theirs. */
export function examinePack(packs: ReadonlyMap<string, Pack>, id: string): readonly Fault[] {
  const chain = packChain(packs, id);
  if (!chain.ok) return chain.faults;
  const pack = chain.value[0] as Pack;
  const parents = chain.value.slice(1);
  return [
    ...missingRules(chain.value, pack),
    ...gradeFaults(pack),
    ...executionFaults(pack),
    ...satisfactionFaults(pack),
    ...tierFaults(pack),
    ...capFaults(pack),
    ...formulaFaults(pack),
    ...schemeFaults(pack),
    ...idleOverrides(pack, parents),
  ];
}

const NEEDED: readonly (keyof Pack["parameters"])[] = [
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
  "notApplicable",
  "rounding",
];

// A rule that scoring asks for must be stated somewhere in the chain; silence has to be declared, not forgotten.
function missingRules(chain: readonly Pack[], pack: Pack): Fault[] {
  const place = pack.sources.instrument.locate([]);
  const rules = NEEDED.filter((name) => !chain.some((one) => one.parameters[name])).map((name) =>
    fault("pack-rule-missing", { found: name }, place),
  );
  if (!chain.some((one) => one.indicators.schemes)) rules.push(fault("pack-rule-missing", { found: "schemes" }, place));
  if (!chain.some((one) => one.indicators.levels)) rules.push(fault("pack-rule-missing", { found: "levels" }, place));
  if (!chain.some((one) => one.documents.outline)) rules.push(fault("pack-rule-missing", { found: "outline" }, place));
  if (!chain.some((one) => one.documents.form)) rules.push(fault("pack-rule-missing", { found: "form" }, place));
  return rules;
}

function gradeFaults(pack: Pack): Fault[] {
  return (pack.parameters.grades ?? []).flatMap((rule, version) => {
    const at = placeIn(pack, "parameters", ["grades", version, "bands"]);
    const inBand = (score: bigint, band: (typeof rule.bands)[number]) =>
      score >= band.from && (score < band.to || (band.closed === true && score === band.to));
    const faults: Fault[] = [];
    const gap = firstStep(SCORE_STEPS, (score) => rule.bands.filter((band) => inBand(score, band)).length === 0);
    if (gap !== null) faults.push(fault("pack-gap", { found: `${printTwo(gap)}` }, at));
    const overlap = firstStep(SCORE_STEPS, (score) => rule.bands.filter((band) => inBand(score, band)).length > 1);
    if (overlap !== null) faults.push(fault("pack-overlap", { found: `${printTwo(overlap)}` }, at));
    const names = rule.bands.map((band) => band.grade);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) faults.push(fault("pack-overlap", { found: twice }, at));
    if (rule.bands.some((band, index) => index > 0 && band.from >= (rule.bands[index - 1]?.from ?? 0n)))
      faults.push(fault("pack-not-monotone", { found: names.join(" > ") }, at));
    return faults;
  });
}

function executionFaults(pack: Pack): Fault[] {
  return (pack.parameters.execution ?? []).flatMap((rule, version) => {
    if (rule.kind !== "intervals") return [];
    const at = placeIn(pack, "parameters", ["execution", version, "regions"]);
    const states = [...rule.regions, ...(rule.silent ?? [])].some((region) => region.completed !== undefined) ? [true, false] : [null];
    return states.flatMap((completed) => {
      const applies = (region: { readonly completed?: boolean | undefined }) =>
        region.completed === undefined || region.completed === completed;
      const regions = rule.regions.filter(applies);
      const silent = (rule.silent ?? []).filter(applies);
      const name = completed === null ? "" : `completed: ${completed}, `;
      const share = (rate: Ratio) => regions.find((region) => holds(region, rate))?.share ?? null;
      // A declared silence may only cover what no region gives; at a shared edge the region counts.
      return intervalFaults({ regions, silent, name, at, share });
    });
  });
}

function satisfactionFaults(pack: Pack): Fault[] {
  return (pack.parameters.satisfaction ?? []).flatMap((rule, version) => {
    if (rule.kind !== "intervals") return [];
    const at = placeIn(pack, "parameters", ["satisfaction", version, "intervals"]);
    const share = (rate: Ratio) => rule.intervals.find((interval) => holds(interval, rate))?.share ?? null;
    return intervalFaults({ regions: rule.intervals, silent: [{ from: ratio(10_001n, 10_000n) }], name: "", at, share });
  });
}

type Walk = {
  readonly regions: readonly (Interval & { readonly share: Ratio })[];
  readonly silent: readonly Interval[];
  readonly name: string;
  readonly at: Place;
  readonly share: (rate: Ratio) => Ratio | null;
};

function intervalFaults({ regions, silent, name, at, share }: Walk): Fault[] {
  const faults: Fault[] = [];
  const rateAt = (step: bigint) => ratio(step, 10_000n);
  const gap = firstStep(RATE_STEPS, (step) => share(rateAt(step)) === null && !silent.some((region) => holds(region, rateAt(step))));
  if (gap !== null) faults.push(fault("pack-gap", { found: `${name}${printPercent(rateAt(gap))}` }, at));
  const overlap = firstStep(RATE_STEPS, (step) => regions.filter((region) => holds(region, rateAt(step))).length > 1);
  if (overlap !== null) faults.push(fault("pack-overlap", { found: `${name}${printPercent(rateAt(overlap))}` }, at));
  let best: Ratio | null = null;
  for (let step = 0n; step <= RATE_STEPS; step++) {
    const given = share(rateAt(step));
    if (given === null) continue;
    if (best !== null && compare(given, best) < 0) {
      faults.push(
        fault("pack-not-monotone", { found: `${name}${printPercent(rateAt(step))}: ${printPercent(given)} < ${printPercent(best)}` }, at),
      );
      break;
    }
    best = given;
  }
  if (regions.some((region) => compare(region.share, ONE) > 0))
    faults.push(fault("out-of-range", { found: `${name}share > 1`, expected: "0 … 1" }, at));
  // Full marks only have to be reachable where the instrument means to give them; one state of completion may never.
  if (name === "" && !regions.some((region) => compare(region.share, ONE) === 0))
    faults.push(fault("pack-full-marks-unreachable", { found: printPercent(best ?? ZERO) }, at));
  return faults;
}

function tierFaults(pack: Pack): Fault[] {
  return (pack.parameters.tiers ?? []).flatMap((rule, version) => {
    const at = placeIn(pack, "parameters", ["tiers", version, "tiers"]);
    const faults: Fault[] = [];
    const count = (step: bigint) => rule.tiers.filter((tier) => holds(tier, ratio(step, 10_000n))).length;
    const gap = firstStep(10_000n, (step) => count(step) === 0);
    if (gap !== null) faults.push(fault("pack-gap", { found: printPercent(ratio(gap, 10_000n)) }, at));
    const overlap = firstStep(10_000n, (step) => count(step) > 1);
    if (overlap !== null) faults.push(fault("pack-overlap", { found: printPercent(ratio(overlap, 10_000n)) }, at));
    if (!rule.tiers.some((tier) => compare(tier.to, ONE) === 0 && tier.closed))
      faults.push(fault("pack-full-marks-unreachable", { found: printPercent(rule.tiers[0]?.to ?? ZERO) }, at));
    return faults;
  });
}

// Caps may leave rates uncapped, but may not overlap nor cap a higher rate lower.
function capFaults(pack: Pack): Fault[] {
  return (pack.parameters.totalCap ?? []).flatMap((rule, version) => {
    const at = placeIn(pack, "parameters", ["totalCap", version, "caps"]);
    const faults: Fault[] = [];
    const rateAt = (step: bigint) => ratio(step, 10_000n);
    const overlap = firstStep(RATE_STEPS, (step) => rule.caps.filter((cap) => holds(cap, rateAt(step))).length > 1);
    if (overlap !== null) faults.push(fault("pack-overlap", { found: printPercent(rateAt(overlap)) }, at));
    let best = -1n;
    for (let step = 0n; step <= RATE_STEPS; step++) {
      const cap = rule.caps.find((one) => holds(one, rateAt(step)))?.cap ?? null;
      // An uncapped rate counts as a cap of 100 from then on.
      const limit = cap ?? 10_000n;
      if (limit < best) {
        faults.push(
          fault(
            "pack-not-monotone",
            { found: `${printPercent(rateAt(step))}: ${printPoints(limit as Points)} < ${printPoints(best as Points)}` },
            at,
          ),
        );
        break;
      }
      best = limit;
    }
    return faults;
  });
}

// A pass mark of 100% or a threshold of zero would divide by zero or fire always.
function formulaFaults(pack: Pack): Fault[] {
  const marks = (pack.parameters.attainment ?? []).flatMap((rule, version) =>
    rule.kind === "pass-mark" && compare(rule.mark, ONE) >= 0
      ? [
          fault(
            "pack-division-by-zero",
            { found: `1 − ${printPercent(rule.mark)}` },
            placeIn(pack, "parameters", ["attainment", version, "mark"]),
          ),
        ]
      : [],
  );
  const thresholds = (pack.parameters.overAchievement ?? []).flatMap((rule, version) =>
    compare(rule.threshold, ONE) <= 0
      ? [
          fault(
            "pack-not-monotone",
            { found: `${printPercent(rule.threshold)} ≤ 100%` },
            placeIn(pack, "parameters", ["overAchievement", version, "threshold"]),
          ),
        ]
      : [],
  );
  return [...marks, ...thresholds];
}

function schemeFaults(pack: Pack): Fault[] {
  const schemes = pack.indicators.schemes ?? [];
  return schemes.flatMap((scheme, index) => {
    const at = placeIn(pack, "indicators", ["schemes", index, "weights"]);
    const total = Object.values(scheme.weights).reduce<bigint>((sum, weight) => sum + weight, 0n) as Points;
    const faults: Fault[] = total === 10_000n ? [] : [fault("pack-weights-not-100", { found: printPoints(total) }, at)];
    if (!("execution" in scheme.weights)) faults.push(fault("pack-rule-missing", { found: "weights.execution" }, at));
    if (schemes.findIndex((other) => other.id === scheme.id) < index)
      faults.push(fault("duplicate-id", { found: scheme.id, expected: "schemes" }, at));
    return faults;
  });
}

// An override that gives the inherited value with no citation of its own law changes nothing and only misleads.
function idleOverrides(pack: Pack, parents: readonly Pack[]): Fault[] {
  return (Object.keys(pack.parameters) as (keyof Pack["parameters"])[]).flatMap((name) => {
    const own = pack.parameters[name];
    const inherited = parents.find((parent) => parent.parameters[name])?.parameters[name];
    if (own === undefined || inherited === undefined || name === "thresholds") return [];
    return show(own) === show(inherited) ? [fault("pack-rule-unused", { found: name }, placeIn(pack, "parameters", [name]))] : [];
  });
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part));
}

function holds(interval: Interval, rate: Ratio): boolean {
  if (compare(rate, interval.from) < 0) return false;
  if (interval.to === undefined) return true;
  const side = compare(rate, interval.to);
  return side < 0 || (side === 0 && interval.closed === true);
}

function firstStep(steps: bigint, test: (step: bigint) => boolean): bigint | null {
  for (let step = 0n; step <= steps; step++) if (test(step)) return step;
  return null;
}

function printTwo(hundredths: bigint): string {
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, "0")}`;
}

// A rule may be written as one entry or as a list of dated versions; the path is the one that is there.
function placeIn(pack: Pack, part: Part, path: readonly (string | number)[]): Place {
  const file: SourceFile = pack.sources[part] ?? pack.sources.instrument;
  const [name, version, ...rest] = path;
  const entry = (file.data as Record<string, unknown>)[String(name)];
  const here = Array.isArray(entry) ? path : [name as string, ...(typeof version === "number" ? rest : path.slice(1))];
  return file.locate(here);
}
